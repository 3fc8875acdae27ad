"""The main screen's commands: each is handed to the pane that has the focus, or done here."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from reader.text.phrases import count
from reader.text.safe import safe_line
from reader.ui.commands import Pane, bindings
from reader.ui.messages import CopyChosen, PlaceChosen, StoryWanted
from reader.ui.present.browse import address
from reader.ui.present.reading import CLEAN
from reader.ui.present.rows import Place
from reader.ui.screens.patience import in_turn, needs_pane, needs_reading, needs_stories
from reader.ui.screens.surveys import SurveysScreen


class ReadingScreen(SurveysScreen):
    """Takes commands and messages; what they mean is decided in `present`, by pure functions."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(application=False)]

    _exported_into: Path | None = None
    """The folder that a story was written to last."""

    # What panes tell

    def on_place_chosen(self, message: PlaceChosen) -> None:
        """Keep text and provenance at one place."""
        if message.pane is Pane.PROVENANCE:
            self.text.go_to(message.place)
            self.provenance.follow(message.place, self.text.view)
        else:
            self.provenance.follow(self.place_at_hand, self.text.view)

    @property
    def place_at_hand(self) -> Place:
        """Where one is: of what several copies put in there, at what the provenance tells of."""
        here, told = self.text.place, self.provenance.place
        several = here.inserted or self.pane is Pane.PROVENANCE
        return told if several and self.text.tells_of(told) else here

    def on_copy_chosen(self, message: CopyChosen) -> None:
        """Show a copy."""
        if message.going:
            self._show_view(message.view)
        else:
            self._look_at(message.view, opened=True)

    def on_story_wanted(self, message: StoryWanted) -> None:
        """Read another story."""
        self._read_story(message.story)

    @needs_reading
    def _look_at(self, view: int, *, opened: bool = False) -> None:
        if self.text.reading is None or view not in self.text.reading.views:
            return  # the copy is gone by now
        if opened:
            self.text.open_view(view)
        else:
            self.text.show_view(view)
        self.name_view()
        self.provenance.follow(self.text.place, self.text.view)

    def _show_view(self, view: int) -> None:
        self._look_at(view)
        self._leave_list()

    def _open_view(self, view: int) -> None:
        """Show a copy that was chosen by its name: from the list, where it begins to tell."""
        self._look_at(view, opened=self.pane is Pane.STORIES)
        self._leave_list()

    def _leave_list(self) -> None:
        if self.pane is Pane.STORIES:
            self.focus_pane(Pane.TEXT)

    # Commands: moving

    @needs_pane
    def action_move(self, delta: int) -> None:
        """Go up or down."""
        super().action_move(delta)

    @needs_pane
    def action_page(self, pages: float) -> None:
        """Go up or down by pages."""
        super().action_page(pages)

    @needs_pane
    def action_edge(self, direction: int) -> None:
        """Go to the top or to the bottom."""
        super().action_edge(direction)

    @in_turn
    def action_pane(self, delta: int) -> None:
        """Go to the pane on the right or on the left."""
        super().action_pane(delta)

    @needs_pane
    def action_open(self) -> None:
        """Read what is under the cursor: a story, what a copy put in, or the evidence."""
        if self.pane is Pane.STORIES:
            if self.stories.position is not None:
                self.focus_pane(Pane.TEXT)
                self._show_found()
        elif self.pane is Pane.PROVENANCE and self.provenance.story_here:
            self._read_story(self.provenance.story_here)
        elif self.pane is Pane.PROVENANCE and self.provenance.place.inserted:
            self._read_addition(self.provenance.place)
        elif self.text.place.inserted and self.text.view == CLEAN:
            self._show_view(self.text.place.copy)
        else:
            self.action_evidence()

    @needs_reading
    def _show_found(self) -> None:
        """Go to the words by which the story was found, if it was searched for."""
        if self.wanted is not None and self.wanted.query and self.text.sought:
            self.text.show_found()

    def _read_addition(self, place: Place) -> None:
        """Go to what an outlet put in, in its copy."""
        self._look_at(place.copy)
        self.text.go_to(place)
        self.focus_pane(Pane.TEXT)

    def _read_story(self, story: str | None) -> None:
        if story is not None:
            self.choose(story, lambda: self.focus_pane(Pane.TEXT))

    def action_back(self) -> None:
        """Stop what is under way, end a search, or go one pane back; forget keys that wait."""
        self.waiting.forget()
        if self.stop_loading is not None and self.loading_stories:
            self.stop_loading()
        elif self.pane is Pane.TEXT and self.text.sought:
            self.text.find("")
            self.name_keys()
        elif self.in_list:
            self._back_in_list()
        elif self.pane is Pane.PROVENANCE:
            self.focus_pane(Pane.TEXT)
        else:
            self.focus_pane(Pane.STORIES)

    def _back_in_list(self) -> None:
        if self.end_joining() or self.stop_comparing() or self.stop_refresh():
            return
        if self.wanted is not None and self.wanted.query:
            self.whole_list()

    @needs_stories
    def action_story(self, delta: int) -> None:
        """Open the next story of the list or the one before."""
        self.stories.put_cursor(self.stories.moved(self.stories.cursor, delta))

    # Commands: copies

    @needs_reading
    def action_turn(self, delta: int) -> None:
        """Go to the next copy or the one before; the clean text stands among them."""
        if self.text.reading is not None:
            self._show_view(self.text.reading.turn(self.text.view, delta))

    @needs_reading
    def action_copy(self, number: int) -> None:
        """Go to a copy by its number."""
        reading = self.text.reading
        if reading is None:
            return
        if number in reading.index.copies:
            self._open_view(number)
        else:
            self.say(f"This story has {count(len(reading.index.copies), 'copy', 'copies')}.")

    @needs_reading
    def action_clean(self) -> None:
        """Go to the clean text."""
        if self.text.reading is not None:
            self._show_view(CLEAN)

    @needs_reading
    def action_pick_copy(self) -> None:
        """Choose a copy from a list."""
        if self.text.reading is not None:
            from reader.ui.screens.picker import CopyPicker

            self.app.push_screen(CopyPicker(self.text.reading, self.text.view), self._picked)

    def _picked(self, view: int | None) -> None:
        if view is not None:
            self._open_view(view)

    # Commands: places

    @needs_pane
    def action_variant(self, direction: int) -> None:
        """Go to the next place where copies differ; in the list, to the next unread story."""
        if self.pane is Pane.STORIES:
            if not self.next_unread(direction):
                where = "below" if direction > 0 else "above"
                self.say(f"Nothing unread {where}.")
        elif self.text.sought:
            if not self.text.find_next(direction):
                self.say(f"No further “{self.text.sought}”. esc ends the search.")
        elif not self.text.next_variant(direction):
            self.say("No further variant." if direction > 0 else "No variant before this.")

    @needs_reading
    def action_addition(self) -> None:
        """Go to the next thing that an outlet put in."""
        if self.text.reading is not None and not self.text.next_addition():
            self.say("No addition here.")

    @needs_reading
    def action_fold(self) -> None:
        """Fold or unfold boilerplate; in the list, the copies of the story."""
        if self.pane is Pane.STORIES:
            self.stories.toggle_fold(self.text.reading)
        else:
            self.text.toggle_fold()

    @needs_reading
    def action_decode(self) -> None:
        """Read what an outlet scrambled, or see it as printed."""
        if self.text.reading is not None and not self.text.toggle_decoding():
            self.say("No outlet scrambled anything in this story.")

    @needs_reading
    def action_headlines(self) -> None:
        """Show or hide the headlines of the outlets."""
        self.text.toggle_headlines()
        self.name_view()
        self.provenance.follow(self.text.place, self.text.view)

    @needs_reading
    def action_evidence(self) -> None:
        """Show the whole reasoning for what is under the cursor."""
        if self.text.reading is not None:
            from reader.ui.screens.evidence import EvidenceScreen

            screen = EvidenceScreen(self.text.reading, self.place_at_hand)
            self.app.push_screen(screen, self._read_story)

    # Commands: taking along

    @needs_reading
    def action_browse(self) -> None:
        """Open the copy on its outlet's site."""
        reading = self.text.reading
        if reading is None:
            return
        number = self.text.view or reading.source_of(self.text.place)
        copy = reading.index.copies[number]
        self._browse(copy.article.url, f"Copy {number}")

    def _browse(self, url: str | None, what: str) -> None:
        safe = address(url)
        if safe is None:
            self.say(f"{what} has no web address that can be opened.")
        else:
            self.app.open_url(safe)
            self.say(f"Opening {safe_line(safe)}")

    @needs_reading
    def action_links(self) -> None:
        """Choose a link of the text, and open it."""
        if self.text.reading is None:
            return
        if links := self.text.links:
            from reader.ui.screens.links import LinkPicker

            self.app.push_screen(LinkPicker(links), self._link_chosen)
        else:
            self.say("There is no link in this text.")

    @needs_reading
    def action_link(self, number: int) -> None:
        """Open a link of the text by its number."""
        if 0 < number <= len(self.text.links):
            self._link_chosen(self.text.links[number - 1].url)

    def _link_chosen(self, url: str | None) -> None:
        if url is not None:
            self._browse(url, "The link")

    @needs_reading
    def action_yank(self) -> None:
        """Copy what the mouse has selected, else the text under the cursor."""
        row = self.text.row
        text = self.get_selected_text() or (row.yank if row is not None else "")
        if text:
            self.app.copy_to_clipboard(text)
            self.clear_selection()
            self.say(f"Copied {count(len(text), 'character')} to the clipboard.")

    @needs_pane
    def action_yank_reference(self) -> None:
        """Copy what `reader show` opens the story at this passage by."""
        if (story := self.chosen_id) is None:
            return
        passage = 0 if self.pane is Pane.STORIES else self.text.place.passage
        reference = f"{story}#{passage}" if passage else story
        self.app.copy_to_clipboard(reference)
        self.say(f"Copied {safe_line(reference)}, which `reader show` takes.")

    @needs_reading
    def action_export(self) -> None:
        """Write the story to a file."""
        if self.text.reading is not None:
            from reader.ui.screens.exporting import ExportScreen

            screen = ExportScreen(self.text.reading.collation, self._exported_into)
            self.app.push_screen(screen, self._exported)

    def _exported(self, path: str | None) -> None:
        if path is not None:
            self._exported_into = Path(path).parent
            self.say(f"Written to {safe_line(path)}")
