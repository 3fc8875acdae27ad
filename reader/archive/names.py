"""What outlets are called: as published, or as the person calls them."""

from __future__ import annotations

import sqlite3

from reader.archive.deeds import before, record
from reader.text.normalise import squeeze


class Names:
    """The person's names of outlets; `called` gives any outlet's name."""

    def __init__(self, given: dict[str, str]) -> None:
        self._given = {published.casefold(): name for published, name in given.items()}

    def __bool__(self) -> bool:
        return bool(self._given)

    def called(self, outlet: str) -> str:
        """Return what the outlet published under this name is called."""
        return self._given.get(outlet.casefold(), outlet) if self._given else outlet


def names(connection: sqlite3.Connection) -> Names:
    """Return the names that the person gave."""
    return Names(dict(connection.execute("SELECT outlet, name FROM outlet_names")))


def rename_outlet(connection: sqlite3.Connection, outlet: str, name: str, now: float) -> str:
    """Call an outlet otherwise, whatever it is called now; "" gives it its published name again.

    Where several are called so, all of them. The deed can be undone.
    """
    name = squeeze(name)
    meant = _meant(connection, outlet)
    if not meant:
        return f"no outlet is called {outlet}"
    saved = before(connection, "outlet_names", [(published,) for published in meant])
    made = [(published, name) for published in meant if name not in ("", published)]
    if set(saved.rows) == set(made):
        return "the outlet is called so already"
    connection.executemany("DELETE FROM outlet_names WHERE outlet = ?", saved.keys)
    connection.executemany("INSERT INTO outlet_names VALUES (?, ?)", made)
    what = f"{outlet} is called {name}" if name else f"{outlet} has its own name again"
    return record(connection, what, [saved], now)


def _meant(connection: sqlite3.Connection, outlet: str) -> list[str]:
    """Return the published names of the outlets that are called so."""
    given = dict(connection.execute("SELECT outlet, name FROM outlet_names"))
    meant = [published for published, called in given.items() if called == outlet]
    if names(connection).called(outlet) == outlet and outlet not in meant:
        meant += (
            connection.execute(
                "SELECT ? WHERE EXISTS (SELECT 1 FROM articles WHERE outlet = ? COLLATE NOCASE)",
                (outlet, outlet),
            ).fetchone()
            or ()
        )
    return meant


def published_names(connection: sqlite3.Connection) -> list[str]:
    """Return every outlet's name as published, case apart, from the index alone.

    Stepping from one name to the next takes as many look-ups as there are outlets, where DISTINCT
    would go through an entry for each article.
    """
    return [
        name
        for (name,) in connection.execute(
            "WITH RECURSIVE known(outlet) AS ("
            " SELECT * FROM (SELECT outlet FROM articles ORDER BY outlet COLLATE NOCASE LIMIT 1)"
            " UNION ALL SELECT (SELECT outlet FROM articles"
            "  WHERE outlet COLLATE NOCASE > known.outlet COLLATE NOCASE"
            "  ORDER BY outlet COLLATE NOCASE LIMIT 1)"
            " FROM known WHERE known.outlet IS NOT NULL)"
            "SELECT outlet FROM known WHERE outlet IS NOT NULL"
        )
    ]
