"""A person says what a segment is: it is so at once, it is remembered, and it can be taken back."""

from __future__ import annotations

import pytest

from reader.model import Category, Kind
from reader.services.archived import ArchiveLibrary
from reader.ui.present.evidence import begins, evidence_rows
from reader.ui.present.ink import plain
from reader.ui.present.overruling import label_choices
from reader.ui.present.reading import CLEAN, Reading, same_place, same_view
from reader.ui.present.rows import Place
from reader.ui.screens.choice import ChoiceScreen
from reader.ui.screens.evidence import EvidenceScreen
from tests import factories
from tests.factories import FakeLibrary
from tests.ui.driver import press, running, screen_text


def categories(library: ArchiveLibrary) -> dict[str, Category | None]:
    """The category of each added line of the fourth copy, by its words."""
    made = library.collation("tunnel")
    copy = made.copies[3]
    return {
        copy.article.text[x.segment.start : x.segment.end]: x.category
        for x in made.labels
        if x.copy == 4 and x.kind is Kind.ADDITION
    }


MORE = "More on the port"


async def test_a_label_is_overruled_withdrawn_and_undone() -> None:
    made = FakeLibrary([factories.tunnel()])
    async with running(made, size=(120, 40), keys="enter 4") as (app, pilot):
        text = app.main.text
        at = next(n for n, row in enumerate(text.rows) if MORE in plain(row.text))
        text.put_cursor(at)
        await press(app, pilot, "e")
        assert isinstance(app.screen, EvidenceScreen)
        await press(app, pilot, "exclamation_mark")
        assert isinstance(app.screen, ChoiceScreen)
        assert "related  now · links to other stories" in screen_text(app)
        assert plain(app.screen.active.rows[app.screen.active.cursor].text).startswith("related")
        await press(app, pilot, "d i s c l enter")
        assert categories(made)[MORE] is Category.DISCLOSURE
        assert [note.message for note in app._notifications][
            -1
        ] == "Labelled disclosure; ctrl+z undoes it."
        row = text.row
        assert row is not None
        assert MORE in plain(row.text), "the place is kept"
        assert "disclosure" in plain(row.note)
        await press(app, pilot, "ctrl+z")
        assert categories(made)[MORE] is Category.RELATED
        await press(app, pilot, "e exclamation_mark p o l l enter")
        assert categories(made)[MORE] is Category.POLL
        await press(app, pilot, "e exclamation_mark a s space t h e space e v enter")
        assert categories(made)[MORE] is Category.RELATED


def test_every_category_can_be_chosen_and_the_one_in_force_says_so() -> None:
    reading = Reading(factories.tunnel())
    added = next(x for x in reading.collation.labels if x.category is Category.POLL)
    choices = label_choices(added)
    assert {one.value for one in choices} == {"wire", *(one.value for one in Category)}
    assert [one.value for one in choices if one.now] == ["poll"]


async def test_the_place_is_kept_where_an_addition_becomes_the_wires() -> None:
    made = FakeLibrary([factories.tunnel()])
    async with running(made, size=(120, 40), keys="enter b") as (app, pilot):
        text = app.main.text
        text.put_cursor(next(n for n, row in enumerate(text.rows) if MORE in plain(row.text)))
        for chosen in ("w i r e", "p o l l"):
            await press(app, pilot, f"e exclamation_mark {chosen} enter")
            assert text.row is not None
            assert MORE in plain(text.row.text)


@pytest.mark.parametrize("kind", [Kind.WIRE, Kind.ADDITION])
def test_a_place_is_found_again_by_its_segment(kind: Kind) -> None:
    before = Reading(factories.tunnel())
    for row in before.sheet(CLEAN, 80, folded=False, headlines=False, decoded=False).rows:
        if row.stop and row.place.inserted is (kind is Kind.ADDITION):
            assert same_place(before, Reading(factories.tunnel()), row.place) == row.place


def test_a_view_is_found_again_by_its_article() -> None:
    before, other = Reading(factories.tunnel()), Reading(factories.updated())
    assert [same_view(before, Reading(factories.tunnel()), x) for x in before.views] == list(
        before.views
    )
    assert {same_view(before, other, x) for x in before.views} == {CLEAN}


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_the_evidence_begins_at_the_first_label(size: tuple[int, int]) -> None:
    made = FakeLibrary([factories.tunnel()])
    async with running(made, size=size, keys="enter n n e") as (app, pilot):
        assert isinstance(app.screen, EvidenceScreen)
        rows, at = app.screen.active.rows, app.screen.active.cursor
        assert rows[at].place.segment >= 0
        assert all(row.place.segment < 0 for row in rows[:at])
        if size[1] == 40:
            assert "Passage 3 of" in screen_text(app), "what stands above it is in sight"
        await press(app, pilot, "exclamation_mark")
        assert isinstance(app.screen, ChoiceScreen)


def test_the_evidence_begins_at_the_line_asked_for() -> None:
    reading = Reading(factories.tunnel())
    index = reading.index
    after, item = next(
        (n, x) for n, found in index.insertions.items() for x in found if len(x.labels) > 1
    )
    for label in item.labels:
        place = Place(after, item.copy, label.segment.index)
        rows = evidence_rows(reading, place)
        assert rows[begins(index, rows, place)].place.segment == label.segment.index
