"""What a person did with stories: read, starred, noted. Each deed can be undone.

Kept for each article, so that it holds however stories are grouped. Every deed returns words for
it, and changes nothing where there is nothing to change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from reader.archive.deeds import Saved, before, counted, record
from reader.archive.lists import IN_LIST, listed, numbers_of
from reader.archive.query import Query
from reader.archive.stories import articles_of, numbers, recount, stories_of
from reader.text.normalise import squeeze


def mark_read(
    connection: sqlite3.Connection,
    stories: Iterable[int],
    now: float,
    *,
    until: float | None = None,
) -> str:
    """Mark the copies that these stories have as read; one that comes later will be fresh.

    `until`: only those that had arrived by then, where the screen may show less than there is.
    """
    articles = numbers_of(
        connection,
        f"SELECT article AS number FROM members WHERE story {IN_LIST}"
        " AND article NOT IN (SELECT article FROM reads)"
        " AND (? IS NULL OR (SELECT arrived FROM articles WHERE number = article) <= ?)",
        (listed(stories), until, until),
    )
    if not articles:
        return "there was nothing unread"
    return _put(connection, "reads", articles, "marked read", now)


def mark_all_read(
    connection: sqlite3.Connection, query: Query | None, now: float, *, until: float | None = None
) -> str:
    """Mark as read what a query finds, and nothing else; `until` as for `mark_read`."""
    return mark_read(connection, numbers(connection, query), now, until=until)


def mark_unread(connection: sqlite3.Connection, stories: Iterable[int], now: float) -> str:
    """Mark all copies of these stories as unread."""
    return _take(connection, "reads", stories, "marked unread", now)


def toggle_read(connection: sqlite3.Connection, stories: Sequence[int], now: float) -> str:
    """Mark these stories as read where one is unread, else as unread."""
    some = _is_any(connection, "seen = 0", stories)
    return (mark_read if some else mark_unread)(connection, stories, now)


def star(connection: sqlite3.Connection, stories: Iterable[int], now: float) -> str:
    """Star these stories: all copies that they have, so that each part of one split keeps it."""
    articles = numbers_of(
        connection,
        f"SELECT article AS number FROM members WHERE story {IN_LIST}"
        " AND article NOT IN (SELECT article FROM stars)",
        (listed(stories),),
    )
    if not articles:
        return "starred already"
    return _put(connection, "stars", articles, "starred", now)


def unstar(connection: sqlite3.Connection, stories: Iterable[int], now: float) -> str:
    """Take the star from these stories."""
    return _take(connection, "stars", stories, "no longer starred", now)


def toggle_star(connection: sqlite3.Connection, stories: Sequence[int], now: float) -> str:
    """Star these stories where one is not starred, else take their stars."""
    some = _is_any(connection, "NOT starred", stories)
    return (star if some else unstar)(connection, stories, now)


def note(connection: sqlite3.Connection, story: int, text: str, now: float) -> str:
    """Write a note on a story in place of any that it has; without words it has none.

    Stories that each had one and became one show both; what is written then stands for both.
    """
    if not squeeze(text):
        return clear_note(connection, story, now)
    articles = articles_of(connection, [story])
    if not articles or note_of(connection, story) == text.strip():
        return "the note is as it was"
    saved = before(connection, "notes", _keys(articles))
    _delete(connection, saved)
    place = saved.rows[0][0] if saved.rows else articles[0]
    connection.execute("INSERT INTO notes VALUES (?, ?, ?)", (place, text.strip(), now))
    recount(connection, [story], ["notes"])
    return record(connection, "note written", [saved], now)


def clear_note(connection: sqlite3.Connection, story: int, now: float) -> str:
    """Take away the note on a story."""
    saved = before(connection, "notes", _keys(articles_of(connection, [story])))
    if not saved.rows:
        return "there was no note"
    _delete(connection, saved)
    recount(connection, [story], ["notes"])
    return record(connection, "note removed", [saved], now)


def note_of(connection: sqlite3.Connection, story: int) -> str:
    """Return the note on a story, those of all its articles one below the other; "": none."""
    rows = connection.execute(
        "SELECT text FROM members JOIN notes USING (article) WHERE story = ? ORDER BY article",
        (story,),
    )
    return "\n".join(text for (text,) in rows)


def _put(
    connection: sqlite3.Connection, table: str, articles: Sequence[int], done: str, now: float
) -> str:
    """Enter articles into a table in which none of them stands."""
    connection.execute(
        f"INSERT INTO {table} (article, at) SELECT value, ? FROM json_each(?)",
        (now, listed(articles)),
    )
    return _record(connection, Saved(table, _keys(articles), ()), done, now)


def _take(
    connection: sqlite3.Connection, table: str, stories: Iterable[int], done: str, now: float
) -> str:
    standing = before(connection, table, _keys(articles_of(connection, stories)))
    if not standing.rows:
        return f"no story was to be {done}"
    saved = Saved(table, [row[:1] for row in standing.rows], standing.rows)
    _delete(connection, saved)
    return _record(connection, saved, done, now)


def _record(connection: sqlite3.Connection, saved: Saved, done: str, now: float) -> str:
    changed = stories_of(connection, _articles(saved))
    recount(connection, changed, [saved.table])
    what = f"{counted(len(changed), 'story', 'stories')} {done}"
    return record(connection, what, [saved], now)


def _delete(connection: sqlite3.Connection, saved: Saved) -> None:
    connection.execute(
        f"DELETE FROM {saved.table} WHERE article {IN_LIST}", (listed(_articles(saved)),)
    )


def _articles(saved: Saved) -> list[int]:
    return [article for (article,) in saved.keys]


def _is_any(connection: sqlite3.Connection, test: str, stories: Sequence[int]) -> bool:
    row = connection.execute(
        f"SELECT EXISTS (SELECT 1 FROM stories WHERE number {IN_LIST} AND {test})",
        (listed(stories),),
    ).fetchone()
    return bool(row[0])


def _keys(articles: Iterable[int]) -> list[tuple[int]]:
    return [(article,) for article in articles]
