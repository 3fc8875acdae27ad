"""The part of the main screen that does things to stories; every deed can be taken back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from reader.errors import ReaderError
from reader.model import Category, Kind, StorySummary
from reader.text.phrases import count
from reader.ui.commands import BY_ID, Pane
from reader.ui.messages import DeedDone, Overruled
from reader.ui.present.reading import CLEAN, Reading
from reader.ui.screens.patience import needs_reading, needs_stories
from reader.ui.screens.searching import SearchingScreen
from reader.ui.settled import settled

if TYPE_CHECKING:
    from reader.services.archived import ArchiveLibrary
    from reader.services.deeds import Deeds
    from reader.services.lists import Placed
    from reader.ui.screens.listed import Request
    from reader.ui.screens.searches import Chosen


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
        self._open = ""
        self._read_timer: Timer | None = None

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
        """Do at the end what a story that is left asks for, and what was not done yet."""
        if self.deeds is None:
            return
        wish = settled(self).settings.reading.mark_read
        todo = [deed.work for deed in self._to_do]
        if wish == "on-leaving" and (story := self._open):
            todo.append(lambda deeds: deeds.read(story))
        for act in todo:
            try:
                act(self.deeds)
            except ReaderError:
                return  # it says so when the archive is opened next

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

    def action_undo(self) -> None:
        """Take back the last deed."""
        self.do(Deed(lambda deeds: deeds.undo(), regroups=True, tells=True))

    # Stories made one, or two

    @needs_stories
    def action_join(self) -> None:
        """Mark a story to be joined; on another, make the two one."""
        chosen, first = self.stories.chosen, self.stories.joining
        if chosen is None:
            return
        if not first:
            self.stories.joining = chosen.id
            self.say("Go to the other story and press + again; esc lets it be.")
        elif first == chosen.id:
            self.end_joining()
            return
        else:
            other = chosen.id
            self.stories.joining = ""
            self.do(Deed(lambda deeds: deeds.join(first, other), regroups=True, tells=True))
        self.stories.redraw()
        self.name_keys()

    def end_joining(self) -> bool:
        """Let a story that was marked to be joined be; False if none was."""
        was, self.stories.joining = bool(self.stories.joining), ""
        self.stories.redraw()
        self.name_keys()
        return was

    @needs_reading
    def action_split(self) -> None:
        """Split the copy at hand from its story, or choose which."""
        reading = self.text.reading
        if reading is None:
            return
        copies = reading.index.copies
        if len(copies) < 2:
            self.say("This story has one copy; there is nothing to split.")
        elif self.text.view != CLEAN and self.pane is not Pane.STORIES:
            self._split(copies[self.text.view].article.id)
        else:
            from reader.ui.present.choices import Choice
            from reader.ui.screens.choice import ChoiceScreen

            choices = [
                Choice(
                    one.article.id, f"{number}  {reading.index.name(number)}", reading.time(number)
                )
                for number, one in copies.items()
            ]
            screen = ChoiceScreen("Split which copy from the story?", choices)
            self.app.push_screen(screen, self._split)

    def _split(self, article: str | None) -> None:
        if article is not None:
            self.do(Deed(lambda deeds: deeds.split(article), regroups=True, tells=True))

    # Labels

    def on_overruled(self, message: Overruled) -> None:
        """Label a segment as a person says; the story is collated anew."""
        from reader.ui.present.overruling import AS_EVIDENCE, WIRE, set_by_hand

        reading, label, chosen = message.reading, message.label, message.chosen
        article = reading.index.copies[label.copy].article.id
        start, end = label.segment.start, label.segment.end
        category = None if chosen in (WIRE, AS_EVIDENCE) else Category(chosen)
        kind = Kind.WIRE if category is None else Kind.ADDITION

        undo = settled(self).keymap.first(BY_ID["undo"])
        taking_back = f"; {undo} undoes it" if undo else ""

        def withdraw(deeds: Deeds) -> str:
            said = "its label was not set by hand"
            for place in set_by_hand(reading, label):
                said = deeds.withdraw(*place)
                if "withdrawn" in said:
                    return f"{said}{taking_back}"
            return said

        def overrule(deeds: Deeds) -> str:
            return f"{deeds.overrule(article, start, end, kind, category)}{taking_back}"

        act = withdraw if chosen == AS_EVIDENCE else overrule
        self.do(Deed(act, reading.story, tells=True, then=self.show_anew))

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

    @needs_reading
    def action_rename_outlet(self) -> None:
        """Call the outlet of the copy at hand otherwise."""
        reading = self.text.reading
        if reading is not None:
            number = self.text.view or reading.source_of(self.text.place)
            self.rename_outlet(reading.index.copies[number].article.outlet.name)

    def rename_outlet(self, outlet: str, then: Callable[[], None] | None = None) -> None:
        """Ask for another name of an outlet."""
        from reader.ui.screens.asking import AskScreen

        def renamed(name: str | None) -> None:
            if name is not None and name.strip() != outlet:
                self.do(
                    Deed(
                        lambda deeds: deeds.rename_outlet(outlet, name),
                        regroups=True,
                        tells=True,
                        then=then,
                    )
                )

        about = "Empty: as it calls itself."
        self.app.push_screen(AskScreen(f"Call {outlet} otherwise", outlet, about), renamed)


def _as_read(row: StorySummary) -> StorySummary:
    return replace(row, unread=False, fresh=0)


def _toggled(row: StorySummary) -> StorySummary:
    return replace(row, unread=not row.unread, fresh=0)
