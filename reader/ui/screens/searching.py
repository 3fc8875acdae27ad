"""The part of the main screen that searches: the list for stories, the text for words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, work
from textual.message import Message
from textual.widget import Widget

from reader.archive.query import Sort
from reader.errors import ReaderError
from reader.ui.commands import Pane
from reader.ui.messages import PassagesFound, PassagesWanted, Searched
from reader.ui.screens.listed import Request
from reader.ui.screens.ordering import OrderingScreen
from reader.ui.screens.panes import ORDER
from reader.ui.screens.patience import needs_pane, needs_stories
from reader.ui.widgets.search import SearchBar

if TYPE_CHECKING:
    from reader.services.lists import Place


class Offered(Message):
    """The names that can stand behind filters."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self.names = names
        super().__init__()


class SearchingScreen(OrderingScreen):
    """Opens the search bar, lists what is found while it is typed, and shows where it stands."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, named)
        self._home: tuple[Place, int] | None = None
        self._in_list = False
        self._marked = ""
        self.finding = 0
        """How many times passages are being looked up."""

    def action_search(self) -> None:
        """Open the search bar for the pane that has the focus."""
        if self.pane is Pane.STORIES and self.library is not None:
            self._open_bar("search", "")  # at once: the words are typed right behind
        else:
            self._search_what_is_shown()

    @needs_pane
    def _search_what_is_shown(self) -> None:
        if self.pane is Pane.STORIES:
            self._open_bar("search", "")
        elif not self.searching and self.text.reading is not None:
            self._in_list = False
            self._show_bar(SearchBar("in the text", self.text.sought, id="search"))

    @needs_stories
    def action_filter(self) -> None:
        """Open the search bar on what the list shows now."""
        self._open_bar("filter", self.wanted.query if self.wanted is not None else "")

    def _open_bar(self, where: str, query: str) -> None:
        if self.searching or self.library is None or self.wanted is None:
            return
        if not self.wanted.query:
            place = self.place_here()
            self._home = None if place is None else (place, self.line_here())
        self._in_list = True
        if query and not query.endswith(" "):
            query += " "
        self._show_bar(SearchBar(where, query, id="search", filters=True))
        self._read_names()

    def _show_bar(self, bar: SearchBar) -> None:
        self.searching = True
        self.searched = "the list" if self._in_list else "the text"
        self.mount(bar, before="#keys")
        self.name_keys()

    @property
    def takes_words(self) -> bool:
        """Whether what is typed is meant for the search bar."""
        return self.searching

    @property
    def words_field(self) -> Widget | None:
        """The line of the search bar, once it is there."""
        return next((bar.field for bar in self.query(SearchBar) if bar.is_mounted), None)

    @work(thread=True, group="names", exclusive=True)
    def _read_names(self) -> None:
        assert self.lists is not None
        self.post_message(Offered(self.lists.offered()))

    def on_offered(self, message: Offered) -> None:
        """Offer names in the search bar."""
        for bar in self.query(SearchBar):
            bar.offer_names(message.names)

    def on_searched(self, message: Searched) -> None:
        """Search while words are typed; then give the focus back."""
        if self._in_list:
            self._search_list(message)
        else:
            found = self.text.find(message.query)
            for bar in self.query(SearchBar):
                bar.tell(f"{found} " if message.query else "")
        if message.ended:
            self._close_search()

    def _search_list(self, message: Searched) -> None:
        query = message.query.strip()
        if self.wanted is None or query == self.wanted.query:
            return
        if query:
            self.ask(Request(replace(self.wanted, query=query)))
        else:
            self.whole_list()

    def list_was_put(self) -> None:
        """Mark in the texts the words by which they are listed."""
        super().list_was_put()
        query = self.wanted.query if self.wanted is not None else ""
        if query != self._marked and self.lists is not None:
            self._marked = query
            self.text.seek(*self.lists.sought(query))
            self.name_keys()

    def whole_list(self) -> None:
        """Go back to the whole list, where one was before the search."""
        if self.wanted is not None:
            place, line = self._home or (None, 0)
            sort = Sort.NEWEST if self.wanted.sort is Sort.RELEVANCE else self.wanted.sort
            self.ask(Request(replace(self.wanted, query="", sort=sort), place, line))

    def show_query(self, query: str) -> None:
        """Show what a query finds, from the top."""
        if self.wanted is not None:
            if not self.wanted.query:
                place = self.place_here()
                self._home = None if place is None else (place, self.line_here())
            self.ask(Request(replace(self.wanted, query=query)))
            self.focus_pane(Pane.STORIES)

    def action_leave_search(self) -> None:
        """Type no further words, and go to what they found."""
        self._close_search()

    def action_end_search(self) -> None:
        """End the search, and forget it."""
        self.post_message(Searched("", ended=True))

    def _close_search(self) -> None:
        self.searching = False
        self.focus_pane(self.pane)  # before its bar goes, which would give it to any other
        self.query(SearchBar).remove()
        self.name_keys()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep what was found when a pane is clicked while words are typed."""
        left = self.searching and event.widget is self.focused and event.widget.id in ORDER
        if left and self.words_field is not None:
            self._close_search()

    def on_passages_wanted(self, message: PassagesWanted) -> None:
        """Look up the passages in which the words stand."""
        from reader.services.listing import Listing

        listing = self.stories.stories
        if isinstance(listing, Listing) and self.wanted is not None:
            rows = [at for at in message.positions if at < len(listing)]
            numbers = {listing.numbers[at]: self.stories.story_at(at).id for at in rows}
            self.finding += 1
            self._find_passages(self.wanted.full, numbers, self._turn)

    @work(thread=True, group="passages")
    def _find_passages(self, query: str, numbers: Mapping[int, str], turn: int) -> None:
        assert self.lists is not None
        with suppress(ReaderError):
            for found in self.lists.passages(query, numbers):
                self.post_message(PassagesFound(turn, found))
                if turn != self._turn:  # other words were typed meanwhile
                    break
        self.post_message(PassagesFound(turn, {}, last=True))

    def on_passages_found(self, message: PassagesFound) -> None:
        """Show the passages."""
        self.finding -= message.last
        if message.turn == self._turn:
            self.stories.put_passages(message.found)
