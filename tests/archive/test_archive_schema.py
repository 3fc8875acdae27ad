from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.archive import articles, feeds, schema, upkeep
from reader.archive.connection import Archive
from tests.archive import steps


def tables(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT name, sql FROM sqlite_schema"))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    path = tmp_path / "fresh.db"
    Archive(path).close()
    return path


@pytest.mark.parametrize("step", range(schema.VERSION + 1))
def test_an_archive_of_every_step_is_brought_up_to_date(
    tmp_path: Path, fresh: Path, step: int
) -> None:
    path = tmp_path / "archive.db"
    steps.build(path, step)
    Archive(path).close()
    assert tables(path) == tables(fresh)
    archive = Archive(path)
    with archive.reading() as connection:
        assert schema.version(connection) == schema.VERSION
        if step >= 1:
            _expect_articles(connection)
            links = {one.links for one in articles.load(connection, (1, 2))}
            assert links == {(steps.LINKED,) if step >= 5 else ()}
        if step >= 2:
            assert connection.execute("SELECT article FROM members").fetchall() == [(1,)]
        if step >= 3:
            assert connection.execute("SELECT article FROM stars").fetchall() == [(1,)]
            assert connection.execute("SELECT article, text FROM notes").fetchall() == [(2, "see")]
        assert upkeep.check(connection) == []
    archive.close()


def _expect_articles(connection: sqlite3.Connection) -> None:
    found = articles.load(connection, articles.all_numbers(connection))
    assert {one.id: one.text for one in found} == steps.TEXTS
    [feed] = feeds.all(connection)
    assert (feed.url, feed.title, feed.tags, feed.articles) == (
        steps.FEED, "Larkfield", ("home",), 2
    )  # fmt: skip
    for index, query, number in (("words", "council", 1), ("grams", "トンネル", 2)):
        hits = connection.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ?", (query,))
        assert hits.fetchall() == [(number,)]
    assert (2,) in connection.execute("SELECT article FROM pending").fetchall()
    kept = articles.keep(connection, steps.article("x", "y"), identity="old", feed=1, now=steps.NOW)
    assert kept.change is articles.Change.REMOVED


def test_articles_of_the_first_step_wait_to_be_grouped(tmp_path: Path) -> None:
    steps.build(tmp_path / "archive.db", 1)
    archive = Archive(tmp_path / "archive.db")
    with archive.reading() as connection:
        pending = connection.execute("SELECT article FROM pending").fetchall()
    assert pending == [(1,), (2,)]
    archive.close()


@pytest.mark.parametrize("step", range(schema.VERSION))
def test_a_step_that_is_interrupted_was_not_taken(tmp_path: Path, fresh: Path, step: int) -> None:
    """Interrupted after more and more of SQLite's own operations, until it gets to its end."""
    interrupted = 0
    while True:
        path = tmp_path / f"{interrupted}.db"
        steps.build(path, step)
        before = tables(path)
        if _migrates(path, step + 1, operations=5 * 2**interrupted):
            break
        interrupted += 1
        assert tables(path) == before
        Archive(path).close()
        assert tables(path) == tables(fresh)
    assert interrupted > 3


def _migrates(path: Path, to: int, *, operations: int) -> bool:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.set_progress_handler(lambda: 1, operations)
        try:
            schema.migrate(connection, "archive", to=to)
        except sqlite3.OperationalError:
            assert not connection.in_transaction
            return False
    return True


def test_a_step_that_another_process_has_just_taken_is_not_taken_twice(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    steps.build(path, 1)
    other = sqlite3.connect(path, isolation_level=None)
    ours = sqlite3.connect(path, isolation_level=None)
    asked: list[str] = []

    def overtake(statement: str) -> None:
        asked.append(statement)
        if statement.startswith("BEGIN") and len(asked) < 5:
            schema.migrate(other, "archive")

    ours.set_trace_callback(overtake)
    schema.migrate(ours, "archive")
    assert not any("CREATE" in statement for statement in asked)
    for connection in (ours, other):
        connection.close()
