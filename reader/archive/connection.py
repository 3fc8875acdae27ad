"""Opening an archive, and the two ways of using it: to read, and to write in one transaction."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.archive.schema import migrate
from reader.errors import ArchiveError

_BUSY = 10.0
"""Seconds to wait for another process's transaction: a refresh's last less than one."""
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",  # in WAL a crash of the machine loses the last, never the file
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",  # KB
    "PRAGMA trusted_schema = OFF",  # a file from a stranger runs no function of its own
)


class Archive:
    """An archive's file, or one in memory that is gone with the process.

    Every method may be called from any thread: a file has a connection for each, memory one for
    all, which a lock hands round.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the archive, made where there is none and brought up to date where it is old.

        Raises:
            ArchiveError: it cannot be opened, is damaged, or was written by a later version.
        """
        self.path = path
        self._own = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.RLock()
        self._memory = self._connect() if path is None else None
        with self.reading() as connection:
            self._prepare(connection)

    @property
    def name(self) -> str:
        """What messages call it."""
        return "memory" if self.path is None else str(self.path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to read with; each statement sees what was committed before it.

        Raises:
            ArchiveError: the file cannot be read.
        """
        if self._memory is not None:
            with self._lock, self._explained():
                yield self._memory
            return
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._connect()
        with self._explained():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection within one transaction: all of it is kept, or none.

        Raises:
            ArchiveError: the file cannot be written, or another process holds it too long.
        """
        with self.reading() as connection:
            if connection.in_transaction:  # part of a larger one
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                _roll_back(connection)
                raise
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close every connection; the archive is not used after that."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()

    def _connect(self) -> sqlite3.Connection:
        with self._explained():
            if self.path is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                self.path or ":memory:",
                timeout=_BUSY,
                isolation_level=None,
                check_same_thread=False,
            )
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            with self._lock:
                self._all.append(connection)
            return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, self.name)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn SQLite's and the system's errors into words with a remedy."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"{self.name}: {_reason(error)}") from error
        except OSError as error:
            raise ArchiveError(f"{self.name}: {error.strerror or error}") from error


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:  # a full disk has already done it
        connection.execute("ROLLBACK")


def _reason(error: sqlite3.DatabaseError) -> str:
    said = str(error)
    if "not a database" in said or "file is encrypted" in said:
        return "this is no archive of reader; name another with --archive"
    if "malformed" in said:
        return "the archive is damaged; `reader archive check` says where, a backup restores it"
    if "locked" in said or "busy" in said:
        return "another program is writing to the archive; try again when it is done"
    if "disk" in said and "full" in said:
        return "the disk is full; nothing of what was being written is kept"
    if "unable to open" in said:
        return "the archive cannot be opened; check that the folder exists and may be written"
    if "readonly" in said:
        return "the archive may not be written; check its permissions"
    return said
