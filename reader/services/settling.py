"""What follows once something was kept: it is grouped, compared, and what is old goes.

What groups and compares is imported only where something is due, which mostly nothing is.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.archive import findings, index, pending
from reader.archive.connection import Archive
from reader.errors import Cancelled
from reader.services import events
from reader.services.events import Tell


def group(archive: Archive, tell: Tell, cancelled: Callable[[], bool]) -> int:
    """Group what is not grouped yet, and return how many stories changed; 0 where it was stopped.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    with archive.reading() as connection:
        if index.is_current(connection) and not pending.some(connection):
            return 0
    from reader.services.arranging import arrange

    def progress(stage: str, done: int, of: int) -> None:
        tell(events.Grouping(done, of))

    try:
        return len(arrange(archive, progress=progress, cancelled=cancelled))
    except Cancelled:
        return 0


def expire(archive: Archive, days: int, megabytes: int, now: float) -> int:
    """Remove what retention no longer keeps, and return how many articles; 0 and 0 keep all.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    if not days and not megabytes:
        return 0
    from reader.services import retention

    return retention.expire(archive, days=days, megabytes=megabytes, now=now)


def compare(archive: Archive, tell: Tell, cancelled: Callable[[], bool]) -> int:
    """Collate what is new, so that it is found by what was changed in it; return how many stories.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    with archive.reading() as connection:
        if not findings.missing(connection, 1):
            return 0
    from reader.services.archived import ArchiveLibrary

    try:
        return ArchiveLibrary(archive).compare(
            progress=lambda stage, done, of: tell(events.Comparing(done)), cancelled=cancelled
        )
    except Cancelled:
        return 0
