"""A few lines that one does not move in: a heading, or what is told of the place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.strip import Strip

from reader.ui.present.ink import FAINT, Run, Runs
from reader.ui.widgets.lines import EDGE
from reader.ui.widgets.painted import Painted

Told = Callable[[int, int], Sequence[Runs]]
"""Returns at most so many lines (the second) of at most so many cells (the first)."""


def _nothing(width: int, height: int) -> Sequence[Runs]:
    return ()


class Panel(Painted):
    """Says what it is told, laid out for its size; it keeps the edge that panes have."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._told: Told = _nothing
        self._lines: Sequence[Runs] = ()

    def tell(self, told: Told) -> None:
        """Say something else."""
        self._told = told
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.size.width - 2 * EDGE
        self._lines = self._told(width, self.size.height) if width > 0 else ()
        self.refresh()

    def take_size(self) -> None:
        """Lay out for the new size."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Return the strip for a line of the panel."""
        runs = self._lines[y] if y < len(self._lines) else ()
        return self.paint.strip((Run(" " * EDGE, FAINT), *runs), self.size.width)
