"""What a person did, as it can be taken back: the rows that stood before.

A deed first takes what it is about to change with `before`, changes it, and is then put down with
`record`. Long runs of articles cost little: they are kept as gaps and lengths.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from reader.archive.lists import listed

Row = tuple[Any, ...]
"""Values of columns, as SQLite gives and takes them."""

KEPT = 200
"""Deeds that can be taken back, the newest; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of what was done.

    Its first `keys` columns tell one row from another; the first `articles` of them are numbers of
    articles.
    """

    columns: tuple[str, ...]
    keys: int = 1
    articles: int = 1

    @property
    def per_article(self) -> bool:
        """Whether an article has one row of it, or none."""
        return self.keys == self.articles == 1


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "reads": Table(("article", "at")),
        "stars": Table(("article", "at")),
        "notes": Table(("article", "text", "at")),
        "rulings": Table(("a", "b", "kind", "at"), keys=2, articles=2),
        "outlet_names": Table(("outlet", "name"), articles=0),
        "overrules": Table(
            ("article", '"start"', '"end"', "kind", "category", "at"), keys=3, articles=1
        ),
        "searches": Table(("name", "query"), articles=0),
    }
)


@dataclass(frozen=True, slots=True)
class Saved:
    """The rows that a table had under some keys; a key without a row had none."""

    table: str
    keys: Sequence[Row]
    rows: Sequence[Row]


def before(connection: sqlite3.Connection, table: str, keys: Iterable[Row]) -> Saved:
    """Return what stands in a table under these keys."""
    shape, wanted = TABLES[table], list(keys)
    columns = ", ".join(shape.columns)
    if shape.per_article:
        rows = connection.execute(
            f"SELECT {columns} FROM json_each(?) AS wanted"
            f" CROSS JOIN {table} ON article = wanted.value",
            (listed(_articles(wanted)),),
        ).fetchall()
    else:
        test = " AND ".join(f"{column} = ?" for column in shape.columns[: shape.keys])
        select = f"SELECT {columns} FROM {table} WHERE {test}"
        rows = [row for key in wanted for row in connection.execute(select, key)]
    return Saved(table, wanted, rows)


def record(connection: sqlite3.Connection, what: str, saved: Iterable[Saved], now: float) -> str:
    """Put a deed down, to be taken back; return `what`, the words for it."""
    connection.execute(
        "INSERT INTO deeds (at, what, before) VALUES (?, ?, ?)",
        (now, what, json.dumps([_packed(one) for one in saved], ensure_ascii=False)),
    )
    connection.execute(
        "DELETE FROM deeds WHERE number <= (SELECT number FROM deeds ORDER BY number DESC"
        " LIMIT 1 OFFSET ?)",
        (KEPT,),
    )
    return what


def unpacked(text: str) -> list[Saved]:
    """Return what `record` put down, in its order."""
    found = []
    for one in json.loads(text):
        table = one["table"]
        if TABLES[table].per_article:
            keys = [(number,) for number in from_runs(one["keys"])]
            rows = [(n, *rest) for rest, runs in one["rows"] for n in from_runs(runs)]
        else:
            keys, rows = list(map(tuple, one["keys"])), list(map(tuple, one["rows"]))
        found.append(Saved(table, keys, rows))
    return found


def _packed(saved: Saved) -> dict[str, object]:
    keys: object = saved.keys
    rows: object = saved.rows
    if TABLES[saved.table].per_article:
        keys = as_runs(_articles(saved.keys))
        alike: dict[Row, list[int]] = {}
        for row, number in zip(saved.rows, _articles(saved.rows), strict=True):
            alike.setdefault(row[1:], []).append(number)
        rows = [[rest, as_runs(numbers)] for rest, numbers in alike.items()]
    return {"table": saved.table, "keys": keys, "rows": rows}


def _articles(rows: Iterable[Row]) -> list[int]:
    return [row[0] for row in rows]


def as_runs(numbers: Iterable[int]) -> list[int]:
    """Return for each run of numbers the gap before it, then its length, in ascending order."""
    runs: list[int] = []
    after = 0
    for number in sorted(numbers):
        if runs and number == after:
            runs[-1] += 1
        else:
            runs += (number - after, 1)
        after = number + 1
    return runs


def from_runs(runs: Sequence[int]) -> array[int]:
    """Return the numbers that `as_runs` gave runs of."""
    found = array("q")
    after = 0
    for gap, length in zip(runs[::2], runs[1::2], strict=True):
        found.extend(range(after + gap, after + gap + length))
        after += gap + length
    return found


def counted(count: int, thing: str, things: str) -> str:
    """Return "1 story" or "12 stories"."""
    return f"{count:,} {thing if count == 1 else things}"
