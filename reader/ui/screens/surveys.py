"""The part of the main screen that opens the others, and goes on where they were left."""

from __future__ import annotations

from functools import partial

from reader.ui.commands import Pane
from reader.ui.present.compare import counterpart, opening_views
from reader.ui.present.published import places
from reader.ui.present.reading import Reading
from reader.ui.present.rows import Place
from reader.ui.screens.full import Reached
from reader.ui.screens.library import LibraryScreen
from reader.ui.screens.patience import needs_reading


class SurveysScreen(LibraryScreen):
    """Opens comparison, table and timeline of the story at hand, and the outlets of all."""

    @needs_reading
    def action_compare(self) -> None:
        """Set the view at hand against another."""
        if self.text.reading is not None:
            self._compare(self.text.reading, self.text.view, self.text.place)

    def _compare(self, reading: Reading, view: int, place: Place) -> None:
        from reader.ui.screens.compare import CompareScreen

        views = opening_views(reading.index, view, place)
        line = self.text.screen_line(self.text.cursor)
        self.app.push_screen(CompareScreen(reading, views, place, line), self.reached)

    @needs_reading
    def action_table(self) -> None:
        """Show the collation as a table."""
        if self.text.reading is not None:
            self._table(self.text.reading, self.text.view, self.text.place)

    def _table(self, reading: Reading, view: int, place: Place) -> None:
        from reader.ui.screens.table import TableScreen

        copy = view or counterpart(reading.index, place)
        self.app.push_screen(TableScreen(reading, copy, place), self.reached)

    # Going on

    def reached(self, reached: Reached | None) -> None:
        """Go where a person was on a screen that was left, and do what they want there."""
        if reached is None:
            return
        if not reached.story or reached.story == self.chosen_id:
            self._go_on(reached)
            return
        self.waiting.keep(reached.story, partial(self._go_on, reached))
        if not self.stories.choose(reached.story):
            self.waiting.forget()

    def _go_on(self, reached: Reached) -> None:
        reading = self.text.reading
        if reading is None:
            return
        view, place = _there(reading, reached)
        if reached.then:
            self.text.go_to(place)
            opens = self._compare if reached.then == "compare" else self._table
            opens(reading, self.text.view if view is None else view, place)
            return
        if view is not None:
            self.text.show_view(view)
        self.text.go_to(place)
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
