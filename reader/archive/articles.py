"""Articles as published: kept (see keeping.py), found by what names them, and read again.

Inside the archive an article is its number; its public id is what a person and other programs see.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.archive import rows
from reader.archive.keeping import Change, Kept, keep
from reader.archive.lists import as_json, listed, numbers_of
from reader.model import Article

__all__ = [
    "Change",
    "Kept",
    "Unfetched",
    "all_numbers",
    "count",
    "ids",
    "keep",
    "load",
    "load_one",
    "numbers",
    "of_outlet",
    "outlet_of_domain",
    "owners",
    "unfetched",
]


@dataclass(frozen=True, slots=True)
class Unfetched:
    """An article of which there is only a summary, and whose page was not fetched yet.

    `typed`: a person typed the address of its feed, `feed_url`.
    """

    number: int
    identity: str
    url: str
    feed: int
    feed_url: str
    typed: bool


def load(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Article]:
    """Return the articles with these numbers, in that order, without those that are gone."""
    wanted = list(numbers)
    found = connection.execute(
        f"SELECT articles.number, {rows.COLUMNS} FROM json_each(?) AS wanted"
        " CROSS JOIN articles ON articles.number = wanted.value",
        (listed(wanted),),
    )
    by_number = {number: rows.article(values) for number, *values in found}
    return [by_number[number] for number in wanted if number in by_number]


def load_one(connection: sqlite3.Connection, number: int) -> Article | None:
    """Return the article with this number, None where it is gone."""
    return next(iter(load(connection, (number,))), None)


def numbers(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return the number of each public id that names an article."""
    wanted = as_json(rows.storable(article_id) for article_id in ids)
    found = connection.execute(
        "SELECT articles.id, articles.number FROM json_each(?) AS wanted"
        " CROSS JOIN articles ON articles.id = wanted.value",
        (wanted,),
    )
    return dict(found.fetchall())


def ids(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return the public id of each number that is an article's."""
    found = connection.execute(
        "SELECT articles.number, articles.id FROM json_each(?) AS wanted"
        " CROSS JOIN articles ON articles.number = wanted.value",
        (listed(numbers),),
    )
    return dict(found.fetchall())


def count(connection: sqlite3.Connection) -> int:
    """Return how many articles there are, versions included."""
    return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def all_numbers(connection: sqlite3.Connection) -> array[int]:
    """Return the numbers of all articles, in order of arrival."""
    return numbers_of(connection, "SELECT number FROM articles ORDER BY number")


def of_outlet(connection: sqlite3.Connection, names: Iterable[str], limit: int) -> list[Article]:
    """Return the articles that came last, at most `limit`, of the outlets with these names."""
    latest: list[int] = []
    for name in {name.casefold(): name for name in names}.values():
        latest += numbers_of(
            connection,
            "SELECT number FROM articles WHERE outlet = ? COLLATE NOCASE"
            " ORDER BY number DESC LIMIT ?",
            (rows.storable(name), limit),
        )
    return load(connection, sorted(latest, reverse=True)[:limit])


def outlet_of_domain(connection: sqlite3.Connection, domain: str) -> str | None:
    """Return the name of the outlet whose article was the first of this domain, None if none is."""
    found = connection.execute(
        "SELECT outlet FROM articles WHERE domain = ? AND domain IS NOT NULL"
        " ORDER BY number LIMIT 1",
        (rows.storable(domain),),
    ).fetchone()
    return None if found is None else str(found[0])


def owners(connection: sqlite3.Connection, keys: Iterable[str]) -> Mapping[str, set[str]]:
    """Return the ids of the articles that bear each title, for `Titles.owned`.

    `keys` are of `provenance.titles.title_key`; one that is no article's title is left out.
    """
    found: dict[str, set[str]] = {}
    for key, article_id in connection.execute(
        "SELECT articles.title_key, articles.id FROM json_each(?) AS wanted"
        " CROSS JOIN articles ON articles.title_key = wanted.value AND articles.title_key != ''",
        (as_json(rows.storable(key) for key in keys),),
    ):
        found.setdefault(key, set()).add(article_id)
    return found


def unfetched(
    connection: sqlite3.Connection, *, since: float, feeds: Sequence[int] | None = None
) -> list[Unfetched]:
    """Return the articles that arrived since then whose pages are still to be fetched.

    Those of feeds whose pages are wanted, and that are not paused; `feeds`: of these alone.
    """
    found = connection.execute(
        "SELECT articles.number, identity, articles.url, min(feeds.number), feeds.url, typed"
        " FROM articles"
        " JOIN article_feeds ON article_feeds.article = articles.number"
        " JOIN feeds ON feeds.number = article_feeds.feed"
        " WHERE state = 'summary' AND arrived >= :since AND articles.url IS NOT NULL"
        " AND pages AND NOT paused"
        " AND (:feeds IS NULL OR feeds.number IN (SELECT value FROM json_each(:feeds)))"
        " GROUP BY articles.number ORDER BY articles.number",
        {"since": since, "feeds": None if feeds is None else listed(feeds)},
    )
    return [
        Unfetched(number, identity, url, feed, feed_url, bool(typed))
        for number, identity, url, feed, feed_url, typed in found
    ]
