from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.archive import schema, shape
from reader.archive.connection import Archive
from reader.errors import ArchiveError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Archive(tmp_path / "archive.db").close()
    return tmp_path / "archive.db"


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_the_digest_is_that_of_the_last_step() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection, "memory")
        assert shape.digest(connection) == shape.DIGEST


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER theirs AFTER INSERT ON articles BEGIN DELETE FROM articles; END",
        "CREATE VIEW theirs AS SELECT 1",
        "CREATE TABLE theirs (a)",
        "CREATE INDEX theirs ON articles (hex(text))",
        "ALTER TABLE stories ADD COLUMN theirs AS (hex(headline))",
        "DROP TABLE members",
        "DROP INDEX stories_starred",
        "ALTER TABLE articles DROP COLUMN state_reason",
    ],
)
def test_tables_of_a_strangers_making_are_left_alone(path: Path, statement: str) -> None:
    change(path, statement)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match=r"not as reader makes them.*backup.*--archive"):
        Archive(path)
    assert path.read_bytes() == before


def test_what_sqlite_adds_for_itself_does_not_matter(path: Path) -> None:
    change(path, "INSERT INTO searches VALUES ('a', 'b')", "ANALYZE")
    Archive(path).close()
