"""Opening an archive, and the two ways of using it: to read, and to write in one transaction."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import WeakSet

from reader.archive import shape
from reader.archive.schema import VERSION, is_ours, migrate, roll_back, version
from reader.archive.values import decoded
from reader.errors import ArchiveError

_BUSY = 10.0
"""Seconds to wait for another process's transaction: a refresh's last less than one."""
_AGAIN = 0.02
"""Seconds between two tries where SQLite does not wait by itself."""
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",  # in WAL a crash of the machine loses the last, never the file
    "PRAGMA wal_autocheckpoint = 4000",  # pages, 16 MB: at 1,000 every tenth article waited for one
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",  # KB
    "PRAGMA trusted_schema = OFF",  # a file from a stranger runs no function of its own
)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_EFFECTIVE = os.access in os.supports_effective_ids
_READ_ONLY = ("?mode=ro", "?mode=ro&immutable=1")
"""Ways of opening a file that may not be written, the better first: the other sees no changes."""
_REASONS = {
    sqlite3.SQLITE_NOTADB: "this is no archive of reader; name another with --archive",
    sqlite3.SQLITE_CORRUPT: "the archive is damaged; `reader archive check` says where, a backup"
    " restores it",
    sqlite3.SQLITE_BUSY: "another program is writing to the archive; try again when it is done",
    sqlite3.SQLITE_LOCKED: "another program is writing to the archive; try again when it is done",
    sqlite3.SQLITE_FULL: "the disk is full; nothing of what was being written is kept",
    sqlite3.SQLITE_CANTOPEN: "the archive cannot be opened; check that it and its folder may be"
    " read and written",
    sqlite3.SQLITE_READONLY: "the archive may not be written; check its permissions",
    sqlite3.SQLITE_IOERR: "the disk does not read or write as it should",
}


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn SQLite's errors into words with a remedy, but not those of a mistaken statement."""
    try:
        yield
    except UnicodeDecodeError as error:  # of what SQLite says: it repeats a damaged schema
        raise ArchiveError(f"{name}: {_REASONS[sqlite3.SQLITE_CORRUPT]}") from error
    except sqlite3.DatabaseError as error:
        if type(error) not in (sqlite3.DatabaseError, sqlite3.OperationalError):
            raise
        raise ArchiveError(f"{name}: {_REASONS.get(_code(error), str(error))}") from error


class _Connection(sqlite3.Connection):
    """A connection with the lock that is held while it is used; it closes when it is let go of."""

    def __init__(self, address: str, patience: float) -> None:
        self.lock = threading.RLock()
        super().__init__(
            address, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
        )

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # it could not even be opened
            self.close()


class Archive:
    """An archive's file, or one in memory that is gone with the process.

    Every method may be called from any thread: a file has a connection for each, memory one for
    all, which a lock hands round.
    """

    def __init__(self, path: Path | None, *, patience: float = _BUSY) -> None:
        """Open the archive, made where there is none and brought up to date where it is old.

        One that may not be written is opened to be read only, see `read_only`.

        Args:
            path: its file; None: in memory.
            patience: seconds to wait for another process that writes to it.

        Raises:
            ArchiveError: it cannot be opened, is damaged, or was written by a later version.
        """
        self.path = path
        self.read_only = False
        self._patience = patience
        self._address = ":memory:" if path is None else f"{path.absolute().as_uri()}?mode=rw"
        self._closed = False
        self._own = threading.local()
        self._all: WeakSet[_Connection] = WeakSet()
        self._lock = threading.Lock()
        self._shared: _Connection | None = None
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def __reduce__(self) -> tuple[type[Archive], tuple[Path]]:
        """Have another process, to which it is sent, open the same file."""
        if self.path is None:
            raise TypeError("an archive in memory cannot be sent to another process")
        return Archive, (self.path.absolute(),)

    @property
    def name(self) -> str:
        """What messages call it."""
        return "memory" if self.path is None else str(self.path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to read with; each statement sees what was committed before it.

        Raises:
            ArchiveError: the file cannot be read, or the archive was closed.
        """
        connection = self._connection()
        with connection.lock:
            try:
                with explained(self.name):
                    yield connection
            finally:
                if self._is_closed():  # meanwhile, by another thread
                    connection.close()

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
                connection.execute("COMMIT")
            except BaseException:
                roll_back(connection)
                raise

    def close(self) -> None:
        """Close every connection; one in use is closed when that use ends."""
        self._closed = True
        with self._lock:
            connections = list(self._all)
        for connection in connections:
            if connection.lock.acquire(blocking=False):
                try:
                    connection.close()
                finally:
                    connection.lock.release()

    def _is_closed(self) -> bool:
        return self._closed

    def _connection(self) -> _Connection:
        if self._closed:
            raise ArchiveError(f"{self.name}: the archive was closed")
        if self._shared is not None:
            return self._shared
        connection: _Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._connect()
        return connection

    def _connect(self) -> _Connection:
        with explained(self.name):
            connection = _Connection(self._address, self._patience)
            with self._lock:
                self._all.add(connection)
            connection.text_factory = decoded  # a damaged byte is no reason to show nothing
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            return connection

    def _open(self) -> None:
        if self.path is None:
            self._shared = self._connect()
        else:
            _make(self.path)
            if not os.access(self.path, os.W_OK, effective_ids=_EFFECTIVE):
                self._open_to_read(self.path, sqlite3.SQLITE_READONLY)
                return
        try:
            with self.reading() as connection:
                self._prepare(connection)
        except ArchiveError as error:
            code = _code(error.__cause__)
            if self.path is None or code not in _FORBIDDEN:
                raise
            self._open_to_read(self.path, code)  # its folder may not be written

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if not is_ours(connection):
            raise ArchiveError(f"{self.name}: {_REASONS[sqlite3.SQLITE_NOTADB]}")
        until = time.monotonic() + self._patience
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError as error:
                # While another process opens the archive for the first time too.
                if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(_AGAIN)
        migrate(connection, self.name)
        self._check_shape(connection)

    def _check_shape(self, connection: sqlite3.Connection) -> None:
        """Raise ArchiveError where the file has other tables than an archive's, or a trigger."""
        if not shape.is_known(connection):
            raise ArchiveError(
                f"{self.name}: its tables are not as reader makes them, and are left alone;"
                " a backup restores them, or name another archive with --archive"
            )

    def _open_to_read(self, path: Path, code: int) -> None:
        """Open a file that may not be written, nor perhaps anything beside it.

        Raises ArchiveError, for the reason `code`, where it must be brought up to date first.
        """
        log = path.with_name(f"{path.name}-wal")
        self.read_only = True
        for way in _READ_ONLY:
            if "immutable" in way and log.exists() and log.stat().st_size:
                break  # what stands there would be missed
            self._own = threading.local()
            self._address = f"{path.absolute().as_uri()}{way}"
            try:
                with self.reading() as connection:
                    if is_ours(connection) and version(connection) == VERSION:
                        self._check_shape(connection)
                        return
                    break
            except ArchiveError as error:
                if _code(error.__cause__) not in _FORBIDDEN:
                    raise
        raise ArchiveError(f"{self.name}: {_REASONS[code]}")


def _make(path: Path) -> None:
    """Make the archive's file where there is none, for nobody else to read.

    Raises ArchiveError where that cannot be.
    """
    if path.is_dir():
        raise ArchiveError(f"{path}: this is a folder; name a file in it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise ArchiveError(f"{path}: {error.filename} is no folder") from error
    except OSError as error:
        raise ArchiveError(f"{path}: its folder cannot be made: {error.strerror}") from error
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        if not path.exists():
            raise ArchiveError(f"{path}: the archive cannot be made: {error.strerror}") from error


def _code(error: BaseException | None) -> int:
    """Return the kind of an error, without its details; 0: it is none of SQLite's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
