"""The passage under the cursor stays on its line of the terminal from screen to screen."""

from __future__ import annotations

from typing import cast

import pytest

from reader.ui.app import ReaderApp
from reader.ui.present.rows import Place
from reader.ui.screens.compare import CompareScreen
from reader.ui.screens.table import TableScreen
from reader.ui.widgets.compare import ComparePane
from reader.ui.widgets.table import TablePane
from tests import factories
from tests.factories import FakeLibrary
from tests.ui.driver import Driver, press, running

SIZES = pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24)], ids=str)


def long_story() -> FakeLibrary:
    return FakeLibrary([factories.crowd(6, 40)])


async def stand(app: ReaderApp, pilot: Driver, passage: int) -> int:
    """Go to a passage, and return the line of the terminal that it stands on."""
    app.main.text.go_to(Place(passage))
    await press(app, pilot, "")
    return app.main.text.terminal_line


def comparison(app: ReaderApp) -> ComparePane:
    return cast(CompareScreen, app.screen).active


def table(app: ReaderApp) -> TablePane:
    return cast(TableScreen, app.screen).active


@SIZES
async def test_the_comparison_opens_with_the_passage_on_its_line(size: tuple[int, int]) -> None:
    async with running(long_story(), size=size, keys="enter") as (app, pilot):
        lowest = size[1] - 8  # what is told of the place stands below
        for passage in (2, 9, 20, 33):
            line = await stand(app, pilot, passage)
            await press(app, pilot, "d")
            pane = comparison(app)
            assert pane.place.passage == passage
            assert pane.terminal_line == line if line < lowest else pane.terminal_line <= line
            for keys in ("right_square_bracket", "2", "s", "v v"):
                before = pane.terminal_line
                await press(app, pilot, keys)
                assert (pane.place.passage, pane.terminal_line) == (passage, before)
            await press(app, pilot, "escape")
            assert app.main.text.place.passage == passage
            assert app.main.text.terminal_line == line, "and it has not moved meanwhile"


@SIZES
@pytest.mark.parametrize("leave", ["escape", "enter"])
async def test_one_goes_on_where_the_comparison_stood(size: tuple[int, int], leave: str) -> None:
    async with running(long_story(), size=size, keys="enter") as (app, pilot):
        await stand(app, pilot, 12)
        await press(app, pilot, "d j j j")
        pane = comparison(app)
        place, line = pane.place, pane.terminal_line
        assert place.passage == 15
        await press(app, pilot, leave)
        text = app.main.text
        assert place.passage in text.rows[text.cursor].passages
        assert text.terminal_line == line


@SIZES
async def test_one_goes_on_where_the_table_stood(size: tuple[int, int]) -> None:
    async with running(long_story(), size=size, keys="enter") as (app, pilot):
        line = await stand(app, pilot, 30)
        await press(app, pilot, "t")
        pane = table(app)
        assert pane.terminal_line <= line
        await press(app, pilot, "escape")
        assert app.main.text.terminal_line == line
        await press(app, pilot, "t j j")
        line = table(app).terminal_line
        await press(app, pilot, "escape")
        assert app.main.text.place.passage == 32
        assert app.main.text.terminal_line == line


async def test_the_table_is_left_where_it_was_entered_by_what_a_copy_put_in() -> None:
    async with running(size=(160, 45), keys="enter") as (app, pilot):
        text = app.main.text
        copies = set()
        for row in text.rows:
            if row.stop and row.place.inserted:
                text.go_to(row.place)
                place, line = text.place, text.terminal_line
                copies.add(place.copy)
                await press(app, pilot, "t escape")
                assert (text.place, text.terminal_line) == (place, line)
        assert len(copies) > 1


async def test_what_is_unfolded_at_the_bottom_stays_on_its_line() -> None:
    async with running(size=(80, 24), keys="enter G") as (app, pilot):
        text = app.main.text
        folds = [row.place for row in text.rows if row.stop and row.place.inserted]
        assert folds
        for place in folds:
            text.go_to(place)
            text.hold(text.cursor, text.size.height - 1)
            line = text.terminal_line
            for _ in range(2):
                await press(app, pilot, "b")
                assert (text.place, text.terminal_line) == (place, line)
