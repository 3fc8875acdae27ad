"""Everything derived, made anew from the articles as published and from what a person did."""

from __future__ import annotations

from collections.abc import Callable

from reader.archive import derived
from reader.archive.connection import Archive
from reader.services.arranging import arrange
from reader.services.library import Progress


def rebuild(
    archive: Archive,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Group all articles anew, and return how many stories they make.

    Interrupted, it goes on where it was at the next refresh or rebuild.

    Raises:
        Cancelled: `cancelled` said so; what was grouped by then stands.
        ArchiveError: the archive cannot be written.
    """
    if progress:
        progress("indexing", 0, 0)
    with archive.writing() as connection:
        derived.forget(connection)
    return len(arrange(archive, progress=progress, cancelled=cancelled))
