"""A click on what names a key does what the key does, and one on a link's number opens it."""

from __future__ import annotations

import pytest
from textual.events import MouseDown, MouseMove, MouseUp

from reader.model import Category
from reader.settings import Look
from reader.text.rot47 import rot47
from reader.ui.app import ReaderApp
from reader.ui.commands import Pane
from reader.ui.present.ink import QUIET, TEXT, Run, hint, plain
from reader.ui.present.reading import CLEAN
from reader.ui.present.wrap import act_at
from reader.ui.screens.evidence import EvidenceScreen
from reader.ui.screens.help import HelpScreen
from reader.ui.screens.palette import PaletteScreen
from reader.ui.screens.picker import CopyPicker
from tests import factories
from tests.factories import FakeLibrary, added, collation, copy, wire
from tests.ui.driver import Driver, press, running, screen_text, settle


async def click(app: ReaderApp, pilot: Driver, words: str, at: int = 0) -> None:
    """Click the first place on the screen that says this, on its character `at`."""
    lines = screen_text(app).replace("\u00a0", " ").splitlines()
    y, line = next((y, line) for y, line in enumerate(lines) if words in line)
    await pilot.click(offset=(line.index(words) + at, y))
    await settle(app, pilot)


def test_an_act_is_found_by_the_cell_under_the_mouse() -> None:
    runs = (Run("十  ", TEXT), hint("fold: b", "screen.fold"), Run(" ", QUIET))
    acts = [act_at(runs, cell) for cell in range(-1, 13)]
    assert acts == [""] * 5 + ["screen.fold"] * 7 + [""] * 2


def library() -> FakeLibrary:
    """A story of which one copy has nine lines of furniture."""
    furniture = [added(f"Read more, part {n}", Category.RELATED) for n in range(9)]
    same = [wire(1, factories.LEDE)]
    copies = [
        copy("Larkfield Post", same, *([one] for one in furniture), title="Tunnel on ice"),
        copy("Quayside Daily", same),
    ]
    return FakeLibrary([collation(copies)])


async def test_headlines_are_unfolded() -> None:
    async with running(library(), size=(160, 45), keys="enter") as (app, pilot):
        await click(app, pilot, "headline ▸ H")
        assert app.main.text.headlines


@pytest.mark.parametrize(("keys", "view"), [("enter", CLEAN), ("enter 1 b", 1)])
async def test_what_is_folded_is_unfolded(keys: str, view: int) -> None:
    async with running(library(), size=(160, 45), keys=keys) as (app, pilot):
        assert ": b" in screen_text(app)
        await click(app, pilot, ": b")
        assert not app.main.text.folded
        assert app.main.text.view == view


async def test_what_is_folded_is_unfolded_by_a_word_that_was_searched_for() -> None:
    keys = "enter slash l i n e s enter"
    async with running(library(), size=(160, 45), keys=keys) as (app, pilot):
        await click(app, pilot, "lines, folded: b", at=2)
        assert not app.main.text.folded


async def test_the_lines_that_have_no_room_lead_to_the_evidence_of_their_own_place() -> None:
    async with running(library(), size=(160, 45), keys="enter") as (app, pilot):
        assert app.main.text.place.passage == 0
        await click(app, pilot, "more lines: e")
        assert isinstance(app.screen, EvidenceScreen)
        assert "Read more, part 8" in screen_text(app)
        assert app.main.text.place.copy == 1


def folded_together() -> FakeLibrary:
    """A story above which three copies have furniture, folded as one; the third cut its end."""
    names = ("Larkfield Post", "Quayside Daily", "Inland Herald")
    copies = [
        copy(
            name,
            *([added(f"{name}, page {n}", Category.NAVIGATION)] for n in range(9)),
            *([wire(n, text)] for n, text in enumerate((factories.LEDE, factories.WORK)[:told], 1)),
        )
        for name, told in zip(names, (2, 2, 1), strict=True)
    ]
    return FakeLibrary([collation(copies)])


async def test_of_what_is_folded_together_each_copy_is_reached_from_below_and_by_a_click() -> None:
    async with running(folded_together(), size=(160, 45), keys="enter tab j") as (app, pilot):
        provenance = app.main.provenance
        seen = [provenance.place.copy]
        for key in "jjjkkk":
            await press(app, pilot, key)
            seen.append(provenance.place.copy)
        assert seen == [1, 2, 3, 0, 3, 2, 1]
        await press(app, pilot, "g")
        await click(app, pilot, "navigation Quayside Daily, page 1")
        assert (provenance.place.copy, app.main.text.place.copy) == (2, 1)


async def test_the_evidence_begins_with_the_copy_at_hand_and_names_the_others_too() -> None:
    async with running(folded_together(), size=(160, 45), keys="enter") as (app, pilot):
        await click(app, pilot, "navigation Quayside Daily, page 1")
        await press(app, pilot, "e")
        assert isinstance(app.screen, EvidenceScreen)
        told = [plain(row.text) for row in app.screen.active.rows]
        heads = [text.replace("\u00a0", "") for text in told if text.endswith(" put in 9 lines")]
        assert heads == [
            "2 Quayside Daily put in 9 lines",
            "1 Larkfield Post put in 9 lines",
            "3 Inland Herald put in 9 lines",
        ]


async def test_more_copies_than_fit_lead_to_the_list_of_all() -> None:
    async with running(size=(160, 30), keys="G enter") as (app, pilot):
        await click(app, pilot, "more copies: '")
        assert isinstance(app.screen, CopyPicker)


async def test_what_is_scrambled_is_read_by_a_click() -> None:
    made = collation(
        [copy("Larkfield Post", [wire(1, factories.LEDE)], [wire(2, rot47(factories.WORK))])]
    )
    async with running(FakeLibrary([made]), size=(160, 45), keys="enter") as (app, pilot):
        await click(app, pilot, "(ROT47): D")
        assert app.main.text.decoded


async def test_a_link_is_opened_at_its_number_and_at_no_other_place() -> None:
    links = {"put off a vote": "https://a.example/", "its price had doubled": "https://b.example/"}
    made = factories.linked(factories.tunnel(), {1: links})
    async with running(FakeLibrary([made]), size=(160, 45), keys="enter 1") as (app, pilot):
        opened: list[str] = []
        app.open_url = lambda url, *, new_tab=True: opened.append(url)  # type: ignore[method-assign]
        await click(app, pilot, "[2]", at=1)
        assert opened == ["https://b.example/"]
        await click(app, pilot, "[1]", at=3)
        assert opened == ["https://b.example/"]


async def test_a_link_is_not_opened_where_text_is_selected_up_to_its_number() -> None:
    links = {"put off a vote": "https://a.example/"}
    made = factories.linked(factories.tunnel(), {1: links})
    async with running(FakeLibrary([made]), size=(160, 45), keys="enter 1") as (app, pilot):
        opened: list[str] = []
        app.open_url = lambda url, *, new_tab=True: opened.append(url)  # type: ignore[method-assign]
        lines = screen_text(app).splitlines()
        y = next(y for y, line in enumerate(lines) if "[1]" in line)
        x = lines[y].index("[1]") + 1
        moves = [(MouseDown, x - 12), (MouseMove, x - 6), (MouseMove, x), (MouseUp, x)]
        for move, at in moves:
            app.post_message(move(None, at, y, 0, 0, 1, False, False, False))
            await settle(app, pilot)
        assert app.screen.get_selected_text()
        assert opened == []


async def test_a_click_in_the_comparison_unfolds() -> None:
    async with running(library(), size=(160, 45), keys="enter 1 d") as (app, pilot):
        await click(app, pilot, "lines: b")
        assert "Read more, part 8" in screen_text(app)


@pytest.mark.parametrize(("words", "screen"), [("? help", HelpScreen), ("; jump", None)])
async def test_what_works_on_every_screen_is_clicked_too(
    words: str, screen: type[object] | None
) -> None:
    hinted = {"look": Look(hint=True)}
    async with running(size=(160, 45), settings=hinted) as (app, pilot):
        await click(app, pilot, words, at=2)
        assert app.screen is not app.main
        assert screen is None or isinstance(app.screen, screen)


async def test_the_foot_of_a_screen_of_its_own_is_clicked() -> None:
    async with running(size=(160, 45), keys="enter t") as (app, pilot):
        await click(app, pilot, "? help")
        assert isinstance(app.screen, HelpScreen)


async def test_the_view_at_the_top_leads_to_every_command() -> None:
    async with running(size=(80, 24), keys="enter") as (app, pilot):
        assert app.main.pane is Pane.TEXT
        await click(app, pilot, "clean text of")
        assert isinstance(app.screen, PaletteScreen)
