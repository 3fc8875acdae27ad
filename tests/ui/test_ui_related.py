"""Stories that share text with the one that is read, and why copies stand together."""

from __future__ import annotations

from dataclasses import replace

from reader.model import Outlet
from reader.services.related import Related, Sharing
from reader.ui.commands import Pane
from reader.ui.present.evidence import evidence_rows
from reader.ui.present.ink import plain
from reader.ui.present.reading import Reading
from reader.ui.present.rows import Place
from reader.ui.screens.evidence import EvidenceScreen
from tests import factories
from tests.factories import FakeLibrary
from tests.ui.driver import press, running, screen_text

KIN = {
    "tunnel": (
        Related("fire", Sharing.OVERLAPS, 0.41),
        Related("rail", Sharing.STANDS_IN, 0.9),
        Related("gone", Sharing.HOLDS, 0.5),
    ),
    "rail": (Related("tunnel", Sharing.HOLDS, 0.9),),
}


def made() -> FakeLibrary:
    stories = [factories.tunnel(), factories.pair(), factories.lone(), factories.updated()]
    return FakeLibrary(stories, kin=KIN)


async def test_related_stories_stand_at_the_end_and_lead_there() -> None:
    async with running(made(), size=(160, 45), keys="enter G tab") as (app, pilot):
        shown = " ".join(screen_text(app).split())
        assert "related: Vaccine plant fire under control · shares 41%" in shown
        assert "gone" not in shown, "what is not listed cannot be read"
        provenance, text = app.main.provenance, app.main.text
        await press(app, pilot, "g G k")
        assert provenance.story_here == "fire"
        place = text.place
        await press(app, pilot, "j")
        assert (provenance.story_here, text.place) == ("rail", place), "the text stays"
        await press(app, pilot, "k k j j enter")
        assert text.reading is not None
        assert text.reading.story == "rail"
        assert app.main.pane is Pane.TEXT


async def test_a_search_that_hides_a_related_story_ends() -> None:
    keys = "slash t u n n e l enter enter tab G enter"
    async with running(made(), size=(160, 45), keys=keys) as (app, _):
        assert app.main.text.reading is not None
        assert app.main.text.reading.story == "rail"
        assert app.main.wanted is not None
        assert app.main.wanted.query == ""


async def test_the_mouse_leads_to_a_related_story() -> None:
    async with running(made(), size=(160, 45), keys="enter G") as (app, pilot):
        lines = screen_text(app).splitlines()
        line = next(at for at, text in enumerate(lines) if "related: Vaccine" in text)
        await pilot.click(offset=(130, line))
        await press(app, pilot, "")
        assert app.main.text.reading is not None
        assert app.main.text.reading.story == "fire"


async def test_the_evidence_of_a_story_says_why_its_copies_stand_together() -> None:
    async with running(made(), size=(160, 45), keys="enter e") as (app, pilot):
        assert isinstance(app.screen, EvidenceScreen)
        shown = screen_text(app)
        assert "why: 5 of its 7 sentences stand in the copy of Larkfield Post" in shown
        await press(app, pilot, "G k enter")
        assert app.main.text.reading is not None
        assert app.main.text.reading.story == "fire"


def test_an_inferred_outlet_says_so() -> None:
    lone = factories.lone()
    copy = lone.copies[0]
    inferred = Outlet("Larkfield Post", inferred=True, evidence="its own handle “@larkfield”")
    changed = replace(copy, article=replace(copy.article, outlet=inferred))
    reading = Reading(replace(lone, copies=(changed,)))
    texts = [plain(row.text) for row in evidence_rows(reading, Place(0))]
    assert "outlet inferred: its own handle “@larkfield”" in texts
