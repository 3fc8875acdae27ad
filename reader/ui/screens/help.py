"""Every key and what it does; searchable."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.ui.present.help import KEYS, help_rows
from reader.ui.present.rows import Row
from reader.ui.screens.modal import DialogPane, Modal
from reader.ui.widgets.field import Field


class HelpScreen(Modal[None]):
    """Lists the commands by group; `/` leaves those that have the words typed."""

    heading = "Keys"
    below = "/ search · j k move · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "search", "Search", show=False)]

    def compose(self) -> ComposeResult:
        """Lay out heading, search, rows and keys."""
        with Vertical(id="dialog"):
            yield Static(Content(self.heading), id="heading")
            yield Field(placeholder="/ to search", id="filter")
            yield DialogPane(id="rows", measure=self.measure)
            yield Static(Content(self.below), id="below")

    def rows(self) -> tuple[Row, ...]:
        """Return the commands that the search leaves."""
        return help_rows(self.query_one(Field).value)

    def gutter_cells(self) -> int:
        """Return the cells of the column of keys."""
        return KEYS

    def action_search(self) -> None:
        """Type words to search for."""
        self.query_one(Field).focus()

    def on_input_changed(self) -> None:
        """Search while it is typed."""
        self.refresh_rows()

    def on_input_submitted(self) -> None:
        """Go back to the rows."""
        self.pane.focus()
