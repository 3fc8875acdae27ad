"""Small dialogs: a question, a line to type, a note of several lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.text.safe import safe_line
from reader.ui.present.ink import QUIET, Run
from reader.ui.present.rows import Place, Row
from reader.ui.screens.modal import Modal
from reader.ui.widgets.field import Area, Field
from reader.ui.widgets.keys_line import KeysLine


class ConfirmScreen(Modal[bool]):
    """Asks whether something is to be done; True: yes."""

    below = "enter yes · esc no"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "yes", "Yes", show=False),
        Binding("n", "close", "No", show=False),
    ]

    def __init__(self, heading: str, about: str) -> None:
        super().__init__()
        self.heading = safe_line(heading)
        self._about = safe_line(about)

    def rows(self) -> tuple[Row, ...]:
        """Return what there is to know before one says yes."""
        return (Row(Place(0), (Run(self._about, QUIET),)),)

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)


class Asking(ModalScreen[str]):
    """The base of the dialogs in which one types."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]
    below = "enter keep · esc close"

    def __init__(self, heading: str, about: str = "") -> None:
        super().__init__()
        self._heading = safe_line(heading)
        self._about = safe_line(about)

    def field(self) -> Field | Area:
        """Return the widget that is typed in."""
        raise NotImplementedError

    takes_words = True

    @property
    def words_field(self) -> Widget | None:
        """The widget that is typed in, once it is there."""
        return next(iter(self.query("Input, TextArea")), None) if self.is_mounted else None

    def compose(self) -> ComposeResult:
        """Lay out heading, field, and what there is to know."""
        with Vertical(id="dialog"):
            yield Static(Content(self._heading), id="heading")
            yield self.field()
            yield Static(Content(self._about), id="about")
            yield KeysLine(Content(self.below), id="below")

    def on_mount(self) -> None:
        """Show no empty line where there is nothing to know."""
        self.query_one("#about").display = bool(self._about)

    def tell(self, words: str) -> None:
        """Say something below the field."""
        about = self.query_one("#about", Static)
        about.display = True
        about.update(Content(safe_line(words)))

    def action_close(self) -> None:
        """Close, with nothing changed."""
        self.dismiss(None)


Check = Callable[[str], str]
"""Returns what is wrong with what was typed, empty if nothing is."""
_MOST = 300
"""Characters of one line: longer is no name, and was pasted by mistake."""


class AskScreen(Asking):
    """Asks for one line."""

    def __init__(
        self, heading: str, value: str = "", about: str = "", *, check: Check | None = None
    ) -> None:
        super().__init__(heading, about)
        self._value = value
        self._check = check

    def field(self) -> Field:
        """Return the line."""
        return Field(self._value, id="asked")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with what was typed, unless something is wrong with it."""
        event.stop()
        wrong = self._check(event.value) if self._check is not None else ""
        if len(event.value) > _MOST and event.value != self._value:
            wrong = f"These are {len(event.value):,} characters; it can have {_MOST}."
        if wrong:
            self.tell(wrong)
        else:
            self.dismiss(event.value)


class NoteScreen(Asking):
    """A note of several lines."""

    below = "ctrl+s keep · esc leave as it was · an empty note is removed"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", show=False, priority=True)
    ]

    def __init__(self, heading: str, text: str) -> None:
        super().__init__(heading)
        self._text = text
        self._warned = False

    def field(self) -> Area:
        """Return the lines."""
        return Area(self._text, id="note")

    def on_mount(self) -> None:
        """Go on at the end of what is there."""
        super().on_mount()
        area = self.query_one(Area)
        area.move_cursor(area.document.end)
        area.focus()

    def action_close(self) -> None:
        """Leave the note as it was; what was typed meanwhile is not thrown away at once."""
        if self._warned or self.query_one(Area).text == self._text:
            self.dismiss(None)
        else:
            self._warned = True
            self.tell("What you typed is not kept yet: ctrl+s keeps it, esc again drops it.")

    def action_keep(self) -> None:
        """Keep the note."""
        self.dismiss(self.query_one(Area).text)
