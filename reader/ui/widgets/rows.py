"""A pane of rows that are laid out once for each width."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.selection import Selection
from textual.strip import Strip

from reader.ui.present.reading import step
from reader.ui.present.rows import MEASURE, Layout, Layouts, Line, Row, selected_text
from reader.ui.widgets.lines import EDGE, LinesPane

_NOTHING = Layout((), (), ())


class RowsPane(LinesPane):
    """Shows rows; the base of the text pane, of evidence and of help."""

    ALLOW_SELECT = True

    def __init__(
        self, *, id: str | None = None, classes: str | None = None, measure: int = MEASURE
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.measure = measure
        self.rows: tuple[Row, ...] = ()
        self.gutter_cells = 0
        self.layout_of_rows = _NOTHING
        self._layouts = Layouts()
        self._laid_out_for = 0

    @property
    def room(self) -> int:
        """Cells for the text of a line; before it has a width, those that it will have at most."""
        return super().room if self.inner_width else min(self.measure, self.app.size.width)

    @property
    def line_count(self) -> int:
        """How many lines the rows take at this width."""
        return len(self.layout_of_rows.lines)

    def line(self, number: int) -> Line:
        """Return a line of the layout."""
        return self.layout_of_rows.lines[number]

    def lines_of(self, row: int) -> range:
        """Return the lines of a row."""
        if not 0 <= row < len(self.rows):
            return range(0)
        return range(self.layout_of_rows.starts[row], self.layout_of_rows.ends[row])

    def moved(self, row: int, delta: int) -> int:
        """Return the row some stops away."""
        if delta == 0:
            if 0 <= row < len(self.rows) and self.rows[row].stop:
                return row
            after = step(self.rows, row, 1)
            return after if after != row else step(self.rows, row, -1)
        return step(self.rows, row, delta)

    # Text selected by the mouse

    def render_line(self, y: int) -> Strip:
        """Return the strip for a line of the screen, what is selected on it marked."""
        strip = super().render_line(y)
        selection = self.text_selection
        span = None if selection is None else self._span(selection, self.line_at(y))
        if span is None:
            return strip
        low, high = (cell_len(strip.text[:offset]) for offset in span)
        style = self.screen.get_component_rich_style("screen--selection")
        before, inside, after = strip.divide((low, high, strip.cell_length))
        marked = Strip(Segment.apply_style(inside, post_style=style), inside.cell_length)
        return Strip.join((before, marked, after))

    def _span(self, selection: Selection, number: int) -> tuple[int, int] | None:
        """Return the offsets that are selected in a line: nothing but its row's own text."""
        found = selection.get_span(number)
        if found is None or not 0 <= number < self.line_count:
            return None
        line = self.line(number)
        low = max(found[0], line.start + EDGE)
        high = line.end + EDGE if found[1] < 0 else min(found[1], line.end + EDGE)
        return (low, high) if low < high else None

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """Return the text that is selected, without gutter, notes and wrapping."""
        first = 0 if selection.start is None else max(0, selection.start.y)
        last = self.line_count - 1 if selection.end is None else selection.end.y
        numbers = range(first, min(last + 1, self.line_count))
        spans = [self._span(selection, number) or (0, 0) for number in numbers]
        inside = [(low - EDGE, high - EDGE) for low, high in spans]
        return selected_text([self.line(number) for number in numbers], inside), "\n"

    def put_rows(self, rows: Sequence[Row], gutter: int = 0) -> None:
        """Show other rows, laid out for the present width; the cursor is the caller's to put."""
        self.rows = tuple(rows)
        self.gutter_cells = gutter
        self.lay_out()

    def lay_out(self) -> None:
        """Break the rows into lines for the present width."""
        self._laid_out_for = self.inner_width
        self.layout_of_rows = self._layouts.of(
            self.rows, self.room, gutter=self.gutter_cells, measure=self.measure
        )
        self._strips.clear()

    def show_rows(self, rows: Sequence[Row], gutter: int = 0) -> None:
        """Show other rows from the top."""
        self.put_rows(rows, gutter)
        self._lead = self._tail = 0
        self.cursor = self.moved(0, 0) if rows else 0
        self._scroll(0)
        self.redraw()

    def take_size(self) -> None:
        """Lay out for the new width; the cursor keeps its line of the screen."""
        if self.inner_width != self._laid_out_for and self.inner_width:
            self.resized()
        else:
            self.fit()
            self.reveal()

    def resized(self) -> None:
        """Lay out anew for another width."""
        line = self.screen_line(self.cursor) if self.line_count else 0
        seen = self._laid_out_for > 0
        self.lay_out()
        if not seen:  # the cursor may begin further down, and what is above it is seen with it
            self.fit()
            self.reveal()
        elif self.rows:
            height = max(1, self.size.height)
            self.hold(self.cursor, min(max(0, line), height - 1))
            self.reveal()
