"""A line to type words in."""

from __future__ import annotations

from textual.widgets import Input


class Field(Input):
    """An input of one line without a frame; its cursor does not blink, as nothing here does."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder, compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False
