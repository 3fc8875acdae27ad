"""What outlets are called: as published, or as the person calls them."""

from __future__ import annotations

import sqlite3


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
