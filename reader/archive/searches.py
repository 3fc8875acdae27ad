"""Searches that a person saves under a name. Each deed can be undone."""

from __future__ import annotations

import sqlite3

from reader.archive.deeds import before, record
from reader.text.normalise import squeeze


def save_search(connection: sqlite3.Connection, name: str, query: str, now: float) -> str:
    """Save a search, as it was typed, under a name; what the name stood for goes."""
    name, query = squeeze(name), query.strip()
    saved = before(connection, "searches", [(name,)])
    if not name or list(saved.rows) == [(name, query)]:
        return "the search was saved so before"
    connection.execute("INSERT OR REPLACE INTO searches VALUES (?, ?)", (name, query))
    return record(connection, f"search saved as {name}", [saved], now)


def remove_search(connection: sqlite3.Connection, name: str, now: float) -> str:
    """Forget the search of this name."""
    saved = before(connection, "searches", [(name,)])
    if not saved.rows:
        return f"no search is called {name}"
    connection.execute("DELETE FROM searches WHERE name = ?", (name,))
    return record(connection, f"search {name} removed", [saved], now)


def searches(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the text of each saved search, by name, in alphabetical order."""
    rows = connection.execute("SELECT name, query FROM searches").fetchall()
    return dict(sorted(rows, key=lambda row: (row[0].casefold(), row[0])))
