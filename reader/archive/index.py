"""What the archive keeps of its articles to find those that a further one may belong to.

Everything here takes time by the articles asked about and those like them, whatever else the
archive holds. An article is its number.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from reader.archive.lists import IN_LIST, listed
from reader.archive.templates import everywhere
from reader.grouping.candidates import POSTING, may_match
from reader.grouping.confirm import DAYS
from reader.grouping.shingles import VERSION, Body

_TABLES = ("shingles", "sentences", "fingerprints", "links", "templates")
_NAME = "bodies"
_SECONDS = DAYS * 86_400
_VALUE = 8
"""Bytes of a number in `fingerprints`."""


def is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether the index was made from bodies as they are read now, or is empty."""
    row = connection.execute("SELECT value FROM derived WHERE name = ?", (_NAME,)).fetchone()
    return row is None or row[0] == VERSION


def clear(connection: sqlite3.Connection) -> None:
    """Empty the index: all articles are to be grouped again."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM derived WHERE name = ?", (_NAME,))


def add(connection: sqlite3.Connection, bodies: Mapping[int, Body]) -> None:
    """Index articles, in place of what was indexed of them before."""
    remove(connection, bodies)
    connection.execute("INSERT OR REPLACE INTO derived VALUES (?, ?)", (_NAME, VERSION))
    sentences = {number: _distinct(one.keys) for number, one in bodies.items()}
    connection.executemany(
        "INSERT INTO fingerprints VALUES (?, ?, ?)",
        (
            (number, _packed(one.sampled), _packed(sentences[number]))
            for number, one in bodies.items()
        ),
    )
    sampled = {number: one.sampled for number, one in bodies.items()}
    connection.executemany("INSERT INTO shingles VALUES (?, ?)", _postings(connection, sampled))
    every = everywhere(connection, chain.from_iterable(sentences.values()))
    connection.executemany(
        "INSERT INTO sentences VALUES (?, ?)",
        sorted(
            (sentence, number)
            for number, own in sentences.items()
            for sentence in own
            if sentence not in every
        ),
    )


def _postings(
    connection: sqlite3.Connection, sampled: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the rows of shingles that have room for them, in order, which writes fastest."""
    rows = sorted((shingle, number) for number, own in sampled.items() for shingle in own)
    known = dict(
        connection.execute(
            f"SELECT hash, count(*) FROM shingles WHERE hash {IN_LIST} GROUP BY hash",
            (listed({shingle for shingle, _ in rows}),),
        )
    )
    for row in rows:
        held = known.get(row[0], 0)
        if held < POSTING:
            known[row[0]] = held + 1
            yield row


def remove(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Take articles out of the index, with their links; what is not there is passed over."""
    known = listed(numbers)
    for number, shingles, sentences in connection.execute(
        f"SELECT article, shingles, sentences FROM fingerprints WHERE article {IN_LIST}", (known,)
    ).fetchall():
        for table, blob in (("shingles", shingles), ("sentences", sentences)):
            connection.executemany(
                f"DELETE FROM {table} WHERE hash = ? AND article = ?",
                ((value, number) for value in _unpacked(blob)),
            )
    connection.execute(f"DELETE FROM fingerprints WHERE article {IN_LIST}", (known,))
    connection.execute(f"DELETE FROM links WHERE a {IN_LIST} OR b {IN_LIST}", (known, known))


def missing(connection: sqlite3.Connection, numbers: Iterable[int]) -> set[int]:
    """Return those of the articles that are not indexed."""
    return {
        number
        for (number,) in connection.execute(
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT article FROM fingerprints)",
            (listed(numbers),),
        )
    }


def sampled(connection: sqlite3.Connection, number: int) -> frozenset[int]:
    """Return an indexed article's sampled shingles."""
    row = connection.execute(
        "SELECT shingles FROM fingerprints WHERE article = ?", (number,)
    ).fetchone()
    return frozenset(_unpacked(row[0]) if row else ())


def near(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[tuple[int, int], float]:
    """Return which other articles, by their shingles and dates, may match one of these.

    By pair, the one asked about first: what part (0 to 1) of the shorter's sampled shingles the
    two share.
    """
    asked = set(numbers)
    found: dict[tuple[int, int], float] = {}
    for number, published, outlet, blob in connection.execute(
        "SELECT article, published_at, outlet, shingles FROM fingerprints"
        f" JOIN articles ON number = article WHERE article {IN_LIST}",
        (listed(numbers),),
    ).fetchall():
        own = _unpacked(blob)
        for other, shared, size, its_outlet in connection.execute(
            "SELECT article, shared, length(f.shingles) / ?1, outlet FROM ("
            "  SELECT article, count(*) AS shared FROM json_each(?2)"
            "  CROSS JOIN shingles ON hash = value GROUP BY article HAVING count(*) > 1)"
            " JOIN fingerprints f USING (article) JOIN articles ON number = article"
            " WHERE published_at IS NULL OR ?3 IS NULL OR abs(published_at - ?3) <= ?4",
            (_VALUE, listed(own), published, _SECONDS),
        ):
            shorter = min(size, len(own))
            same_outlet = its_outlet.casefold() == outlet.casefold()
            if other not in asked and may_match(shared, shorter, same_outlet):
                found[number, other] = shared / shorter
    return found


def _distinct(sentences: Iterable[int]) -> list[int]:
    return sorted(set(sentences) - {0})


def _packed(values: Iterable[int]) -> bytes:
    return array("q", values).tobytes()


def _unpacked(blob: bytes) -> array[int]:
    values = array("q")
    values.frombytes(blob)
    return values
