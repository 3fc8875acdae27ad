"""What must be grouped: articles that came, and stories that are to be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.archive.lists import IN_LIST, listed


def pend(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Have the articles of these stories grouped again; until then the stories stay as they are."""
    connection.execute(
        f"INSERT OR IGNORE INTO pending SELECT article FROM members WHERE story {IN_LIST}",
        (listed(stories),),
    )


def some(connection: sqlite3.Connection) -> bool:
    """Tell whether any article waits to be grouped."""
    return connection.execute("SELECT 1 FROM pending LIMIT 1").fetchone() is not None
