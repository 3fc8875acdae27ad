"""A source on its way into the archive, by a process of its own that can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reader.services.child import Child
    from reader.services.events import Event

Heard = Callable[["Event"], object]
"""Called with what the process tells of how far it is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How adding ended: the process's exit status, what it said was added, what it complained of.

    One that was stopped may have added the source by then; half of it is never added.
    """

    status: int
    told: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    stopped: bool = False


TakenIn = Callable[[Outcome], None]
"""Called when adding has ended."""


class Told(Message):
    """The process told how far it is."""

    def __init__(self, heard: Heard, event: Event) -> None:
        self.heard = heard
        self.event = event
        super().__init__()


class Added(Message):
    """Adding a source has ended."""

    def __init__(self, done: TakenIn, outcome: Outcome) -> None:
        self.done = done
        self.outcome = outcome
        super().__init__()


class Taking:
    """What is being added; it may be stopped from any thread, also before it has begun."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def run(self, start: Callable[[], Child], tell: Heard) -> Outcome:
        """Start the process and hear it to its end, telling how far it is."""
        from reader.services.events import from_line

        with self._lock:
            if self._stopped:
                return Outcome(0, stopped=True)
            try:
                child = self._child = start()
            except OSError as error:
                return Outcome(1, (), (f"no process can be started: {error.strerror}",))
        told = []
        for line in child.lines():
            if (event := from_line(line)) is not None:
                tell(event)
            else:
                told.append(line)
        status, said = child.ended()
        return Outcome(status, tuple(told), tuple(said), self._stopped)

    def stop(self) -> None:
        """Have it end in good order; it may take a moment."""
        with self._lock:
            self._stopped = True
            if self._child is not None:
                self._child.stop()
