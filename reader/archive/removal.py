"""Taking articles out of the archive, with all that belongs to them and to nothing else."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence

from reader.archive import stories, words
from reader.archive.deeds import TABLES
from reader.archive.lists import IN_LIST, listed, numbers_of
from reader.archive.pending import pend

HELD = (
    "WITH held (article) AS (SELECT article FROM stars UNION SELECT article FROM notes),"
    " beside (article) AS (SELECT article FROM held UNION SELECT article FROM members WHERE story"
    "  IN (SELECT story FROM members JOIN held USING (article))),"
    " kept (identity) AS (SELECT identity FROM articles JOIN beside ON article = number)"
)
"""SQL before a query, for which `kept` then lists the identities of what must stay: the articles
that are starred or noted, and the others of their stories."""


def unkept(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """Return those of the articles that may go: nothing in their story is starred or noted."""
    return numbers_of(
        connection,
        f"{HELD} SELECT number FROM articles WHERE number {IN_LIST}"
        " AND identity NOT IN (SELECT identity FROM kept)",
        (listed(numbers),),
    ).tolist()


def untouched(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """Return those of the articles to which a person did nothing but read them."""
    done = " UNION ".join(
        f"SELECT {column} FROM {table}"
        for table, shape in TABLES.items()
        if table != "reads"
        for column in shape.columns[: shape.articles]
    )
    return numbers_of(
        connection,
        f"SELECT number FROM articles WHERE number {IN_LIST} AND number NOT IN ({done})",
        (listed(numbers),),
    ).tolist()


def remove_articles(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Take the articles out; what is left of their stories is to be grouped again."""
    touched = stories.stories_of(connection, numbers)
    for number in numbers:
        _forget_fingerprint(connection, number)
        words.drop(connection, number)
    connection.execute(f"DELETE FROM articles WHERE number {IN_LIST}", (listed(numbers),))
    _leave(connection, touched)


def forget_gone(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Take out the rows that name articles which are gone without them.

    No deed of this program leaves such rows; another program does that writes to the file, and so
    does damage. What is left of their stories is to be grouped again.
    """
    touched = stories.stories_of(connection, numbers)
    for number in numbers:
        _forget_fingerprint(connection, number)
    for table, column, then in connection.execute(_NAMING).fetchall():
        way = (
            f"UPDATE {table} SET {column} = NULL" if then == "SET NULL" else f"DELETE FROM {table}"
        )
        connection.execute(f"{way} WHERE {column} {IN_LIST}", (listed(numbers),))
    _leave(connection, touched)


_NAMING = (
    'SELECT tables.name, keys."from", keys.on_delete FROM sqlite_schema AS tables'
    " CROSS JOIN pragma_foreign_key_list(tables.name) AS keys"
    " WHERE tables.type = 'table' AND keys.\"table\" = 'articles'"
)
"""SQL for the columns that name articles, with what becomes of their rows when one goes."""


def _leave(connection: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Bring stories in line that articles left: those without any go, the others wait."""
    left = listed(touched)
    connection.execute(
        f"DELETE FROM stories WHERE number {IN_LIST}"
        " AND NOT EXISTS (SELECT 1 FROM members WHERE story = stories.number)",
        (left,),
    )
    pend(connection, touched)
    stories.recount(connection, touched)


def _forget_fingerprint(connection: sqlite3.Connection, number: int) -> None:
    """Take an article's shingles and sentences out, which name it without a foreign key."""
    found = connection.execute(
        "SELECT shingles, sentences FROM fingerprints WHERE article = ?", (number,)
    ).fetchone()
    for table, blob in zip(("shingles", "sentences"), found or (), strict=False):
        hashes = array("q")
        hashes.frombytes(blob)
        connection.executemany(
            f"DELETE FROM {table} WHERE hash = ? AND article = ?",
            ((value, number) for value in hashes),
        )
