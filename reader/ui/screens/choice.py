"""A short list to choose from: typed words narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from reader.ui.present.choices import Choice, choice_rows
from reader.ui.present.rows import Row
from reader.ui.screens.modal import Modal

PICKING: tuple[BindingType, ...] = (
    Binding("down,ctrl+n", "move(1)", "Down", show=False, priority=True),
    Binding("up", "move(-1)", "Up", show=False, priority=True),
    Binding("enter", "choose", "Choose", show=False),
)
"""How one moves and chooses while words are typed."""


class ChoiceScreen(Modal[str]):
    """Returns the value of what was chosen."""

    AUTO_FOCUS = "#filter"
    asks = ""
    below = "type to narrow · enter choose · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [*PICKING]

    def __init__(self, heading: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.heading = heading
        self._choices = tuple(choices)

    def rows(self) -> tuple[Row, ...]:
        """Return the choices that the words leave."""
        return choice_rows(self._choices, self.query_words)

    def begins(self, rows: Sequence[Row]) -> int:
        """Return what is so now; once words are typed, the first that they leave."""
        if self.query_words.strip():
            return 0
        return next((at for at, one in enumerate(self._choices) if one.now), 0)

    def action_choose(self) -> None:
        """Return the choice under the cursor."""
        if self.active.rows:
            number = self.active.rows[self.active.cursor].place.copy
            self.dismiss(self._choices[number].value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the choice: in order after the words, which a priority binding would overtake."""
        event.stop()
        self.action_choose()
