"""Every key and what it does; searchable."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from reader.ui.present.help import KEYS, help_rows
from reader.ui.present.rows import Row
from reader.ui.screens.modal import Modal
from reader.ui.widgets.field import Field


class HelpScreen(Modal[None]):
    """Lists the commands by group; `/` leaves those that have the words typed."""

    heading = "Keys"
    asks = "/ to search"
    below = "/ search · j k move · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "search", "Search", show=False)]

    def rows(self) -> tuple[Row, ...]:
        """Return the commands that the search leaves."""
        return help_rows(self.query_words)

    def gutter_cells(self) -> int:
        """Return the cells of the column of keys."""
        return KEYS

    def action_search(self) -> None:
        """Type words to search for."""
        self.query_one(Field).focus()

    def on_input_submitted(self) -> None:
        """Go back to the rows."""
        self.active.focus()
