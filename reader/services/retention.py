"""Thinning out an archive: by age and by size, never what a person starred or noted."""

from __future__ import annotations

from reader.archive import upkeep
from reader.archive.connection import Archive
from reader.services.arranging import arrange

_DAY = 86_400.0


def expire(archive: Archive, *, days: int, megabytes: int, now: float) -> int:
    """Remove old articles and return how many; 0 days and 0 megabytes ask for nothing.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    if not days and not megabytes:
        return 0
    gone = 0
    while some := _expire(archive, days, megabytes, now):  # how large the oldest are is not known
        gone += some
    arrange(archive)
    return gone


def _expire(archive: Archive, days: int, megabytes: int, now: float) -> int:
    with archive.writing() as connection:
        return upkeep.expire(
            connection,
            older_than=now - days * _DAY if days else None,
            max_bytes=megabytes * 1_000_000 if megabytes else None,
            now=now,
        )
