"""Stories that must be grouped again."""

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
