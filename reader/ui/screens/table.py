"""The collation of a story as a table."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from reader.text.phrases import count
from reader.ui.commands import Where
from reader.ui.elsewhere import bindings_of
from reader.ui.present.cells import cell_told
from reader.ui.present.panel import detail_lines
from reader.ui.present.reading import Reading
from reader.ui.present.rows import Place
from reader.ui.present.sidebyside import title_runs
from reader.ui.present.table import RowIs, head_lines
from reader.ui.screens.full import FullScreen, Reached
from reader.ui.widgets.bars import KeyBar, TitleBar
from reader.ui.widgets.panel import Panel
from reader.ui.widgets.table import CellChosen, TablePane


class TableScreen(FullScreen[Reached]):
    """Shows passages down and copies across, and of the cell under the cursor its text."""

    AUTO_FOCUS = "#body"
    where = Where.TABLE
    most_told = 11
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.TABLE)]

    def __init__(self, reading: Reading, copy: int, place: Place, line: int) -> None:
        """Open the table at a place, in the column of a copy.

        `line` is the line of the terminal on which the place stood.
        """
        super().__init__()
        self._reading = reading
        self._start = place
        self._column = copy
        self._line = line

    def compose(self) -> ComposeResult:
        """Lay out the bars, the heads of the columns, the table, and the text of the cell."""
        yield TitleBar("Table", id="title")
        yield Panel(id="head")
        yield TablePane(self._reading.index, id="body")
        yield Panel(id="detail")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Go to the place."""
        self.query_one(TitleBar).name_view(title_runs(self._reading, "Table"))
        self.active.go_to(self._start, self._column, self._line)
        self._tell()

    @property
    def copies(self) -> int:
        """How many copies the story has."""
        return len(self._reading.index.copies)

    @property
    def active(self) -> TablePane:
        """The pane of the table."""
        return self.query_one(TablePane)

    def on_cell_chosen(self, message: CellChosen) -> None:
        """Tell what stands in the cell."""
        message.stop()
        self._tell()
        if message.opened:
            self.action_open()

    def _tell(self) -> None:
        pane, index = self.active, self._reading.index
        head = self.query_one("#head", Panel)
        head.styles.height = (2 if pane.shape.named else 1) + head.gutter.height
        head.tell(lambda width, _: head_lines(index, pane.shape, pane.first, pane.column, width))
        row, copy = pane.row, pane.copy
        told = cell_told(index, row, copy)
        title = {
            RowIs.HEADLINE: "the headline",
            RowIs.PASSAGE: f"passage {row.place.passage} of {len(index.collation.passages)}",
            RowIs.ADDITIONS: "put in here",
        }[row.kind]
        detail = self.query_one("#detail", Panel)
        detail.tell(lambda width, height: detail_lines(title, told, width, height, "e: all of it"))

    # Commands

    def action_pane(self, delta: int) -> None:
        """Go to the copy on the right or on the left."""
        self.active.across(delta)

    def action_variant(self, direction: int) -> None:
        """Go to the next cell that differs."""
        if not self.active.next_difference(direction):
            self.say("No further difference." if direction > 0 else "No difference before this.")

    def action_fold(self) -> None:
        """Show or hide what was put in."""
        self.active.toggle_additions()

    def action_copy(self, number: int) -> None:
        """Go to the column of a copy."""
        if number in self.active.copies:
            self.active.put_cell(self.active.cursor, self.active.copies.index(number))
        else:
            self.say(f"This story has {count(len(self.active.copies), 'copy', 'copies')}.")

    def action_pick_copy(self) -> None:
        """Choose a column from a list."""
        from reader.ui.screens.picker import CopyPicker

        self.app.push_screen(CopyPicker(self._reading, self.active.copy), self._picked)

    def _picked(self, copy: int | None) -> None:
        if copy:
            self.action_copy(copy)

    def action_evidence(self) -> None:
        """Show the whole reasoning for the place."""
        from reader.ui.screens.evidence import EvidenceScreen

        self.app.push_screen(EvidenceScreen(self._reading, self.active.place), self._read)

    def _read(self, story: str | None) -> None:
        if story:
            self.dismiss(Reached(story=story))

    # Commands: leaving

    def _reached(self, place: Place, view: int | None = None, then: str = "") -> Reached:
        return Reached(place, view, then=then, line=self.active.terminal_line)

    def action_open(self) -> None:
        """Read that copy, at that passage."""
        self.dismiss(self._reached(self.active.place, self.active.copy))

    def action_compare(self) -> None:
        """Set that copy against the clean text, here."""
        self.dismiss(self._reached(self.active.place, self.active.copy, "compare"))

    def action_back(self) -> None:
        """Leave the table."""
        moved = self.active.cursor != self.active.row_of(self._start)
        self.dismiss(self._reached(self.active.row.place if moved else self._start))

    def action_table(self) -> None:
        """Leave the table."""
        self.action_back()
