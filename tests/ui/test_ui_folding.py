"""The copies of a story, folded out beneath it in the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset

from reader.model import Category
from reader.ui.commands import Pane
from reader.ui.messages import Collated
from reader.ui.paint import Ground
from reader.ui.present.copies import folded_out
from reader.ui.present.ink import plain
from reader.ui.present.reading import CLEAN, Reading
from reader.ui.present.rows import Place
from reader.ui.present.stories import ListShape
from reader.ui.present.wrap import width_of
from tests import factories
from tests.factories import FakeLibrary, added, collation, copy, wire
from tests.ui.driver import press, running, settle

_SHAPES = st.builds(
    lambda each, gap, row, extra: ListShape(each + gap, each, row, extra),
    st.integers(2, 3),
    st.integers(0, 1),
    st.integers(0, 9),
    st.integers(0, 40),
)


@given(_SHAPES, st.integers(0, 12), st.integers(0, 2))
def test_a_line_of_a_story_is_found_at_its_start(shape: ListShape, row: int, part: int) -> None:
    part = min(part, shape.each - 1)
    assert shape.at(shape.start(row) + part) == (row, part, 0)


@given(_SHAPES)
def test_each_line_is_that_of_one_story_or_copy(shape: ListShape) -> None:
    found = [shape.at(line) for line in range(12 * shape.pitch + shape.extra)]
    assert len(set(found)) == len(found)
    copies = [(row, copy) for row, _, copy in found if copy]
    assert copies == [(shape.row, copy) for copy in range(1, shape.extra + 1)]
    rows = [row for row, _, _ in found]
    assert rows == sorted(rows)


def test_each_copy_has_a_line_with_its_headline_where_there_is_room() -> None:
    reading = Reading(factories.tunnel())
    for width in (20, 38, 100):
        lines = folded_out(reading, width)
        assert len(lines) == len(reading.index.copies)
        assert all(width_of(line) <= width for line in lines)
    for number, line in zip(reading.index.copies, folded_out(reading, 100), strict=True):
        assert reading.index.headline(number)[:20] in plain(line)


def made() -> FakeLibrary:
    return FakeLibrary([factories.tunnel(), factories.pair(), factories.lone()])


async def test_copies_are_gone_through_and_shown_without_leaving_the_list() -> None:
    async with running(made(), size=(160, 45), keys="b") as (app, pilot):
        stories, text = app.main.stories, app.main.text
        first = stories.line_count
        copies = tuple(text.reading.index.copies) if text.reading is not None else ()
        assert len(copies) == 6
        for copy in copies:
            await press(app, pilot, "j")
            assert (stories.cursor, text.view) == (0, copy)
            assert app.main.pane is Pane.STORIES
        await press(app, pilot, "j")
        assert (stories.cursor, stories.member) == (1, 0)
        await press(app, pilot, "k")
        assert (stories.cursor, stories.member) == (0, len(copies))
        await press(app, pilot, "g")
        assert (stories.cursor, stories.member, text.view) == (0, 0, CLEAN)
        await press(app, pilot, "b")
        assert stories.line_count == first - len(copies)


def with_a_menu() -> FakeLibrary:
    """Two copies of one text: over that of the second a menu stands, and its headline."""
    menu = [[added(f"Section {n}", Category.NAVIGATION)] for n in range(30)]
    head = added("Tunnel on ice", Category.HEADLINE)
    told = [[wire(n, f"The board met on day {n} of the season.")] for n in range(1, 20)]
    return FakeLibrary(
        [collation([copy("Post", *told), copy("Quay", *menu, [head], *told), copy("Sun", *told)])]
    )


async def test_a_copy_is_opened_from_the_list_where_it_begins_to_tell() -> None:
    async with running(with_a_menu(), size=(160, 45), keys="b j j") as (app, pilot):
        text = app.main.text
        for keys, begins in (("", "Tunnel on ice"), ("k", "The board met on day 1")):
            await press(app, pilot, keys)
            assert text.row is not None
            assert plain(text.row.text).startswith(begins)
            assert text.screen_line(text.cursor) == 3
        await press(app, pilot, "2")
        assert app.main.pane is Pane.TEXT
        assert text.place == Place(0, 2, 30)


async def test_turning_to_a_copy_keeps_the_top() -> None:
    async with running(with_a_menu(), size=(160, 45)) as (app, pilot):
        await press(app, pilot, "right_square_bracket right_square_bracket")
        assert app.main.text.view == 2
        assert app.main.text.place == Place(0)


async def test_the_cursor_is_drawn_on_the_copy_alone() -> None:
    async with running(made(), size=(160, 45), keys="b j j") as (app, _pilot):
        stories = app.main.stories
        rows = [stories.line(number).row for number in range(stories.line_count)]
        drawn = [number for number, row in enumerate(rows) if stories._ground(row) is Ground.ACTIVE]
        assert drawn == [stories.lines_of(0).stop + 1]


async def test_enter_on_a_copy_reads_it_and_a_story_key_leaves_it() -> None:
    async with running(made(), size=(80, 24), keys="b j j enter") as (app, pilot):
        assert app.main.pane is Pane.TEXT
        assert app.main.text.view == 2
        await press(app, pilot, "J")
        assert app.main.chosen_id == app.main.stories.story_at(1).id
        assert (app.main.stories.member, app.main.text.view) == (0, CLEAN)


async def test_a_copy_can_be_clicked() -> None:
    async with running(made(), size=(160, 45), keys="b") as (app, pilot):
        stories = app.main.stories
        y = stories.gutter.top + stories.lines_of(0).stop + 2
        await pilot.click(stories, offset=Offset(6, y))
        await settle(app, pilot)
        assert (stories.member, app.main.text.view) == (3, 3)


async def test_a_refresh_leaves_the_copies_where_they_are() -> None:
    library = made()
    async with running(library, size=(160, 12), keys="b j j j") as (app, pilot):
        stories = app.main.stories
        line = stories.screen_line(0) + stories.member
        told = [wire(1, "The council met about the quay and put off the vote.")]
        newer = collation([copy("Quay", told)], story="newer", headline="A later story")
        library.collations["newer"] = newer
        with library.archive.writing() as connection:
            factories.put_story(connection, newer, latest=factories.NOON.timestamp() + 86_400)
        app.main.read_anew()
        await settle(app, pilot)
        assert stories.story_at(0).id == "newer"
        assert (stories.cursor, stories.member) == (1, 3)
        assert stories.screen_line(1) + stories.member == line


async def test_under_the_first_story_the_cursor_stays_in_sight() -> None:
    library = FakeLibrary([factories.crowd(), factories.pair()])
    async with running(library, size=(40, 12), keys="b") as (app, pilot):
        stories = app.main.stories
        for _ in range(40):
            await press(app, pilot, "j")
            line = stories.screen_line(0) + 2 + stories.member - 1
            assert 0 <= line < stories.size.height
        assert stories.member == 40
        await press(app, pilot, "j")
        assert (stories.cursor, stories.member) == (1, 0)
        below = stories.screen_line(1)
        assert 0 < below < stories.size.height
        await press(app, pilot, "k")
        assert stories.member == 40
        assert stories.screen_line(1) == below, "nothing needed to be scrolled"


async def test_another_order_folds_up_what_is_out_of_reach() -> None:
    async with running(made(), size=(160, 45), keys="b j j j j j j j S c o p i e s enter") as (
        app,
        pilot,
    ):
        await press(app, pilot, "G b g")
        stories = app.main.stories
        for number in range(stories.line_count):
            line = stories.line(number)
            assert line.row >= -1 or stories.story_at(stories._fold_row).copies > 0
        assert stories.position is not None
        assert stories._fold_row >= 0


async def test_a_copy_that_is_gone_leaves_the_list_as_it_is_by_now() -> None:
    library = made()
    async with running(library, size=(160, 45), keys="b G") as (app, pilot):
        stories = app.main.stories
        whole = library.collations["tunnel"]
        library.collations["tunnel"] = factories.collation(
            [copy("Quay", [wire(1, "The council met.")]), copy("Ellen", [wire(1, "It met.")])]
        )
        assert len(whole.copies) == 6
        app.main._look_at(6)
        await settle(app, pilot)
        assert app.main.text.view == CLEAN
        app.main.on_collated(Collated("tunnel", Reading(library.collations["tunnel"])))
        await settle(app, pilot)
        assert stories._folded_out == 2


async def test_a_letter_leads_to_a_copy() -> None:
    async with running(made(), size=(160, 45), keys="b") as (app, _pilot):
        stories = app.main.stories
        lines = [target.line for target in stories.targets()]
        first = stories.lines_of(0)
        assert lines[:3] == [first.start, first.stop, first.stop + 1]
        list(stories.targets())[3].go()
        assert stories.member == 3
