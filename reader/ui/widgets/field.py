"""A line to type words in, and lines of them: they hold what they were given, and draw it safe."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import Input, TextArea

from reader.text.safe import safe, safe_line


class Field(Input):
    """An input of one line without a frame; its cursor does not blink, as nothing here does.

    Its value may come from outside (an outlet's name, a file's). It stays as it is; the line, the
    cursor's place and the mouse's go by what is drawn, which has as many characters.
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder, compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False

    def validate_placeholder(self, placeholder: str) -> str:
        """Make an example safe: nothing is ever made of it."""
        return safe_line(placeholder)

    @property
    def _value(self) -> Text:
        return Text(safe_line(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(safe_line(self.value[:position]))

    def _cell_offset_to_index(self, offset: int) -> int:
        sought = offset + int(self.scroll_offset.x)
        drawn = safe_line(self.value)
        reached = 0
        for index, char in enumerate(drawn):
            reached += cell_len(char)
            if sought < reached:
                return index
        return len(drawn)


class Area(TextArea):
    """Several lines to type; like the field, its cursor does not blink and its text stays."""

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, id=id)
        self.cursor_blink = False

    def get_line(self, line_index: int) -> Text:
        """Return a line as it may be drawn."""
        return Text(safe(self.document.get_line(line_index)), end="", no_wrap=True)
