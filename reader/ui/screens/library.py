"""The part of the main screen that holds the library: what is read, and what is collated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from reader.errors import ReaderError
from reader.model import StorySummary
from reader.text.phrases import count
from reader.text.safe import safe_line
from reader.ui.commands import Pane
from reader.ui.desk import Desk
from reader.ui.messages import Collated, StoryChosen
from reader.ui.present.loading import progress_line
from reader.ui.present.reading import Reading
from reader.ui.present.related import kin_of
from reader.ui.screens.panes import PanesScreen
from reader.ui.screens.patience import Waiting

if TYPE_CHECKING:
    from reader.services.archived import ArchiveLibrary
    from reader.services.lists import Lists


class LibraryScreen(PanesScreen):
    """Shows stories, and has them collated in a thread while others are looked at."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name)
        self._named = safe_line(named)
        self.library: ArchiveLibrary | None = None
        self.lists: Lists | None = None
        self.desk = Desk(self._collate)
        self.stop_loading: Callable[[], None] | None = None
        self.waiting = Waiting()

    def on_mount(self) -> None:
        """Say that reading begins: the first thing painted."""
        super().on_mount()
        self.say_progress(progress_line("reading", 0, 0))

    def rename(self, named: str) -> None:
        """Say otherwise at the top what is shown."""
        self._named = safe_line(named)

    def say_not_loaded(self, reason: str) -> None:
        """Show why there is no library."""
        self.loading_stories = False
        self.waiting.forget()
        self.title_bar.say("")
        self.name_keys()
        self.stories.say(" ", "No stories.")
        self.say_in_text("Nothing was read", safe_line(reason))

    def say_in_text(self, title: str, about: str, *, there: bool = True) -> None:
        """Say something in the pane of the text; `there`: give it the focus, as it may be alone."""
        self.text.say(title, about)
        self.provenance.read(None)
        if there:
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
        assert self.lists is not None
        try:
            collation = self.library.collation(story)
            members = self.library.story(story).members
            related = self.library.related(story)
            headlines = self.lists.headlines(other.story for other in related)
            reading = Reading(collation, members, kin_of(related, headlines))
        except ReaderError as error:
            self.post_message(Collated(story, None, str(error)))
        else:
            self.post_message(Collated(story, reading))

    def on_collated(self, message: Collated) -> None:
        """Keep a collation, and show it if it is the one that is looked at."""
        before, made = self.desk.reading(message.story), message.reading
        if before is not None and made is not None and before.says_as(made):
            made = before
        self.desk.done(message.story, made, message.reason)
        chosen = self.stories.chosen
        if chosen is not None and chosen.id == message.story:
            self._show(chosen)
        if made is not None:
            self.stories.follow(made)
        if made is not None and made.facts:
            self.stories.mark(message.story, self.desk.facts)

    def show_anew(self) -> None:
        """Have what is shown collated again: something of it may be other than it was."""
        self.desk.expire()
        self._want()

    @property
    def chosen_id(self) -> str | None:
        """The id of the story under the list's cursor."""
        chosen = self.stories.chosen
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
        return self.awaits_stories if self.pane is Pane.STORIES else self.awaits_reading

    def on_story_chosen(self, message: StoryChosen) -> None:
        """Show a story as soon as it is collated; collate its neighbours meanwhile."""
        chosen = self.stories.chosen
        if chosen is None:
            return
        self._show(chosen)
        if message.opened:
            self.focus_pane(Pane.TEXT)
        self._want()

    def _want(self) -> None:
        """Have the chosen story collated; the others once it is painted, which they would slow."""
        if self.stories.position is not None:
            self.desk.want((self.stories.story_at(self.stories.position).id,))
        self.call_after_refresh(self._want_near)

    def _want_near(self) -> None:
        stories, row = self.stories, self.stories.cursor
        near = [at for at in (row, row + 1, row - 1) if 0 <= at < len(stories.stories)]
        self.desk.want(stories.story_at(at).id for at in (*near, *stories.in_sight))

    def _show(self, story: StorySummary) -> None:
        reading = self.desk.reading(story.id)
        if reading is not None:
            self._show_reading(story.id, reading)
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
        self.shown(story, reading)

    def _show_reading(self, story: str, reading: Reading) -> None:
        before = self.text.reading
        if before is reading:
            return
        if before is not None and before.story == reading.story:
            self.text.read_again(reading)  # it gained a copy, or a label was overruled
        else:
            self.text.read(reading)
        self.provenance.read(reading, self.text.view)
        self.provenance.follow(self.text.place, self.text.view)

    def shown(self, story: StorySummary, reading: Reading | None) -> None:
        """Called when a story is shown, or what stands for it until it is collated."""
