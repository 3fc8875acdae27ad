"""The part of the main screen that opens the others, and goes on where they were left."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from reader.archive.leaving import Left
from reader.errors import ReaderError
from reader.ui.commands import Pane
from reader.ui.present.opening import counterpart, opening_views
from reader.ui.present.published import places
from reader.ui.present.reading import CLEAN, Reading
from reader.ui.present.rows import Place
from reader.ui.screens.full import Reached
from reader.ui.screens.live import LiveScreen
from reader.ui.screens.patience import needs_reading, needs_stories


class SurveysScreen(LiveScreen):
    """Opens comparison, table and timeline of the story at hand, and the outlets of all."""

    @needs_reading
    def action_compare(self) -> None:
        """Set the view at hand against another."""
        if self.text.reading is not None:
            self._compare(self.text.reading, self.text.view, self.text.place)

    def _compare(self, reading: Reading, view: int, place: Place) -> None:
        from reader.ui.screens.compare import CompareScreen

        views = opening_views(reading.index, view, place)
        line = self.text.terminal_line
        self.app.push_screen(CompareScreen(reading, views, place, line), self.reached)

    @needs_reading
    def action_table(self) -> None:
        """Show the collation as a table."""
        if self.text.reading is not None:
            self._table(self.text.reading, self.text.view, self.text.place)

    def _table(self, reading: Reading, view: int, place: Place) -> None:
        from reader.ui.screens.table import TableScreen

        copy = view or counterpart(reading.index, place)
        line = self.text.terminal_line
        self.app.push_screen(TableScreen(reading, copy, place, line), self.reached)

    @needs_reading
    def action_timeline(self) -> None:
        """Show who printed the story when."""
        if self.text.reading is not None:
            from reader.ui.screens.timeline import TimelineScreen

            screen = TimelineScreen(self.text.reading, self.text.view)
            self.app.push_screen(screen, self._read_copy)

    def _read_copy(self, copy: int | None) -> None:
        if copy is not None:
            self._go_on(Reached(self.text.place, copy))

    @needs_stories
    def action_outlets(self) -> None:
        """Show what each outlet usually does, first that of the copy at hand."""
        if self.library is None:
            self.say("No outlets: nothing was read.")
            return
        from reader.provenance.templates import outlet_key
        from reader.ui.screens.outlets import OutletsScreen

        reading, key = self.text.reading, ""
        if reading is not None:
            copy = self.text.view or reading.source_of(self.text.place)
            key = outlet_key(reading.index.copies[copy].article.outlet)
        self.app.push_screen(OutletsScreen(self.library, key), self.reached)

    # Leaving, and going on

    def leave(self) -> None:
        """Keep where one is, last of all."""
        super().leave()
        if self.lasting and self.deeds is not None and (left := self.place_left) is not None:
            with suppress(ReaderError):  # the place is not worth a word
                self.deeds.leave(left)

    def return_to(self, left: Left) -> None:
        """Go on where the program was left, if the story is still listed there."""
        if left.reading and left.story == self.chosen_id:
            view = None if left.article else CLEAN
            reached = Reached(Place(left.passage), view, article=left.article)
            self.waiting.keep(left.story, partial(self._go_on, reached))

    @property
    def place_left(self) -> Left | None:
        """Where one is now, to go on there another time; None where no story is chosen."""
        story, reading = self.chosen_id, self.text.reading
        if story is None or reading is None or reading.story != story:
            return None if story is None else Left(story)
        view = self.text.view
        article = reading.index.copies[view].article.id if view != CLEAN else ""
        return Left(story, article, self.text.place.passage, self.pane is not Pane.STORIES)

    def reached(self, reached: Reached | None) -> None:
        """Go where a person was on a screen that was left, and do what they want there."""
        if reached is None:
            return
        if not reached.story or reached.story == self.chosen_id:
            self._go_on(reached)
            return
        self.waiting.keep(reached.story, partial(self._go_on, reached))
        if not self.choose(reached.story):
            self.waiting.forget()

    def _go_on(self, reached: Reached) -> None:
        reading = self.text.reading
        if reading is None:
            return
        view, place = _there(reading, reached)
        if reached.then:
            self.text.go_to(place, reached.line)
            opens = self._compare if reached.then == "compare" else self._table
            opens(reading, self.text.view if view is None else view, place)
            return
        if view is not None:
            self.text.show_view(view)
        self.text.go_to(place, reached.line)
        self.name_view()
        self.provenance.follow(self.text.place, self.text.view)
        self.focus_pane(Pane.TEXT)


def _there(reading: Reading, reached: Reached) -> tuple[int | None, Place]:
    """Return which view is meant, and which place of the story."""
    if not reached.article:
        return reached.view, reached.place
    copies = reading.index.copies.items()
    view = next((number for number, one in copies if one.article.id == reached.article), None)
    if view is None or reached.segment is None:
        return view, reached.place
    return view, places(reading.index, view).get(reached.segment, Place(0))
