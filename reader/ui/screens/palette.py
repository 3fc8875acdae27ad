"""The palette: every command of the screen beneath, found by its name."""

from __future__ import annotations

from collections.abc import Sequence

from reader.ui.present.palette import Entry, palette_rows
from reader.ui.present.rows import Row
from reader.ui.screens.choice import Choosing

_WIDE = 70
"""Cells of the screen from which on there is room for what a command does."""


class PaletteScreen(Choosing[str]):
    """Returns the action of the command that is chosen."""

    heading = "Commands"
    asks = "what do you want to do?"
    below = "↑ ↓ move · enter do it · esc close"

    def __init__(self, known: Sequence[Entry]) -> None:
        super().__init__()
        self.known = tuple(known)

    def rows(self) -> tuple[Row, ...]:
        """Return the commands that the words leave."""
        return palette_rows(self.known, self.query_words, narrow=self.app.size.width < _WIDE)

    def choice(self, number: int) -> str:
        """Return the action of a command."""
        return self.known[number].action
