"""Looking after an archive: what it holds, what it may lose, a copy of it in one file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path

from reader.archive import words
from reader.archive.checking import check
from reader.archive.connection import Archive, explained
from reader.archive.lists import IN_LIST, listed, numbers_of
from reader.archive.removal import HELD, remove_articles
from reader.archive.schema import is_ours
from reader.archive.values import when
from reader.errors import ArchiveError

__all__ = ["Statistics", "backup", "check", "expire", "size", "statistics", "vacuum"]

_ROOM = 0.9
"""Of the greatest size: what an archive is brought down to that has outgrown it, so that it is
not outgrown again by the next article."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What an archive holds.

    `versions` are among the `articles`; `pending` are those not yet in a story. `size` is in bytes,
    of which `free` ones are empty and used again, or given back by `vacuum`.
    """

    articles: int
    versions: int
    pending: int
    stories: int
    outlets: int
    feeds: int
    oldest: datetime | None
    newest: datetime | None
    size: int
    free: int


def statistics(connection: sqlite3.Connection) -> Statistics:
    """Return what the archive holds."""

    def number(sql: str) -> int:
        return int(connection.execute(f"SELECT {sql}").fetchone()[0])

    oldest, newest = connection.execute(
        "SELECT (SELECT min(arrived) FROM articles), (SELECT max(arrived) FROM articles)"
    ).fetchone()
    used, free = _bytes(connection)
    return Statistics(
        articles=number("count(*) FROM articles"),
        versions=number("count(*) FROM articles WHERE edition > 1"),
        pending=number("count(*) FROM pending"),
        stories=number("count(*) FROM stories"),
        outlets=number("count(DISTINCT outlet COLLATE NOCASE) FROM articles"),
        feeds=number("count(*) FROM feeds"),
        oldest=when(oldest),
        newest=when(newest),
        size=used + free,
        free=free,
    )


def size(connection: sqlite3.Connection) -> int:
    """Return how many bytes the archive takes, without those that are empty."""
    return _bytes(connection)[0]


def expire(
    connection: sqlite3.Connection,
    *,
    older_than: float | None = None,
    max_bytes: int | None = None,
    now: float,
) -> int:
    """Remove the oldest articles, and return how many; their feeds do not bring them back.

    An article goes with all its versions, counted from when the last of them arrived, and never
    one whose story is starred or noted. What is left of a story is to be grouped again.

    Args:
        connection: within a transaction.
        older_than: seconds since 1970; what arrived before goes. None: age is no reason.
        max_bytes: what the archive may take; one that takes more is brought down to nine tenths
            of it. None: size is no reason.
        now: seconds since 1970.
    """
    removed = 0
    if older_than is not None:
        removed += _remove(connection, _older(connection, older_than), now)
    if max_bytes is not None and size(connection) > max_bytes:
        words.optimize(connection)  # which hold on to what was removed
        used = size(connection)
        if used > max_bytes:
            (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
            surplus = ceil(articles * (1 - _ROOM * max_bytes / used))
            removed += _remove(connection, _oldest(connection, surplus), now)
            words.optimize(connection)
    return removed


def vacuum(archive: Archive) -> int:
    """Give what is empty in the archive's file back to the disk; return how many bytes.

    Raises:
        ArchiveError: another process writes, or the disk has no room for a second copy.
    """
    with archive.writing() as connection:
        used, free = _bytes(connection)
        words.optimize(connection)
    with archive.reading() as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return used + free - sum(_bytes(connection))


def backup(archive: Archive, path: Path) -> None:
    """Copy the archive as it is now into one file, which is never there by halves.

    A backup that is there is replaced; the archive may be written meanwhile.

    Raises:
        ArchiveError: there is another kind of file there, or it cannot be written.
    """
    if archive.path is not None and path.exists() and path.samefile(archive.path):
        raise ArchiveError(f"{path}: this is the archive itself; name another file")
    if path.exists() and not _is_archive(path):
        raise ArchiveError(f"{path}: this is no archive, and is not replaced; name another file")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)  # of a backup that was killed
        os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise ArchiveError(f"{path}: a file cannot be made here: {error.strerror}") from error
    try:
        with archive.reading() as connection, explained(str(path)):
            _copy(connection, part)
            if path.exists():
                _settle(path)
        part.replace(path)
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # a copy that fails is thrown away
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, which a read-only disk can hold
        if (found := copy.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise ArchiveError(f"{path}: the copy is damaged: {found}")


def _settle(path: Path) -> None:
    """End the log beside an older backup that was opened: it would be taken for the new one's."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as old:
        old.execute("PRAGMA journal_mode = DELETE")


def _is_archive(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as other:
            return is_ours(other)
    except sqlite3.DatabaseError:
        return False


def _bytes(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many bytes are used, and how many are empty."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (width,) = connection.execute("PRAGMA page_size").fetchone()
    return (pages - free) * width, free * width


def _older(connection: sqlite3.Connection, than: float) -> list[int]:
    return numbers_of(
        connection,
        f"{HELD} SELECT number FROM articles AS one WHERE arrived < ?"
        " AND identity NOT IN (SELECT identity FROM kept) AND NOT EXISTS"
        " (SELECT 1 FROM articles WHERE identity = one.identity AND arrived >= ?)",
        (than, than),
    ).tolist()


def _oldest(connection: sqlite3.Connection, count: int) -> list[int]:
    """Return so many of the articles that came first, and all versions of each."""
    found: list[int] = []
    for (numbers,) in connection.execute(
        f"{HELD} SELECT group_concat(number) FROM articles"
        " WHERE identity NOT IN (SELECT identity FROM kept)"
        " GROUP BY identity ORDER BY max(arrived), max(number)"
    ):
        if len(found) >= count:
            break
        found += map(int, numbers.split(","))
    return found


def _remove(connection: sqlite3.Connection, numbers: list[int], now: float) -> int:
    connection.execute(
        f"INSERT OR REPLACE INTO removed SELECT identity, ? FROM articles WHERE number {IN_LIST}",
        (now, listed(numbers)),
    )
    remove_articles(connection, numbers)
    return len(numbers)
