"""The searches that a person saved under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType

from reader.ui.commands import BY_ID
from reader.ui.present.choices import Choice, choice_rows
from reader.ui.present.rows import Row
from reader.ui.screens.choice import Choosing
from reader.ui.settled import settled


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is wanted of a search: to show it, to save it under a name, to remove it."""

    wish: Literal["show", "save", "remove"]
    name: str
    query: str


class SearchesScreen(Choosing[Chosen]):
    """Lists the searches by name; the one at hand, if it is not saved yet, comes first."""

    heading = "Saved searches"
    below = "enter show · ctrl+x remove · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,ctrl+x", "remove", "Remove", show=False, priority=True),
    ]

    def __init__(self, saved: Mapping[str, str], query: str) -> None:
        super().__init__()
        self._chosen = [Chosen("show", name, text) for name, text in saved.items()]
        if query and query not in saved.values():
            self._chosen.insert(0, Chosen("save", f"Save “{query}”", query))

    def rows(self) -> tuple[Row, ...]:
        """Return the searches that the words leave."""
        choices = [
            Choice("", one.name, one.query if one.wish == "show" else "under a name")
            for one in self._chosen
        ]
        if not choices:
            key = settled(self).keymap.first(BY_ID["searches"])
            choices = [Choice("", "None yet", f"search or filter; then {key} saves it")]
        return choice_rows(choices, self.query_words)

    def choice(self, number: int) -> Chosen | None:
        """Return a search, which is to be shown, or saved; None where there is none yet."""
        return self._chosen[number] if self._chosen else None

    def action_remove(self) -> None:
        """Forget the search."""
        here = self.here
        if here is not None and here.wish == "show":
            self.dismiss(Chosen("remove", here.name, here.query))
