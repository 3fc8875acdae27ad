"""Which articles bear on whose story, and what stands there before they are grouped anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.archive import values
from reader.archive.lists import IN_LIST, listed
from reader.archive.relations import replace_relations
from reader.archive.rulings import joined_with
from reader.model import Relation

Basis = tuple[float, tuple[str, ...]]
"""What a membership rests on: its score and its evidence."""


def affected(connection: sqlite3.Connection, numbers: Iterable[int]) -> set[int]:
    """Return the articles that bear on the stories of these, themselves among them.

    They are those of their stories, those that their texts link to one of them, and those that a
    person joined to one, through others too.
    """
    found: set[int] = set()
    newly = set(numbers)
    while newly:
        found |= newly
        asked = listed(newly)
        rows = connection.execute(
            f"SELECT b FROM links WHERE a {IN_LIST} UNION SELECT a FROM links WHERE b {IN_LIST}"
            " UNION SELECT there.article FROM members here JOIN members there USING (story)"
            f" WHERE here.article {IN_LIST}",
            (asked, asked, asked),
        )
        newly = {number for (number,) in rows} | joined_with(connection, newly)
        newly -= found
    return found


def link(
    connection: sqlite3.Connection, numbers: Iterable[int], pairs: Iterable[tuple[int, int]]
) -> None:
    """Put these links in place of all that these articles had among themselves."""
    known = listed(numbers)
    connection.execute(f"DELETE FROM links WHERE a {IN_LIST} AND b {IN_LIST}", (known, known))
    connection.executemany(
        "INSERT OR IGNORE INTO links VALUES (?, ?)", sorted((min(p), max(p)) for p in pairs)
    )


def relate(
    connection: sqlite3.Connection,
    numbers: Iterable[int],
    fresh: Iterable[int],
    relations: Iterable[Relation],
) -> None:
    """Put these relations in place of all that these articles had among themselves.

    Those of the `fresh` ones to any others go too: they are of an earlier text.
    """
    known, new = listed(numbers), listed(fresh)
    connection.execute(
        f"DELETE FROM relations WHERE a {IN_LIST} AND b {IN_LIST} OR a {IN_LIST} OR b {IN_LIST}",
        (known, known, new, new),
    )
    replace_relations(connection, (), relations)


def seated(
    connection: sqlite3.Connection, numbers: Iterable[int]
) -> tuple[dict[int, int], dict[int, dict[int, Basis]]]:
    """Return the stories that these articles stand in, and what each of their places rests on.

    The second is by story; it holds all members where all are asked for.
    """
    homes: dict[int, int] = {}
    bases: dict[int, dict[int, Basis]] = {}
    for article, story, score, evidence in connection.execute(
        f"SELECT article, story, score, evidence FROM members WHERE article {IN_LIST}",
        (listed(numbers),),
    ):
        homes[article] = story
        bases.setdefault(story, {})[article] = values.number(score), values.strings(evidence)
    return homes, bases


def settle(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Say that these articles wait no longer."""
    connection.execute(f"DELETE FROM pending WHERE article {IN_LIST}", (listed(numbers),))
