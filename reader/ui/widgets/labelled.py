"""A pane as it stands, with a label at each thing that can be jumped to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol, runtime_checkable

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.paint import Ground
from reader.ui.present.ink import QUIET, Ink, Run, Tone
from reader.ui.widgets.painted import Painted

_LABEL = Ink(Tone.LABEL, bold=True)


class Target(NamedTuple):
    """A line of a pane that can be jumped to, and what goes there."""

    line: int
    go: Callable[[], None]


@runtime_checkable
class Jumpable(Protocol):
    """A pane with things to jump to."""

    def targets(self) -> Iterable[Target]:
        """Yield what is in sight, from the top; lines count from the pane's first."""


class Labelled(Painted):
    """Draws a pane's lines again, in its place, quietly, with labels at their beginning.

    A label covers the edge, and what is labelled begins in the next cell: it is told from that by
    being all that is loud.
    """

    ALLOW_SELECT = False

    def __init__(self, pane: Widget, labels: Mapping[int, str]) -> None:
        super().__init__()
        self._pane = pane
        self._labels = labels
        self._typed = ""

    def place(self, region: Region) -> None:
        """Stand at a region of the screen."""
        self.styles.position = "absolute"
        self.styles.offset = (region.x, region.y)
        self.styles.width, self.styles.height = region.width, region.height

    def narrow(self, typed: str) -> None:
        """Show what is left to type of the labels that begin with this, and no other."""
        self._typed = typed
        self.refresh()

    @property
    def _quiet(self) -> Style:
        ground = self._pane.background_colors[1].rich_color
        return self.paint.style(QUIET, Ground.PANE) + Style(bgcolor=ground)

    def render_line(self, y: int) -> Strip:
        """Return the pane's own strip in one quiet colour, its label over the first cells."""
        strip = self._pane.render_line(y)
        quiet = self._quiet
        strip = Strip([Segment(text, quiet) for text, _, _ in strip], strip.cell_length)
        label = self._labels.get(y, "")
        if not label or not label.startswith(self._typed):
            return strip
        left = label[len(self._typed) :]
        drawn = self.paint.strip((Run(left, _LABEL),), len(left))
        rest = strip.crop(len(left), strip.cell_length)
        return Strip.join((drawn, rest))
