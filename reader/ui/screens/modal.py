"""The base of the screens that open over the main one: a heading, rows, and a line of keys."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.ui.commands import BY_ID
from reader.ui.present.rows import Row
from reader.ui.widgets.rows import RowsPane

Result = TypeVar("Result")

_MOVES = ("down", "up", "top", "bottom", "half-down", "half-up", "page-down", "page-up")


def moves() -> list[BindingType]:
    """Return the bindings of the main screen by which one moves."""
    return [binding for name in _MOVES for binding in BY_ID[name].bindings()]


_AROUND = 7
"""Lines of the screen that a dialog leaves to its heading, its keys, and what is behind it."""


class DialogPane(RowsPane):
    """The rows of a dialog, as high as they are."""

    def fit(self) -> None:
        """Take the height that the rows need, as far as the screen has it."""
        super().fit()
        self.styles.height = max(3, min(self.line_count + 2, self.app.size.height - _AROUND))


class Modal(ModalScreen[Result]):
    """Shows rows over the main screen; moves like it, and closes on escape or q."""

    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "close", "Close", show=False),
        *moves(),
    ]
    heading: str = ""
    below: str = "j k move · esc close"
    measure: int = 82

    def rows(self) -> tuple[Row, ...]:
        """Return what the dialog shows."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out heading, rows and keys."""
        with Vertical(id="dialog"):
            yield Static(Content(self.heading), id="heading")
            yield DialogPane(id="rows", measure=self.measure)
            yield Static(Content(self.below), id="below")

    @property
    def pane(self) -> RowsPane:
        """The pane of rows."""
        return self.query_one(RowsPane)

    def on_mount(self) -> None:
        """Fill in the rows."""
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Show the rows from the top."""
        self.pane.show_rows(self.rows(), self.gutter_cells())

    def gutter_cells(self) -> int:
        """Return the cells of the gutter of the rows."""
        return max((sum(len(run.text) for run in row.gutter) for row in self.pane.rows), default=0)

    def action_move(self, delta: int) -> None:
        """Go up or down."""
        self.pane.move(delta)

    def action_page(self, pages: float) -> None:
        """Go up or down by pages."""
        self.pane.page(pages)

    def action_edge(self, direction: int) -> None:
        """Go to the top or to the bottom."""
        self.pane.edge(direction)

    def action_close(self) -> None:
        """Close the dialog, with nothing chosen."""
        self.dismiss(None)
