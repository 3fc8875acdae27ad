"""Keeping an article: what its delivery changes, and the rows that say so.

Which of its texts stay as versions is decided by editions.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from reader.archive import rows, words
from reader.archive.editions import LATEST, passing, says_the_same
from reader.archive.lists import IN_LIST, listed
from reader.archive.removal import remove_articles, untouched
from reader.archive.rows import Value
from reader.model import Article, TextState
from reader.provenance.titles import title_key


class Change(StrEnum):
    """What keeping an article changed."""

    NEW = "new"
    SAME = "same"
    FULLER = "fuller"
    """Its text took the place of a summary's, or of what a blocked page showed."""
    VERSION = "version"
    """Another text (or headline) of an article that is there: a further edition."""
    REMOVED = "removed"
    """Retention took it earlier, and its feed offers it again: it was not kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Which article stands for the one delivered, under its public id; both empty if removed.

    `recheck`: its feed gives another summary than before of an article whose text came from its
    page, so the page may have changed too.
    """

    number: int
    id: str
    change: Change
    recheck: bool = False


@dataclass(frozen=True, slots=True)
class _Edition:
    number: int
    id: str
    edition: int
    title: str
    state: TextState
    digest: str
    delivered: tuple[str, ...]


_ID_LETTERS = 6
_DELIVERED = 8
"""Summaries remembered of an article: a feed's servers may give several by turns."""
_STANDING = {TextState.SUMMARY: 0, TextState.BLOCKED: 1, TextState.FULL: 2}
"""What was found by fetching the page stands against the feed's giving its summary again."""
_SUMMARY_ENDS = " .…[]()"

_INSERT = (
    f"INSERT INTO articles (id, identity, edition, arrived, {', '.join(rows.CONTENT)}) "
    f"VALUES (:id, :identity, :edition, :arrived, {', '.join(':' + c for c in rows.CONTENT)})"
)
_UNLESS_GIVEN = {
    **{c: f":{c} IS NULL" for c in ("url", "published", "published_at", "byline", "language")},
    **dict.fromkeys(("title", "title_key"), ":title = ''"),
}
"""When a column keeps its value though the text is replaced: where the page does not give it."""
_REPLACE = "UPDATE articles SET delivered = :delivered, {} WHERE number = :number".format(
    ", ".join(
        f"{c} = iif({_UNLESS_GIVEN[c]}, {c}, :{c})" if c in _UNLESS_GIVEN else f"{c} = :{c}"
        for c in rows.CONTENT
    )
)


_LAST_ONES = 8
"""Editions that are compared with what is delivered, besides the first: twice as many as are kept
of one that never stands still."""
_OWN = "SELECT number FROM articles WHERE identity = :identity"
_ALIKE = (  # the index is named, for without figures SQLite takes that of the editions
    "SELECT number FROM articles INDEXED BY articles_versions"
    " WHERE edition > 1 AND identity = :identity AND digest = :digest"
)
_DECIDING = (
    "SELECT number, id, edition, title, state, digest, delivered FROM articles WHERE number IN ("
    f" SELECT * FROM ({_OWN} ORDER BY edition LIMIT 1)"
    f" UNION SELECT * FROM ({_OWN} ORDER BY edition DESC LIMIT {_LAST_ONES})"
    f" UNION SELECT * FROM ({_ALIKE} LIMIT {_LAST_ONES})"
    f" UNION SELECT * FROM ({_ALIKE} AND title = :title LIMIT 1)"
    ") ORDER BY edition"
)


def keep(
    connection: sqlite3.Connection,
    article: Article,
    *,
    identity: str,
    feed: int | None,
    now: float,
) -> Kept:
    """Keep the article, unless this text of it is there already.

    Args:
        connection: within a transaction.
        article: as delivered; its id is taken where it is free, and `arrived` is not read.
        identity: what tells that two deliveries are one article.
        feed: the number of the subscription that delivered it; None: a person gave it, which
            brings back what retention removed.
        now: seconds since 1970.
    """
    identity = rows.storable(identity)
    values = rows.row(article)
    editions = _editions(connection, identity, values)
    if not editions:
        if feed is not None and _is_removed(connection, identity):
            return Kept(0, "", Change.REMOVED)
        connection.execute("DELETE FROM removed WHERE identity = ?", (identity,))
    change, edition = _judge(editions, values)
    if change is Change.VERSION and (known := _known(connection, editions, article)) is not None:
        change, edition = Change.SAME, known
    if edition is None or change is Change.VERSION:
        kept = _insert(connection, article.id, identity, editions, values, now)
        _thin_out(connection, identity)
    elif change is Change.FULLER:
        _replace(connection, edition, values)
        kept = Kept(edition.number, edition.id, change)
    else:
        recheck = _note(connection, edition, values)
        kept = Kept(edition.number, edition.id, change, recheck)
    if feed is not None and _has(connection, "feeds WHERE number = ?", feed):  # not removed since
        connection.execute("INSERT OR IGNORE INTO article_feeds VALUES (?, ?)", (kept.number, feed))
    return kept


def _judge(
    editions: Sequence[_Edition], values: dict[str, Value]
) -> tuple[Change, _Edition | None]:
    """Return what the delivery is, and the edition that it is the same as or takes the place of."""
    if not editions:
        return Change.NEW, None
    state, title = TextState(str(values["state"])), str(values["title"])
    for edition in editions:
        if edition.digest == values["digest"] and _agree(edition.title, title):
            return Change.SAME, edition
    latest = editions[-1]
    if state is TextState.BLOCKED:  # a wall says nothing of the article
        return Change.SAME, latest
    if latest.state is TextState.FULL:
        return (Change.VERSION if state is TextState.FULL else Change.SAME), latest
    return (Change.FULLER if state is TextState.FULL else Change.VERSION), latest


def _known(
    connection: sqlite3.Connection, editions: Sequence[_Edition], article: Article
) -> _Edition | None:
    """Return the edition, the latest first, from which what is delivered differs in nothing."""
    for edition in reversed(editions):
        if edition.state is article.state and _agree(edition.title, article.title or ""):
            (there,) = _texts(connection, [edition])
            if says_the_same(there, article):
                return edition
    return None


def _thin_out(connection: sqlite3.Connection, identity: str) -> None:
    """Let go of editions that need not be kept and that a person did nothing to but read them."""
    editions = _editions(connection, identity)
    if len(editions) <= LATEST + 1:
        return
    gone = [editions[place].number for place in passing(_texts(connection, editions))]
    if free := untouched(connection, gone):
        remove_articles(connection, free)


def _texts(connection: sqlite3.Connection, editions: Sequence[_Edition]) -> list[Article]:
    found = connection.execute(
        f"SELECT number, {rows.COLUMNS} FROM articles WHERE number {IN_LIST}",
        (listed(edition.number for edition in editions),),
    )
    texts = {number: rows.article(values) for number, *values in found}
    return [texts[edition.number] for edition in editions]


def _agree(a: str, b: str) -> bool:
    """Tell whether two titles may be one headline: the outlet's name behind it makes no other."""
    if a == b:
        return True
    a, b = title_key(a), title_key(b)
    return a in b or b in a


def _insert(
    connection: sqlite3.Connection,
    wanted: str,
    identity: str,
    editions: Sequence[_Edition],
    values: dict[str, Value],
    now: float,
) -> Kept:
    edition = editions[-1].edition + 1 if editions else 1
    wanted = f"{editions[0].id}.{edition}" if editions else rows.storable(wanted)
    article_id = next(
        found for found in _ids(wanted, identity, edition) if not _is_taken(connection, found)
    )
    head = {"id": article_id, "identity": identity, "edition": edition, "arrived": now}
    number = connection.execute(_INSERT, values | head).lastrowid
    assert number is not None  # an INSERT of one row has one
    _index(connection, number)
    return Kept(number, article_id, Change.VERSION if editions else Change.NEW)


def _ids(wanted: str, identity: str, edition: int) -> Iterator[str]:
    """Yield ids for an article, the best first; they depend on nothing but the article itself."""
    if wanted:
        yield wanted
    own = blake2b(f"{edition}\n{identity}".encode()).hexdigest()
    for length in range(_ID_LETTERS, len(own) + 1):
        yield f"{wanted}-{own[:length]}" if wanted else own[:length]


def _is_taken(connection: sqlite3.Connection, article_id: str) -> bool:
    return _has(connection, "articles WHERE id = ?", article_id)


def _is_removed(connection: sqlite3.Connection, identity: str) -> bool:
    return _has(connection, "removed WHERE identity = ?", identity)


def _has(connection: sqlite3.Connection, where: str, value: Value) -> bool:
    return connection.execute(f"SELECT 1 FROM {where}", (value,)).fetchone() is not None


def _replace(connection: sqlite3.Connection, old: _Edition, values: dict[str, Value]) -> None:
    """Put the text and all that comes with it in the place of the old."""
    before = _text(connection, old.number)
    words.drop(connection, old.number)
    delivered = _remembered(old, _summary_digest(old.title, old.digest))
    connection.execute(_REPLACE, values | {"number": old.number, "delivered": delivered})
    _index(connection, old.number)
    _move_overrules(connection, old.number, before, str(values["text"]))


def _index(connection: sqlite3.Connection, number: int) -> None:
    words.add(connection, number)
    connection.execute("INSERT OR IGNORE INTO pending VALUES (?)", (number,))


def _move_overrules(connection: sqlite3.Connection, number: int, before: str, after: str) -> None:
    """Put the labels that a person set where their words stand now; without words they go."""
    found = connection.execute(
        'SELECT "start", "end", kind, category, at FROM overrules WHERE article = ?', (number,)
    ).fetchall()
    connection.execute("DELETE FROM overrules WHERE article = ?", (number,))
    for start, end, *label in found:
        place = after.find(before[start:end])
        if place >= 0:
            connection.execute(
                "INSERT OR REPLACE INTO overrules VALUES (?, ?, ?, ?, ?, ?)",
                (number, place, place + end - start, *label),
            )


def _note(connection: sqlite3.Connection, old: _Edition, values: dict[str, Value]) -> bool:
    """Note what a delivery without a new text tells; return whether its page may have changed."""
    state = TextState(str(values["state"]))
    if _STANDING[state] >= _STANDING[old.state] and (
        state is not old.state or state is TextState.BLOCKED
    ):
        connection.execute(
            "UPDATE articles SET state = ?, state_reason = ? WHERE number = ?",
            (state.value, values["state_reason"], old.number),
        )
    if state is not TextState.SUMMARY or old.state is not TextState.FULL:
        return False
    summary = _summary_digest(str(values["title"]), str(values["digest"]))
    if summary in old.delivered:
        return False
    connection.execute(
        "UPDATE articles SET delivered = ? WHERE number = ?",
        (_remembered(old, summary), old.number),
    )
    return not (
        _agree(old.title, str(values["title"]))
        and _is_within(str(values["text"]), _text(connection, old.number))
    )


def _is_within(summary: str, text: str) -> bool:
    """Tell whether the text says what its summary does, in the same words."""
    return "".join(summary.rstrip(_SUMMARY_ENDS).split()) in "".join(text.split())


def _remembered(old: _Edition, summary: str) -> str:
    return " ".join((*old.delivered, summary)[-_DELIVERED:])


def _summary_digest(title: str, text_digest: str) -> str:
    return rows.digest(f"{title_key(title)}\n{text_digest}")


def _text(connection: sqlite3.Connection, number: int) -> str:
    found = connection.execute("SELECT text FROM articles WHERE number = ?", (number,)).fetchone()
    return str(found[0])


def _editions(
    connection: sqlite3.Connection, identity: str, values: dict[str, Value] | None = None
) -> list[_Edition]:
    """Return the editions that decide what a delivery is, in their order, few as they may be many.

    They are the first, the last ones, and with `values` those that have its very text.
    """
    found = connection.execute(
        _DECIDING, {"digest": None, "title": None, **(values or {}), "identity": identity}
    )
    return [
        _Edition(number, public, edition, title, TextState(state), text, tuple(delivered.split()))
        for number, public, edition, title, state, text, delivered in found
    ]
