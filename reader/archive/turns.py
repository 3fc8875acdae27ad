"""When a subscription has its turn, and what is noted of how it went."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.archive.feed_rows import FIELDS, WIDTH, feeds_of
from reader.archive.lists import listed
from reader.archive.rows import storable
from reader.model import Feed

_LONGEST_WAIT = 24 * 3600.0
"""Seconds that a failing feed waits at most: a site mended overnight is read the day after."""
_MOVES = 2
"""Times in a row that a permanent redirect must be seen: one may be a mistake of the server."""
_TURN = "etag, modified, digest, typed, login, every, interval, failures"


@dataclass(frozen=True, slots=True)
class Due:
    """A subscription whose turn it is, and what its next request needs.

    `etag` and `modified` are as its server sent them, `digest` is of the body read last; `typed`:
    a person typed the address, which may then be a private one; `login` names a user or a command,
    never a secret. `every` is the interval in seconds that the feed asks for, `interval` the one
    that the person set, None where there is none; `failures` counts the tries that failed since
    the last that did not.
    """

    feed: Feed
    etag: str | None
    modified: str | None
    digest: str | None
    typed: bool
    login: str
    every: float | None
    interval: float | None
    failures: int


def due(
    connection: sqlite3.Connection,
    now: float,
    *,
    force: bool = False,
    only: Sequence[int] | None = None,
) -> list[Due]:
    """Return the subscriptions whose turn it is, the one that waits longest first.

    None that is paused, and none before the time that its server asked to be left alone until.

    Args:
        connection: to read with.
        now: seconds since 1970.
        force: a person asks for it: whatever the next turn.
        only: the numbers of the subscriptions asked for; None: all.
    """
    found = connection.execute(
        f"SELECT {FIELDS}, {_TURN} FROM feeds WHERE NOT paused"
        " AND coalesce(not_before, 0) <= :now AND (:force OR coalesce(next_try, 0) <= :now)"
        " AND (:only IS NULL OR number IN (SELECT value FROM json_each(:only)))"
        " ORDER BY coalesce(next_try, 0), number",
        {"now": now, "force": force, "only": None if only is None else listed(only)},
    ).fetchall()
    turns = []
    for feed, row in zip(feeds_of(connection, found), found, strict=True):
        etag, modified, digest, typed, *rest = row[WIDTH:]
        turns.append(Due(feed, etag, modified, digest, bool(typed), *rest))
    return turns


def answered(
    connection: sqlite3.Connection,
    number: int,
    *,
    now: float,
    etag: str | None,
    modified: str | None,
    next_try: float,
    digest: str | None = None,
    title: str | None = None,
    site: str | None = None,
    every: float | None = None,
    moved: str | None = None,
) -> int:
    """Note that a subscription's server answered, with a body or with nothing new.

    `etag` and `modified` replace what was kept, exactly as given; of the others, None leaves what
    is known. `moved` is where permanent redirects alone lead: the second time in a row it becomes
    the subscription's address, and where there is a subscription to that, the two become one.

    Returns:
        The number under which the subscription goes on.
    """
    connection.execute(
        "UPDATE feeds SET last_refresh = :now, etag = :etag, modified = :modified,"
        " digest = coalesce(:digest, digest), title = coalesce(nullif(:title, ''), title),"
        " site = coalesce(:site, site), every = coalesce(:every, every), next_try = :next_try,"
        " not_before = NULL, error = '', failing_since = NULL, failures = 0,"
        " moved_seen = iif(:moved IS NULL, 0, iif(moved_to = :moved, moved_seen + 1, 1)),"
        " moved_to = :moved WHERE number = :number",
        {
            "now": now,
            "etag": None if etag is None else storable(etag),
            "modified": None if modified is None else storable(modified),
            "digest": digest,
            "title": None if title is None else storable(title),
            "site": None if site is None else storable(site),
            "every": every,
            "next_try": next_try,
            "moved": None if moved is None else storable(moved),
            "number": number,
        },
    )
    return _follow(connection, number)


def failed(
    connection: sqlite3.Connection,
    number: int,
    *,
    now: float,
    error: str,
    next_try: float,
    not_before: float | None = None,
    gone: bool = False,
) -> None:
    """Note that a try failed, and why in words.

    `not_before` is when its server allows the next (`Retry-After`), which binds a person's refresh
    too; `gone`: the feed is no more (410), and is paused.
    """
    connection.execute(
        "UPDATE feeds SET error = ?, failing_since = coalesce(failing_since, ?),"
        " failures = failures + 1, next_try = ?, not_before = ?, paused = max(paused, ?),"
        " moved_to = NULL, moved_seen = 0 WHERE number = ?",
        (storable(error), now, next_try, not_before, gone, number),
    )


def wait_after(failures: int, interval: float) -> float:
    """Return the seconds to wait after so many failures in a row: twice as long after each.

    `interval` is the feed's usual one, in seconds; no wait is shorter than it, and none longer
    than a day unless it is.
    """
    doublings = min(max(failures, 0), 32)  # beyond that the bound has long been reached
    return max(interval, min(interval * 2.0**doublings, _LONGEST_WAIT))


def _follow(connection: sqlite3.Connection, number: int) -> int:
    """Give the subscription its new address if it has moved for good; return its number then."""
    found = connection.execute(
        "SELECT url, moved_to, moved_seen, login FROM feeds WHERE number = ?", (number,)
    ).fetchone()
    if found is None or found[2] < _MOVES or found[0] == found[1]:
        return number
    url, moved, _, login = found
    if login and not _is_same_place(url, moved):  # a password is never carried elsewhere unasked
        return number
    other = connection.execute("SELECT number FROM feeds WHERE url = ?", (moved,)).fetchone()
    if other is not None:
        _merge(connection, number, other[0])
        return int(other[0])
    connection.execute(
        "UPDATE feeds SET url = ?, typed = iif(?, typed, 0), moved_to = NULL, moved_seen = 0"
        " WHERE number = ?",  # an address that nobody typed is no private one
        (moved, urlsplit(url).hostname == urlsplit(moved).hostname, number),
    )
    return number


def _is_same_place(old: str, new: str) -> bool:
    """Tell whether one server answers for both addresses, and the new one no less safely."""
    a, b = urlsplit(old), urlsplit(new)
    if a.hostname != b.hostname:
        return False
    return (a.scheme, a.port) == (b.scheme, b.port) or b.scheme == "https"


def _merge(connection: sqlite3.Connection, gone: int, into: int) -> None:
    """Make one subscription of two; it is paused only where both were."""
    connection.execute(
        "INSERT OR IGNORE INTO article_feeds SELECT article, ? FROM article_feeds WHERE feed = ?",
        (into, gone),
    )
    connection.execute(
        "INSERT OR IGNORE INTO feed_tags SELECT ?, tag FROM feed_tags WHERE feed = ?", (into, gone)
    )
    connection.execute(
        "UPDATE feeds SET name = iif(feeds.name = '', old.name, feeds.name),"
        " paused = min(feeds.paused, old.paused),"
        " interval = coalesce(feeds.interval, old.interval)"
        " FROM feeds AS old WHERE feeds.number = ? AND old.number = ?",
        (into, gone),
    )
    connection.execute("DELETE FROM feeds WHERE number = ?", (gone,))
