"""The links of a text, to choose one by its number or its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from reader.ui.present.choices import Choice
from reader.ui.present.links import link_rows
from reader.ui.present.rows import Linked, Row
from reader.ui.screens.choice import ChoiceScreen


class LinkPicker(ChoiceScreen):
    """Returns the address of the link chosen."""

    below = "type a number or words · enter open · ctrl+y copy · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "yank", "Copy the address", show=False, priority=True),
    ]

    def __init__(self, links: Sequence[Linked]) -> None:
        super().__init__("Open a link", [Choice(link.url, link.words) for link in links])
        self._links = tuple(links)

    def rows(self) -> tuple[Row, ...]:
        """Return the links that the words leave."""
        return link_rows(self._links, self.query_words)

    def action_yank(self) -> None:
        """Copy the address under the cursor to the clipboard."""
        if (url := self.here) is not None:
            self.app.copy_to_clipboard(url)
            self.say("Copied the address to the clipboard.")
