"""The collation as a table: its rows, where columns stand, what is told of a cell, its screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Collation
from reader.ui.app import ReaderApp
from reader.ui.present.cells import cell_told
from reader.ui.present.index import build_index
from reader.ui.present.ink import plain
from reader.ui.present.panel import detail_lines
from reader.ui.present.rows import Place
from reader.ui.present.table import (
    RowIs,
    head_lines,
    longest_name,
    next_differing,
    place_in,
    row_of,
    shape,
    table_line,
    table_rows,
)
from reader.ui.present.wrap import width_of
from reader.ui.screens.compare import CompareScreen
from reader.ui.screens.evidence import EvidenceScreen
from reader.ui.screens.reading import ReadingScreen
from reader.ui.screens.table import TableScreen
from tests import factories
from tests.factories import FakeLibrary
from tests.ui.driver import press, running, screen_text

STORIES = [
    factories.tunnel(),
    factories.pair(),
    factories.lone(),
    factories.updated(),
    factories.crowd(),
]
TUNNEL = build_index(factories.tunnel())


@pytest.mark.parametrize("made", STORIES, ids=lambda made: made.story)
def test_the_signs_are_those_of_the_gutter(made: Collation) -> None:
    index = build_index(made)
    rows = [row for row in table_rows(index, additions=False) if row.kind is RowIs.PASSAGE]
    assert [row.place.passage for row in rows] == [passage.number for passage in made.passages]
    for row in rows:
        assert list(row.signs) == [mark.value for _, mark in index.marks(row.place.passage)]


def test_additions_have_rows_of_their_own_between_passages() -> None:
    rows = table_rows(TUNNEL, additions=True)
    told = [(plain(row.head).strip(), "".join(row.signs)) for row in rows if row.place.inserted]
    assert told == [
        ("+ share", " +    "),
        ("+ poll", " +    "),
        ("+ related", "+  +  "),
        ("+ promo, editorial, bio, share, tags, comments, navigation", " +++ +"),
    ]
    assert not any(row.place.inserted for row in table_rows(TUNNEL, additions=False))


def test_the_first_row_says_who_changed_the_headline() -> None:
    assert "".join(table_rows(TUNNEL, additions=False)[0].signs) == "●~~···"


@given(st.integers(20, 260), st.integers(1, 40), st.integers(0, 40), st.integers(0, 45))
def test_columns_fit_and_the_one_with_the_cursor_is_seen(
    width: int, copies: int, name: int, at: int
) -> None:
    made = shape(width, copies, name)
    column = min(at, copies - 1)
    first = made.scrolled(at, column)
    assert made.head + made.seen * made.column <= width
    assert first <= column < first + made.seen
    assert first + made.seen <= copies, "no blank column on the right"
    assert made.column_at(made.head + (column - first) * made.column, first) == column
    assert made.column_at(0, first) is None


@pytest.mark.parametrize("width", [36, 76, 96, 156])
@pytest.mark.parametrize("made", STORIES, ids=lambda made: made.story)
def test_lines_and_heads_stay_within_the_width(made: Collation, width: int) -> None:
    index = build_index(made)
    copies = list(index.copies)
    fitted = shape(width, len(copies), longest_name(index))
    first = fitted.scrolled(0, len(copies) - 1)
    for row in table_rows(index, additions=True):
        assert width_of(table_line(row, copies, fitted, first, len(copies) - 1)) <= width
    for line in head_lines(index, fitted, first, len(copies) - 1, width):
        assert width_of(line) <= width


def test_names_stand_over_columns_that_have_room() -> None:
    named = shape(156, 6, longest_name(TUNNEL))
    assert named.named
    assert "Quayside Daily" in plain(head_lines(TUNNEL, named, 0, 2, 156)[1])
    narrow = shape(76, 6, longest_name(TUNNEL))
    (line,) = head_lines(TUNNEL, narrow, 0, 2, 76)
    assert "The Ellen Star" in plain(line), "the name of the column with the cursor"


def test_from_cell_to_cell_that_differs() -> None:
    rows = table_rows(TUNNEL, additions=False)
    seen = []
    at = next_differing(rows, 1, 0, 1)
    while at is not None:
        seen.append(at)
        at = next_differing(rows, *at, 1)
    assert seen[:5] == [(2, 3), (2, 4), (2, 5), (3, 2), (4, 5)]
    assert next_differing(rows, 2, 3, -1) == (0, 5)
    assert next_differing((), 0, 0, 1) is None


def test_what_is_told_of_a_cell() -> None:
    rows = {row.place: row for row in table_rows(TUNNEL, additions=True)}

    def told(place: Place, copy: int) -> list[str]:
        return [plain(runs).replace("\u00a0", "") for runs in cell_told(TUNNEL, rows[place], copy)]

    assert told(Place(0), 2) == [
        "2 Quayside Daily  ~ another headline",
        "Tunnel on ice: council blinks as bill balloons",
    ]
    assert told(Place(0), 6) == ["6 Harbor Wire  no headline of its own"]
    assert told(Place(3), 3)[0] == "3 The Ellen Star  ! a fact or a quotation changed"
    assert told(Place(3), 3)[-1] == "a number was changed  $4.2 billion → $2.4 billion"
    assert told(Place(6), 2) == [
        "2 Quayside Daily  · lacks it",
        f"stands in 1, 3, 4 and 5: {factories.QUAY}",
    ]
    assert told(Place(7), 4)[-1] == "↕ stands at the top in this copy"
    poll = next(place for place in rows if place.inserted and place.passage == 2)
    assert told(poll, 2)[1] == "poll  Should the tunnel be built at all?"
    assert told(poll, 1) == ["1 Larkfield Post  put in nothing here"]
    lone = build_index(factories.lone())
    (_, row) = table_rows(lone, additions=False)
    assert "the only copy" in plain(cell_told(lone, row, 1)[0])


def test_a_place_finds_its_row_and_a_row_its_place() -> None:
    rows = table_rows(TUNNEL, additions=True)
    for row in rows:
        assert rows[row_of(rows, row.place)] is row
    few = table_rows(TUNNEL, additions=False)
    assert few[row_of(few, Place(2, 2, 5))].place == Place(2), "without its row, its passage"
    related = next(row for row in rows if plain(row.head).strip() == "+ related")
    assert place_in(TUNNEL, related, 4).copy == 4
    assert place_in(TUNNEL, related, 2) == Place(5)


@given(st.integers(0, 100), st.integers(0, 12))
def test_what_is_told_stays_within_its_panel(width: int, height: int) -> None:
    row = table_rows(TUNNEL, additions=False)[3]
    lines = detail_lines("passage 3", cell_told(TUNNEL, row, 3), width, height, "e: all of it")
    assert len(lines) <= height
    assert all(width_of(line) <= max(4, width) for line in lines)


def table(app: ReaderApp) -> TableScreen:
    screen: object = app.screen
    assert isinstance(screen, TableScreen)
    return screen


def shows(app: ReaderApp, screen: type[object]) -> bool:
    return isinstance(app.screen, screen)


async def test_the_cursor_goes_by_cells() -> None:
    async with running(size=(160, 45), keys="enter n n t") as (app, pilot):
        screen = table(app)
        assert (screen.active.place, screen.active.copy) == (Place(3), 3)
        await press(app, pilot, "l right j")
        assert (screen.active.place, screen.active.copy) == (Place(4), 5)
        await press(app, pilot, "h left k 2")
        assert (screen.active.place, screen.active.copy) == (Place(3), 2)
        await press(app, pilot, "n")
        assert (screen.active.place, screen.active.copy) == (Place(3), 3)
        assert "a number was changed" in screen_text(app)
        await press(app, pilot, "N")
        assert screen.active.sign_here == "+"
        await press(app, pilot, "apostrophe h a r b o r enter")
        assert screen.active.copy == 6
        await press(app, pilot, "9 l l l")
        assert screen.active.copy == 6


async def test_additions_are_hidden_and_shown_in_place() -> None:
    async with running(size=(160, 45), keys="enter n n t") as (app, pilot):
        screen = table(app)
        assert "+ poll" in screen_text(app)
        line = screen.active.screen_line(screen.active.cursor)
        await press(app, pilot, "b")
        assert "+ poll" not in screen_text(app)
        assert screen.active.place == Place(3)
        assert screen.active.screen_line(screen.active.cursor) == line


async def test_the_table_leads_to_that_passage_in_that_copy() -> None:
    async with running(size=(160, 45), keys="enter n n t 4 n") as (app, pilot):
        await press(app, pilot, "e")
        assert shows(app, EvidenceScreen)
        await press(app, pilot, "escape 5 j enter")
        assert shows(app, ReadingScreen)
        assert (app.main.text.view, app.main.text.place.passage) == (5, 5)
        await press(app, pilot, "t 1 d")
        screen: object = app.screen
        assert isinstance(screen, CompareScreen)
        assert screen.views == (0, 1)
        assert screen.active.place.passage == 5
        await press(app, pilot, "escape")
        assert app.main.text.view == 5, "the copy that was read"


async def test_forty_copies_scroll_sideways() -> None:
    made = FakeLibrary([factories.crowd()])
    async with running(made, size=(80, 24), keys="enter t") as (app, pilot):
        screen = table(app)
        assert "of 40" in screen_text(app)
        await press(app, pilot, " ".join(["l"] * 45))
        assert screen.active.copy == 40
        lines = screen_text(app).splitlines()
        assert "40" in lines[2]
        assert "Storm Ilse" in lines[5], "the heads of rows stay"
        built = screen.active.built
        await press(app, pilot, "h")
        assert screen.active.built - built <= 2, "one line is drawn anew"


async def test_the_mouse_chooses_cells() -> None:
    async with running(size=(160, 45), keys="enter g t") as (app, pilot):
        screen = table(app)
        pane = screen.active
        lines = screen_text(app).splitlines()
        line = next(at for at, text in enumerate(lines) if "Work was to begin" in text)
        await pilot.click(offset=(1 + pane.shape.head + 4 * pane.shape.column, line))
        await press(app, pilot, "")
        assert (pane.place, pane.copy) == (Place(4), 5)
        await pilot.click(offset=(5, line + 1))
        await press(app, pilot, "")
        assert (pane.place, pane.copy) == (Place(5), 5), "on a row's head the column stays"
        await pilot.click(offset=(5, line + 1), times=2)
        await press(app, pilot, "")
        assert shows(app, ReadingScreen)
        assert app.main.text.view == 5


async def test_a_story_of_one_copy_says_that_there_is_nothing_to_compare() -> None:
    made = FakeLibrary([factories.lone()])
    async with running(made, size=(40, 12), keys="enter t j") as (app, _):
        assert shows(app, TableScreen)
        assert "the only copy" in " ".join(screen_text(app).split())
