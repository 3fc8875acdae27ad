"""What a refresh tells while it runs: to a terminal, and as lines of JSON to another process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Began:
    """A refresh began, of so many feeds."""

    feeds: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A feed answered: with so many new articles, or with nothing new; `done` of all did by now."""

    feed: int
    title: str
    new: int
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A feed could not be refreshed, and why; `partly`: some of it was read and kept."""

    feed: int
    title: str
    reason: str
    done: int
    of: int
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """So many of the pages have been fetched whose feeds gave only a summary."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """So many of the articles that were waiting stand in their stories."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Comparing:
    """So many of the stories that are new have had their copies compared."""

    done: int


@dataclass(frozen=True, slots=True)
class Arranged:
    """So many stories are new or have changed: the list can be read again."""

    stories: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The refresh is over, of so many feeds; `stopped`: because a person asked for it."""

    new: int
    failed: int
    feeds: int
    stopped: bool = False


Event = Began | Answered | Failed | Fetched | Grouping | Comparing | Arranged | Ended
Tell = Callable[[Event], None]
_KINDS: dict[str, type[Event]] = {
    kind.__name__.lower(): kind
    for kind in (Began, Answered, Failed, Fetched, Grouping, Comparing, Arranged, Ended)
}


def to_line(event: Event) -> str:
    """Return an event as a line of JSON."""
    return json.dumps({"event": type(event).__name__.lower(), **asdict(event)}, ensure_ascii=True)


def from_line(line: str) -> Event | None:
    """Return the event that a line tells of, or None where it tells of none that is known."""
    try:
        said: Any = json.loads(line)
        kind = _KINDS[said.pop("event")]
        return kind(**said)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
