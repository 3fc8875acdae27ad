"""The rows of the full-text indexes: all articles in `words`, some in `grams` too.

Both have their content in `articles`, so a row must be taken out with the very values that it was
put in with: `drop` comes before a change of the article, `add` after it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

INDEXES = ("words", "grams")


def add(connection: sqlite3.Connection, number: int) -> None:
    """Index the article, as it stands in its table."""
    for index, values in _entries(connection, number):
        connection.execute(
            f"INSERT INTO {index} (rowid, title, text, outlet) VALUES (?, ?, ?, ?)", values
        )


def drop(connection: sqlite3.Connection, number: int) -> None:
    """Take the article, as it stands in its table, out of the indexes."""
    for index, values in _entries(connection, number):
        connection.execute(
            f"INSERT INTO {index} ({index}, rowid, title, text, outlet)"
            " VALUES ('delete', ?, ?, ?, ?)",
            values,
        )


def _entries(
    connection: sqlite3.Connection, number: int
) -> Iterator[tuple[str, tuple[int, str, str, str]]]:
    """Yield each index that has the article, and its row there.

    Values, never INSERT … SELECT: a statement that could fail halfway makes FTS5 write out what it
    has gathered, and indexing takes three times as long.
    """
    title, text, outlet, unspaced = connection.execute(
        "SELECT title, text, outlet, unspaced FROM articles WHERE number = ?", (number,)
    ).fetchone()
    yield "words", (number, title, text, outlet)
    if unspaced:
        yield "grams", (number, title, text, outlet)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make both indexes anew from the articles."""
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def optimize(connection: sqlite3.Connection) -> None:
    """Merge each index into one piece, which also lets go of what was dropped."""
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def damaged(connection: sqlite3.Connection) -> list[str]:
    """Return the indexes that do not agree with the articles; reads all of them.

    SQLite checks them only in a file that may be written: of another this says nothing.
    """
    found = []
    for index in INDEXES:
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                raise
        except sqlite3.DatabaseError:
            found.append(index)
    return found
