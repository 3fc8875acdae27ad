"""How a command ended, for the shell."""

from __future__ import annotations

from enum import IntEnum

from reader.model import Failure


class Status(IntEnum):
    """Exit statuses; the numbers are part of the command line's contract."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    PARTLY = 3
    INTERRUPTED = 130
    """As shells report a program ended by Ctrl-C: 128 and the signal's number."""


def after_reading(articles: int, failures: tuple[Failure, ...]) -> Status:
    """Return how reading went, by how many articles came of it and what could not be read."""
    if not articles:
        return Status.FAILED
    return Status.PARTLY if failures else Status.DONE
