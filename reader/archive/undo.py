"""Deeds taken back, the last one first: the rows stand again as they did."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.archive import findings
from reader.archive.deeds import TABLES, Saved, unpacked
from reader.archive.lists import IN_LIST, listed
from reader.archive.pending import pend
from reader.archive.stories import recount, stories_of


def undo(connection: sqlite3.Connection) -> str | None:
    """Take back the last deed; return what it was, in words, None where there is none.

    An article that is gone by now stays as it is. What depends on the deed is brought in line: a
    story's marks at once, its grouping and its findings when their turn comes.
    """
    row = connection.execute(
        "SELECT number, what, before FROM deeds ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    number, what, text = row
    for saved in reversed(unpacked(text)):
        _restore(connection, saved)
    connection.execute("DELETE FROM deeds WHERE number = ?", (number,))
    return f"undone: {what}"


def last(connection: sqlite3.Connection) -> str | None:
    """Return what `undo` would take back, in words, None where there is nothing."""
    row = connection.execute("SELECT what FROM deeds ORDER BY number DESC LIMIT 1").fetchone()
    return None if row is None else str(row[0])


def _restore(connection: sqlite3.Connection, saved: Saved) -> None:
    table = TABLES[saved.table]
    touched = {article for key in saved.keys for article in key[: table.articles]}
    if table.per_article:
        connection.execute(f"DELETE FROM {saved.table} WHERE article {IN_LIST}", (listed(touched),))
    else:
        test = " AND ".join(f"{column} = ?" for column in table.columns[: table.keys])
        connection.executemany(f"DELETE FROM {saved.table} WHERE {test}", saved.keys)
    there = _present(connection, touched)
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(
        f"INSERT INTO {saved.table} ({', '.join(table.columns)}) VALUES ({marks})",
        [row for row in saved.rows if there.issuperset(row[: table.articles])],
    )
    _bring_in_line(connection, saved.table, there)


def _bring_in_line(connection: sqlite3.Connection, table: str, articles: Iterable[int]) -> None:
    stories = stories_of(connection, articles)
    if table == "rulings":
        pend(connection, stories)
    elif table == "overrules":
        findings.forget(connection, stories)
    elif TABLES[table].per_article:
        recount(connection, stories, [table])


def _present(connection: sqlite3.Connection, articles: Iterable[int]) -> set[int]:
    rows = connection.execute(
        f"SELECT number FROM articles WHERE number {IN_LIST}", (listed(articles),)
    )
    return {number for (number,) in rows}
