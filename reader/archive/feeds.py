"""Subscriptions: what a person wants of them. When each has its turn is in turns.py."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.archive.feed_rows import FIELDS, add_tags, feeds_of, one
from reader.archive.removal import remove_articles, unkept
from reader.archive.rows import storable
from reader.archive.turns import Due, answered, due, failed, wait_after
from reader.model import Feed, FeedKind

__all__ = [
    "Due",
    "add",
    "all",
    "answered",
    "by_address",
    "by_number",
    "due",
    "failed",
    "pause",
    "remove",
    "rename",
    "set_interval",
    "set_login",
    "set_pages",
    "tag",
    "tags",
    "wait_after",
]


def add(
    connection: sqlite3.Connection,
    url: str,
    *,
    now: float,
    kind: FeedKind = FeedKind.FEED,
    title: str = "",
    name: str = "",
    site: str | None = None,
    tags: Iterable[str] = (),
    typed: bool = False,
    login: str = "",
    pages: bool = True,
) -> Feed:
    """Subscribe to an address, or return the subscription that there is to it.

    One that is there keeps what the person set, takes on the further tags, and the name and the
    login where it has none.

    Args:
        connection: within a transaction.
        url: an address, or a folder's path.
        now: seconds since 1970.
        kind: what it is a subscription to.
        title: the feed's own.
        name: the person's name for it.
        site: the address of the site that the feed is of.
        tags: words to find it by.
        typed: a person typed the address, so that it may be a private one.
        login: a user's name or a command, never the secret itself.
        pages: fetch the pages of items of which it gives only a summary.
    """
    connection.execute(
        "INSERT INTO feeds (url, kind, title, name, site, pages, typed, login, added)"
        " VALUES (:url, :kind, :title, :name, :site, :pages, :typed, :login, :now)"
        " ON CONFLICT (url) DO UPDATE SET name = iif(name = '', excluded.name, name),"
        " site = coalesce(site, excluded.site), login = iif(login = '', excluded.login, login),"
        " typed = max(typed, excluded.typed)",
        {
            "url": storable(url),
            "kind": kind.value,
            "title": storable(title.strip()),
            "name": storable(name.strip()),
            "site": None if site is None else storable(site),
            "pages": pages,
            "typed": typed,
            "login": storable(login),
            "now": now,
        },
    )
    found = by_address(connection, url)
    assert found is not None  # it was put there, or was there
    add_tags(connection, found.number, tags)
    return by_number(connection, found.number) or found


def remove(connection: sqlite3.Connection, number: int, *, articles: bool = False) -> int:
    """End a subscription; return how many articles went with it.

    None do, unless `articles` asks for it: then those that no other subscription delivered, but
    never one whose story a person starred or noted.
    """
    gone: list[int] = []
    if articles:
        own = connection.execute(
            "SELECT article FROM article_feeds AS own WHERE feed = ? AND NOT EXISTS"
            " (SELECT 1 FROM article_feeds WHERE article = own.article AND feed != own.feed)",
            (number,),
        )
        gone = unkept(connection, [article for (article,) in own])
    connection.execute("DELETE FROM feeds WHERE number = ?", (number,))
    remove_articles(connection, gone)
    return len(gone)


def rename(connection: sqlite3.Connection, number: int, name: str) -> None:
    """Call a subscription by the person's own name for it; an empty one gives back the feed's."""
    _set(connection, number, "name = ?", storable(name.strip()))


def tag(connection: sqlite3.Connection, number: int, tags: Iterable[str]) -> None:
    """Give a subscription these tags, in place of those that it has."""
    connection.execute("DELETE FROM feed_tags WHERE feed = ?", (number,))
    add_tags(connection, number, tags)


def pause(connection: sqlite3.Connection, number: int, *, paused: bool = True) -> None:
    """Pause a subscription, or take it up again: then it has its turn at once."""
    if paused:
        _set(connection, number, "paused = ?", 1)
    else:
        _set(connection, number, "next_try = NULL, failures = 0, paused = ?", 0)


def set_pages(connection: sqlite3.Connection, number: int, *, pages: bool) -> None:
    """Say whether the pages of items are fetched of which the feed gives only a summary."""
    _set(connection, number, "pages = ?", pages)


def set_interval(connection: sqlite3.Connection, number: int, seconds: float | None) -> None:
    """Set the person's interval between two refreshes; None leaves it to the feed."""
    _set(connection, number, "next_try = NULL, interval = ?", seconds)


def set_login(connection: sqlite3.Connection, number: int, login: str) -> None:
    """Say how to log in to the feed: a user's name or a command, never the secret itself."""
    _set(connection, number, "next_try = NULL, login = ?", storable(login))


def all(connection: sqlite3.Connection) -> list[Feed]:
    """Return every subscription, in the order of their titles."""
    found = feeds_of(connection, connection.execute(f"SELECT {FIELDS} FROM feeds").fetchall())
    return sorted(found, key=lambda feed: (feed.title.casefold(), feed.number))


def by_number(connection: sqlite3.Connection, number: int) -> Feed | None:
    """Return the subscription with this number, None where there is none."""
    return one(connection, "number", number)


def by_address(connection: sqlite3.Connection, url: str) -> Feed | None:
    """Return the subscription to this address, None where there is none."""
    return one(connection, "url", storable(url))


def tags(connection: sqlite3.Connection) -> dict[str, int]:
    """Return every tag, in the order of the alphabet, and how many subscriptions have it."""
    found = connection.execute("SELECT tag, count(*) FROM feed_tags GROUP BY tag ORDER BY tag")
    return dict(found.fetchall())


def _set(
    connection: sqlite3.Connection, number: int, columns: str, value: str | float | None
) -> None:
    connection.execute(f"UPDATE feeds SET {columns} WHERE number = ?", (value, number))
