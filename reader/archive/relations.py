"""Which articles share text without being copies of one another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.archive import values
from reader.archive.lists import IN_LIST, listed
from reader.model import Relation


def replace_relations(
    connection: sqlite3.Connection, articles: Iterable[int], relations: Iterable[Relation]
) -> None:
    """Put these relations in place of all that these articles (numbers) had.

    A relation to an article that is not kept is passed over.
    """
    known = listed(articles)
    connection.execute(f"DELETE FROM relations WHERE a {IN_LIST} OR b {IN_LIST}", (known, known))
    connection.executemany(
        "INSERT OR REPLACE INTO relations (a, b, kind, score)"
        " SELECT a.number, b.number, ?, ? FROM articles a, articles b WHERE a.id = ? AND b.id = ?",
        [(relation.kind, relation.score, relation.a, relation.b) for relation in relations],
    )


def relations_of(connection: sqlite3.Connection, story: int) -> tuple[Relation, ...]:
    """Return the relations of a story's articles with those of other stories, the closest first."""
    rows = connection.execute(
        "SELECT DISTINCT a.id, b.id, r.kind, r.score FROM members here"
        " JOIN relations r ON r.a = here.article OR r.b = here.article"
        " JOIN members there"
        "  ON there.article = CASE r.a WHEN here.article THEN r.b ELSE r.a END"
        " JOIN articles a ON a.number = r.a JOIN articles b ON b.number = r.b"
        " WHERE here.story = ?1 AND there.story != ?1 ORDER BY r.score DESC, a.id, b.id",
        (story,),
    )
    return tuple(
        Relation(a, b, values.text(kind), values.number(score)) for a, b, kind, score in rows
    )
