"""The part of the main screen that has the list: what is in it, and where in it one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import work

from reader.archive.query import Sort
from reader.errors import ReaderError
from reader.ui.commands import BY_ID, Command, Pane
from reader.ui.messages import Listed
from reader.ui.present.bars import Totals
from reader.ui.present.choices import SORTS
from reader.ui.present.empty import nothing_found, nothing_kept
from reader.ui.screens.library import LibraryScreen
from reader.ui.settled import settled
from reader.ui.widgets.search import SearchBar

if TYPE_CHECKING:
    from reader.services.archived import ArchiveLibrary
    from reader.services.lists import Place, Placed, Wanted


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


class ListedScreen(LibraryScreen):
    """Reads lists in a thread, one at a time, the one asked for last; the place is kept."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, named)
        self.wanted: Wanted | None = None
        self.findings_missing = False
        self._turn = 0
        self._under_way: Request | None = None
        self._next: Request | None = None
        self._was_empty = False
        self._top: str | None = None
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
        self.begin_reading()

    def begin_reading(self) -> None:
        """Read the list asked for last, unless one is being read, or what was done comes first."""
        request = self._next
        if self._under_way is None and request is not None and not self.rests_on_deeds(request):
            self._next = None
            if request.quiet and self.wanted is not None:
                request = replace(request, wanted=self.wanted, place=self.place_here())
            self._under_way = request
            self._turn += 1
            self._read_list(request, self._turn)

    def rests_on_deeds(self, request: Request) -> bool:
        """Whether what is listed may be otherwise when what was done is kept."""
        return False

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
        self.begin_reading()

    def _take(self, request: Request, message: Listed) -> None:
        if message.placed is None:
            self.waiting.forget()
            for bar in self.query(SearchBar):
                bar.tell_wrong(message.reason)
            if not self.searching:
                self.say(message.reason, wrong=True)
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
        if request.quiet:
            at_top = self._was_empty or self._left_at_top
        else:
            at_top = self._was_empty or (placed.findings and request.place is None)
        if at_top:
            at, line = 0, 0
        elif request.quiet and (here := self.place_here()) is not None:
            line = self.line_here()  # the cursor may have been moved meanwhile
            found = listing.place_of(here.numbers[here.at])
            at = at if found is None else found
        self.stories.put(
            listing,
            at,
            today=placed.today,
            with_passages=placed.passages,
            by_outlet=request.wanted.sort is Sort.OUTLET,
            line=line,
        )
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
