"""A pane of lines with a cursor: only what is on screen is drawn, only what changed is redrawn."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from functools import partial

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.ui.messages import ActWanted
from reader.ui.paint import Ground
from reader.ui.present.ink import ACCENT, FAINT, Run
from reader.ui.present.rows import Line
from reader.ui.present.wrap import act_at
from reader.ui.widgets.labelled import Target
from reader.ui.widgets.painted import Painted

EDGE = 1
"""Cells on the left of a pane, where the cursor's bar stands, and on its right."""
_NEAR = 2
"""Lines kept in sight above and below the cursor."""


class LinesPane(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """Base of the panes: subclasses say what the lines are, and on which rows the cursor stands."""

    ALLOW_SELECT = False
    FOLLOWS_SCROLL = True
    """Whether the cursor comes along when the pane is scrolled by the mouse."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self._strips: dict[tuple[int, Ground], Strip] = {}
        self._lead = 0
        self._tail = 0
        self._keyed = False
        self.built = 0
        """Strips made so far, for tests of how little is drawn."""

    # What subclasses say

    @property
    @abstractmethod
    def line_count(self) -> int:
        """How many lines there are."""

    @abstractmethod
    def line(self, number: int) -> Line:
        """Return line `number`, laid out for `room` cells."""

    @abstractmethod
    def lines_of(self, row: int) -> range:
        """Return the lines of a row."""

    @abstractmethod
    def moved(self, row: int, delta: int) -> int:
        """Return the row `delta` stops from `row`, no further than the ends."""

    def cursor_moved(self) -> None:
        """Tell others that the cursor stands on another row."""

    # Drawing

    @property
    def inner_width(self) -> int:
        """Cells of a line, the scroll bar's own left out."""
        return self.scrollable_content_region.width

    @property
    def room(self) -> int:
        """Cells for the text of a line."""
        return max(1, self.inner_width - 2 * EDGE)

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours that were."""
        super().notify_style_update()
        self._strips.clear()

    def redraw(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the strip for a line of the screen."""
        number = self.line_at(y)
        width = self.inner_width
        if not 0 <= number < self.line_count:
            return self.paint.strip((), width)
        line = self.line(number)
        ground = self._ground(line.row)
        key = (number, ground)
        strip = self._strips.get(key)
        if strip is None or strip.cell_length != width:
            edge = Run(" ", FAINT)
            if ground is not Ground.PANE:
                edge = Run("▌", ACCENT if ground is Ground.ACTIVE else FAINT)
            strip = self.paint.strip((edge, *line.runs), width, ground)
            self._strips[key] = strip
            self.built += 1
        return strip.apply_offsets(0, number) if self.ALLOW_SELECT else strip

    def line_at(self, y: int) -> int:
        """Return the number of the line that stands on a line of the screen."""
        return y + self.scroll_offset.y - self._lead

    def _ground(self, row: int) -> Ground:
        if row < 0 or row != self.cursor:
            return Ground.PANE
        return Ground.ACTIVE if self.has_focus else Ground.CURSOR

    # Moving

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scroll bar to the lines."""
        self._scroll_update(size)

    def fit(self) -> None:
        """Tell Textual how long the lines are in all."""
        self.virtual_size = Size(self.inner_width, self._lead + self.line_count + self._tail)

    @property
    def cursor_lines(self) -> range:
        """The lines that the cursor stands on."""
        return self.lines_of(self.cursor)

    def put_cursor(self, row: int, *, reveal: bool = True) -> None:
        """Put the cursor on a row; only the lines of the old and the new one are drawn."""
        if row != self.cursor:
            for changed in (self.cursor, row):
                lines = self.lines_of(changed)
                if lines:
                    self.refresh_lines(self._lead + lines.start, len(lines))
            self.cursor = row
            self.cursor_moved()
        if reveal:
            self.reveal()

    def reveal(self, lines: range | None = None) -> None:
        """Scroll as little as shows these lines (None: the cursor's), drop blanks out of sight."""
        lines = self.cursor_lines if lines is None else lines
        height = self.size.height
        if not lines or height <= 0:
            return
        near = _NEAR if height > 4 * _NEAR else 0
        top, bottom = self._lead + lines.start - near, self._lead + lines.stop + near
        scroll = self.scroll_offset.y
        if top < scroll or bottom - top > height:
            scroll = top
        elif bottom > scroll + height:
            scroll = bottom - height
        if self.cursor == self.moved(0, 0) and lines.start <= self.lines_of(self.cursor).start:
            scroll = min(scroll, self._lead)  # what stands above the first stop is seen with it
        self._settle(max(0, scroll))

    def _settle(self, scroll: int) -> None:
        """Scroll to a line, and drop the blank lines before and after that are not seen."""
        height = self.size.height
        if self._lead and scroll >= self._lead:
            scroll -= self._lead
            self._lead = 0
        elif self._lead and scroll > 0:
            self._lead -= scroll
            scroll = 0
        self._tail = max(0, min(self._tail, scroll + height - self._lead - self.line_count))
        self._scroll(scroll)

    def _scroll(self, line: int) -> None:
        self._keyed = True
        try:
            self.fit()
            self.scroll_to(y=line, animate=False, immediate=True, force=True)
        finally:
            self._keyed = False

    def hold(self, row: int, screen_line: int) -> None:
        """Put the cursor on a row, and that row on a line of the screen, with blanks if need be."""
        start = self.lines_of(row).start
        scroll = start - screen_line
        self._lead = max(0, -scroll)
        scroll = max(0, scroll)
        self._tail = max(0, scroll + self.size.height - self._lead - self.line_count)
        self.cursor = row
        self._scroll(scroll)
        self.redraw()

    def screen_line(self, row: int) -> int:
        """Return on which line of the screen a row begins (it may be out of sight)."""
        return self._lead + self.lines_of(row).start - self.scroll_offset.y

    @property
    def first_line(self) -> int:
        """On which line of the terminal the pane's lines begin."""
        return self.content_region.y

    @property
    def terminal_line(self) -> int:
        """On which line of the terminal the cursor's row begins."""
        return self.first_line + self.screen_line(self.cursor)

    def move(self, delta: int) -> None:
        """Go some rows down, or up; at the end, scroll by lines."""
        row = self.moved(self.cursor, delta)
        if row == self.cursor:
            self._nudge(delta)
        else:
            self.put_cursor(row)

    def _nudge(self, delta: int) -> None:
        """Show what lies beyond the last stop."""
        limit = max(0, self._lead + self.line_count + self._tail - self.size.height)
        self._scroll(max(0, min(self.scroll_offset.y + delta, limit)))

    def page(self, pages: float) -> None:
        """Scroll by pages; the cursor keeps its line of the screen."""
        delta = int(pages * max(2, self.size.height - 2))
        wanted = self.lines_of(self.cursor).start + delta
        row = self.row_near(wanted)
        if row == self.cursor:
            row = self.moved(self.cursor, 1 if delta > 0 else -1)
        limit = max(0, self._lead + self.line_count - self.size.height)
        self._scroll(max(0, min(self.scroll_offset.y + delta, limit)))
        self.put_cursor(row)

    def row_near(self, line: int) -> int:
        """Return the row that stands nearest to a line."""
        last = self.line_count - 1
        for distance in range(self.line_count + 1):
            for number in (line + distance, line - distance):
                if 0 <= number <= last:
                    row = self.line(number).row
                    if row >= 0 and self.moved(row, 0) == row:
                        return row
        return self.cursor

    def edge(self, direction: int) -> None:
        """Go to the first row (-1) or the last (1)."""
        if direction < 0:
            self._lead = self._tail = 0
        far = max(1, self.line_count)
        self.put_cursor(self.moved(self.cursor, direction * far))
        if direction > 0:
            self._nudge(far)

    def targets(self) -> Iterator[Target]:
        """Yield the rows in sight that the cursor can stand on."""
        before = -1
        for y in range(self.size.height):
            number = self.line_at(y)
            row = self.line(number).row if 0 <= number < self.line_count else -1
            if row >= 0 and row != before and self.moved(row, 0) == row:
                yield Target(y, partial(self.put_cursor, row))
            before = max(row, before)

    # The mouse

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the cursor in sight when the mouse scrolls."""
        super().watch_scroll_y(old_value, new_value)
        if self._keyed or not self.FOLLOWS_SCROLL or not self.line_count:
            return
        first = self.scroll_offset.y - self._lead
        last = first + self.size.height - 1
        lines = self.lines_of(self.cursor)
        if lines and lines.start < first:
            row = self.row_near(first)
            whole = self.lines_of(row).start >= first
            self.put_cursor(row if whole else self.moved(row, 1), reveal=False)
        elif lines and lines.start > last:
            self.put_cursor(self.row_near(last), reveal=False)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse was clicked, and have done what is named there.

        Where text was selected up to there, nothing was clicked.
        """
        number = self.line_at(event.y - self.gutter.top)  # the event counts the padding, too
        if not 0 <= number < self.line_count:
            return
        line = self.line(number)
        if line.row >= 0 and self.moved(line.row, 0) == line.row:
            self.put_cursor(line.row)
            self.clicked(line.row, twice=event.chain > 1)
        act = act_at(line.runs, event.x - self.gutter.left - EDGE)
        if act and self.text_selection is None:
            self.post_message(ActWanted(act))

    def clicked(self, row: int, *, twice: bool) -> None:
        """Do what a click on a row does besides."""

    def on_focus(self) -> None:
        """Draw the cursor's row as active."""
        self._redraw_cursor()

    def on_blur(self) -> None:
        """Draw the cursor's row as passive."""
        self._redraw_cursor()

    def _redraw_cursor(self) -> None:
        lines = self.cursor_lines if self.line_count else range(0)
        if lines:
            self.refresh_lines(self._lead + lines.start, len(lines))
