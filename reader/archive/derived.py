"""Everything derived, forgotten at once, so that it is made anew."""

from __future__ import annotations

import sqlite3

from reader.archive import words

DERIVED = (
    "pending",
    "findings",
    "relations",
    "members",
    "stories",
    "shingles",
    "sentences",
    "fingerprints",
    "links",
    "templates",
    "derived",
)
"""The tables that can be made anew from the articles and from what a person did."""


def forget(connection: sqlite3.Connection) -> int:
    """Forget all that is derived, make the search indexes anew, and return how many articles wait.

    Within a transaction: an archive is never without both its stories and the articles that wait to
    be grouped. What a person did is not touched.
    """
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    words.rebuild(connection)
    return connection.execute("INSERT INTO pending SELECT number FROM articles").rowcount
