"""Subscriptions as rows: read, counted and tagged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from reader.archive.lists import IN_LIST, listed
from reader.archive.rows import storable
from reader.archive.values import one_of, optional, text, when
from reader.model import Feed, FeedKind

FIELDS = (
    "feeds.number, url, kind, title, name, site, paused, pages, last_refresh, next_try, "
    "not_before, error, failing_since"
)
"""The columns that `feeds_of` takes, in its order; more may follow them."""
WIDTH = FIELDS.count(",") + 1


def feeds_of(connection: sqlite3.Connection, found: Sequence[tuple[Any, ...]]) -> list[Feed]:
    """Return the subscriptions of rows that begin with `FIELDS`."""
    numbers = listed(row[0] for row in found)
    tags: dict[int, list[str]] = {}
    for number, tag in connection.execute(
        f"SELECT feed, tag FROM feed_tags WHERE feed {IN_LIST} ORDER BY tag", (numbers,)
    ):
        tags.setdefault(number, []).append(tag)
    counts: dict[int, int] = dict(
        connection.execute(
            f"SELECT feed, count(*) FROM article_feeds WHERE feed {IN_LIST} GROUP BY feed",
            (numbers,),
        ).fetchall()
    )
    return [_feed(row[:WIDTH], tags.get(row[0], []), counts.get(row[0], 0)) for row in found]


def one(connection: sqlite3.Connection, column: str, value: str | int) -> Feed | None:
    """Return the subscription with this value in a column that has every value once."""
    found = connection.execute(f"SELECT {FIELDS} FROM feeds WHERE {column} = ?", (value,))
    return next(iter(feeds_of(connection, found.fetchall())), None)


def add_tags(connection: sqlite3.Connection, number: int, tags: Iterable[str]) -> None:
    """Give the subscription further tags; empty ones are left out."""
    connection.executemany(
        "INSERT OR IGNORE INTO feed_tags VALUES (?, ?)",
        [(number, storable(tag.strip())) for tag in tags if tag.strip()],
    )


def _feed(row: tuple[Any, ...], tags: list[str], articles: int) -> Feed:
    number, url, kind, title, name, site, paused, pages, last, following, not_before, *failing = row
    error, since = failing
    following, not_before = when(following), when(not_before)
    if following is not None and not_before is not None:
        following = max(following, not_before)
    return Feed(
        number,
        text(url),
        text(name) or text(title) or text(url),
        one_of(FeedKind, kind, FeedKind.FEED),
        optional(site),
        tuple(map(text, tags)),
        bool(paused),
        bool(pages),
        articles,
        when(last),
        following,
        text(error),
        when(since),
    )
