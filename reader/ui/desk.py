"""Which story is collated next: one at a time, the one that is wanted first, and what was kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping

from reader.ui.present.reading import Reading

KEPT = 64
"""Readings kept: more than a person leafs through between two visits to one story."""


class Desk:
    """Decides, touches nothing: `start` is called with a story's id when its turn has come."""

    def __init__(self, start: Callable[[str], None]) -> None:
        self._start = start
        self._kept: OrderedDict[str, Reading] = OrderedDict()
        self._failed: dict[str, str] = {}
        self._facts: dict[str, int] = {}
        self._stale: set[str] = set()
        self._wanted: tuple[str, ...] = ()
        self._running: str | None = None

    @property
    def facts(self) -> Mapping[str, int]:
        """In how many passages of each story collated so far a fact was changed."""
        return self._facts

    @property
    def running(self) -> str | None:
        """The story being collated, if one is."""
        return self._running

    def reading(self, story: str) -> Reading | None:
        """Return a story's reading, if it is kept."""
        if story in self._kept:
            self._kept.move_to_end(story)
            return self._kept[story]
        return None

    def reason(self, story: str) -> str:
        """Return why a story could not be collated; empty if it could, or was not tried."""
        return self._failed.get(story, "")

    def expire(self) -> None:
        """Have every story collated again when it is wanted next; until then it is as it was."""
        self._stale = set(self._kept)
        self._failed.clear()

    def want(self, stories: Iterable[str]) -> None:
        """Say which stories are wanted, the most urgent first, instead of those said before."""
        self._wanted = tuple(stories)
        self._next()

    def done(self, story: str, reading: Reading | None, reason: str = "") -> None:
        """Take what a story came to, and start the next."""
        if reading is None:
            self._failed[story] = reason
        else:
            self._kept[story] = reading
            self._stale.discard(story)
            self._facts[story] = reading.facts
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._running = None
        self._next()

    def _next(self) -> None:
        if self._running is not None:
            return
        for story in self._wanted:
            known = story in self._kept and story not in self._stale
            if not known and story not in self._failed:
                # What was collated once is known to the library; only the first need is computed.
                self._running = story
                self._start(story)
                return
