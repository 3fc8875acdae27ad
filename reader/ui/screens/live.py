"""The part of the main screen that lives: it refreshes feeds, and sees what others write."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.timer import Timer

from reader.errors import Cancelled, ReaderError
from reader.model import Failure, Feed
from reader.settings import Look
from reader.text.safe import safe_line
from reader.ui.messages import Happened, RefreshOver
from reader.ui.present.refreshing import Tally
from reader.ui.screens.doing import DoingScreen
from reader.ui.screens.patience import needs_stories
from reader.ui.settled import settled
from reader.ui.taking import Added, Heard, TakenIn, Taking, Told

if TYPE_CHECKING:
    from reader.services.archived import ArchiveLibrary
    from reader.services.child import Child
    from reader.services.lists import Placed
    from reader.ui.screens.feeds import FeedsScreen

_LOOK_EVERY = 1.5
"""Seconds between two looks at whether another process wrote to the archive."""
_MINUTE = 60.0
_COMPARED_ANEW = 25
"""Stories compared between two readings of a list that rests on what comparing finds."""


class Comparing(Message):
    """So many stories have been compared, of so many (0: unknown)."""

    def __init__(self, done: int, total: int) -> None:
        self.done = done
        self.total = total
        super().__init__()


class ComparedAll(Message):
    """Comparing has ended; `reason`: before all stories were compared, and why."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        super().__init__()


class SampleWanted(Message):
    """The bundled sample is to be shown instead of the archive."""


class LiveScreen(DoingScreen):
    """Runs a refresh as a process of its own; rows come as they are grouped."""

    program: Sequence[str] = ()
    """What is run as `reader`, if it is not this interpreter with the module."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, named)
        self.tally = Tally()
        self.child: Child | None = None
        self._taking: Taking | None = None
        self.refreshing = False
        self.comparing = False
        self._stop_comparing = threading.Event()
        self._needless = False
        self._seen: tuple[object, ...] = ()
        self._written = -1
        self._every = 0
        self._turns: Timer | None = None

    def put_library(self, library: ArchiveLibrary, placed: Placed) -> None:
        """Show a library that was read; look out for what others do to it."""
        super().put_library(library, placed)
        if self.lasting:
            if not len(self.stories.stories) and self.lists and not self.lists.feeds():
                self._welcome()
            self._look()
            self.set_interval(_LOOK_EVERY, self._look)
            self.take_turns()
            if settled(self).settings.refresh.on_start and self.lists and self.lists.feeds():
                self.action_refresh_all()

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

    # Refreshing

    def follow_look(self, look: Look, before: Look | None) -> None:
        """Take up what was set."""
        super().follow_look(look, before)
        if self.library is not None:
            self.take_turns()

    def take_turns(self) -> None:
        """Refresh from time to time, as it is set."""
        every = settled(self).settings.refresh.every
        if every != self._every:
            self._every = every
            if self._turns is not None:
                self._turns.stop()
            self._turns = (
                self.set_interval(every * _MINUTE, self._take_turn)
                if every and self.lasting
                else None
            )

    def _take_turn(self) -> None:
        if not self.refreshing:
            self._refresh(["refresh", "--events", "--due"])

    @needs_stories
    def action_refresh_all(self) -> None:
        """Fetch every feed."""
        if self._may_refresh():
            self._refresh(["refresh", "--events"])

    @needs_stories
    def action_refresh_story(self) -> None:
        """Fetch the feeds that the chosen story came from."""
        chosen = self.stories.chosen
        if chosen is None or self.lists is None or not self._may_refresh():
            return
        numbers = self.lists.feeds_of(chosen.id)
        if numbers:
            self.refresh_feeds(numbers)
        else:
            self.say("This story came from no feed.")

    def refresh_feeds(self, numbers: Sequence[int]) -> None:
        """Fetch some feeds, by their numbers."""
        if self._may_refresh():
            self._refresh(["refresh", "--events", *map(str, numbers)])

    def _may_refresh(self) -> bool:
        if not self.lasting:
            self.say("Nothing is kept here, and nothing fetched: `reader` alone opens the archive.")
        elif self.refreshing:
            self.say("A refresh is under way; esc in the list ends it.")
        elif self.lists is not None and not self.lists.feeds():
            self.say("There is no feed yet: M adds one.")
        else:
            return True
        return False

    def _refresh(self, command: Sequence[str]) -> None:
        if self.library is None or (archive := self.library.archive.path) is None:
            return
        self.refreshing = True
        self.tally = Tally()
        self._tell_tally()
        self.name_keys()
        self._run_refresh(archive, settled(self).settings_path, tuple(command))

    @work(thread=True, group="refresh")
    def _run_refresh(self, archive: Path, config: Path | None, command: tuple[str, ...]) -> None:
        from reader.services.child import Child
        from reader.services.events import from_line

        try:
            child = self.child = Child(archive, config, command, program=self.program)
        except OSError as error:
            self.post_message(RefreshOver(f"no process can be started: {error.strerror}"))
            return
        for line in child.lines():
            event = from_line(line)
            if event is not None:
                self.post_message(Happened(event))
        status, said = child.ended()
        reason = " ".join(said[-2:]) if status not in (0, 3) and not child.stopped else ""
        self.post_message(RefreshOver(reason))

    def on_happened(self, message: Happened) -> None:
        """Show what the refresh tells, and the rows that came."""
        if self.tally.take(message.event):
            self.show_anew()
            self.read_anew()
            self.feeds_changed()
        self._tell_tally()

    def _tell_tally(self) -> None:
        line = self.tally.line if self.refreshing else ""
        self.title_bar.say(line or self._named)
        for screen in self._feeds_screens():
            screen.tell(line)

    @property
    def under_way(self) -> str:
        """What escape ends in the list, in a word or two; empty where nothing is under way."""
        if self.stories.joining:
            return "let it be"
        if self.comparing:
            return "stop comparing"
        return "stop refreshing" if self.refreshing else ""

    def on_refresh_over(self, message: RefreshOver) -> None:
        """Say what came of the refresh."""
        stopped = self.child is not None and self.child.stopped
        self.child = None
        self.refreshing = False
        self.tally.stopped = self.tally.stopped or stopped
        self.title_bar.fail(len(self.tally.failures))
        self._tell_tally()
        self.name_keys()
        if message.reason and not self.tally.failures:
            self.say(safe_line(f"The refresh ended: {message.reason}"), wrong=True)
        else:
            self.say(self.tally.summary)
        self.show_anew()
        self.read_anew()
        self.feeds_changed()

    def feeds_changed(self) -> None:
        """Called when feeds are other than they were."""
        for screen in self._feeds_screens():
            screen.read()

    def _feeds_screens(self) -> list[FeedsScreen]:
        from reader.ui.screens.feeds import FeedsScreen

        return [screen for screen in self.app.screen_stack if isinstance(screen, FeedsScreen)]

    def stop_refresh(self) -> bool:
        """Have the refresh end; False if none is under way."""
        if self.child is not None:
            self.child.stop()
            self.title_bar.say("stopping …")
        return self.refreshing

    def leave(self) -> None:
        """End what is under way in good order."""
        self._stop_comparing.set()
        super().leave()
        if self._taking is not None:
            self._taking.stop()
        if self.child is not None:
            self.child.end()

    # Comparing what a filter asks for

    def list_was_put(self) -> None:
        """Have stories compared where what is listed rests on it, and no longer than it does."""
        super().list_was_put()
        if self.findings_missing and not self.comparing:
            self.comparing = True
            self._stop_comparing.clear()
            self._compare_all()
            self.name_keys()
        elif not self.findings_missing and self.comparing:
            self._needless = True
            self._stop_comparing.set()

    @work(thread=True, group="compare")
    def _compare_all(self) -> None:
        assert self.library is not None

        def progress(stage: str, done: int, total: int) -> None:
            self.post_message(Comparing(done, total))

        try:
            self.library.compare(progress=progress, cancelled=self._stop_comparing.is_set)
        except Cancelled:
            self.post_message(ComparedAll("Stopped: not all stories are compared."))
        except ReaderError as error:
            self.post_message(ComparedAll(str(error)))
        else:
            self.post_message(ComparedAll())

    def on_comparing(self, message: Comparing) -> None:
        """Show how far comparing has come, and from time to time what it found."""
        done, total = message.done, message.total
        many = f"{done:,} of {total:,}" if total else f"{done:,}"
        self.title_bar.say(f"comparing copies: {many} stories …")
        if done and done % _COMPARED_ANEW == 0:
            self.read_anew()

    def on_compared_all(self, message: ComparedAll) -> None:
        """Show what is found now that all is compared."""
        self.comparing = False
        self._tell_tally()
        self.name_keys()
        needless, self._needless = self._needless, False
        if needless:
            self.list_was_put()  # which may rest on it again by now
        elif message.reason:
            self.findings_missing = False  # or it would begin again
            self.say(message.reason, wrong=True)
        else:
            self.read_anew()

    def stop_comparing(self) -> bool:
        """Have comparing end; False if none is under way."""
        if self.comparing:
            self._stop_comparing.set()
        return self.comparing

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
