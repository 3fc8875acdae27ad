"""Short lists to choose from: typed words narrow them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from reader.ui.present.choices import Choice, choice_rows
from reader.ui.present.rows import Row
from reader.ui.screens.modal import Modal
from reader.ui.screens.movable import Result


class Choosing(Modal[Result]):
    """Returns what was chosen; each row that can be has its number as the copy of its place."""

    AUTO_FOCUS = "#filter"
    asks = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("enter", "choose", "Choose", show=False),
    ]

    @abstractmethod
    def choice(self, number: int) -> Result | None:
        """Return what the row of a number stands for."""

    @property
    def here(self) -> Result | None:
        """What the row under the cursor stands for; None where the words leave no row."""
        rows = self.active.rows
        return self.choice(rows[self.active.cursor].place.copy) if rows else None

    def action_choose(self) -> None:
        """Return the choice under the cursor, if there is one."""
        if self.active.rows:
            self.dismiss(self.here)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the choice: in order after the words, which a priority binding would overtake."""
        event.stop()
        self.action_choose()


class ChoiceScreen(Choosing[str]):
    """Returns the value of what was chosen."""

    below = "type to narrow · enter choose · esc close"

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

    def choice(self, number: int) -> str:
        """Return the value of a choice."""
        return self._choices[number].value
