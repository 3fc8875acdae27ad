"""The part of the main screen that does things to stories; every deed can be taken back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work

from reader.errors import ReaderError
from reader.model import StorySummary
from reader.ui.messages import DeedDone
from reader.ui.screens.searching import SearchingScreen

if TYPE_CHECKING:
    from reader.services.archived import ArchiveLibrary
    from reader.services.deeds import Deeds
    from reader.services.lists import Placed
    from reader.ui.screens.listed import Request


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be done. `story` is the row that it changes; `regroups`: the whole list may.

    `tells`: a message says what was done, also where the list shows it; `quiet`: none does, as
    nobody asked for it.
    """

    work: Callable[[Deeds], str]
    story: str = ""
    regroups: bool = False
    tells: bool = False
    quiet: bool = False
    then: Callable[[], None] | None = None


class DoingScreen(SearchingScreen):
    """Does deeds one after the other, in a thread; the row shows at once what it will be."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, named)
        self.deeds: Deeds | None = None
        self._to_do: deque[Deed] = deque()
        self._doing: Deed | None = None

    def put_library(self, library: ArchiveLibrary, placed: Placed) -> None:
        """Show a library that was read."""
        from reader.services.deeds import Deeds

        self.deeds = Deeds(library)
        super().put_library(library, placed)

    # One after the other

    @property
    def doing(self) -> bool:
        """Whether something is being done."""
        return self._doing is not None

    def do(self, deed: Deed, becomes: Callable[[StorySummary], StorySummary] | None = None) -> None:
        """Have a deed done; `becomes` gives the row as it will be."""
        if self.deeds is None:
            return
        chosen = self.stories.chosen
        if becomes is not None and chosen is not None and chosen.id == deed.story:
            self._amend(self.stories.cursor, chosen, becomes(chosen))
        self._to_do.append(deed)
        self._next_deed()

    def _next_deed(self) -> None:
        if self._doing is None and self._to_do:
            self._doing = self._to_do.popleft()
            self._do(self._doing)

    @work(thread=True, group="deeds")
    def _do(self, deed: Deed) -> None:
        assert self.deeds is not None
        try:
            words = deed.work(self.deeds)
        except ReaderError as error:
            self.post_message(DeedDone(str(error), failed=True))
        else:
            self.post_message(DeedDone(words))

    def on_deed_done(self, message: DeedDone) -> None:
        """Show what was done, or why it was not, and go on with the next."""
        deed, self._doing = self._doing, None
        if deed is None:
            return
        if deed.regroups and not message.failed:
            self.show_anew()
            self.read_anew(deed.then)
        else:
            self._read_row(deed.story)
            if deed.then is not None and not message.failed:
                deed.then()
        unseen = deed.story and not deed.quiet and not self.stories.display
        if message.failed or deed.tells or unseen:
            words = f"{message.words[:1].upper()}{message.words[1:]}.".replace("..", ".")
            self.say(words, wrong=message.failed)
        self._next_deed()
        self.begin_reading()

    def rests_on_deeds(self, request: Request) -> bool:
        """Whether a list is filtered while something is still to be done to its stories."""
        return bool(request.wanted.full) and self.doing

    def _amend(self, at: int, before: StorySummary, after: StorySummary) -> None:
        from reader.services.listing import Listing

        listing, totals = self.stories.stories, self.title_bar.totals
        if not isinstance(listing, Listing):
            return
        listing.amend(at, after)
        self.stories.redraw_row(at)
        if totals is not None:
            unread = totals.unread + after.unread - before.unread
            self.title_bar.count(totals._replace(unread=unread))

    def _read_row(self, story: str) -> None:
        """Show a row as the archive has it."""
        from reader.services.listing import Listing

        listing = self.stories.stories
        if not story or not isinstance(listing, Listing) or self.library is None:
            return
        try:
            at = listing.place_of(self.library.number(story))
        except ReaderError:
            return
        if at is not None:
            before = self.stories.story_at(at)
            listing.forget([at])
            self._amend(at, before, self.stories.story_at(at))

    def action_undo(self) -> None:
        """Take back the last deed."""
        self.do(Deed(lambda deeds: deeds.undo(), regroups=True, tells=True))

    def leave(self) -> None:
        """Do at the end what was not done yet."""
        if self.deeds is None:
            return
        for deed in self._to_do:
            try:
                deed.work(self.deeds)
            except ReaderError:
                return  # it says so when the archive is opened next
