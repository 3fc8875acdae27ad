"""The line in which words to search for are typed."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from reader.ui.messages import Searched
from reader.ui.widgets.field import Field


class SearchInput(Field):
    """Ends the search on escape, keeps its result on enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "end_search", "End", show=False)]

    def action_end_search(self) -> None:
        """Forget the search."""
        self.post_message(Searched("", ended=True))


class SearchBar(Horizontal):
    """Says what is searched, takes the words, and says how many were found."""

    def __init__(self, where: str, query: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._where = where
        self._query = query

    def compose(self) -> ComposeResult:
        """Lay out the label, the words and the count."""
        yield Static(Content(f" / {self._where} "), id="search-where")
        yield SearchInput(self._query, id="search-words")
        yield Static(Content(""), id="search-found")

    def on_mount(self) -> None:
        """Take the focus, and say what a search begun earlier found."""
        self.query_one(Input).focus()

    def tell(self, found: str) -> None:
        """Say how many were found."""
        self.query_one("#search-found", Static).update(Content(found))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while it is typed."""
        event.stop()
        self.post_message(Searched(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go back to the pane, with what was found."""
        event.stop()
        self.post_message(Searched(event.value, ended=True))

    def on_key(self, event: events.Key) -> None:
        """Keep keys that mean something elsewhere from acting while words are typed."""
        if event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
