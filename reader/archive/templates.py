"""The sentences that turned out to be furniture, and who prints those that may yet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from reader.archive.lists import IN_LIST, listed
from reader.archive.values import text
from reader.grouping.recurrence import EVERY, Templates


def printers(
    connection: sqlite3.Connection, sentences: Iterable[int], least: int
) -> dict[int, list[int]]:
    """Return the articles that print each sentence, ascending, where at least so many do."""
    rows = connection.execute(
        "SELECT hash, json_group_array(article) FROM json_each(?) CROSS JOIN sentences"
        " ON hash = value GROUP BY hash HAVING count(*) >= ?",
        (listed(set(sentences)), least),
    )
    return {sentence: sorted(json.loads(numbers)) for sentence, numbers in rows}


def templates(connection: sqlite3.Connection, sentences: Iterable[int]) -> Templates:
    """Return which of the sentences are known to be furniture."""
    found: dict[int, frozenset[str]] = {}
    for sentence, outlet in connection.execute(
        f"SELECT hash, outlet FROM templates WHERE hash {IN_LIST}", (listed(set(sentences)),)
    ):
        found[sentence] = found.get(sentence, frozenset()) | {outlet}
    return found


def learn(connection: sqlite3.Connection, learned: Templates) -> None:
    """Keep that these sentences are furniture. Who prints what is everyone's need not be kept."""
    connection.executemany(
        "INSERT OR IGNORE INTO templates VALUES (?, ?)",
        ((sentence, outlet) for sentence, outlets in learned.items() for outlet in outlets),
    )
    connection.executemany(
        "DELETE FROM sentences WHERE hash = ?",
        ((sentence,) for sentence, outlets in learned.items() if EVERY in outlets),
    )


def everywhere(connection: sqlite3.Connection, sentences: Iterable[int]) -> set[int]:
    """Return which of the sentences are known to be every outlet's furniture."""
    known = templates(connection, sentences)
    return {sentence for sentence, outlets in known.items() if EVERY in outlets}


def outlets(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, str]:
    """Return the case-folded names of the outlets of these articles (numbers)."""
    return {
        number: text(outlet).casefold()
        for number, outlet in connection.execute(
            f"SELECT number, outlet FROM articles WHERE number {IN_LIST}", (listed(set(articles)),)
        )
    }
