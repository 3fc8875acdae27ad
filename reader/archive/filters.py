"""The filters of a search: which there are, what they take, and what their values mean. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from reader.collation.marks import FACTS
from reader.errors import BadQuery
from reader.model import Category, EditKind


class Takes(StrEnum):
    """What stands behind a filter's colon."""

    WORDS = "words"
    NAME = "name"
    NAME_OR_NOTHING = "name or nothing"
    CHOICE = "choice"
    NUMBER = "number"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Kind:
    """A filter: what it takes, an example, and what it finds, in words for a help screen."""

    takes: Takes
    example: str
    finds: str
    choices: tuple[str, ...] = ()


EDITED = tuple(kind.value for kind in EditKind if kind in FACTS)
"""Kinds of facts, by which those are found that an outlet changed."""
FILTERS: Mapping[str, Kind] = MappingProxyType(
    {
        "outlet": Kind(Takes.NAME, 'outlet:"Daily Quay"', "stories that the outlet printed"),
        "only": Kind(Takes.NAME, 'only:"Daily Quay"', "stories that no other outlet printed"),
        "agency": Kind(Takes.NAME, "agency:AP", "stories of the agency"),
        "tag": Kind(Takes.NAME, "tag:politics", "stories from feeds with the tag"),
        "title": Kind(Takes.WORDS, "title:tunnel", "stories with the words in a copy's headline"),
        "note": Kind(Takes.WORDS, "note:ask", "stories with the words in your note"),
        "copies": Kind(Takes.NUMBER, "copies:>3", "stories with so many copies"),
        "after": Kind(Takes.TIME, "after:2026-11-01", "stories with news since then"),
        "before": Kind(Takes.TIME, "before:7d", "stories without news since then"),
        "is": Kind(
            Takes.CHOICE,
            "is:unread",
            "stories in this state",
            ("unread", "read", "starred", "noted"),
        ),
        "has": Kind(
            Takes.CHOICE,
            "has:fact",
            "stories with a fact (of a kind) changed, with a version, or with an article in part",
            ("fact", *EDITED, "version", "summary", "blocked"),
        ),
        "added": Kind(
            Takes.CHOICE,
            "added:poll",
            "stories to which an outlet added this",
            tuple(category.value for category in Category),
        ),
        "cut": Kind(Takes.NAME_OR_NOTHING, "cut:", "stories that an outlet, or this one, cut"),
        "changed": Kind(
            Takes.NAME_OR_NOTHING, "changed:", "stories in which an outlet changed a fact"
        ),
        "reworded": Kind(Takes.NAME_OR_NOTHING, "reworded:", "stories that an outlet reworded"),
        "moved": Kind(
            Takes.NAME_OR_NOTHING, "moved:", "stories in which an outlet moved a passage"
        ),
    }
)
"""Every filter by its name."""

_ALIKE = 60
"""Percent of rapidfuzz's ratio from which a known filter is offered for an unknown one."""
_NUMBER = re.compile(
    r"(?P<sign>[<>]=?|=|)(?P<one>\d{1,6})|(?P<low>\d{0,6})\.\.(?P<high>\d{0,6})", re.ASCII
)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,5})([hdwmy])", re.ASCII)
_UNITS = {
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "m": timedelta(days=30),
    "y": timedelta(days=365),
}

Range = tuple[float | None, float | None]
"""From the first, included, to the second, excluded; None: no bound."""


def unknown_filter(part: str, name: str) -> BadQuery:
    """Return the error for a filter of no known name."""
    best = _nearest(name, FILTERS)
    offer = f"did you mean {best}:?" if best else f"the filters are {_enumerated(FILTERS)}."
    return BadQuery(f"“{part}”: {offer} In quotes it is searched for as it stands.")


def choice(part: str, name: str, value: str) -> str:
    """Return the choice that a value names.

    Raises:
        BadQuery: it names none.
    """
    chosen, choices = value.casefold(), FILTERS[name].choices
    if chosen in choices:
        return chosen
    elsewhere = [other for other, kind in FILTERS.items() if chosen in kind.choices]
    best = (elsewhere[0], chosen) if elsewhere else (name, _nearest(chosen, choices))
    offer = f"did you mean {best[0]}:{best[1]}?" if best[1] else _all_of(name)
    raise BadQuery(f"“{part}”: {offer}")


def number_range(part: str, value: str) -> Range:
    """Return the whole numbers that a value admits.

    Raises:
        BadQuery: it is none of `3`, `=3`, `>3`, `>=3`, `<3`, `<=3`, `2..5`, `2..`, `..5`.
    """
    match = _NUMBER.fullmatch(value)
    if match is None or value == "..":
        raise BadQuery(f"“{part}”: give a number, as in copies:>3 or copies:2..5.")
    if match["one"] is None:
        low = int(match["low"]) if match["low"] else None
        high = int(match["high"]) if match["high"] else None
        if low is not None and high is not None and low > high:
            raise BadQuery(
                f"“{part}”: the smaller number stands first, as in copies:{high}..{low}."
            )
        return low, None if high is None else high + 1
    one = int(match["one"])
    ranges: dict[str, Range] = {
        ">": (one + 1, None),
        ">=": (one, None),
        "<": (None, one),
        "<=": (None, one + 1),
    }
    return ranges.get(match["sign"], (one, one + 1))


def beginning(part: str, value: str, now: datetime) -> float:
    """Return when a value begins, in seconds since 1970: a day, month or year, or a time ago.

    Days begin at midnight of `now`'s zone.

    Raises:
        BadQuery: it is none.
    """
    said = value.casefold()
    try:
        if match := _AGO.fullmatch(said):
            return (now - int(match[1]) * _UNITS[match[2]]).timestamp()
        if said in ("today", "yesterday"):
            day = now - timedelta(days=said == "yesterday")
            return day.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        if match := _DAY.fullmatch(said):
            year, month, day_of_month = (int(group or 1) for group in match.groups())
            return datetime(year, month, day_of_month, tzinfo=now.tzinfo).timestamp()
    except (ValueError, OverflowError):
        raise BadQuery(f"“{part}”: there is no such day.") from None
    raise BadQuery(
        f"“{part}”: give a day, as in after:2026-11-01, after:2026-11, after:yesterday, "
        "or how long ago, as in after:7d."
    )


def _nearest(said: str, known: Iterable[str]) -> str | None:
    from rapidfuzz import fuzz, process  # only a mistake needs it

    found = process.extractOne(said, list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None


def _all_of(name: str) -> str:
    return f"{name}: takes {_enumerated(FILTERS[name].choices)}."


def _enumerated(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}"
