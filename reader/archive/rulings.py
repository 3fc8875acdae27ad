"""Which articles a person joined or parted, whatever their texts say. Each deed can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from reader.archive.deeds import before, counted, record
from reader.archive.lists import IN_LIST, listed
from reader.archive.pending import pend
from reader.archive.stories import articles_of, stories_of
from reader.grouping.rulings import Rulings


def join(connection: sqlite3.Connection, story: int, other: int, now: float) -> str:
    """Have two stories become one: their first articles are joined for good.

    What was parted between them is so no longer.
    """
    here, there = articles_of(connection, [story]), articles_of(connection, [other])
    if story == other or not here or not there:
        return "that is one story already"
    return _rule(connection, here, there, [_pair(here[0], there[0])], "join", now)


def split(connection: sqlite3.Connection, article: int, now: float) -> str:
    """Have an article leave its story, with its versions: it is parted from every other member.

    What was joined between them is so no longer.
    """
    rows = connection.execute(
        "SELECT article, coalesce(version_of = ?1, 0) OR article = ?1 FROM members"
        " WHERE story = (SELECT story FROM members WHERE article = ?1) ORDER BY article",
        (article,),
    ).fetchall()
    going = [number for number, goes in rows if goes]
    staying = [number for number, goes in rows if not goes]
    if not staying:
        return "it is a story of its own already"
    pairs = [_pair(a, b) for a in going for b in staying]
    return _rule(connection, going, staying, pairs, "part", now)


def join_all(connection: sqlite3.Connection, groups: Iterable[Sequence[int]], now: float) -> str:
    """Join the articles of each group (their numbers), as one deed.

    What a person ruled on two of them stands.
    """
    pairs = {_pair(group[0], other) for group in groups for other in group[1:]}
    ruled = set(connection.execute("SELECT a, b FROM rulings"))
    new = sorted(pairs - ruled)
    if not new:
        return "all of them were joined already"
    saved = before(connection, "rulings", new)
    connection.executemany(
        "INSERT INTO rulings (a, b, kind, at) VALUES (?, ?, 'join', ?)",
        [(*pair, now) for pair in new],
    )
    pend(connection, stories_of(connection, {number for pair in new for number in pair}))
    return record(connection, f"{counted(len(new), 'article', 'articles')} joined", [saved], now)


def rulings(connection: sqlite3.Connection, articles: Iterable[int]) -> Rulings:
    """Return what was ruled on these articles (numbers) among themselves, by public ids."""
    known = listed(articles)
    pairs: dict[str, set[tuple[str, str]]] = {"join": set(), "part": set()}
    for kind, a, b in connection.execute(
        "SELECT r.kind, a.id, b.id FROM rulings r JOIN articles a ON a.number = r.a"
        f" JOIN articles b ON b.number = r.b WHERE r.a {IN_LIST} AND r.b {IN_LIST}",
        (known, known),
    ):
        pairs[kind].add((a, b))
    return Rulings(frozenset(pairs["join"]), frozenset(pairs["part"]))


def joined_with(connection: sqlite3.Connection, articles: Iterable[int]) -> set[int]:
    """Return the articles that these (numbers) were joined with, directly or through others."""
    known = set(articles)
    found: set[int] = set()
    newly = known
    while newly:
        asked = listed(newly)
        rows = connection.execute(
            f"SELECT b FROM rulings WHERE kind = 'join' AND a {IN_LIST}"
            f" UNION SELECT a FROM rulings WHERE kind = 'join' AND b {IN_LIST}",
            (asked, asked),
        )
        newly = {number for (number,) in rows} - known - found
        found |= newly
    return found


def _rule(
    connection: sqlite3.Connection,
    one: Sequence[int],
    other: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    kind: str,
    now: float,
) -> str:
    """Rule on pairs, and let no other ruling between the two sides contradict it."""
    against = connection.execute(
        f"SELECT a, b FROM rulings WHERE kind != ?1 AND (a {_AMONG.format(2)} AND b"
        f" {_AMONG.format(3)} OR a {_AMONG.format(3)} AND b {_AMONG.format(2)})",
        (kind, listed(one), listed(other)),
    ).fetchall()
    saved = before(connection, "rulings", dict.fromkeys([*against, *pairs]))
    connection.executemany("DELETE FROM rulings WHERE a = ? AND b = ?", saved.keys)
    connection.executemany(
        "INSERT INTO rulings (a, b, kind, at) VALUES (?, ?, ?, ?)",
        [(*pair, kind, now) for pair in pairs],
    )
    pend(connection, stories_of(connection, [*one, *other]))
    what = "two stories joined" if kind == "join" else "a copy split from its story"
    return record(connection, what, [saved], now)


_AMONG = "IN (SELECT value FROM json_each(?{}))"


def _pair(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)
