"""The pane of the outlets: a line for each, in the order of a column."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from reader.provenance.profile import Profile
from reader.ui.present.ink import QUIET, Run
from reader.ui.present.outlets import Column, Field, column_at, fields, outlet_line, sorted_by
from reader.ui.present.rows import Line
from reader.ui.widgets.lines import EDGE, LinesPane
from reader.ui.widgets.panel import Panel


class OutletChosen(Message):
    """The cursor stands on another outlet; `opened`: and the person wants to see all of it."""

    def __init__(self, *, opened: bool = False) -> None:
        self.opened = opened
        super().__init__()


class ColumnChosen(Message):
    """A person wants the table sorted by a column."""

    def __init__(self, column: Column) -> None:
        self.column = column
        super().__init__()


class OutletsPane(LinesPane):
    """Shows profiles of outlets, or says what is done meanwhile."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.profiles: tuple[Profile, ...] = ()
        self.by = Column.ARTICLES
        self._said: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns that fit."""
        return fields(self.profiles, self.room)

    @property
    def profile(self) -> Profile | None:
        """The outlet under the cursor."""
        return self.profiles[self.cursor] if self.cursor < len(self.profiles) else None

    @property
    def line_count(self) -> int:
        """A line an outlet."""
        return len(self.profiles) or len(self._said)

    def line(self, number: int) -> Line:
        """Return the line of an outlet, or of what is said."""
        if not self.profiles:
            return Line(-1, (Run(self._said[number], QUIET),))
        return Line(number, outlet_line(self.profiles[number], self.fields))

    def lines_of(self, row: int) -> range:
        """Return the line of an outlet."""
        return range(row, row + 1) if 0 <= row < len(self.profiles) else range(0)

    def moved(self, row: int, delta: int) -> int:
        """Return the outlet some lines away."""
        return max(0, min(row + delta, len(self.profiles) - 1))

    def say(self, *lines: str) -> None:
        """Say something instead of showing outlets."""
        self.profiles, self._said = (), lines
        self.fit()
        self.redraw()

    def put(self, profiles: Sequence[Profile], by: Column, key: str = "") -> None:
        """Show outlets in the order of a column, the cursor on that with a key."""
        self.by = by
        self.profiles = sorted_by(profiles, by)
        keys = [profile.key for profile in self.profiles]
        self.cursor = keys.index(key) if key in keys else 0
        self.fit()
        self.reveal()
        self.redraw()
        self.cursor_moved()

    def cursor_moved(self) -> None:
        """Tell the screen which outlet is chosen."""
        if self.profiles:
            self.post_message(OutletChosen())

    def clicked(self, row: int, *, twice: bool) -> None:
        """Open an outlet that is clicked twice."""
        if twice:
            self.post_message(OutletChosen(opened=True))

    def take_size(self) -> None:
        """Fit the new size."""
        self._strips.clear()
        self.fit()
        self.reveal()


class OutletsHead(Panel):
    """The headings of the columns; a click sorts."""

    fields: tuple[Field, ...] = ()

    def on_click(self, event: events.Click) -> None:
        """Sort by the column whose heading was clicked."""
        column = column_at(self.fields, event.x - EDGE)
        if column is not None:
            self.post_message(ColumnChosen(column))
