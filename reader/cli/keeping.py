"""The archive that a command works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli.settled import Settled

if TYPE_CHECKING:
    from reader.archive.connection import Archive
    from reader.services.archived import ArchiveLibrary


@contextmanager
def open_archive(held: Settled) -> Iterator[Archive]:
    """Give the archive in force, made where there is none; close it in the end.

    Raises:
        ArchiveError: it cannot be opened.
    """
    from reader.archive.connection import Archive

    archive = Archive(held.archive)
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def open_library(held: Settled) -> Iterator[ArchiveLibrary]:
    """Give the stories of the archive in force.

    Raises:
        ArchiveError: it cannot be opened.
    """
    from reader.services.archived import ArchiveLibrary

    with open_archive(held) as archive:
        yield ArchiveLibrary(archive)
