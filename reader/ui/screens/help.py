"""Every key and what it does; searchable."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from reader.ui.commands import Where
from reader.ui.present.help import help_rows, keys_width
from reader.ui.present.rows import Row
from reader.ui.screens.modal import Modal
from reader.ui.settled import settled
from reader.ui.widgets.field import Field


class HelpScreen(Modal[None]):
    """Lists the commands of a screen by group; `/` leaves those that have the words typed."""

    heading = "Keys, marks and words"
    asks = "/ to search"
    below = "/ search · {move} move · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "search", "Search", show=False)]

    def __init__(self, where: Where = Where.MAIN) -> None:
        super().__init__()
        self._where = where

    def rows(self) -> tuple[Row, ...]:
        """Return the commands that the search leaves."""
        return help_rows(settled(self).keymap, self.query_words, self._where)

    def gutter_cells(self) -> int:
        """Return the cells of the column of keys."""
        return keys_width(settled(self).keymap)

    def action_search(self) -> None:
        """Type words to search for."""
        self.query_one(Field).focus()

    def action_close(self) -> None:
        """Show all again where words were searched for; else close."""
        if self.query_words:
            self.query_one(Field).value = ""
            self.active.focus()
        else:
            super().action_close()

    def on_input_submitted(self) -> None:
        """Go back to the rows."""
        self.active.focus()
