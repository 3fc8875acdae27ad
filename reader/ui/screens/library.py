"""The part of the main screen that holds the library: what is read, and what is collated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work

from reader.errors import ReaderError
from reader.model import StorySummary
from reader.text.phrases import count
from reader.text.safe import safe_line
from reader.ui.commands import Pane
from reader.ui.desk import Desk
from reader.ui.messages import Collated, StoryChosen
from reader.ui.present.bars import Totals
from reader.ui.present.loading import progress_line
from reader.ui.present.reading import Reading
from reader.ui.present.related import kin_of
from reader.ui.present.stories import most_copies
from reader.ui.screens.panes import PanesScreen
from reader.ui.screens.patience import Waiting

if TYPE_CHECKING:
    from reader.services.library import Library


class LibraryScreen(PanesScreen):
    """Shows what was read, and has stories collated in a thread while others are looked at."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name)
        self._named = safe_line(named)
        self.library: Library | None = None
        self.desk = Desk(self._collate)
        self.stop_loading: Callable[[], None] | None = None
        self.waiting = Waiting()
        self._headlines: dict[str, str] = {}

    def on_mount(self) -> None:
        """Say that reading begins: the first thing painted."""
        super().on_mount()
        self.say_progress(progress_line("reading", 0, 0))

    def put_library(
        self, library: Library, summaries: Sequence[StorySummary], *, largest: bool
    ) -> None:
        """Show a library that was read: its newest story, or that with the most copies."""
        self.library = library
        self._headlines = {story.id: story.headline for story in summaries}
        self.loading_stories = False
        outlets = {name for story in summaries for name in story.outlets}
        copies = sum(story.copies for story in summaries)
        totals = Totals(len(summaries), copies, len(outlets), len(library.failures))
        self.title_bar.say(self._named)
        self.title_bar.count(totals)
        self.name_keys()
        if not summaries:
            self.waiting.forget()
            self._say_empty(len(library.failures))
            return
        self.stories.put(summaries, most_copies(summaries) if largest else 0)

    def _say_empty(self, passed_over: int) -> None:
        self.stories.say(" ", "No stories.")
        if passed_over:
            many = count(passed_over, "file was", "files were")
            text = f"{many} passed over: F says which, and why."
        else:
            text = "Name files or folders: reader open PATH… — or see the sample: reader demo."
        self._say_in_text("Nothing to read here", text)

    def say_not_loaded(self, reason: str) -> None:
        """Show why there is no library."""
        self.loading_stories = False
        self.waiting.forget()
        self.title_bar.say("")
        self.name_keys()
        self.stories.say(" ", "No stories.")
        self._say_in_text("Nothing was read", safe_line(reason))

    def _say_in_text(self, title: str, about: str) -> None:
        """Say something in the pane of the text, which alone may be seen."""
        self.text.say(title, about)
        self.focus_pane(Pane.TEXT)

    def say_progress(self, text: str) -> None:
        """Show how far reading has come."""
        self.title_bar.say(text)
        self.stories.say(" ", text)

    # Collations

    def _collate(self, story: str) -> None:
        self._collate_in_thread(story)

    @work(thread=True, group="collation")
    def _collate_in_thread(self, story: str) -> None:
        assert self.library is not None
        try:
            collation = self.library.collation(story)
            members = self.library.story(story).members
            kin = kin_of(self.library.related(story), self._headlines)
            reading = Reading(collation, members, kin)
        except ReaderError as error:
            self.post_message(Collated(story, None, str(error)))
        else:
            self.post_message(Collated(story, reading))

    def on_collated(self, message: Collated) -> None:
        """Keep a collation, and show it if it is the one that is looked at."""
        self.desk.done(message.story, message.reading, message.reason)
        chosen = self._chosen()
        if chosen is not None and chosen.id == message.story:
            self._show(chosen)
        if message.reading is not None and message.reading.facts:
            self.stories.mark(message.story, self.desk.facts)

    def _chosen(self) -> StorySummary | None:
        position = self.stories.position
        return None if position is None else self.stories.stories[position]

    @property
    def chosen_id(self) -> str | None:
        """The id of the story under the list's cursor."""
        chosen = self._chosen()
        return None if chosen is None else chosen.id

    @property
    def awaits_stories(self) -> bool:
        """Whether the library is still being read."""
        return self.loading_stories

    @property
    def awaits_reading(self) -> bool:
        """Whether the chosen story is not shown yet, and will be."""
        if self.loading_stories:
            return True
        chosen, reading = self.chosen_id, self.text.reading
        if chosen is None or (reading is not None and reading.story == chosen):
            return False
        return not self.desk.reason(chosen)

    @property
    def awaits_pane(self) -> bool:
        """Whether the pane that has the focus does not show its story or stories yet."""
        return self.loading_stories if self.pane is Pane.STORIES else self.awaits_reading

    def on_story_chosen(self, message: StoryChosen) -> None:
        """Show a story as soon as it is collated; collate its neighbours meanwhile."""
        self._show(self.stories.stories[message.position])
        if message.opened:
            self.focus_pane(Pane.TEXT)
        stories, row = self.stories, self.stories.cursor
        near = [stories.shown[at] for at in (row, row + 1, row - 1) if 0 <= at < len(stories.shown)]
        self.desk.want(stories.stories[at].id for at in (*near, *stories.in_sight))

    def _show(self, story: StorySummary) -> None:
        reading = self.desk.reading(story.id)
        if reading is not None:
            if self.text.reading is not reading:
                self.text.read(reading)
                self.provenance.read(reading)
            for act in self.waiting.take(story.id):
                act()
        elif reason := self.desk.reason(story.id):
            self.text.say(safe_line(story.headline), safe_line(reason))
            self.provenance.read(None)
            self.waiting.forget()
        else:
            about = f"comparing {count(story.copies + story.versions, 'copy', 'copies')} …"
            self.text.say(safe_line(story.headline), about)
            self.provenance.read(None)
        self.name_keys()
        self.name_view()
