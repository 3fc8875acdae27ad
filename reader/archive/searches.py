"""Searches that a person keeps under a name. Each deed can be undone."""

from __future__ import annotations

import sqlite3

from reader.archive.deeds import before, record
from reader.text.normalise import squeeze


def save_search(connection: sqlite3.Connection, name: str, query: str, now: float) -> str:
    """Keep a search, as it was typed, under a name; what the name stood for goes."""
    name, query = squeeze(name), query.strip()
    saved = before(connection, "searches", [(name,)])
    if not name or list(saved.rows) == [(name, query)]:
        return "the search is kept as it was"
    connection.execute("INSERT OR REPLACE INTO searches VALUES (?, ?)", (name, query))
    return record(connection, f"search kept as {name}", [saved], now)


def remove_search(connection: sqlite3.Connection, name: str, now: float) -> str:
    """Keep the search of this name no longer."""
    saved = before(connection, "searches", [(name,)])
    if not saved.rows:
        return f"no search is called {name}"
    connection.execute("DELETE FROM searches WHERE name = ?", (name,))
    return record(connection, f"search {name} removed", [saved], now)


def searches(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the text of each search kept, by name, in alphabetical order."""
    rows = connection.execute("SELECT name, query FROM searches").fetchall()
    return dict(sorted(rows, key=lambda row: (row[0].casefold(), row[0])))
