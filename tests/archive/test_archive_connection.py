from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import ref

import pytest

from reader.archive import schema
from reader.archive.connection import Archive
from reader.errors import ArchiveError

_NOBODY = 65534
_WRITE_NAME = """
import sys
from pathlib import Path
from reader.archive.connection import Archive
with Archive(Path(sys.argv[1])).writing() as connection:
    connection.execute("INSERT INTO searches VALUES (?, '')", (sys.argv[2],))
print("written", flush=True)
if sys.argv[3:]:
    input()  # and stay
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, as pytest's own may not."""
    folder = Path(mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    rmtree(folder)


@pytest.fixture
def without_rights() -> Iterator[Callable[[], None]]:
    """Give up the rights of the superuser, to whom no file is read-only, until the test's end."""
    user = os.geteuid()

    def give_up() -> None:
        if user == 0:
            os.seteuid(_NOBODY)

    yield give_up
    os.seteuid(user)


def add(archive: Archive, name: str) -> None:
    with archive.writing() as connection:
        connection.execute("INSERT INTO searches VALUES (?, '')", (name,))


def names(archive: Archive) -> list[str]:
    with archive.reading() as connection:
        return [name for (name,) in connection.execute("SELECT name FROM searches ORDER BY name")]


def steps(path: Path) -> int:
    connection = sqlite3.connect(path)
    found = schema.version(connection)
    connection.close()
    return found


def test_what_is_written_is_there_when_it_is_opened_again(path: Path) -> None:
    first = Archive(path)
    add(first, "a")
    first.close()
    again = Archive(path)
    assert names(again) == ["a"]
    again.close()
    assert path.stat().st_mode & 0o077 == 0  # the addresses of feeds may hold keys


def test_a_transaction_is_kept_whole_or_not_at_all(path: Path) -> None:
    archive = Archive(path)
    with pytest.raises(KeyboardInterrupt):
        _interrupted(archive)
    assert names(archive) == []
    add(archive, "b")
    assert names(archive) == ["b"]
    archive.close()


def _interrupted(archive: Archive) -> None:
    with archive.writing():
        add(archive, "a")  # part of the larger one
        raise KeyboardInterrupt


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a" / "b" / "archive.db")
    add(archive, "a")
    archive.close()


def test_names_with_signs_of_an_address_are_only_names(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=ro#%41 ü.db"
    archive = Archive(path)
    add(archive, "a")
    archive.close()
    assert path.exists()


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="this is a folder; name a file in it"):
        Archive(tmp_path)


def test_a_file_is_no_folder(path: Path) -> None:
    path.write_text("x")
    with pytest.raises(ArchiveError, match=r"/archive\.db is no folder"):
        Archive(path / "archive.db")


def test_another_kind_of_file_is_left_as_it_is(path: Path) -> None:
    path.write_text("Dear diary,\n" * 500)
    with pytest.raises(ArchiveError, match="no archive of reader"):
        Archive(path)
    assert path.read_text() == "Dear diary,\n" * 500


def test_another_programs_database_is_left_as_it_is(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="no archive of reader"):
        Archive(path)
    assert path.read_bytes() == before


def test_a_later_versions_archive_is_left_as_it_is(path: Path) -> None:
    Archive(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(ArchiveError, match="a later version of reader wrote this archive"):
        Archive(path)


def test_a_damaged_archive_says_so(path: Path) -> None:
    archive = Archive(path)
    archive.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match="damaged"):
        _read_everything(path)


def _read_everything(path: Path) -> None:
    archive = Archive(path)
    try:
        with archive.reading() as connection:
            connection.execute("SELECT * FROM articles JOIN feeds JOIN stories").fetchall()
    finally:
        archive.close()


def test_a_process_that_writes_is_waited_for_and_named(path: Path) -> None:
    first, second = Archive(path), Archive(path, patience=0.05)
    with first.writing():
        assert names(second) == []  # reading waits for nobody
        with pytest.raises(ArchiveError, match="another program is writing"):
            add(second, "b")
    add(second, "c")
    assert names(first) == ["c"]
    first.close()
    second.close()


def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    archive = Archive(path)
    add(archive, "a")
    with archive.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ArchiveError, match="the disk is full"):
        add(archive, "b" * 10**6)
    assert names(archive) == ["a"]
    add(archive, "c")
    assert names(archive) == ["a", "c"]
    archive.close()


def test_a_mistaken_statement_is_no_trouble_of_the_archive() -> None:
    archive = Archive(None)
    add(archive, "a")
    with pytest.raises(sqlite3.IntegrityError):
        add(archive, "a")
    with pytest.raises(OSError, match="of the network"), archive.reading():
        raise OSError("of the network")
    archive.close()


def test_a_file_that_may_not_be_written_can_be_read(
    open_folder: Path, without_rights: Callable[[], None]
) -> None:
    path = open_folder / "archive.db"
    made = Archive(path)
    add(made, "a")
    made.close()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    without_rights()
    archive = Archive(path)
    assert archive.read_only
    assert names(archive) == ["a"]
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(names, archive).result() == ["a"]
    with pytest.raises(ArchiveError, match="may not be written"):
        add(archive, "b")
    archive.close()


def test_a_file_that_may_not_be_written_shows_what_another_process_writes(
    open_folder: Path, without_rights: Callable[[], None]
) -> None:
    path = open_folder / "archive.db"
    writers = [_writer(path, "a", stays=True)]
    for file in open_folder.iterdir():
        file.chmod(0o644)
    user = os.geteuid()
    without_rights()
    archive = Archive(path)
    assert archive.read_only == (user == 0)
    assert names(archive) == ["a"]
    os.seteuid(user)
    writers.append(_writer(path, "b"))
    without_rights()
    assert names(archive) == ["a", "b"]
    archive.close()
    for writer in writers:
        writer.communicate("\n")


def _writer(path: Path, name: str, *, stays: bool = False) -> subprocess.Popen[str]:
    """Write a name in a process of its own, that keeps the archive open if it stays."""
    found = subprocess.Popen(
        [sys.executable, "-c", _WRITE_NAME, str(path), name, *["stay"] * stays],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert found.stdout is not None
    assert found.stdout.readline() == "written\n"
    return found


def test_an_old_archive_that_may_not_be_written_cannot_be_used(
    open_folder: Path, without_rights: Callable[[], None]
) -> None:
    path = open_folder / "archive.db"
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection, "old", to=1)
    connection.close()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    without_rights()
    with pytest.raises(ArchiveError, match=r"may not be written|cannot be opened"):
        Archive(path)


def test_a_folder_that_may_not_be_written_takes_no_archive(
    open_folder: Path, without_rights: Callable[[], None]
) -> None:
    open_folder.chmod(0o555)
    without_rights()
    with pytest.raises(ArchiveError, match="the archive cannot be made: Permission denied"):
        Archive(open_folder / "archive.db")
    with pytest.raises(ArchiveError, match="its folder cannot be made: Permission denied"):
        Archive(open_folder / "a" / "archive.db")


def test_many_processes_may_open_it_first(path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", _WRITE_NAME, str(path), str(n)]) for n in range(5)
    ]
    assert [process.wait() for process in started] == [0] * 5
    archive = Archive(path)
    assert names(archive) == list("01234")
    archive.close()


def test_one_that_is_just_being_made_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    tries: list[float] = []

    def wait(seconds: float) -> None:
        tries.append(seconds)
        if len(tries) == 3:
            other.execute("ROLLBACK")

    monkeypatch.setattr("time.sleep", wait)
    Archive(path).close()
    assert len(tries) == 3
    other.close()


def test_one_that_stays_locked_while_it_is_made_is_not_waited_for_forever(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveError, match="another program is writing"):
        Archive(path, patience=0.01)
    other.close()


def test_many_threads_may_open_it_first(tmp_path: Path) -> None:
    def use(place: Path, gate: threading.Barrier, name: str) -> None:
        gate.wait()
        archive = Archive(place)
        add(archive, name)
        archive.close()

    for round_ in range(20):
        place, gate = tmp_path / f"{round_}.db", threading.Barrier(4)
        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(use, place, gate, str(n)) for n in range(4)]:
                done.result()
        assert steps(place) == schema.VERSION


def test_a_connection_ends_with_its_thread(path: Path) -> None:
    archive = Archive(path)
    found: list[ref[sqlite3.Connection]] = []

    def read() -> None:
        with archive.reading() as connection:
            found.append(ref(connection))
            names(archive)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    gc.collect()
    assert found[0]() is None
    archive.close()


def test_a_closed_archive_says_so_in_every_thread(path: Path) -> None:
    archive = Archive(path)
    archive.close()
    archive.close()
    with pytest.raises(ArchiveError, match="was closed"):
        names(archive)
    with ThreadPoolExecutor(1) as pool, pytest.raises(ArchiveError, match="was closed"):
        pool.submit(names, archive).result()


@pytest.mark.parametrize("memory", [True, False])
def test_closing_leaves_what_another_thread_is_writing_whole(path: Path, memory: bool) -> None:
    archive = Archive(None if memory else path)
    begun, closed = threading.Event(), threading.Event()
    seen: list[int] = []

    def write() -> None:
        with archive.writing() as connection:
            begun.set()
            closed.wait()
            add_to = "INSERT INTO searches VALUES ('a', '')"
            seen.append(connection.execute(add_to).rowcount)

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait()
    archive.close()
    closed.set()
    thread.join()
    assert seen == [1]
    if not memory:
        again = Archive(path)
        assert names(again) == ["a"]
        again.close()


def test_memory_is_one_archive_for_all_threads() -> None:
    archive = Archive(None)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: add(archive, f"{n:02}"), range(40)))
    assert names(archive) == [f"{n:02}" for n in range(40)]
    archive.close()


def test_a_file_removed_meanwhile_is_not_made_again_empty(path: Path) -> None:
    archive = Archive(path)
    add(archive, "a")
    for file in path.parent.iterdir():
        file.unlink()
    with ThreadPoolExecutor(1) as pool, pytest.raises(ArchiveError, match="cannot be opened"):
        pool.submit(names, archive).result()
    archive.close()
    assert not path.exists()
