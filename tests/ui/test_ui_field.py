"""Lines to type in that hold text from outside: drawn safe, kept as they are, edited as drawn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

import pytest
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from reader.ui.screens.asking import AskScreen, NoteScreen
from reader.ui.settled import SettledApp
from reader.ui.widgets.field import Area, Field
from tests.ui.driver import press, running, screen_text

HOSTILE = "Day\x1b]0;owned\x07 \u202efed\x9b31m\ttimes"
ACTS = set("\x1b\x07\x9b\u202e\t")
DRAWN = "Day�]0;owned� �fed�31m times"


Made = TypeVar("Made", bound=Widget)


class Bench(SettledApp, Generic[Made]):
    """Nothing but one widget."""

    made: Made

    def __init__(self, make: Callable[[], Made]) -> None:
        super().__init__()
        self._make = make

    def compose(self) -> ComposeResult:
        self.made = self._make()
        yield self.made

    @property
    def drawn(self) -> str:
        """What goes to the terminal, as text."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


@asynccontextmanager
async def alone(make: Callable[[], Made]) -> AsyncIterator[Bench[Made]]:
    """A widget that stands alone on the screen, with what it notifies."""
    app = Bench(make)
    async with app.run_test(size=(60, 10), notifications=True) as pilot:
        await pilot.pause()
        with app._context():
            yield app


async def test_a_field_draws_its_value_safe_and_keeps_it() -> None:
    async with alone(lambda: Field(HOSTILE)) as app:
        assert DRAWN in app.drawn
        assert not set(app.drawn) & ACTS
        assert app.made.value == HOSTILE


async def test_the_cursor_and_the_mouse_go_by_what_is_drawn() -> None:
    async with alone(lambda: Field(HOSTILE)) as app:
        field = app.made
        assert field.content_width == len(DRAWN) + 1
        for at in range(len(HOSTILE)):
            assert field._position_to_cell(at) == at
            assert field._cell_offset_to_index(at) == at
        assert field._cell_offset_to_index(len(DRAWN) + 5) == len(HOSTILE)


async def test_an_example_in_an_empty_field_is_safe() -> None:
    async with alone(lambda: Field(placeholder=HOSTILE)) as app:
        assert DRAWN in app.drawn
        assert not set(app.drawn) & ACTS


async def test_lines_to_type_are_drawn_safe_and_kept() -> None:
    async with alone(lambda: Area(f"one\n{HOSTILE}")) as app:
        assert "owned" in app.drawn
        assert not set(app.drawn) & ACTS
        assert app.made.text == f"one\n{HOSTILE}"


async def test_what_no_widget_made_safe_ends_before_the_terminal() -> None:
    async with alone(lambda: Static(HOSTILE.replace("\t", " "), markup=False)) as app:
        assert "owned" in app.drawn
        assert not set(app.drawn) & ACTS


async def test_a_notification_is_safe() -> None:
    async with alone(Static) as app:
        app.notify(HOSTILE, title=f"of {HOSTILE}", markup=False)
        while "owned" not in app.drawn:
            await asyncio.sleep(0)
            app.screen._on_timer_update()
        assert not set(app.drawn) & ACTS


@pytest.mark.parametrize(
    ("keys", "typed", "asked"), [("", "", HOSTILE), ("A", "A", f"{HOSTILE}A")], ids=["as", "edited"]
)
async def test_a_name_that_is_asked_for_is_what_it_was_but_for_what_is_typed(
    keys: str, typed: str, asked: str
) -> None:
    async with running(size=(100, 30)) as (app, pilot):
        answers: list[str | None] = []
        app.push_screen(AskScreen(f"Call {HOSTILE}", HOSTILE), answers.append)
        await press(app, pilot, keys)
        shown = screen_text(app)
        assert DRAWN + typed in shown
        assert not set(shown) & ACTS
        await press(app, pilot, "enter")
        assert answers == [asked]


async def test_a_note_is_what_it_was_but_for_what_is_typed() -> None:
    async with running(size=(100, 30)) as (app, pilot):
        answers: list[str | None] = []
        app.push_screen(NoteScreen(HOSTILE, HOSTILE), answers.append)
        await press(app, pilot, "A")
        shown = screen_text(app)
        assert f"{DRAWN}A" in shown
        assert not set(shown) & ACTS
        await press(app, pilot, "ctrl+s")
        assert answers == [f"{HOSTILE}A"]
