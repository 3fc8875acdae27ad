"""The pane of the table: a cursor that goes by cells; columns scroll, the heads of rows stay."""

from __future__ import annotations

from textual import events
from textual.message import Message

from reader.ui.paint import Ground
from reader.ui.present.index import Index
from reader.ui.present.rows import Line, Place
from reader.ui.present.table import (
    Shape,
    TableRow,
    longest_name,
    next_differing,
    place_in,
    row_of,
    shape,
    table_line,
    table_rows,
)
from reader.ui.widgets.lines import EDGE, LinesPane


class CellChosen(Message):
    """The cursor stands on another cell; `opened`: and the person wants to read it there."""

    def __init__(self, *, opened: bool = False) -> None:
        self.opened = opened
        super().__init__()


class TablePane(LinesPane):
    """Shows the collation of a story, a line a row."""

    def __init__(self, index: Index, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.index = index
        self.copies = tuple(index.copies)
        self.additions = True
        self.column = 0
        self.first = 0
        self.rows: tuple[TableRow, ...] = table_rows(index, additions=True)
        self._longest = longest_name(index)
        self._line: int | None = None

    @property
    def room(self) -> int:
        """Cells for a line; before it has a width, those that it will have."""
        return super().room if self.inner_width else max(1, self.app.size.width - 2 * EDGE - 1)

    @property
    def shape(self) -> Shape:
        """How the table stands in the pane."""
        return shape(self.room, len(self.copies), self._longest)

    @property
    def line_count(self) -> int:
        """A line a row."""
        return len(self.rows)

    def line(self, number: int) -> Line:
        """Return a row as a line."""
        at = self.column if number == self.cursor else -1
        return Line(number, table_line(self.rows[number], self.copies, self.shape, self.first, at))

    def lines_of(self, row: int) -> range:
        """Return the line of a row."""
        return range(row, row + 1) if 0 <= row < len(self.rows) else range(0)

    def moved(self, row: int, delta: int) -> int:
        """Return the row some rows away."""
        return max(0, min(row + delta, len(self.rows) - 1))

    # Where the cursor is

    @property
    def row(self) -> TableRow:
        """The row under the cursor."""
        return self.rows[self.cursor]

    @property
    def copy(self) -> int:
        """The number of the copy under the cursor."""
        return self.copies[self.column]

    @property
    def sign_here(self) -> str:
        """The sign in the cell under the cursor."""
        return self.row.signs[self.column]

    @property
    def place(self) -> Place:
        """The place in the story of the cell under the cursor."""
        return place_in(self.index, self.row, self.copy)

    def row_of(self, place: Place) -> int:
        """Return the row in which a place stands."""
        return row_of(self.rows, place)

    def go_to(self, place: Place, copy: int, line: int) -> None:
        """Put the cursor on a place, in the column of a copy, before the pane has its size.

        As far as there are rows enough above it, it will stand on that line of the terminal.
        """
        self._line = line
        self.put_cell(self.row_of(place), self.copies.index(copy))

    def put_cell(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        column = max(0, min(column, len(self.copies) - 1))
        first = self.shape.scrolled(self.first, column)
        if first != self.first:
            self.column, self.first = column, first
            self.redraw()
        elif column != self.column:
            self.column = column
            for key in [key for key in self._strips if key[1] is not Ground.PANE]:
                del self._strips[key]
            self._redraw_cursor()
        if row != self.cursor:
            self.put_cursor(row)
        else:
            self.reveal()
            self.cursor_moved()

    def across(self, delta: int) -> None:
        """Go some columns to the right, or left."""
        self.put_cell(self.cursor, self.column + delta)

    def next_difference(self, direction: int) -> bool:
        """Go to the next cell that differs; False if there is none."""
        found = next_differing(self.rows, self.cursor, self.column, direction)
        if found is not None:
            self.put_cell(*found)
        return found is not None

    def toggle_additions(self) -> None:
        """Show or hide the rows of what was put in; the place is kept, on its line."""
        place, line = self.row.place, self.screen_line(self.cursor)
        self.additions = not self.additions
        self.rows = table_rows(self.index, additions=self.additions)
        self.hold(row_of(self.rows, place), line)
        self.reveal()
        self.cursor_moved()

    def cursor_moved(self) -> None:
        """Tell the screen which cell is chosen."""
        self.post_message(CellChosen())

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell that was clicked; twice: read it there."""
        event.prevent_default()
        number = self.line_at(event.y - self.gutter.top)
        if not 0 <= number < len(self.rows):
            return
        column = self.shape.column_at(event.x - EDGE, self.first)
        self.put_cell(number, self.column if column is None else column)
        if event.chain > 1:
            self.post_message(CellChosen(opened=True))

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Go to the column on the right."""
        event.stop()
        self.across(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Go to the column on the left."""
        event.stop()
        self.across(-1)

    def take_size(self) -> None:
        """Fit the new size."""
        self._strips.clear()
        self.fit()
        self.put_cell(self.cursor, self.column)
        if self._line is not None:
            line, self._line = self._line - self.first_line, None
            self.hold(self.cursor, max(0, min(line, self.cursor, self.size.height - 1)))
            self.reveal()
