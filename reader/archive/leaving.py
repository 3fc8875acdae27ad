"""Where a person left the program, to go on there: no deed, and nothing that is undone."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Left(NamedTuple):
    """A place that was left: a story by its id, and what was open of it.

    `article` is the id of the copy that was open, empty for the clean text; `passage` the number of
    the passage under the cursor; `reading`: the text had the focus, not the list.
    """

    story: str
    article: str = ""
    passage: int = 0
    reading: bool = False


def keep_left(connection: sqlite3.Connection, left: Left) -> None:
    """Keep where the program was left, instead of where it was before. Within a transaction."""
    connection.execute("INSERT OR REPLACE INTO left_at VALUES (1, ?, ?, ?, ?)", left)


def where_left(connection: sqlite3.Connection) -> Left | None:
    """Return where the program was left, None where it never was."""
    row = connection.execute("SELECT story, article, passage, reading FROM left_at").fetchone()
    if row is None:
        return None
    story, article, passage, reading = row
    return Left(story, article, passage, bool(reading))
