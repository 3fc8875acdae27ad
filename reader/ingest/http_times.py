"""The times that servers give: when to come again, and how long an answer stays fresh."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from reader.ingest.dates import parse_date

LONGEST_WAIT: Final = 86_400.0
"""Seconds, one day: a longer Retry-After is a mistake, and it binds a person's own refresh too."""
LONGEST_FRESH: Final = 31_536_000.0
"""Seconds, one year: what RFC 9110 allowed for Expires, and no feed means more."""

_SECONDS = re.compile(r"\d+", re.ASCII)
_DIGITS = 10
"""More of them are some hundred years at least: as good as endless."""
_DIRECTIVE = re.compile(
    r"(?P<name>[a-z-]+)\s*(?:=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^\s,\"]*)))?",
    re.ASCII,
)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that Retry-After asks to wait (RFC 9110, 10.2.3), or None.

    It is a number of seconds or a date; a date is measured from the server's own Date, where it
    sends one, since its clock may be wrong, else from `now` (seconds since 1970). Never more than
    `LONGEST_WAIT`, never less than 0.
    """
    value = headers.get("retry-after", "").strip()
    wait = _seconds(value)
    if wait is None:
        at = _moment(value)
        if at is None:
            return None
        wait = at - _sent(headers, now)
    return min(max(wait, 0.0), LONGEST_WAIT)


def fresh_for(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds for which an answer is fresh (RFC 9111, 4.2), or None: it does not say.

    Cache-Control's max-age goes before Expires; what a cache on the way has used up (Age) is taken
    off; `no-cache`, `no-store` and an Expires that is no date mean 0. Never more than
    `LONGEST_FRESH`.
    """
    directives = _directives(headers.get("cache-control", ""))
    if "no-store" in directives or "no-cache" in directives:
        return 0.0
    life = _seconds(directives.get("max-age", ""))
    if life is None and (expires := headers.get("expires")) is not None:
        at = _moment(expires)
        life = 0.0 if at is None else at - _sent(headers, now)
    if life is None:
        return None
    age = _seconds(headers.get("age", "").strip()) or 0.0
    return min(max(life - age, 0.0), LONGEST_FRESH)


def _directives(value: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _DIRECTIVE.finditer(value.lower()):
        found.setdefault(match["name"], match["quoted"] or match["plain"] or "")
    return found


def _seconds(value: str) -> float | None:
    if _SECONDS.fullmatch(value) is None:
        return None
    digits = value.lstrip("0") or "0"
    return float(digits) if len(digits) <= _DIGITS else 10.0**_DIGITS


def _moment(value: str) -> float | None:
    found = parse_date(value) if any(char.isalpha() for char in value) else None
    return None if found is None else found.timestamp()


def _sent(headers: Mapping[str, str], now: float) -> float:
    sent = _moment(headers.get("date", ""))
    return now if sent is None else sent
