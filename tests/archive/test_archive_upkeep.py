from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.archive import articles, feeds, stories, upkeep, words
from reader.archive.connection import Archive
from reader.archive.stories import Placed, Seat
from reader.archive.values import moment
from reader.errors import ArchiveError
from reader.model import Article, Outlet
from reader.text.blocks import split_blocks

DAY = 86400.0
NOW = 1_800_000_000.0


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "archive.db")
    yield opened
    opened.close()


def keep(
    archive: Archive,
    name: str,
    day: int = 0,
    *,
    text: str = "",
    identity: str = "",
    feed: int | None = None,
) -> int:
    """Keep an article that arrives so many days after `NOW`; return its number."""
    text = text or f"The council of {name} met on Tuesday."
    article = Article(name, Outlet("Quay"), text, split_blocks(text))
    with archive.writing() as connection:
        kept = articles.keep(
            connection, article, identity=identity or name, feed=feed, now=NOW + day * DAY
        )
    return kept.number


def group(archive: Archive, *numbers: int) -> int:
    with archive.writing() as connection:
        story = Placed(
            f"s{numbers[0]}", "", None, ("Quay",), len(numbers), 0, NOW, NOW,
            tuple(Seat(number) for number in numbers),
        )  # fmt: skip
        [made] = stories.replace(connection, (), [story])
    return made


def do(archive: Archive, sql: str, *values: object) -> list[tuple[object, ...]]:
    with archive.writing() as connection:
        return connection.execute(sql, values).fetchall()


def faults(archive: Archive) -> list[str]:
    with archive.reading() as connection:
        return upkeep.check(connection)


def expire(
    archive: Archive, *, older_than: float | None = None, max_bytes: int | None = None
) -> int:
    with archive.writing() as connection:
        return upkeep.expire(connection, older_than=older_than, max_bytes=max_bytes, now=NOW)


def names(archive: Archive) -> list[str]:
    return [str(name) for (name,) in do(archive, "SELECT id FROM articles ORDER BY number")]


def test_a_sound_archive_has_no_faults(archive: Archive) -> None:
    group(archive, keep(archive, "a"), keep(archive, "b", text="市議会は採決を延期した。"))
    keep(archive, "c")
    assert faults(archive) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE articles SET text = 'other words' WHERE id = 'a'", "search index words"),
        ("UPDATE articles SET unspaced = 1 WHERE id = 'a'", "search index grams"),
        ("UPDATE articles SET blocks = '[['", "layout cannot be read: 3 (a, b, c); a backup"),
        ("UPDATE articles SET links = '[[2,1,3]]' WHERE id = 'b'", "layout cannot be read: 1 (b)"),
        ("UPDATE articles SET state = 'odd' WHERE id = 'a'", "layout cannot be read: 1 (a)"),
        (
            "UPDATE articles SET blocks = '[[0,999,1]]' WHERE id = 'b'",
            "layout cannot be read: 1 (b)",
        ),
        ("DELETE FROM pending", "in no story, and not waiting to be grouped: 1; `reader rebuild`"),
        ("DELETE FROM members WHERE article = 1", "another number of copies than they say: 1"),
        ("DELETE FROM members", "Stories without articles: 1"),
        ("INSERT INTO reads VALUES (1, 0)", "what was read, starred or noted: 1"),
        ("INSERT INTO stars VALUES (1, 0)", "what was read, starred or noted: 1"),
        ("UPDATE stories SET noted = 1", "what was read, starred or noted: 1"),
        ("INSERT INTO shingles VALUES (5, 1)", "index of shingles that belong to no article: 1"),
        ("INSERT INTO sentences VALUES (5, 1)", "index of sentences that belong to no article: 1"),
    ],
)
def test_each_fault_is_said(archive: Archive, harm: str, said: str) -> None:
    group(archive, keep(archive, "a"), keep(archive, "b"))
    keep(archive, "c")
    do(archive, harm)
    assert any(said in fault for fault in faults(archive))


def test_a_row_that_names_nothing_is_a_fault(archive: Archive) -> None:
    with archive.reading() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
    do(archive, "INSERT INTO reads VALUES (7, 0)")
    assert faults(archive) == ["Rows of reads that name none of articles: 1; a backup restores it."]


def test_a_story_that_is_to_be_grouped_again_is_no_fault(archive: Archive) -> None:
    one, other = keep(archive, "a"), keep(archive, "b", 5)
    group(archive, one, other)
    assert expire(archive, older_than=NOW + 1) == 1
    assert faults(archive) == []


def test_a_damaged_file_is_a_fault(archive: Archive) -> None:
    for n in range(200):
        keep(archive, f"a{n}")
    assert archive.path is not None
    path = archive.path
    archive.close()
    data = bytearray(path.read_bytes())
    for place in range(20 * 4096, len(data), 7 * 4096):
        data[place : place + 4096] = b"\x55" * 4096
    path.write_bytes(data)
    harmed = Archive(path)
    assert any("damaged" in said or "cannot be read" in said for said in faults(harmed))
    harmed.close()


def test_indexes_are_made_anew(archive: Archive) -> None:
    keep(archive, "a", text="市議会は採決を延期した。")
    do(archive, "UPDATE articles SET text = '港のトンネルの採決は延期された。'")
    with archive.writing() as connection:
        words.rebuild(connection)
        assert upkeep.check(connection) == []
        found = connection.execute("SELECT rowid FROM grams WHERE grams MATCH 'トンネル'")
        assert found.fetchall() == [(1,)]


def test_what_is_old_goes_and_is_remembered(archive: Archive) -> None:
    with archive.writing() as connection:
        feed = feeds.add(connection, "https://quay.example/feed", now=NOW).number
    keep(archive, "old", 0, feed=feed)
    keep(archive, "new", 9, feed=feed)
    assert expire(archive, older_than=NOW + 5 * DAY) == 1
    assert names(archive) == ["new"]
    assert keep(archive, "old", 9, feed=feed) == 0
    assert keep(archive, "old", 9) > 0  # a person gives it
    assert faults(archive) == []


def test_what_a_person_holds_stays_with_its_whole_story(archive: Archive) -> None:
    kept = {name: keep(archive, name) for name in ("starred", "beside", "noted", "alone", "gone")}
    group(archive, kept["starred"], kept["beside"])
    group(archive, kept["gone"])
    do(archive, "INSERT INTO stars VALUES (?, 0)", kept["starred"])
    do(archive, "INSERT INTO notes VALUES (?, 'see', 0)", kept["noted"])
    do(archive, "INSERT INTO stars VALUES (?, 0)", kept["alone"])
    assert expire(archive, older_than=NOW + DAY, max_bytes=1) == 1
    assert names(archive) == ["starred", "beside", "noted", "alone"]


def test_an_article_goes_with_its_versions_and_stays_with_them(archive: Archive) -> None:
    for name in ("a", "b"):
        for day in (0, 1 if name == "a" else 9):
            keep(archive, name, day, text=f"{name} on day {day}", identity=name)
    held = keep(archive, "c", 0, text="c on day 0", identity="c")
    keep(archive, "c", 1, text="c on day 1", identity="c")
    do(archive, "INSERT INTO stars VALUES (?, 0)", held)
    assert expire(archive, older_than=NOW + 5 * DAY) == 2
    assert names(archive) == ["b", "b.2", "c", "c.2"]


def test_what_is_left_of_a_story_is_grouped_again(archive: Archive) -> None:
    old, new = keep(archive, "old"), keep(archive, "new", 9)
    story = group(archive, old, new)
    alone = group(archive, keep(archive, "alone"))
    do(archive, "INSERT INTO reads VALUES (?, 0)", old)
    do(archive, "INSERT INTO fingerprints VALUES (?, ?, ?)", old, b"\5" + b"\0" * 7, b"")
    do(archive, "INSERT INTO shingles VALUES (5, ?), (5, ?)", old, new)
    expire(archive, older_than=NOW + DAY)
    assert do(archive, "SELECT article FROM pending") == [(new,)]
    assert do(archive, "SELECT number, seen FROM stories") == [(story, 0)] != [(alone, 0)]
    assert do(archive, "SELECT article FROM shingles") == [(new,)]


def test_an_archive_that_outgrows_its_bound_loses_its_oldest_once(archive: Archive) -> None:
    for n in range(300):
        keep(archive, f"a{n:03}", n // 100, text=f"{n} met. " * 500)
    with archive.reading() as connection:
        before = upkeep.size(connection)
    bound = before * 2 // 3
    gone = expire(archive, max_bytes=bound)
    assert 90 <= gone <= 150
    assert names(archive) == [f"a{n:03}" for n in range(gone, 300)]
    with archive.reading() as connection:
        assert bound * 0.8 < upkeep.size(connection) < bound
    assert expire(archive, max_bytes=bound) == 0
    assert faults(archive) == []


def test_what_is_empty_is_given_back(archive: Archive) -> None:
    for n in range(100):
        keep(archive, f"a{n}", text=f"{n} met. " * 500)
    assert archive.path is not None
    expire(archive, older_than=NOW + DAY)
    with archive.reading() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = archive.path.stat().st_size
    given = upkeep.vacuum(archive)
    assert given > 400_000
    assert archive.path.stat().st_size == before - given
    assert faults(archive) == []


def test_statistics_count_what_there_is(archive: Archive) -> None:
    with archive.reading() as connection:
        empty = upkeep.statistics(connection)
    assert (empty.articles, empty.oldest, empty.newest) == (0, None, None)
    keep(archive, "a", identity="a")
    keep(archive, "a", 2, text="Another text.", identity="a")
    group(archive, keep(archive, "b", 1))
    with archive.writing() as connection:
        feeds.add(connection, "https://quay.example/feed", now=NOW)
        found = upkeep.statistics(connection)
    assert replace(found, size=0, free=0) == upkeep.Statistics(
        3, 1, 2, 1, 1, 1, moment(NOW), moment(NOW + 2 * DAY), 0, 0
    )
    assert found.size > found.free >= 0


def test_a_backup_is_one_file_with_everything(archive: Archive, tmp_path: Path) -> None:
    keep(archive, "a")
    target = tmp_path / "backups" / "monday.db"
    target.parent.mkdir()
    target.with_name(".monday.db.part").write_text("half")
    upkeep.backup(archive, target)
    keep(archive, "b")
    assert [file.name for file in target.parent.iterdir()] == ["monday.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    restored = Archive(target)
    assert names(restored) == ["a"]
    assert faults(restored) == []
    restored.close()
    upkeep.backup(archive, target)
    restored = Archive(target)
    assert names(restored) == ["a", "b"]
    restored.close()


def test_a_backup_that_is_in_use_is_not_replaced(archive: Archive, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    keep(archive, "a")
    upkeep.backup(archive, target)
    used = Archive(target)
    keep(used, "b")
    with pytest.raises(ArchiveError, match=r"copy\.db.*another program"):
        upkeep.backup(archive, target)
    assert names(used) == ["a", "b"]
    used.close()


def test_the_log_of_an_older_backup_does_not_get_into_the_new_one(
    archive: Archive, tmp_path: Path
) -> None:
    target, log = tmp_path / "copy.db", tmp_path / "copy.db-wal"
    keep(archive, "a")
    upkeep.backup(archive, target)
    used = Archive(target)
    keep(used, "b")
    saved = log.read_bytes()
    used.close()
    log.write_bytes(saved)  # as it is when its program was killed
    upkeep.backup(archive, target)
    assert not log.exists()
    copy = Archive(target)
    assert names(copy) == ["a"]
    assert faults(copy) == []
    copy.close()


def test_a_backup_shows_one_moment_while_another_process_writes(
    archive: Archive, tmp_path: Path
) -> None:
    assert archive.path is not None
    keep(archive, "a")
    other = Archive(archive.path)
    with other.writing() as connection:
        connection.execute("DELETE FROM articles")
        upkeep.backup(archive, tmp_path / "copy.db")
    other.close()
    copy = Archive(tmp_path / "copy.db")
    assert names(copy) == ["a"]
    copy.close()


def test_an_archive_in_memory_can_be_copied_to_a_file(tmp_path: Path) -> None:
    memory = Archive(None)
    keep(memory, "a")
    upkeep.backup(memory, tmp_path / "copy.db")
    copy = Archive(tmp_path / "copy.db")
    assert names(copy) == ["a"]
    for each in (memory, copy):
        each.close()


def test_a_backup_replaces_nothing_but_a_backup(archive: Archive, tmp_path: Path) -> None:
    assert archive.path is not None
    diary, other, folder = tmp_path / "diary", tmp_path / "other.db", tmp_path / "folder"
    diary.write_text("Dear diary")
    folder.mkdir()
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    for path in (diary, other, folder):
        with pytest.raises(ArchiveError, match="is no archive, and is not replaced"):
            upkeep.backup(archive, path)
    assert diary.read_text() == "Dear diary"
    with pytest.raises(ArchiveError, match="the archive itself"):
        upkeep.backup(archive, archive.path)
    with pytest.raises(ArchiveError, match="cannot be made here: No such file"):
        upkeep.backup(archive, tmp_path / "none" / "copy.db")


def test_a_backup_that_fails_leaves_nothing_behind(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(archive, "a", text="met. " * 100_000)
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    upkeep.backup(archive, target)
    before = target.read_bytes()
    connect = sqlite3.connect

    def connect_to_small_disk(path: str, *, uri: bool = False, **_: None) -> sqlite3.Connection:
        connection = connect(path, isolation_level=None, uri=uri)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect_to_small_disk)
    with pytest.raises(ArchiveError, match=r"copy\.db.*the disk is full"):
        upkeep.backup(archive, target)
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]
    assert target.read_bytes() == before
