"""The part of the main screen that refreshes feeds, by a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from reader.settings import Look
from reader.text.safe import safe_line
from reader.ui.messages import Happened, RefreshOver
from reader.ui.present.refreshing import Tally
from reader.ui.screens.comparing import ComparingScreen
from reader.ui.screens.patience import needs_stories
from reader.ui.settled import settled

if TYPE_CHECKING:
    from reader.services.archived import ArchiveLibrary
    from reader.services.child import Child
    from reader.services.lists import Placed
    from reader.ui.screens.feeds import FeedsScreen

_MINUTE = 60.0


class RefreshingScreen(ComparingScreen):
    """Fetches feeds when told, or from time to time; rows come as they are grouped."""

    program: Sequence[str] = ()
    """What is run as `reader`, if it is not this interpreter with the module."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, named)
        self.tally = Tally()
        self.child: Child | None = None
        self.refreshing = False
        self._every = 0
        self._turns: Timer | None = None

    def put_library(self, library: ArchiveLibrary, placed: Placed) -> None:
        """Show a library that was read, and fetch what is due."""
        super().put_library(library, placed)
        if self.lasting:
            self.take_turns()
            if settled(self).settings.refresh.on_start and self.lists and self.lists.feeds():
                self.action_refresh_all()

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
        self.tell_what_goes_on()
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
        self.tell_what_goes_on()

    def tell_what_goes_on(self) -> None:
        """Say at the top how far refreshing is, or what is shown."""
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
        self.tell_what_goes_on()
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
        """End refreshing in good order."""
        super().leave()
        if self.child is not None:
            self.child.end()
