"""The lines in which words to search for are typed, and what can be typed next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.ui.messages import Searched
from reader.ui.present.filters import completed, meaning_line, offers, offers_line, wrong_line
from reader.ui.present.ink import Runs
from reader.ui.widgets.field import Field
from reader.ui.widgets.panel import Panel


class SearchInput(Field):
    """Ends the search on escape; on enter, only the typing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "end_search", "End", show=False)]

    def action_end_search(self) -> None:
        """Forget the search."""
        self.post_message(Searched("", ended=True))


class SearchBar(Vertical):
    """Says what is searched, takes the words, and says how many were found.

    With `names` it offers filters, and those names behind them.
    """

    def __init__(
        self,
        where: str,
        query: str = "",
        *,
        id: str | None = None,
        filters: bool = False,
    ) -> None:
        super().__init__(id=id)
        self._where = where
        self._query = query
        self._filters = filters
        self.names: Mapping[str, Sequence[str]] = {}
        self._wrong = ""

    def compose(self) -> ComposeResult:
        """Lay out the label, the words and the count, and the line below them."""
        with Horizontal(id="search-line"):
            yield Static(Content(f" / {self._where} "), id="search-where")
            yield SearchInput(self._query, id="search-words")
            yield Static(Content(""), id="search-found")
        if self._filters:
            yield Panel(id="search-offers")

    def on_mount(self) -> None:
        """Take the focus, at the end of what is there."""
        field = self.query_one(Input)
        field.focus()
        field.cursor_position = len(field.value)
        self._offer()

    @property
    def field(self) -> Input:
        """The line that is typed in."""
        return self.query_one(Input)

    @property
    def words(self) -> str:
        """What is typed by now."""
        return next((field.value for field in self.query(Input)), self._query)

    def tell(self, found: str) -> None:
        """Say how many were found."""
        self._wrong = ""
        self._count(found)

    def tell_wrong(self, reason: str) -> None:
        """Say why the words cannot be understood."""
        self._wrong = reason
        self._count("")

    def _count(self, found: str) -> None:
        for label in self.query("#search-found").results(Static):  # not there yet, or no longer
            label.update(Content(found))
        self._offer()

    def offer_names(self, names: Mapping[str, Sequence[str]]) -> None:
        """Offer names behind the filters that take them."""
        self.names = names
        self._offer()

    def _offer(self) -> None:
        for panel in self.query(Panel):
            panel.tell(self._told)

    def _told(self, width: int, _height: int) -> list[Runs]:
        wrong, words = self._wrong, self.words
        found = offers_line(offers(words, self.names), width)
        if wrong and (words.endswith(" ") or not found):
            return [wrong_line(wrong)]
        return [found or meaning_line(words)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while it is typed."""
        event.stop()
        self._offer()
        self.post_message(Searched(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go back to the pane, with what was found."""
        event.stop()
        self.post_message(Searched(event.value, ended=True))

    def on_key(self, event: events.Key) -> None:
        """Take the first offer on tab; keep keys from acting elsewhere while words are typed."""
        if event.key not in ("tab", "shift+tab"):
            return
        event.stop()
        event.prevent_default()
        found = offers(self.words, self.names) if self._filters and event.key == "tab" else ()
        if found:
            field = self.query_one(Input)
            field.value = completed(self.words, found[0])
            field.cursor_position = len(field.value)
