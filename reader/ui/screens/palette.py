"""The palette: every command of the screen beneath, found by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from reader.ui.present.palette import Entry, palette_rows
from reader.ui.present.rows import Row
from reader.ui.screens.choice import PICKING
from reader.ui.screens.modal import Modal

_WIDE = 70
"""Cells of the screen from which on there is room for what a command does."""


class PaletteScreen(Modal[str]):
    """Returns the action of the command that is chosen."""

    AUTO_FOCUS = "#filter"
    heading = "Commands"
    asks = "what do you want to do?"
    below = "↑ ↓ move · enter do it · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [*PICKING]

    def __init__(self, known: Sequence[Entry]) -> None:
        super().__init__()
        self.known = tuple(known)

    def rows(self) -> tuple[Row, ...]:
        """Return the commands that the words leave."""
        return palette_rows(self.known, self.query_words, narrow=self.app.size.width < _WIDE)

    def action_choose(self) -> None:
        """Return the action of the command under the cursor."""
        if self.active.rows:
            number = self.active.rows[self.active.cursor].place.copy
            self.dismiss(self.known[number].action)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the action: in order after the words."""
        event.stop()
        self.action_choose()
