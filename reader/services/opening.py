"""Libraries to be shown: of files, kept in memory alone; of the sample; of the lasting archive.

The lasting one is shown sooner where what reads and groups files is not loaded with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.archive.connection import Archive
from reader.model import Article
from reader.services.archived import ArchiveLibrary

if TYPE_CHECKING:
    from reader.services.library import Progress


def _never() -> bool:
    return False


def fill(
    archive: Archive,
    articles: Sequence[Article],
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = _never,
) -> None:
    """Keep articles that came at once and group them.

    They count as come when the first of them was published, so that a copy whose time is not
    known makes no story a new one.

    Raises:
        Cancelled: `cancelled` said so before they were grouped.
    """
    from reader.services.arranging import arrange
    from reader.services.delivery import from_files, keep_all

    published = [one.published.timestamp() for one in articles if one.published is not None]
    came = min(published, default=time.time())
    with archive.writing() as connection:
        keep_all(connection, from_files(articles), feed=None, now=came)
    arrange(archive, progress=progress, cancelled=cancelled)


def open_paths(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = _never,
) -> ArchiveLibrary:
    """Read files and folders (`-` for standard input) into a library in memory.

    What could not be read is in the library's `failures`.

    Raises:
        Cancelled: `cancelled` said so between two files or stages.
        ConflictingArticles: one id stands for two different texts.
    """
    from reader.services.library import read_paths

    sources = read_paths(paths, stdin=stdin, progress=progress, cancelled=cancelled)
    archive = Archive(None)
    fill(archive, sources.articles, progress=progress, cancelled=cancelled)
    return ArchiveLibrary(archive, sources.failures)


def open_sample(
    *, progress: Progress | None = None, cancelled: Callable[[], bool] = _never
) -> ArchiveLibrary:
    """Read the bundled sample into a library in memory, like any folder."""
    with ExitStack() as stack:
        folder = stack.enter_context(resources.as_file(resources.files("reader") / "sample"))
        return open_paths([str(folder)], progress=progress, cancelled=cancelled)


def open_archive(path: Path) -> ArchiveLibrary:
    """Open the lasting archive, made where there is none.

    Raises:
        ArchiveError: it cannot be opened.
    """
    return ArchiveLibrary(Archive(path))
