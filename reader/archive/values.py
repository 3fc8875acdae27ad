"""What stands in a column, as what belongs there, whatever it is.

A damaged disk, or a stranger's file, may hold anything anywhere: an archive is read all the same,
and what cannot be is told by `checking`.
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TypeVar

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = (
    (datetime(*day, tzinfo=UTC) - _EPOCH).total_seconds() for day in ((1, 1, 3), (9999, 12, 29))
)
"""Seconds since 1970 between which a time is one in every zone of the world."""

Choice = TypeVar("Choice", bound=Enum)


def decoded(found: bytes) -> str:
    """Return a text's bytes as text; what is no UTF-8 becomes U+FFFD."""
    return found.decode("utf-8", "replace")


def text(found: object) -> str:
    """Return a text; of something else its own form, of nothing none."""
    if type(found) is str:
        return found
    if isinstance(found, bytes):
        return decoded(found)
    return "" if found is None else str(found)


def optional(found: object) -> str | None:
    """Return a text, None where there is none."""
    return None if found is None else text(found)


def number(found: object) -> float:
    """Return a finite number, 0 for what is none."""
    return float(found) if isinstance(found, int | float) and math.isfinite(found) else 0.0


def count(found: object) -> int:
    """Return how many there are: a whole number from 0 on."""
    return max(0, found) if isinstance(found, int) else 0


def moment(found: object) -> datetime:
    """Return the time, in UTC, of so many seconds since 1970: the nearest that calendars have."""
    return _EPOCH + timedelta(seconds=min(max(number(found), _FIRST), _LAST))


def when(found: object) -> datetime | None:
    """Return `moment`, None where there is none."""
    return None if found is None else moment(found)


def one_of(kinds: type[Choice], found: object, otherwise: Choice) -> Choice:
    """Return which of several kinds is meant, `otherwise` where none is."""
    try:
        return kinds(found)
    except ValueError:
        return otherwise


def strings(found: object) -> tuple[str, ...]:
    """Return the texts of a list in JSON; none where it is no list."""
    known = parsed(found)
    return tuple(map(text, known)) if isinstance(known, list) else ()


def parsed(found: object) -> object:
    """Return what JSON says, None where it is none."""
    try:
        return json.loads(text(found))
    except (ValueError, RecursionError):  # no JSON; nested without end
        return None
