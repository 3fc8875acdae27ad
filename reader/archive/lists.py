"""Many values as one parameter of a statement, and many rows as one value."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from itertools import chain

IN_LIST = "IN (SELECT value FROM json_each(?))"
"""SQL that tests for membership in what `listed` or `as_json` gave."""


def listed(numbers: Iterable[int]) -> str:
    """Return the numbers as JSON: one parameter, where each its own would meet SQLite's limit."""
    return f"[{','.join(map(str, numbers))}]"


def as_json(texts: Iterable[str]) -> str:
    """Return the texts as JSON, readable in the database."""
    return json.dumps(list(texts), ensure_ascii=False)


def packed(rows: Iterable[tuple[int]]) -> array[int]:
    """Return the numbers that a query found."""
    return array("q", chain.from_iterable(rows))
