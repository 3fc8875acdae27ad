"""The base of the screens that open over the main one: a heading, rows, and a line of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from reader.text.safe import safe_line
from reader.ui.commands import BY_ID
from reader.ui.present.rows import Row
from reader.ui.present.wrap import width_of
from reader.ui.screens.movable import Movable, Result
from reader.ui.settled import settled
from reader.ui.widgets.field import Field
from reader.ui.widgets.keys_line import KeysLine
from reader.ui.widgets.rows import RowsPane

_MOVES = ("down", "up", "top", "bottom", "half-down", "half-up", "page-down", "page-up")


def moves() -> list[BindingType]:
    """Return the bindings of the main screen by which one moves."""
    return [binding for name in _MOVES for binding in BY_ID[name].bindings()]


_AROUND = 7
"""Lines of the screen that a dialog leaves to its heading, its keys, and what is behind it."""


class RowReached(Message):
    """The cursor of a dialog stands on another row."""


class DialogPane(RowsPane):
    """The rows of a dialog, as high as they are."""

    def fit(self) -> None:
        """Take the height that the rows need, as far as the screen has it."""
        super().fit()
        self.styles.height = max(3, min(self.line_count + 2, self.app.size.height - _AROUND))

    def cursor_moved(self) -> None:
        """Tell the dialog."""
        self.post_message(RowReached())

    def clicked(self, row: int, *, twice: bool) -> None:
        """Do what enter does on a row that is clicked twice."""
        if twice:
            self.app.simulate_key("enter")


class Modal(Movable[Result], ModalScreen[Result]):
    """Shows rows over the main screen; moves like it, and closes on escape or q."""

    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "close", "Close", show=False),
        *moves(),
    ]
    heading: str = ""
    below: str = "{move} move · esc close"
    """The line of keys; `{move}` are those in force for one row down and up."""
    measure: int = 82
    asks: str | None = None
    """What stands in the empty field for words that narrow the rows; without it there is none."""

    def rows(self) -> tuple[Row, ...]:
        """Return what the dialog shows."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out heading, rows and keys."""
        with Vertical(id="dialog"):
            yield Static(Content(self.heading), id="heading")
            if self.asks is not None:
                yield Field(placeholder=self.asks, id="filter")
            yield DialogPane(id="rows", measure=self.measure)
            yield KeysLine(self._below(), id="below")

    @property
    def takes_words(self) -> bool:
        """Whether it begins with the field, so that what is typed is meant for that."""
        return self.AUTO_FOCUS == "#filter"

    @property
    def words_field(self) -> Widget | None:
        """The field, once it is there."""
        return next(iter(self.query(Field)), None) if self.is_mounted else None

    def _below(self) -> Content:
        """Return the line of keys; where the words leave no row, what says so."""
        if self.is_mounted and not self.active.rows and (words := self.query_words.strip()):
            return Content(f"nothing here has “{safe_line(words)}” · esc close")
        return Content(self.below.format(move=self._moves()))

    def _moves(self) -> str:
        keymap = settled(self).keymap
        return " ".join(filter(None, (keymap.first(BY_ID[name]) for name in ("down", "up"))))

    @property
    def active(self) -> RowsPane:
        """The pane of rows."""
        return self.query_one(RowsPane)

    def on_mount(self) -> None:
        """Fill in the rows."""
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Show the rows from the top, the cursor where it begins."""
        pane = self.active
        pane.show_rows(self.rows(), self.gutter_cells())
        if pane.rows:
            pane.put_cursor(pane.moved(self.begins(pane.rows), 0))

    def begins(self, rows: Sequence[Row]) -> int:
        """Return the row on which the cursor begins, or one before it."""
        return 0

    def gutter_cells(self) -> int:
        """Return the cells of the gutter of the rows."""
        return max((width_of(row.gutter) for row in self.active.rows), default=0)

    @property
    def query_words(self) -> str:
        """What was typed to narrow the rows."""
        return self.query_one(Field).value

    def on_input_changed(self) -> None:
        """Follow what is typed: Textual calls this, and that of every class derived from this."""
        self.typed()

    def typed(self) -> None:
        """Narrow the rows while words are typed."""
        self.refresh_rows()
        self.query_one("#below", Static).update(self._below(), layout=False)

    def action_close(self) -> None:
        """Close the dialog, with nothing chosen."""
        self.dismiss(None)
