"""The time of a feed's item: beyond the standards' forms, what feeds write instead.

Dates in words of many languages, abbreviated time zones, `GMT+0100`, hours to 24, Chinese,
Japanese and Korean dates, days first with full stops. 02/03/2026 is nobody's date: the second of
March or the third of February.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from importlib import resources

from reader.ingest.dates import parse_date
from reader.text.normalise import fold

_LONGEST = 80
"""Characters: no date is longer."""
_AHEAD = timedelta(days=2)
"""How far in the future an item's date may lie: time zones mistaken, and a post set for tomorrow.
What lies beyond it is an event's date or a typing error, and would stand on top for ever."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""What programs write where they have no date."""
_CENTURY = 2000

_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?:\s*(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:GMT|UTC|UT)?\s*(?P<sign>[+-])\s?(?P<hours>\d\d?):?(?P<minutes>\d\d)?\b")
_ZONE = re.compile(r"[A-Z]{1,5}\b")
_ASIAN = re.compile(r"(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(\d{1,2})\s*[日일]?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_PARTS = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Names:
    months: dict[str, int]
    zones: dict[str, int]


def read_date(written: Iterable[object], now: datetime) -> datetime | None:
    """Return the first of the dates written for an item that can be one, or None.

    None too for 1970-01-01T00:00Z and what lies more than two days after `now`.
    """
    for value in written:
        when = _read(value)
        if when is not None and when != _EPOCH and when - now <= _AHEAD:
            return when
    return None


def _read(value: object) -> datetime | None:
    if not isinstance(value, str):
        return parse_date(value)
    text = " ".join(value[: _LONGEST + 1].split())
    if not text or len(text) > _LONGEST:
        return None
    return _in_words(text) or parse_date(text)


def _in_words(text: str) -> datetime | None:
    """Read a date that names its month, or whose form says which number is the month."""
    time = _TIME.search(text)
    before = text[: time.start()] if time is not None else text
    after = text[time.end() :] if time is not None else ""
    offset, after = _offset(after)
    day = _numbers(before) or _named_day(f"{before} {after}")
    if day is None:
        return None
    hour, minute, second = 0, 0, 0
    if time is not None:
        hour, minute, second = int(time["hour"]), int(time["minute"]), int(time["second"] or 0)
        if time["half"] is not None:
            hour = hour % 12 + (12 if time["half"] in "pP" else 0)
    try:
        zone = timezone(timedelta(minutes=offset))
        midnight = datetime(*day, tzinfo=zone)
        if hour > 24 or minute > 59:
            return None
        return midnight + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    except (ValueError, OverflowError):
        return None


def _offset(after: str) -> tuple[int, str]:
    """Return the minutes east of Greenwich that stand behind a time, and what follows them."""
    found = _OFFSET.match(after.lstrip())
    if found is not None:
        minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        return (-minutes if found["sign"] == "-" else minutes), after.lstrip()[found.end() :]
    for name in _ZONE.finditer(after):
        if name[0] in _names().zones:
            return _names().zones[name[0]], after[: name.start()] + after[name.end() :]
    return 0, after


def _numbers(text: str) -> tuple[int, int, int] | None:
    if (found := _ASIAN.search(text)) is not None:
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _DOTTED.search(text)) is not None:
        return int(found[3]), int(found[2]), int(found[1])
    if (found := _SLASHED.search(text)) is not None:
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first > 12:
            return year, second, first
        if second > 12 or first == second:
            return year, first, second
    return None


def _named_day(text: str) -> tuple[int, int, int] | None:
    """Read year, month and day from a date with a month's name and two numbers, in any order.

    Of two names the first is a day of the week: French `mar.` is a Tuesday.
    """
    parts = _PARTS.findall(text)
    numbers = [part for part in parts if part.isdecimal()]
    named = [_names().months.get(fold(part)) for part in parts if not part.isdecimal()]
    months = [month for month in named if month is not None]
    if not 1 <= len(months) <= 2 or len(numbers) != 2 or max(map(len, numbers)) > 4:
        return None
    first, second = numbers
    year, day = (first, second) if len(first) == 4 else (second, first)
    if len(year) <= 2:
        return _CENTURY + int(year), months[-1], int(day)
    return int(year), months[-1], int(day)


@cache
def _names() -> _Names:
    source = resources.files("reader.ingest").joinpath("months.toml").read_text("utf-8")
    data = tomllib.loads(source)
    known: dict[str, set[int]] = {}
    whole: dict[str, int] = {fold(name): month for name, month in data["short"].items()}
    for line in data["names"]:
        for month, name in enumerate(map(fold, line.split()), 1):
            whole[name] = month
            for length in range(3, len(name)):
                known.setdefault(name[:length], set()).add(month)
    short = {name: months.pop() for name, months in known.items() if len(months) == 1}
    return _Names(short | whole, data["zones"])
