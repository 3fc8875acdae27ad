"""When a feed is refreshed again: what its document and its server ask for, or a default."""

from __future__ import annotations

from collections.abc import Mapping

from reader.ingest.http_times import fresh_for

USUAL = 1800.0
"""Seconds between two turns of a feed that does not say, unless the person set another."""
LEAST = 300.0
"""Seconds between two turns at least, whatever a server allows."""
MOST = 86_400.0
"""Seconds, one day: the longest wait of a feed that answers."""


def turn_after(
    now: float, headers: Mapping[str, str], asked: float | None, default: float
) -> float:
    """Return when a feed that answered is refreshed again by itself, in seconds since 1970.

    That is after the longer of what its document asks for (`asked`, seconds, from ttl) and what
    its server does (Cache-Control, Expires); where neither does, after the `default`.
    """
    said = [wait for wait in (asked, fresh_for(headers, now)) if wait]
    return now + min(max(max(said, default=default), LEAST), MOST)
