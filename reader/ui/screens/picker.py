"""A list of the copies of a story, to choose one by its number or its outlet."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from reader.ui.present.picker import picker_rows
from reader.ui.present.reading import Reading
from reader.ui.present.rows import Row
from reader.ui.screens.modal import Modal


class CopyPicker(Modal[int]):
    """Returns the number of the copy chosen, 0 for the clean text."""

    AUTO_FOCUS = "#filter"
    heading = "Go to a copy"
    asks = ""
    below = "type a number or an outlet · enter go · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("enter", "choose", "Go", show=False),
    ]

    def __init__(self, reading: Reading, view: int) -> None:
        super().__init__()
        self._reading = reading
        self._view = view

    def rows(self) -> tuple[Row, ...]:
        """Return the copies that the words leave."""
        return picker_rows(self._reading, self.query_words)

    def action_choose(self) -> None:
        """Go to the copy under the cursor."""
        if self.active.rows:
            self.dismiss(self.active.rows[self.active.cursor].place.copy)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go there: in order after the words, which a priority binding would overtake."""
        event.stop()
        self.action_choose()
