"""What collating a story found, outlet by outlet: kept to filter and sort by, made anew at will."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from reader.archive.lists import IN_LIST, listed, numbers_of
from reader.collation.marks import FACTS, Mark, count_changes, marks
from reader.model import Collation, Kind

ADDITION = "addition"
OMISSION = "omission"
FACT = "fact"
SUBSTITUTION = "substitution"
"""Other words for the same; where a fact is another, it is a fact."""
TRANSPOSITION = "transposition"
EDIT = "edit"
"""Words that are another fact: the value says which, as `EditKind` has it."""


def put(connection: sqlite3.Connection, story: int, collation: Collation) -> None:
    """Keep what a story's collation found, in place of what an earlier one did."""
    connection.execute("DELETE FROM findings WHERE story = ?", (story,))
    connection.executemany(
        "INSERT INTO findings (story, kind, value, outlet, amount) VALUES (?, ?, ?, ?, ?)",
        [(story, *what, amount) for what, amount in sorted(_found(collation).items())],
    )
    facts = sum(Mark.FACT in shown for shown in marks(collation).values())
    connection.execute("UPDATE stories SET facts = ? WHERE number = ?", (facts, story))


def forget(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Have these stories collated again: what was found in them holds no longer."""
    known = listed(stories)
    connection.execute(f"DELETE FROM findings WHERE story {IN_LIST}", (known,))
    connection.execute(f"UPDATE stories SET facts = NULL WHERE number {IN_LIST}", (known,))


def missing(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Return the numbers of stories of several copies that are not collated, the newest first."""
    return list(
        numbers_of(
            connection,
            "SELECT number FROM stories WHERE facts IS NULL AND copies + versions > 1"
            " ORDER BY latest DESC, number DESC LIMIT ?",
            (limit,),
        )
    )


def _found(collation: Collation) -> Counter[tuple[str, str, str]]:
    """Return how often each outlet (kind, value, outlet) did what; versions count with it."""
    outlets = {copy.number: copy.article.outlet.name for copy in collation.copies}
    added = {
        (label.category.value, outlets[label.copy], label.copy, label.segment.block)
        for label in collation.labels
        if label.kind is Kind.ADDITION and label.category is not None
    }
    found = Counter((ADDITION, category, outlet) for category, outlet, _, _ in added)
    for number, counts in count_changes(collation).items():
        for kind, amount in (
            (OMISSION, counts.cut),
            (FACT, counts.facts),
            (SUBSTITUTION, counts.reworded),
            (TRANSPOSITION, counts.moved),
        ):
            found[kind, "", outlets[number]] += amount
    for label in collation.labels:
        for edit in label.edits:
            if edit.kind in FACTS:
                found[EDIT, edit.kind.value, outlets[label.copy]] += 1
    return +found  # without those that did nothing of the kind
