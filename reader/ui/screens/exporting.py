"""The dialog that writes a story to a file, in the form that a person chooses."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from reader.errors import ReaderError, Unwritable
from reader.export.formats import export_story, file_name
from reader.model import Collation
from reader.services.saving import save
from reader.ui.present.forms import (
    FORMS,
    form_rows,
    here,
    number_of,
    path_of,
    shortened,
    with_ending,
)
from reader.ui.present.rows import Row
from reader.ui.screens.modal import Modal, RowReached
from reader.ui.widgets.field import Field


class Written(Message):
    """A file was written, or (with `reason`) why it was not."""

    def __init__(self, path: Path, reason: str = "") -> None:
        self.path = path
        self.reason = reason
        super().__init__()


class ExportScreen(Modal[str]):
    """Asks for form and file, writes the story, and returns where; never over a file unasked.

    A folder that is named takes the file under the name that was proposed.
    """

    AUTO_FOCUS = "#filter"
    heading = "Export the story"
    asks = "the file's name"
    below = "↑ ↓ form · tab completes a folder · enter write · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("enter", "write", "Write", show=False),
        Binding("tab", "complete", "Complete", show=False, priority=True),
    ]

    def __init__(self, collation: Collation, folder: Path | None = None) -> None:
        """Propose a file in a folder, else in that which the program was started in."""
        super().__init__()
        self._collation = collation
        self._folder = folder or here()
        self._said = ""
        self._agreed: Path | None = None
        self._proposed = ""
        self.writing = False

    def rows(self) -> tuple[Row, ...]:
        """Return the forms, and where the file goes."""
        path = path_of(self.query_words)
        return form_rows(self._said, "" if path is None else str(path.absolute().parent))

    def on_mount(self) -> None:
        """Propose a name."""
        self._propose(shortened(self._folder / file_name(self._collation, FORMS[0][0])))
        super().on_mount()

    def _propose(self, file: str) -> None:
        field = self.query_one(Field)
        self._proposed = file
        if field.value != file:
            field.value = file
            field.cursor_position = len(file)

    @property
    def _chosen(self) -> int:
        """The number of the form under the cursor."""
        rows = self.active.rows
        return rows[self.active.cursor].place.copy if rows else 0

    def _show_forms(self, number: int) -> None:
        """Draw the rows anew, the cursor on a form."""
        self.active.put_rows(self.rows())
        row = next(at for at, row in enumerate(self.active.rows) if row.stop) + number
        self.active.cursor = row
        self.active.reveal()
        self.active.redraw()

    def typed(self) -> None:
        """Follow the ending that is typed, and forget what was wrong with another name."""
        path = path_of(self.query_words)
        if path != self._agreed:
            self._said, self._agreed = "", None
        by_hand = self.query_words != self._proposed  # else the cursor may be further already
        number = number_of(self.query_words) if by_hand else None
        self._show_forms(self._chosen if number is None else number)

    def on_row_reached(self, message: RowReached) -> None:
        """Give the name the ending of the form."""
        message.stop()
        if self.query_words.strip() and number_of(self.query_words) != self._chosen:
            self._propose(with_ending(self.query_words, FORMS[self._chosen][0]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the file."""
        event.stop()
        self.action_write()

    def action_complete(self) -> None:
        """Write out the folder before the cursor, as far as there is one way to go on."""
        from reader.services.folders import completed_path

        field = self.query_one(Field)
        at = field.cursor_position
        before, behind = completed_path(field.value[:at], files=False), field.value[at:]
        field.value = before + (behind.removeprefix("/") if before.endswith("/") else behind)
        field.cursor_position = len(before)

    def action_write(self) -> None:
        """Write the file; over another only when asked twice."""
        path = path_of(self.query_words)
        if self.writing:
            return
        if path is not None and path.is_dir():
            path /= file_name(self._collation, FORMS[self._chosen][0])
            self._propose(shortened(path))
        if path is None:
            self._tell("Name a file.")
        elif path.is_file() and path != self._agreed:
            self._agreed = path
            self._tell("There is a file of this name already. enter again writes over it.")
        else:
            self.writing = True
            self._write(path, self._chosen, replace=path == self._agreed)

    def _tell(self, said: str) -> None:
        self._said = said
        self._show_forms(self._chosen)

    @work(thread=True, group="export")
    def _write(self, path: Path, form: int, *, replace: bool) -> None:
        try:
            save(path, export_story(self._collation, FORMS[form][0]), replace=replace)
        except Unwritable as error:
            self.post_message(Written(path, error.reason))
        except ReaderError as error:
            self.post_message(Written(path, str(error)))
        else:
            self.post_message(Written(path))

    def on_written(self, message: Written) -> None:
        """Close, or say why there is no file."""
        self.writing = False
        if message.reason:
            self._tell(f"{message.reason[:1].upper()}{message.reason[1:]}.")
        else:
            self.dismiss(str(message.path.absolute()))
