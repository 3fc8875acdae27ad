"""The part of the main screen that has the list: what is in it, and where in it one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events, work
from textual.message import Message
from textual.widget import Widget

from reader.archive.query import Sort
from reader.errors import ReaderError
from reader.ui.commands import BY_ID, Command, Pane
from reader.ui.messages import Listed, PassagesFound, PassagesWanted, Searched
from reader.ui.present.bars import Totals
from reader.ui.present.empty import nothing_found, nothing_kept
from reader.ui.screens.library import LibraryScreen
from reader.ui.screens.panes import ORDER
from reader.ui.screens.patience import needs_pane, needs_stories
from reader.ui.settled import settled
from reader.ui.widgets.search import SearchBar

if TYPE_CHECKING:
    from reader.archive.search import Passage
    from reader.services.archived import ArchiveLibrary
    from reader.services.lists import Place, Placed, Wanted

SORTS: Mapping[Sort, str] = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.COPIES: "most copies first",
    Sort.CHANGED: "most facts changed first",
    Sort.OUTLET: "by outlet",
    Sort.RELEVANCE: "best match first",
}
"""The orders, in words."""


@dataclass(frozen=True, slots=True)
class Request:
    """A list to be read. `place`: where the cursor is to stand, on a `line` of the screen.

    `keep`: that story stays listed in any case. `quiet`: nobody asked for it, so nothing waits.
    `then` is done when it is shown.
    """

    wanted: Wanted
    place: Place | None = None
    line: int | None = None
    keep: bool = False
    quiet: bool = False
    then: Callable[[], None] | None = None


_STAY = ("quit", "help")
_BRING = ("refresh-all", "feeds", *_STAY)
"""What the footer names where there is no story at all."""


class Offered(Message):
    """The names that can stand behind filters."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self.names = names
        super().__init__()


class ListedScreen(LibraryScreen):
    """Reads lists in a thread, one at a time, the one asked for last; the place is kept."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, named)
        self.wanted: Wanted | None = None
        self.findings_missing = False
        self._turn = 0
        self._under_way: Request | None = None
        self._next: Request | None = None
        self._home: tuple[Place, int] | None = None
        self._in_list = False
        self._was_empty = False
        self._top: str | None = None
        self.finding = 0
        """How many times passages are being looked up."""
        self.listed_at = 0.0
        """When the list was read, in seconds since 1970."""

    # Reading lists

    @property
    def reading_list(self) -> bool:
        """Whether a list is being read."""
        return self._under_way is not None

    @property
    def awaits_stories(self) -> bool:
        """Whether the stories that a person asked for are still being read."""
        asked = self._next or self._under_way
        return super().awaits_stories or (asked is not None and not asked.quiet)

    @property
    def awaits_reading(self) -> bool:
        """Whether the story that a person asked for is not shown yet."""
        return self.awaits_stories or super().awaits_reading

    @property
    def chosen_id(self) -> str | None:
        """The id of the story under the cursor, None while another list is asked for."""
        return None if self.awaits_stories else super().chosen_id

    def put_library(self, library: ArchiveLibrary, placed: Placed) -> None:
        """Show a library that was read."""
        from reader.services.lists import Lists, Wanted

        self.library, self.lists = library, Lists(library)
        only = settled(self).settings.reading.only_unread
        self.wanted = wanted = Wanted(only_unread=only)
        self.loading_stories = False
        self.title_bar.say("")
        self._put(placed, Request(wanted))

    def ask(self, request: Request) -> None:
        """Have a list read; one that was asked for before and is not begun is not read."""
        if self.library is None:
            return
        if request.quiet and self._next is not None:
            return  # what is read next will be as it is then
        self.wanted = request.wanted
        self._next = request
        self._begin()

    def _begin(self) -> None:
        if self._under_way is None and self._next is not None:
            request, self._next = self._next, None
            if request.quiet and self.wanted is not None:
                request = replace(request, wanted=self.wanted, place=self.place_here())
            self._under_way = request
            self._turn += 1
            self._read_list(request, self._turn)

    @work(thread=True, group="list")
    def _read_list(self, request: Request, turn: int) -> None:
        assert self.lists is not None
        try:
            placed = self.lists.read(request.wanted, request.place, keep=request.keep)
        except ReaderError as error:
            self.post_message(Listed(turn, None, str(error)))
        else:
            self.post_message(Listed(turn, placed))

    def on_listed(self, message: Listed) -> None:
        """Show a list, unless another was asked for meanwhile."""
        request, self._under_way = self._under_way, None
        superseded = self._next is not None and not self._next.quiet
        if request is not None and not superseded:
            self._take(request, message)
        self._begin()

    def _take(self, request: Request, message: Listed) -> None:
        if message.placed is None:
            self.waiting.forget()
            for bar in self.query(SearchBar):
                bar.tell_wrong(message.reason)
            if not self.searching:
                self.say(message.reason)
            return
        self._put(message.placed, request)
        self.list_was_put()
        if request.then is not None:
            request.then()

    def _put(self, placed: Placed, request: Request) -> None:
        listing = placed.listing
        self.listed_at = placed.read_at
        self.findings_missing = placed.findings
        self._count(placed)
        for bar in self.query(SearchBar):
            bar.tell(f"{len(listing):,} " if request.wanted.query else "")
        if not len(listing):
            self._put_nothing(request)
            return
        nothing = not len(self.stories.stories) and self.text.reading is None
        if nothing and not self.searching:
            self.focus_pane(Pane.STORIES)  # where it was said that there is nothing
        at, line = placed.at, request.line
        at_top = self._was_empty or (request.quiet and self._left_at_top)
        if at_top:
            at, line = 0, 0
        elif request.quiet and (here := self.place_here()) is not None:
            line = self.line_here()  # the cursor may have been moved meanwhile
            found = listing.place_of(here.numbers[here.at])
            at = at if found is None else found
        self.stories.put(listing, at, today=placed.today, with_passages=placed.passages, line=line)
        self._was_empty, self._top = False, self.stories.story_at(0).id if at_top else None
        self.name_keys()

    @property
    def _left_at_top(self) -> bool:
        """Whether the cursor is still on the story that came to stand first as the list filled."""
        return self._top is not None and self._top == self.chosen_id and self.in_list

    def list_was_put(self) -> None:
        """Called when a list is shown that was read anew."""

    def _put_nothing(self, request: Request) -> None:
        self.waiting.forget()
        self.desk.want(())
        wanted = request.wanted
        if wanted.full:
            title, about = nothing_found(wanted.query, only_unread=wanted.only_unread)
        else:
            title, about = self.nothing()
            self._was_empty = True
        self.stories.say(" ", f"{title}.", about if wanted.full else "")
        self.say_in_text(title, about, there=not wanted.full and not request.quiet)
        self.name_keys()

    def named_commands(self) -> Sequence[Command]:
        """Return the commands that the footer names: without any story, those that bring some."""
        full = self.wanted is not None and self.wanted.full
        if len(self.stories.stories) or full or self.library is None:
            return super().named_commands()
        return [BY_ID[name] for name in (_BRING if self.lasting else _STAY)]

    def nothing(self) -> tuple[str, str]:
        """Return a title and what to do, where there is no story at all."""
        passed_over = len(self.library.failures) if self.library is not None else 0
        feeds = len(self.lists.feeds()) if self.lists is not None else 0
        return nothing_kept(passed_over, feeds, lasting=self.lasting)

    @property
    def lasting(self) -> bool:
        """Whether what is done is kept when the program ends."""
        return self.library is not None and self.library.archive.path is not None

    def _count(self, placed: Placed) -> None:
        listing, wanted = placed.listing, self.wanted
        parts = [wanted.query] if wanted is not None and wanted.query else []
        if wanted is not None and wanted.only_unread:
            parts.append("unread")
        if wanted is not None and wanted.sort is not Sort.NEWEST:
            parts.append(SORTS[wanted.sort])
        passed_over = len(self.library.failures) if self.library is not None else 0
        self.title_bar.count(
            Totals(
                len(listing), listing.copies, listing.outlets, passed_over,
                listing.unread, tuple(parts),
            )
        )  # fmt: skip
        if not self.loading_stories and not self.title_bar.status:
            self.title_bar.say(self._named)

    # Where one is

    def place_here(self) -> Place | None:
        """Return where in the list the cursor stands."""
        from reader.services.listing import Listing
        from reader.services.lists import Place

        listing, chosen = self.stories.stories, self.stories.chosen
        if not isinstance(listing, Listing) or chosen is None:
            return None
        return Place(chosen.id, listing.numbers, self.stories.cursor)

    def line_here(self) -> int:
        """Return the line of the screen that the cursor's story stands on."""
        return self.stories.screen_line(self.stories.cursor)

    def read_anew(self, then: Callable[[], None] | None = None) -> None:
        """Read the same list again: stories came, or changed. The place is kept."""
        if self.wanted is not None:
            self.ask(Request(self.wanted, keep=True, quiet=True, then=then))

    def list_otherwise(self, wanted: Wanted, *, stay: bool) -> None:
        """Show another list; `stay`: on the same story where it is listed."""
        place, line = (self.place_here(), self.line_here()) if stay else (None, 0)
        self.ask(Request(wanted, place, line))

    def choose(self, story: str, then: Callable[[], None] | None = None) -> bool:
        """Put the cursor on a story, in the whole list if this one has it not.

        Return False if it is not there at all; `then` is done when it is chosen.
        """
        from reader.services.listing import Listing

        listing = self.stories.stories
        if self.library is None or not isinstance(listing, Listing):
            return False
        try:
            number = self.library.number(story)
        except ReaderError:
            return False
        at = listing.place_of(number)
        if at is not None:
            self.stories.put_cursor(at)
            if then is not None:
                then()
            return True
        from reader.services.lists import Place, Wanted

        sort = self.wanted.sort if self.wanted is not None else Sort.NEWEST
        place = Place(story, listing.numbers, self.stories.cursor)
        self.ask(Request(Wanted(sort=sort), place, self.line_here(), then=then))
        return True

    # Searching and filtering

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

    def action_keep_search(self) -> None:
        """End the search, and keep what it found."""
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
        try:
            found = self.lists.passages(query, list(numbers))
        except ReaderError:
            found = {}
        by_id: dict[str, Passage | None] = {one: found.get(n) for n, one in numbers.items()}
        self.post_message(PassagesFound(turn, by_id))

    def on_passages_found(self, message: PassagesFound) -> None:
        """Show the passages."""
        self.finding -= 1
        if message.turn == self._turn:
            self.stories.put_passages(message.found)

    # The order, the unread

    @needs_stories
    def action_sort_stories(self) -> None:
        """Choose the order of the list."""
        from reader.ui.present.choices import Choice
        from reader.ui.screens.choice import ChoiceScreen

        if self.wanted is None:
            return
        here = self.wanted.sort
        choices = [
            Choice(sort.value, words, "now" if sort is here else "")
            for sort, words in SORTS.items()
            if sort is not Sort.RELEVANCE or self.wanted.query
        ]
        self.app.push_screen(ChoiceScreen("Sort the list", choices), self._sort)

    def _sort(self, chosen: str | None) -> None:
        if chosen is not None and self.wanted is not None:
            self.list_otherwise(replace(self.wanted, sort=Sort(chosen)), stay=False)
            self.focus_pane(Pane.STORIES)

    @needs_stories
    def action_only_unread(self) -> None:
        """Show the unread stories alone, or all again."""
        if self.wanted is not None:
            only = not self.wanted.only_unread
            self.list_otherwise(replace(self.wanted, only_unread=only), stay=True)

    def next_unread(self, direction: int) -> bool:
        """Go to the next unread story of the list; False if there is none."""
        from reader.services.listing import Listing

        listing = self.stories.stories
        if self.lists is None or not isinstance(listing, Listing):
            return False
        found = self.lists.next_unread(listing.numbers, self.stories.cursor, direction)
        if found is None:
            return False
        self.stories.put_cursor(found)
        return True
