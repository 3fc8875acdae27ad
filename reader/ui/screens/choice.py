"""A short list to choose from: typed words narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from reader.ui.present.facts import restyle
from reader.ui.present.index import shown
from reader.ui.present.ink import MATCH, QUIET, STRONG, Run
from reader.ui.present.rows import Place, Row
from reader.ui.present.stories import found_spans
from reader.ui.screens.modal import Modal


PICKING: tuple[BindingType, ...] = (
    Binding("down,ctrl+n", "move(1)", "Down", show=False, priority=True),
    Binding("up", "move(-1)", "Up", show=False, priority=True),
    Binding("enter", "choose", "Choose", show=False, priority=True),
)
"""How one moves and chooses while words are typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what is returned, its name, and a word about it."""

    value: str
    name: str
    about: str = ""


def choice_rows(choices: Sequence[Choice], query: str) -> tuple[Row, ...]:
    """Return the choices whose name has all words of a query; `Place.copy` is the number."""
    words = query.casefold().split()
    rows = []
    for number, one in enumerate(choices):
        name = shown(one.name)
        if all(word in f"{name} {one.about}".casefold() for word in words):
            named = restyle((Run(name, STRONG),), found_spans(name, query), MATCH)
            about = (Run(f"  {shown(one.about)}", QUIET),) if one.about else ()
            rows.append(Row(Place(0, number), (*named, *about)))
    return tuple(rows)


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

    def action_choose(self) -> None:
        """Return the choice under the cursor."""
        if self.active.rows:
            number = self.active.rows[self.active.cursor].place.copy
            self.dismiss(self._choices[number].value)
