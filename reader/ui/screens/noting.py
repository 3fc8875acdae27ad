"""The part of the main screen that notes what a person read, starred, wrote and searched for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from reader.model import StorySummary
from reader.text.phrases import count
from reader.ui.commands import Pane
from reader.ui.present.reading import Reading
from reader.ui.screens.doing import Deed, DoingScreen
from reader.ui.screens.patience import needs_stories
from reader.ui.settled import settled

if TYPE_CHECKING:
    from reader.ui.screens.searches import Chosen


class NotingScreen(DoingScreen):
    """Marks a story as read when it is, and as what else a person says."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, named)
        self._open = ""
        self._read_timer: Timer | None = None

    # Read and unread

    def shown(self, story: StorySummary, reading: Reading | None) -> None:
        """Mark as read what is opened."""
        super().shown(story, reading)
        self.note_open()

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the focus; a story whose text has it is open."""
        super().focus_pane(pane)
        self.note_open()

    def note_open(self) -> None:
        """Mark a story as read when it is opened, after some seconds, or when it is left."""
        reading, chosen = self.text.reading, self.stories.chosen
        there = reading is not None and self.pane is not Pane.STORIES
        now = reading.story if reading is not None and there else ""
        if chosen is None or now == self._open or (now and chosen.id != now):
            return
        before, self._open = self._open, now
        if self._read_timer is not None:
            self._read_timer.stop()
            self._read_timer = None
        wish = settled(self).settings.reading
        if wish.mark_read == "on-leaving" and before:
            self._mark_read(before)
        if not now:
            return
        at_once = wish.mark_read == "after-seconds" and not wish.after_seconds
        if wish.mark_read == "on-opening" or at_once:
            self._mark_read(now)
        elif wish.mark_read == "after-seconds":
            self._read_timer = self.set_timer(wish.after_seconds, partial(self._mark_read, now))

    def _mark_read(self, story: str) -> None:
        chosen = self.stories.chosen
        known = chosen if chosen is not None and chosen.id == story else None
        if known is None or known.unread or known.fresh:
            self.do(Deed(lambda deeds: deeds.read(story), story, quiet=True), _as_read)

    def leave(self) -> None:
        """Mark as read the story that is left with the program, where that is wished."""
        wish = settled(self).settings.reading.mark_read
        if wish == "on-leaving" and (story := self._open):
            self._to_do.append(Deed(lambda deeds: deeds.read(story), story, quiet=True))
        super().leave()

    @needs_stories
    def action_toggle_read(self) -> None:
        """Mark a story as read, or as unread again."""
        chosen = self.stories.chosen
        if chosen is not None:
            story = chosen.id
            self.do(Deed(lambda deeds: deeds.toggle_read(story), story), _toggled)

    @needs_stories
    def action_star(self) -> None:
        """Star a story, or take its star."""
        chosen = self.stories.chosen
        if chosen is not None:
            story = chosen.id
            self.do(
                Deed(lambda deeds: deeds.toggle_star(story), story),
                lambda row: replace(row, starred=not row.starred),
            )

    @needs_stories
    def action_read_all(self) -> None:
        """Mark as read all that is listed; ask where it is more than is seen."""
        totals = self.title_bar.totals
        unread = totals.unread if totals is not None else 0
        if not unread:
            self.say("There is nothing unread here.")
        elif unread <= len(self.stories.in_sight):
            self._read_all(True)
        else:
            from reader.ui.screens.asking import ConfirmScreen

            many = count(unread, "story", "stories")
            undo = "ctrl+z brings them back."
            self.app.push_screen(ConfirmScreen(f"Mark {many} as read?", undo), self._read_all)

    def _read_all(self, sure: bool | None) -> None:
        if sure and self.wanted is not None:
            query, until = self.wanted.full, self.listed_at
            self.do(Deed(lambda deeds: deeds.read_all(query, until), regroups=True, tells=True))

    # Saved searches

    @needs_stories
    def action_searches(self) -> None:
        """Choose among the saved searches; save the one at hand, or remove one."""
        if self.deeds is None or self.wanted is None:
            return
        from reader.ui.screens.searches import SearchesScreen

        screen = SearchesScreen(self.deeds.searches(), self.wanted.query)
        self.app.push_screen(screen, self._search_chosen)

    def _search_chosen(self, chosen: Chosen | None) -> None:
        if chosen is None:
            return
        name, query = chosen.name, chosen.query
        if chosen.wish == "show":
            self.show_query(query)
        elif chosen.wish == "remove":
            self.do(Deed(lambda deeds: deeds.remove_search(name), tells=True))
        else:
            from reader.ui.screens.asking import AskScreen

            def save(named: str | None) -> None:
                if named and named.strip():
                    self.do(Deed(lambda deeds: deeds.save_search(named, query), tells=True))

            self.app.push_screen(AskScreen("Save it under which name?", "", query), save)

    # Words of one's own

    @needs_stories
    def action_note(self) -> None:
        """Write a note on a story."""
        chosen = self.stories.chosen
        if chosen is None or self.deeds is None:
            return
        from reader.ui.screens.asking import NoteScreen

        story = chosen.id
        written = self.deeds.note_of(story)
        self.app.push_screen(NoteScreen(chosen.headline, written), partial(self._note, story))

    def _note(self, story: str, text: str | None) -> None:
        if text is not None:
            self.do(
                Deed(lambda deeds: deeds.note(story, text), story),
                lambda row: replace(row, noted=bool(text.strip())),
            )


def _as_read(row: StorySummary) -> StorySummary:
    return replace(row, unread=False, fresh=0)


def _toggled(row: StorySummary) -> StorySummary:
    return replace(row, unread=not row.unread, fresh=0)
