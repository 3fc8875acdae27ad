"""The main screen's commands: each is handed to the pane that has the focus, or done here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from reader.errors import ReaderError
from reader.model import StorySummary
from reader.text.safe import safe_line
from reader.ui.commands import Pane, bindings
from reader.ui.desk import Desk
from reader.ui.messages import Collated, CopyChosen, PlaceChosen, Searched, StoryChosen
from reader.ui.present.bars import Totals
from reader.ui.present.browse import address
from reader.ui.present.loading import progress_line
from reader.ui.present.reading import CLEAN, Reading
from reader.ui.present.stories import most_copies
from reader.ui.present.words import count
from reader.ui.screens.panes import PanesScreen
from reader.ui.widgets.search import SearchBar

if TYPE_CHECKING:
    from reader.services.library import Library


class ReadingScreen(PanesScreen):
    """Takes commands and messages; what they mean is decided in `present`, by pure functions."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(application=False)]

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name)
        self._named = safe_line(named)
        self.library: Library | None = None
        self.desk = Desk(self._collate)
        self.stop_loading: Callable[[], None] | None = None
        self._open_next = False

    # The library

    def on_mount(self) -> None:
        """Say that reading begins: the first thing painted."""
        super().on_mount()
        self.say_progress(progress_line("reading", 0, 0))

    def put_library(self, library: Library, *, largest: bool) -> None:
        """Show a library that was read: its newest story, or that with the most copies."""
        self.library = library
        self.loading_stories = False
        summaries = library.summaries()
        outlets = {name for story in summaries for name in story.outlets}
        copies = sum(story.copies for story in summaries)
        totals = Totals(len(summaries), copies, len(outlets), len(library.failures))
        self.title_bar.say(self._named)
        self.title_bar.count(totals)
        self.name_keys()
        if not summaries:
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
            reading = Reading(self.library.collation(story))
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
            self.stories.mark(self.desk.facts)

    def _chosen(self) -> StorySummary | None:
        position = self.stories.position
        return None if position is None else self.stories.stories[position]

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
        elif reason := self.desk.reason(story.id):
            self.text.say(safe_line(story.headline), safe_line(reason))
            self.provenance.read(None)
        else:
            about = f"comparing {count(story.copies + story.versions, 'copy', 'copies')} …"
            self.text.say(safe_line(story.headline), about)
            self.provenance.read(None)
        self.name_keys()

    # What panes tell

    def on_place_chosen(self, message: PlaceChosen) -> None:
        """Keep text and provenance at one place."""
        if message.pane is Pane.PROVENANCE:
            self.text.go_to(message.place)
        self.provenance.follow(message.place, self.text.view)

    def on_copy_chosen(self, message: CopyChosen) -> None:
        """Show a copy."""
        self._show_view(message.view)

    def _show_view(self, view: int) -> None:
        self.text.show_view(view)
        self.provenance.follow(self.text.place, self.text.view)
        if self.pane is Pane.STORIES:
            self.focus_pane(Pane.TEXT)

    # Commands: moving

    def action_move(self, delta: int) -> None:
        """Go up or down."""
        self.active.move(delta)

    def action_page(self, pages: float) -> None:
        """Go up or down by pages."""
        self.active.page(pages)

    def action_edge(self, direction: int) -> None:
        """Go to the top or to the bottom."""
        self.active.edge(direction)

    def action_open(self) -> None:
        """Read what is under the cursor: a story, what a copy put in, or the evidence."""
        if self.pane is Pane.STORIES:
            if self.stories.position is not None:
                self.focus_pane(Pane.TEXT)
        elif self.text.place.inserted and self.text.view == CLEAN:
            self._show_view(self.text.place.copy)
        else:
            self.action_evidence()

    def action_back(self) -> None:
        """Stop reading files, end a search, or go one pane back."""
        if self.stop_loading is not None and self.loading_stories:
            self.stop_loading()
        elif self.pane is Pane.TEXT and self.text.sought:
            self.text.find("")
        elif self.pane is Pane.STORIES and self.stories.sought:
            self.stories.search("")
        elif self.pane is Pane.PROVENANCE:
            self.focus_pane(Pane.TEXT)
        else:
            self.focus_pane(Pane.STORIES)

    def action_story(self, delta: int) -> None:
        """Open the next story of the list or the one before."""
        self.stories.move(delta)

    # Commands: copies

    def action_turn(self, delta: int) -> None:
        """Go to the next copy or the one before; the clean text stands among them."""
        if self.text.reading is not None:
            self._show_view(self.text.reading.turn(self.text.view, delta))

    def action_copy(self, number: int) -> None:
        """Go to a copy by its number."""
        reading = self.text.reading
        if reading is None:
            return
        if number in reading.index.copies:
            self._show_view(number)
        else:
            self.say(f"This story has {count(len(reading.index.copies), 'copy', 'copies')}.")

    def action_clean(self) -> None:
        """Go to the clean text."""
        if self.text.reading is not None:
            self._show_view(CLEAN)

    def action_pick_copy(self) -> None:
        """Choose a copy from a list."""
        if self.text.reading is not None:
            from reader.ui.screens.picker import CopyPicker

            self.app.push_screen(CopyPicker(self.text.reading, self.text.view), self._picked)

    def _picked(self, view: int | None) -> None:
        if view is not None:
            self._show_view(view)

    # Commands: places

    def action_variant(self, direction: int) -> None:
        """Go to the next place where copies differ; in the list, to the next shared story."""
        if self.pane is Pane.STORIES:
            if not self.stories.next_shared(direction):
                self.say("No further story of several copies.")
        elif self.text.sought:
            if not self.text.find_next(direction):
                self.say(f"No further “{self.text.sought}”. esc ends the search.")
        elif not self.text.next_variant(direction):
            self.say("No further variant." if direction > 0 else "No variant before this.")

    def action_addition(self) -> None:
        """Go to the next thing that an outlet put in."""
        if self.text.reading is not None and not self.text.next_addition():
            self.say("No addition here.")

    def action_fold(self) -> None:
        """Fold or unfold boilerplate."""
        self.text.toggle_fold()

    def action_headlines(self) -> None:
        """Show or hide the headlines of the outlets."""
        self.text.toggle_headlines()
        self.provenance.follow(self.text.place, self.text.view)

    def action_evidence(self) -> None:
        """Show the whole reasoning for what is under the cursor."""
        if self.text.reading is not None:
            from reader.ui.screens.evidence import EvidenceScreen

            self.app.push_screen(EvidenceScreen(self.text.reading, self.text.place))

    # Commands: search

    def action_search(self) -> None:
        """Open the search bar for the pane that has the focus."""
        if self.searching or not self.stories.stories:
            return
        in_list = self.pane is Pane.STORIES
        if not in_list and self.text.reading is None:
            return
        where = "headlines" if in_list else "in the text"
        query = self.stories.sought if in_list else self.text.sought
        self.searching = True
        self.mount(SearchBar(where, query, id="search"), before="#keys")
        self.name_keys()

    def on_searched(self, message: Searched) -> None:
        """Search while words are typed; then give the focus back."""
        in_list = self.pane is Pane.STORIES
        found = self.stories.search(message.query) if in_list else self.text.find(message.query)
        total = f" of {len(self.stories.stories)}" if in_list else ""
        for bar in self.query(SearchBar):
            bar.tell(f"{found}{total} " if message.query else "")
        if message.ended:
            self._close_search()

    def action_keep_search(self) -> None:
        """End the search, and keep what it found."""
        self._close_search()

    def action_end_search(self) -> None:
        """End the search, and forget it."""
        self.post_message(Searched("", ended=True))

    def _close_search(self) -> None:
        self.searching = False
        self.query(SearchBar).remove()
        self.name_keys()
        self.active.focus()

    # Commands: taking along

    def action_browse(self) -> None:
        """Open the copy on its outlet's site."""
        reading = self.text.reading
        if reading is None:
            return
        number = self.text.view or reading.source_of(self.text.place)
        copy = reading.index.copies[number]
        url = address(copy.article.url)
        if url is None:
            self.say(f"Copy {number} has no web address that can be opened.")
        else:
            self.app.open_url(url)
            self.say(f"Opening {safe_line(url)}")

    def action_yank(self) -> None:
        """Copy the text under the cursor."""
        row = self.text.row
        if row is not None and row.yank:
            self.app.copy_to_clipboard(row.yank)
            self.say(f"Copied {count(len(row.yank), 'character')} to the clipboard.")

    # Commands: the screen

    def action_failures(self) -> None:
        """Show the files that could not be read."""
        if self.library is None or not self.library.failures:
            self.say("No file was passed over.")
            return
        from reader.ui.screens.failures import FailuresScreen

        self.app.push_screen(FailuresScreen(self.library.failures))

    def say(self, text: str) -> None:
        """Show a short message for a while."""
        self.notify(text, markup=False, timeout=3)
