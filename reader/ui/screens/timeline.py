"""Who printed a story when."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from reader.ui.present.reading import Reading
from reader.ui.present.rows import Row
from reader.ui.present.timeline import timeline_rows
from reader.ui.screens.modal import Modal

_FRAME = 6
"""Cells of the dialog beside its rows: padding, edges and scroll bar."""
_WIDEST = 88
"""Cells of the dialog."""


class TimelineScreen(Modal[int]):
    """Lists the copies in the order of time, versions under their copy; returns a copy to read."""

    heading = "Who printed it when"
    below = "{move} move · enter read that copy · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Read", show=False),
        Binding("w", "close", "Close", show=False),
    ]

    def __init__(self, reading: Reading, view: int) -> None:
        """Open it on the copy that is read."""
        super().__init__()
        self._reading = reading
        self._view = view

    def refresh_rows(self) -> None:
        """Show the rows, the cursor on the copy that is read."""
        super().refresh_rows()
        copies = [row.place.copy for row in self.active.rows]
        if self._view and self._view in copies:  # the last row is of no copy
            self.active.put_cursor(copies.index(self._view))

    def rows(self) -> tuple[Row, ...]:
        """Return the copies by time."""
        width = min(_WIDEST, int(self.app.size.width * 0.94)) - _FRAME
        return timeline_rows(self._reading.index, width)

    def action_choose(self) -> None:
        """Read the copy under the cursor."""
        self.dismiss(self.active.rows[self.active.cursor].place.copy)
