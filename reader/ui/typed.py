"""Words typed right behind the key that asks for them: none acts as a command, and none is lost.

A line to type in has the focus a moment after it was asked for. Keys that come before that went to
what had the focus then; they come back from there unused, and are given to the line in their order.
"""

from __future__ import annotations

from collections import deque
from typing import Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.events import Event
from textual.widget import Widget

_MOST = 256
"""Keys remembered: more than come in before a line is there."""
_ROUNDS = 20
"""Times that the screen is drawn before a line that does not come is given up."""


@runtime_checkable
class Asking(Protocol):
    """A screen on which words are typed."""

    @property
    def takes_words(self) -> bool:
        """Whether what is typed now is meant for a line, be it there yet or not."""

    @property
    def words_field(self) -> Widget | None:
        """The line, once it can be typed in."""


class TypingApp(App[None]):
    """An application in which what is typed reaches the line that it is meant for."""

    def __init__(self) -> None:
        super().__init__()
        self._aimed: deque[tuple[events.Key, Widget | None]] = deque(maxlen=_MOST)
        self._held: list[events.Key] = []

    async def on_event(self, event: Event) -> None:
        """Note which widget a key goes to."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._aimed.append((event, self.focused))
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Give a key that came back unused to the line that it was typed for."""
        screen = self.screen
        if not isinstance(screen, Asking) or not screen.takes_words:
            return
        field = screen.words_field
        aim = next((aim for key, aim in self._aimed if key is event), None)
        if aim is not None and (aim is field or (screen.is_modal and aim.screen is screen)):
            return  # it was typed there, where it means something else
        event.prevent_default()
        again = events.Key(event.key, event.character)
        if self._held or field is None:
            self._held.append(again)
            if len(self._held) == 1:
                screen.call_after_refresh(self._give, _ROUNDS)
        else:
            self._give_to(field, again)

    def _give(self, rounds: int) -> None:
        """Give the line the keys that were held until it is there."""
        screen = self.screen
        asks = isinstance(screen, Asking) and screen.takes_words
        field = screen.words_field if asks and isinstance(screen, Asking) else None
        if asks and field is None and rounds:
            screen.call_after_refresh(self._give, rounds - 1)
            return
        held, self._held = self._held, []
        for key in held if field is not None else ():
            self._give_to(field, key)

    def _give_to(self, field: Widget | None, key: events.Key) -> None:
        assert field is not None
        self._aimed.append((key, field))
        field._forward_event(key)
