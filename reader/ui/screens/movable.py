"""What every screen can do: hand on the commands by which one moves, and say something."""

from __future__ import annotations

from typing import ClassVar, Protocol, TypeVar

from textual.screen import Screen

from reader.ui.commands import Where
from reader.ui.settled import settled

Result = TypeVar("Result")

TALL = 18
"""Lines from which on a screen has blank ones between its parts."""


class Moving(Protocol):
    """A pane that one moves in."""

    def move(self, delta: int) -> None:
        """Go some stops down, or up."""

    def page(self, pages: float) -> None:
        """Go some pages down, or up."""

    def edge(self, direction: int) -> None:
        """Go to the first stop (-1) or the last (1)."""


class Movable(Screen[Result]):
    """A screen that hands the commands to the pane that has the focus."""

    where: ClassVar[Where | None] = None
    """Which screen it is, if it has commands of its own."""

    @property
    def active(self) -> Moving:
        """The pane that has the focus."""
        raise NotImplementedError

    def action_move(self, delta: int) -> None:
        """Go up or down."""
        self.active.move(delta)

    def action_page(self, pages: float) -> None:
        """Go up or down by pages."""
        self.active.page(pages)

    def action_edge(self, direction: int) -> None:
        """Go to the top or to the bottom."""
        self.active.edge(direction)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Say something for a while (see `SettledApp.say`)."""
        settled(self).say(text, wrong=wrong)
