"""Labels that a person set on segments of articles. Each deed can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.archive import findings
from reader.archive.deeds import before, record
from reader.archive.lists import IN_LIST, listed
from reader.archive.stories import stories_of
from reader.model import Category, Kind, Overrule


def overrule(
    connection: sqlite3.Connection,
    article: int,
    start: int,
    end: int,
    kind: Kind,
    category: Category | None,
    now: float,
) -> str:
    """Label a segment of an article (its number) by hand; `category` is that of an addition."""
    saved = before(connection, "overrules", [(article, start, end)])
    connection.execute(
        "INSERT OR REPLACE INTO overrules VALUES (?, ?, ?, ?, ?, ?)",
        (article, start, end, kind.value, category and category.value, now),
    )
    findings.forget(connection, stories_of(connection, [article]))
    label = category.value if kind is Kind.ADDITION and category else kind.value
    return record(connection, f"labelled {label}", [saved], now)


def withdraw(connection: sqlite3.Connection, article: int, start: int, end: int, now: float) -> str:
    """Let a segment have the label again that the evidence gives it."""
    saved = before(connection, "overrules", [(article, start, end)])
    if not saved.rows:
        return "its label was not set by hand"
    connection.execute(
        'DELETE FROM overrules WHERE article = ? AND "start" = ? AND "end" = ?',
        (article, start, end),
    )
    findings.forget(connection, stories_of(connection, [article]))
    return record(connection, "label withdrawn", [saved], now)


def overrules(connection: sqlite3.Connection, articles: Iterable[int]) -> tuple[Overrule, ...]:
    """Return the labels that were set by hand on these articles (numbers), in order of place."""
    rows = connection.execute(
        'SELECT a.id, o."start", o."end", o.kind, o.category, o.at FROM overrules o'
        f" JOIN articles a ON a.number = o.article WHERE o.article {IN_LIST}"
        ' ORDER BY o.article, o."start", o."end"',
        (listed(articles),),
    )
    return tuple(
        Overrule(
            article, start, end, Kind(kind), None if category is None else Category(category), at
        )
        for article, start, end, kind, category, at in rows
        if isinstance(start, int) and isinstance(end, int) and _is_label(kind, category)
    )


def _is_label(kind: str, category: str | None) -> bool:
    return kind in set(Kind) and (category is None or category in set(Category))
