"""The text pane: the clean text of a story, or one of its copies as published."""

from __future__ import annotations

from functools import partial

from reader.ui.commands import Pane
from reader.ui.messages import PlaceChosen
from reader.ui.present.ink import QUIET, TITLE, Run
from reader.ui.present.marking import Marking, Spans, no_spans
from reader.ui.present.published import opening
from reader.ui.present.reading import (
    CLEAN,
    Reading,
    Sheet,
    carry,
    row_at,
    same_place,
    same_view,
)
from reader.ui.present.rows import Linked, Place, Row
from reader.ui.present.stories import found_spans
from reader.ui.widgets.story import StoryPane

MEASURES = (32, 120)
"""Cells: the narrowest and the widest reading width that can be chosen."""
_ABOVE = 3
"""Lines in sight above the headline of a copy that is opened: what they are is seen by them."""


class TextPane(StoryPane):
    """Shows a reading; its cursor stands on a place of the story, in whatever view."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.reading: Reading | None = None
        self.view = CLEAN
        self.headlines = self.decoded = False
        self.sought = ""
        self._spans: Spans = no_spans
        self.numbered = True
        self._marking = Marking()
        self._folded = {True: True, False: False}  # of the clean text, of a copy
        self._before_headlines: tuple[int, Place, int] | None = None  # view, place, line

    @property
    def folded(self) -> bool:
        """Whether boilerplate is folded in this kind of view."""
        return self._folded[self.view == CLEAN]

    @property
    def place(self) -> Place:
        """Where in the story the cursor stands."""
        if 0 <= self.cursor < len(self.rows):
            return self.rows[self.cursor].place
        return Place(0)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def tells_of(self, place: Place) -> bool:
        """Whether what was put in at a place is in the row under the cursor, or nearest to it."""
        return place.inserted and row_at(self.rows, place) == self.cursor

    def read(self, reading: Reading) -> None:
        """Show another story, its clean text from the top."""
        self.reading = reading
        self.view = CLEAN
        self._marking = self._marking.anew()
        self._before_headlines = None
        self.headlines = self.decoded = False
        sheet = self._sheet()
        self.show_rows(sheet[0], sheet[1])

    def read_again(self, reading: Reading) -> None:
        """Show the same story as it is by now, at the same place."""
        place, line = self.place, self.screen_line(self.cursor)
        before = self.reading
        self.reading = reading
        self._marking = self._marking.anew()
        if before is not None:
            self.view = same_view(before, reading, self.view)
            place = same_place(before, reading, place)
            if self._before_headlines is not None:
                view, left, on = self._before_headlines
                left = same_place(before, reading, left)
                self._before_headlines = same_view(before, reading, view), left, on
        self._again(place, line)
        self.reveal()
        self.cursor_moved()

    def say(self, title: str, about: str) -> None:
        """Show a title and a quiet line instead of a story."""
        self.reading = None
        self.view = CLEAN
        self.show_rows(
            (
                Row(Place(0), (Run(title, TITLE),)),
                Row(Place(0), (Run(about, QUIET),), stop=False),
            )
        )

    def show_view(self, view: int) -> None:
        """Go to the clean text or to a copy, the same passage on the same line of the screen."""
        if self.reading is None or view == self.view:
            return
        target = carry(self.place, view)
        line = self._line_of(target)
        self.view = view
        self._again(target, line)

    def open_view(self, view: int) -> None:
        """Go to a copy from the list: one of which nothing is read yet begins at its headline.

        A line or two of what the page has above it are in sight.
        """
        if self.reading is None or view == self.view:
            return
        index, here = self.reading.index, self.place
        begun = self.view != CLEAN and here == opening(index, self.view)
        self.show_view(view)
        if view != CLEAN and (begun or carry(here, view) == Place(0)):
            at = row_at(self.rows, opening(index, view))
            self.hold(at, min(_ABOVE, self.lines_of(at).start))
            self.cursor_moved()

    def _line_of(self, place: Place) -> int:
        """Return the screen line of a place if it is in sight, else that of the cursor."""
        line = self.screen_line(row_at(self.rows, place))
        return line if 0 <= line < self.size.height else self.screen_line(self.cursor)

    def _again(self, place: Place, line: int) -> None:
        """Build the rows anew, and hold a place on a line of the screen."""
        rows, gutter = self._sheet()
        self.put_rows(rows, gutter)
        self.hold(row_at(rows, place), line)

    def _shown(self, view: int | None = None) -> Sheet:
        """Return the rows of a view (None: of that which is open)."""
        assert self.reading is not None
        view = self.view if view is None else view
        return self.reading.sheet(
            view,
            self.room,
            folded=self._folded[view == CLEAN],
            headlines=self.headlines,
            decoded=self.decoded,
        )

    def _sheet(self) -> tuple[tuple[Row, ...], int]:
        sheet = self._shown()
        return self._marking.of(sheet.rows), sheet.gutter

    @property
    def links(self) -> tuple[Linked, ...]:
        """The links of the view in the order of their numbers, drawn or not."""
        return tuple(link for row in self._shown().rows for link in row.links)

    def number_links(self, numbered: bool) -> None:
        """Draw the numbers of links, or not; the place is kept."""
        if numbered != self.numbered:
            self.numbered = numbered
            self._mark()

    def resized(self) -> None:
        """Lay out anew; the gutter may need another form."""
        if self.reading is None:
            super().resized()
            return
        place, line = self.place, self.screen_line(self.cursor) if self.rows else 0
        self._again(place, min(max(0, line), max(0, self.size.height - 1)))
        self.reveal()

    def cursor_moved(self) -> None:
        """Tell the screen where the cursor is."""
        if self.reading is not None:
            self.post_message(PlaceChosen(self.place, Pane.TEXT))

    def go_to(self, place: Place, line: int | None = None) -> None:
        """Put the cursor on a place; with a `line`, that place on this line of the terminal.

        Where the cursor stands on that place already, it stays on its line.
        """
        if not self.rows:
            return
        row = row_at(self.rows, place)
        if line is None or row == self.cursor:
            self.put_cursor(row)
        else:
            line -= self.first_line
            self.hold(row, max(0, min(line, self.size.height - 1)))
            self.reveal()
            self.cursor_moved()

    def toggle_fold(self) -> None:
        """Fold or unfold boilerplate; the place is kept."""
        if self.reading is not None:
            self._folded[self.view == CLEAN] = not self.folded
            self._in_place()

    def toggle_decoding(self) -> bool:
        """Read what an outlet scrambled, or show it as printed; False if there is nothing."""
        if self.reading is None or not self.reading.index.scrambles:
            return False
        self.decoded = not self.decoded
        self._in_place()
        return True

    def _in_place(self) -> None:
        """Build the rows anew; the place is kept."""
        self._again(self.place, self.screen_line(self.cursor))

    def toggle_headlines(self) -> None:
        """Show the outlets' headlines over the clean text; again: back to the view one was in."""
        if self.reading is None:
            return
        if self.headlines and self.view == CLEAN:
            self.headlines = False
            self.view, place, line = self._before_headlines or (CLEAN, Place(0), 0)
            self._again(place, line)
        else:
            self._before_headlines = self.view, self.place, self.screen_line(self.cursor)
            self.view, self.headlines = CLEAN, True
            self._again(Place(0), 0)
        self.cursor_moved()

    def seek(self, words: str, spans: Spans) -> None:
        """Mark words in what is read, as `spans` finds them; none, if there are no words."""
        self.sought, self._spans = words, spans if words else no_spans
        self._mark()

    def _mark(self) -> None:
        """Draw the text anew with what is marked in it by now; the place is kept."""
        self._marking = Marking(self._spans, numbered=self.numbered)
        if self.reading is not None:
            self._in_place()

    def find(self, query: str) -> int:
        """Mark the words in the text, go to the first from the cursor on, count the rows."""
        self.seek(query, partial(found_spans, query=query))
        return self.go_to_found() if query else 0

    def go_to_found(self) -> int:
        """Go to the first row from the cursor on that has the words; count the rows that have."""
        found = [at for at, row in enumerate(self.rows) if row.stop and self._marking.found(row)]
        if found:
            self.put_cursor(next((at for at in found if at >= self.cursor), found[0]))
        return len(found)

    def show_found(self) -> None:
        """Go to the first row that has the words, in the copy that has them if this view has none.

        Where one has gone on in the story already, one stays.
        """
        if self.reading is None or self.place != Place(0) or self.go_to_found():
            return
        for view in self.reading.index.copies:
            rows = self._shown(view).rows
            if any(row.stop and self._marking.found(row) for row in rows):
                self.show_view(view)
                self.go_to_found()
                return

    def find_next(self, direction: int) -> bool:
        """Go to the next row that holds the words searched for."""
        return self.go_on(direction, lambda row: bool(self._marking.found(row)))

    def widen(self, cells: int) -> None:
        """Make the lines longer or shorter, and keep the place."""
        low, high = MEASURES
        self.measure = min(high, max(low, self.measure + cells))
        line = self.screen_line(self.cursor)
        self.lay_out()
        if self.rows:
            self.hold(self.cursor, line)
