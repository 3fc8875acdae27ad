"""A list of the copies of a story, to choose one by its number or its outlet."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.ui.present.picker import picker_rows
from reader.ui.present.reading import Reading
from reader.ui.present.rows import Row
from reader.ui.screens.modal import DialogPane, Modal
from reader.ui.widgets.field import Field


class CopyPicker(Modal[int]):
    """Returns the number of the copy chosen, 0 for the clean text."""

    AUTO_FOCUS = "#filter"
    heading = "Go to a copy"
    below = "type a number or an outlet · enter go · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("enter", "choose", "Go", show=False, priority=True),
    ]

    def __init__(self, reading: Reading, view: int) -> None:
        super().__init__()
        self._reading = reading
        self._view = view

    def compose(self) -> ComposeResult:
        """Lay out heading, search, rows and keys."""
        with Vertical(id="dialog"):
            yield Static(Content(self.heading), id="heading")
            yield Field(id="filter")
            yield DialogPane(id="rows", measure=self.measure)
            yield Static(Content(self.below), id="below")

    def rows(self) -> tuple[Row, ...]:
        """Return the copies that the words leave."""
        query = self.query_one(Field).value
        return picker_rows(self._reading, query)

    def on_input_changed(self) -> None:
        """Narrow the list while it is typed."""
        self.refresh_rows()

    def action_choose(self) -> None:
        """Go to the copy under the cursor."""
        if self.pane.rows:
            self.dismiss(self.pane.rows[self.pane.cursor].place.copy)
