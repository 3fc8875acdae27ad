"""The part of the main screen that lives: it takes in what is added, and sees what others write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from reader.errors import ReaderError
from reader.model import Failure, Feed
from reader.text.safe import safe_line
from reader.ui.screens.patience import needs_stories
from reader.ui.screens.refreshing import RefreshingScreen
from reader.ui.settled import settled
from reader.ui.taking import Added, Heard, TakenIn, Taking, Told

if TYPE_CHECKING:
    from reader.services.archived import ArchiveLibrary
    from reader.services.lists import Placed

_LOOK_EVERY = 1.5
"""Seconds between two looks at whether another process wrote to the archive."""


class SampleWanted(Message):
    """The bundled sample is to be shown instead of the archive."""


class LiveScreen(RefreshingScreen):
    """Shows the archive as it is by now, whoever adds to it."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, named)
        self._taking: Taking | None = None
        self._seen: tuple[object, ...] = ()
        self._written = -1

    def put_library(self, library: ArchiveLibrary, placed: Placed) -> None:
        """Show a library that was read; look out for what others do to it."""
        super().put_library(library, placed)
        if self.lasting:
            if not len(self.stories.stories) and self.lists and not self.lists.feeds():
                self._welcome()
            self._look()
            self.set_interval(_LOOK_EVERY, self._look)

    def _welcome(self) -> None:
        """Offer what there is to begin with."""
        from reader.ui.screens.adding import FirstScreen

        self.app.push_screen(FirstScreen(self), self._begun)

    def _begun(self, chosen: str | None) -> None:
        from reader.ui.screens.adding import SAMPLE

        if chosen == SAMPLE:
            self.post_message(SampleWanted())
        elif chosen is not None:
            self.say(safe_line(chosen))

    # What other processes write

    def _look(self) -> None:
        """Read the list again where another process changed what it shows."""
        if self.lists is None:
            return
        try:
            written = self.lists.written()
            if written == self._written:
                return
            self._written = written
            seen = self.lists.state()
        except ReaderError:
            return  # it is told of when something is asked of the archive
        if self._seen and seen != self._seen and not self.doing:
            self.show_anew()
            self.read_anew()
        self._seen = seen

    def leave(self) -> None:
        """End what is being added in good order."""
        if self._taking is not None:
            self._taking.stop()
        super().leave()

    # What went wrong

    def action_failures(self) -> None:
        """Show the files that could not be read, and the feeds that fail."""
        from reader.ui.present.feeds import failing

        files = self.library.failures if self.library is not None else ()
        feeds = self.lists.feeds() if self.lists is not None else []
        found: list[Failure] = [*files, *failing(feeds)]
        if not found:
            self.say("No file was passed over, and no feed fails.")
            return
        from reader.ui.screens.failures import FailuresScreen

        self.app.push_screen(FailuresScreen(files, failing(feeds)))

    # Subscriptions

    @needs_stories
    def action_feeds(self) -> None:
        """Show the subscriptions."""
        if not self.lasting:
            self.say("Nothing is kept here: `reader` alone opens the archive, with its feeds.")
            return
        from reader.ui.screens.feeds import FeedsScreen

        self.app.push_screen(FeedsScreen(self), self._left_feeds)

    def _left_feeds(self, query: str | None) -> None:
        if query:
            self.show_query(query)

    def take_in(self, source: str, heard: Heard, done: TakenIn) -> Taking:
        """Have a source added by a process of its own; return what stops it."""
        taking = self._taking = Taking()
        if self.library is not None and (archive := self.library.archive.path) is not None:
            self._take_in(taking, archive, settled(self).settings_path, source, heard, done)
        return taking

    @work(thread=True, group="adding")
    def _take_in(
        self,
        taking: Taking,
        archive: Path,
        config: Path | None,
        source: str,
        heard: Heard,
        done: TakenIn,
    ) -> None:
        from reader.services.child import Child

        outcome = taking.run(
            lambda: Child(archive, config, ["add", "--events", "--", source], program=self.program),
            lambda event: self.post_message(Told(heard, event)),
        )
        self.post_message(Added(done, outcome))

    def on_told(self, message: Told) -> None:
        """Pass on how far adding is."""
        message.heard(message.event)

    def on_added(self, message: Added) -> None:
        """Show what was added, and tell who asked for it."""
        self.show_anew()
        self.read_anew()
        self.feeds_changed()
        message.done(message.outcome)
        if not message.outcome.stopped:
            self._fetch_what_is_new()

    def _fetch_what_is_new(self) -> None:
        """Fetch the subscriptions that never were: a list of feeds comes without articles."""
        feeds = self.lists.feeds() if self.lists is not None else []
        new = [feed.number for feed in feeds if _is_new(feed)]
        if new and not self.refreshing:
            self.refresh_feeds(new)


def _is_new(feed: Feed) -> bool:
    """Tell whether a subscription was never tried."""
    return feed.last_refresh is None and not feed.error and not feed.paused
