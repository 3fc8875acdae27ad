"""Keys pressed before there is what they act on: they are kept, and act when it is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

_MOST = 32
"""Commands kept: more than a person types ahead, and a key held down does not pile up."""

Act = Callable[[], None]


class Waiting:
    """Commands that wait for a story; `None` stands for the one that will be shown first."""

    def __init__(self) -> None:
        self._kept: list[tuple[str | None, Act]] = []

    def __bool__(self) -> bool:
        return bool(self._kept)

    def keep(self, story: str | None, act: Act) -> None:
        """Keep a command until the story is shown."""
        if len(self._kept) < _MOST:
            self._kept.append((story, act))

    def take(self, story: str) -> tuple[Act, ...]:
        """Return, in their order, the commands for a story; those for others are forgotten."""
        kept, self._kept = self._kept, []
        return tuple(act for wanted, act in kept if wanted in (None, story))

    def forget(self) -> None:
        """Forget every command."""
        self._kept.clear()


class Patient(Protocol):
    """A screen that knows what it waits for."""

    waiting: Waiting

    @property
    def awaits_stories(self) -> bool:
        """Whether the library is still being read."""

    @property
    def awaits_reading(self) -> bool:
        """Whether the chosen story is still being collated."""

    @property
    def awaits_pane(self) -> bool:
        """Whether the pane that has the focus still waits for what it shows."""

    @property
    def chosen_id(self) -> str | None:
        """The id of the chosen story."""


Screen = TypeVar("Screen", bound=Patient)
Arguments = ParamSpec("Arguments")
Action = Callable[Concatenate[Screen, Arguments], None]


def needs_stories(action: Action[Screen, Arguments]) -> Action[Screen, Arguments]:
    """Have an action wait until the library is read."""
    return _patient(action, lambda screen: screen.awaits_stories)


def needs_pane(action: Action[Screen, Arguments]) -> Action[Screen, Arguments]:
    """Have an action wait until the pane that has the focus shows what it acts on."""
    return _patient(action, lambda screen: screen.awaits_pane)


def needs_reading(action: Action[Screen, Arguments]) -> Action[Screen, Arguments]:
    """Have an action wait until the chosen story is collated."""
    return _patient(action, lambda screen: screen.awaits_reading)


def in_turn(action: Action[Screen, Arguments]) -> Action[Screen, Arguments]:
    """Have an action wait only where another, from a key pressed before, waits already."""
    return _patient(action, lambda screen: screen.awaits_pane and bool(screen.waiting))


def _patient(
    action: Action[Screen, Arguments], early: Callable[[Screen], bool]
) -> Action[Screen, Arguments]:
    @wraps(action)
    def act_in_time(screen: Screen, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        if early(screen):
            again = partial(act_in_time, screen, *args, **kwargs)
            screen.waiting.keep(screen.chosen_id, again)
        else:
            action(screen, *args, **kwargs)

    return act_in_time
