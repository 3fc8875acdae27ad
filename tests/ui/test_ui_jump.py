from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings import Look
from reader.ui.app import ReaderApp
from reader.ui.commands import Pane
from reader.ui.present.jump import LETTERS, labels, still_open
from reader.ui.screens.jump import JumpScreen
from reader.ui.screens.reading import ReadingScreen
from reader.ui.widgets.labelled import Labelled
from reader.ui.widgets.lines import LinesPane
from tests.factories import FakeLibrary
from tests.ui.driver import press, running, screen_text, settle


@given(st.integers(0, 800))
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    given_ = labels(count)
    assert len(given_) == min(count, len(LETTERS) ** 2)
    assert len(set(given_)) == len(given_)
    assert all(still_open(given_, label) == (label,) for label in given_)
    assert max(map(len, given_), default=1) == (1 if count <= len(LETTERS) else 2)


def top(app: ReaderApp) -> object:
    """The screen on top, of whatever kind."""
    return app.screen


def label_at(app: ReaderApp, pane: str, line: int) -> str:
    """The label that jump mode put at a line of a pane."""
    assert isinstance(app.screen, JumpScreen)
    found = [one for one in app.screen.query(Labelled) if one._pane.id == pane]
    return found[0]._labels[line]


def row_of(pane: LinesPane, line: int, scrolled: int) -> int:
    """The row that stood at a line of a pane that was scrolled so far."""
    return pane.line(line + scrolled).row


def typed(label: str) -> str:
    return " ".join(label)


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)], ids=str)
async def test_a_label_leads_to_its_row(size: tuple[int, int]) -> None:
    async with running(size=size, keys="enter") as (app, pilot):
        text = app.main.text
        targets = list(text.targets())
        assert len(targets) > 2
        lines = [target.line for target in targets]
        assert lines == sorted(set(lines))
        before = text.scroll_offset.y
        await press(app, pilot, "semicolon")
        await press(app, pilot, typed(label_at(app, "text", targets[2].line)))
        assert isinstance(app.screen, ReadingScreen)
        assert app.main.pane is Pane.TEXT
        assert text.cursor == row_of(text, targets[2].line, before)
        assert size[1] < 20 or text.screen_line(text.cursor) == targets[2].line


async def test_one_gets_from_pane_to_pane() -> None:
    async with running(size=(160, 45), keys="enter") as (app, pilot):
        stories = app.main.stories
        line = stories.screen_line(3)
        await press(app, pilot, "semicolon")
        await press(app, pilot, typed(label_at(app, "stories", line)))
        assert app.main.pane is Pane.STORIES
        assert stories.cursor == 3
        assert app.main.text.reading is not None
        assert app.main.text.reading.story == stories.stories[3].id


async def test_a_copy_named_in_the_provenance_is_shown() -> None:
    async with running(size=(160, 45), keys="enter") as (app, pilot):
        await press(app, pilot, "semicolon")
        targets = list(app.main.provenance.targets())
        await press(app, pilot, typed(label_at(app, "provenance", targets[1].line)))
        assert app.main.text.view == 2


async def test_what_is_typed_narrows_and_can_be_taken_back() -> None:
    async with running(size=(160, 45), keys="enter semicolon") as (app, pilot):
        screen = top(app)
        assert isinstance(screen, JumpScreen)
        double = next(label for label in screen._chosen if len(label) == 2)
        await press(app, pilot, double[0])
        assert app.screen is screen
        await press(app, pilot, "backspace")
        single = next(label for label in labels(40) if len(label) == 1)
        await press(app, pilot, single)
        assert app.screen is not screen


async def test_other_keys_are_passed_over_and_escape_ends() -> None:
    async with running(keys="enter") as (app, pilot):
        before = app.main.text.cursor
        await press(app, pilot, "semicolon 1 question_mark down")
        assert isinstance(top(app), JumpScreen)
        await press(app, pilot, "escape")
        assert isinstance(top(app), ReadingScreen)
        assert app.main.text.cursor == before
        await press(app, pilot, "semicolon semicolon")
        assert isinstance(top(app), ReadingScreen)


async def test_the_panes_stay_as_they_are_under_the_labels() -> None:
    async with running(size=(160, 45), keys="enter") as (app, pilot):
        before = screen_text(app).splitlines()[:-1]
        await press(app, pilot, "semicolon")
        after = screen_text(app).splitlines()[:-1]
        changed = sum(a != b for x, y in zip(before, after, strict=True)
                      for a, b in zip(x.ljust(160), y.ljust(160), strict=True))  # fmt: skip
        assert isinstance(app.screen, JumpScreen)
        assert 0 < changed <= sum(map(len, app.screen._chosen))


async def test_nothing_of_a_pane_is_loud_but_its_labels() -> None:
    async with running(size=(160, 45), keys="enter n n") as (app, pilot):
        await press(app, pilot, "semicolon")
        for labelled in app.screen.query(Labelled):
            strips = [labelled.render_line(y) for y in range(labelled.size.height)]
            loud = {y: strips[y]._segments[0] for y in labelled._labels}
            assert {y: segment.text for y, segment in loud.items()} == labelled._labels
            styles = {segment.style for strip in strips for segment in strip}
            assert len(styles - {segment.style for segment in loud.values()}) == 1


async def test_a_change_of_size_ends_it() -> None:
    async with running(keys="enter semicolon") as (app, pilot):
        assert isinstance(top(app), JumpScreen)
        await pilot.resize_terminal(90, 30)
        await settle(app, pilot)
        assert isinstance(top(app), ReadingScreen)


async def test_one_jumps_on_the_other_screens_too() -> None:
    async with running(size=(160, 45), keys="enter t") as (app, pilot):
        pane = app.screen.focused
        assert isinstance(pane, LinesPane)
        targets = list(pane.targets())
        await press(app, pilot, "semicolon")
        await press(app, pilot, typed(label_at(app, str(pane.id), targets[3].line)))
        assert pane.screen_line(pane.cursor) == targets[3].line


async def test_where_nothing_is_nothing_happens() -> None:
    async with running(FakeLibrary(), keys="semicolon") as (app, pilot):
        screen = top(app)
        assert not isinstance(screen, JumpScreen) or screen._chosen
        await press(app, pilot, "escape")
        assert isinstance(top(app), ReadingScreen)


HINTED = {"look": Look(hint=True)}


async def test_the_hint_says_how_to_find_everything_and_goes_away() -> None:
    async with running(settings={**HINTED, "keys": {"jump": ("f4",)}}) as (app, pilot):
        assert " ? help   f4 jump   ctrl+p commands" in screen_text(app)
        await press(app, pilot, "enter " + "n " * 14)
        assert "f4 jump" in screen_text(app)
        await press(app, pilot, "n")
        assert "f4 jump" not in screen_text(app)
        assert not app.screen.query("#hint")


async def test_the_hint_can_be_off_and_is_where_there_is_room() -> None:
    async with running(settings={"look": Look(hint=False)}) as (app, _):
        assert "; jump" not in screen_text(app)
    async with running(settings=HINTED, size=(40, 12)) as (app, _):
        assert "; jump" not in screen_text(app)
