"""Times of publication in the forms that pages and records write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST = 80
"""Characters: no date in a known form is longer."""
_MILLISECONDS_FROM = 100_000_000_000
"""Epoch numbers from here on are milliseconds: as seconds they would lie after the year 5138."""
_EARLIEST = datetime(1605, 1, 1, tzinfo=UTC)
"""The first newspaper (the Relation of Strasbourg): what claims to be older is a default value."""

_NUMBER = re.compile(r"-?\d{9,13}(?:\.\d+)?")
_COMPACT_OFFSET = re.compile(r"(?<=\d)\s*([+-]\d\d)(\d\d)$")
_LONG_FRACTION = re.compile(r"(\.\d{6})\d+")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_IN_WORDS = re.compile(
    r"(?:(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
    r"|(?P<day_first>\d{1,2})(?:st|nd|rd|th)? (?P<month_then>[a-z]{3,9})\.?,?)"
    r" (?P<year>\d{4})"
    r"(?:,? (?:at )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?: ?(?P<half>[ap])\.?m\.?)?)?"
)
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


def parse_date(value: object) -> datetime | None:
    """Return a time of publication as an aware datetime, or None where it cannot be read.

    Reads ISO 8601, RFC 2822, year-first dates with slashes or stops, English dates in words, and
    epoch seconds or milliseconds. A date alone is midnight; a time without zone is taken as UTC.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_epoch(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    if not text or len(text) > _LONGEST:
        return None
    if _NUMBER.fullmatch(text):
        return _from_epoch(float(text))
    return _sane(_from_iso(text) or _from_mail(text) or _from_words(text))


def date_in_path(url: str | None) -> datetime | None:
    """Return the day that a URL's path names (/2024/03/16/), or None."""
    found = _IN_PATH.search(url or "")
    if found is None:
        return None
    return _sane(_from_iso("-".join(found.groups())))


def _from_epoch(number: float) -> datetime | None:
    try:
        if abs(number) >= _MILLISECONDS_FROM:
            number /= 1000
        return _sane(datetime.fromtimestamp(number, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _from_iso(text: str) -> datetime | None:
    text = _YEAR_FIRST.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", text, count=1)
    text = _LONG_FRACTION.sub(r"\1", text.removesuffix(" UTC").removesuffix(" GMT"))
    text = _COMPACT_OFFSET.sub(r"\1:\2", text) if ":" in text else text
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_words(text: str) -> datetime | None:
    """Read an English date in words, the form of "March 9, 2026 7:22 PM" or "9 Mar 2026"."""
    found = _IN_WORDS.fullmatch(text.lower())
    if found is None:
        return None
    month = _MONTHS.get((found["month"] or found["month_then"])[:3], 0)
    hour = int(found["hour"] or 0)
    if found["half"] is not None:
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    day = int(found["day"] or found["day_first"])
    try:
        return datetime(int(found["year"]), month, day, hour, int(found["minute"] or 0), tzinfo=UTC)
    except ValueError:
        return None


def _sane(when: datetime | None) -> datetime | None:
    if when is None:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    try:
        return when if when.astimezone(UTC) >= _EARLIEST else None
    except OverflowError:  # an offset that leads out of the calendar
        return None
