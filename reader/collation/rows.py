"""Rows while they are being made, and the index that finds the likely ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain
from operator import add

from reader.collation.units import Form

MAX_READINGS = 6
"""Wordings of a row that a new segment is compared with; further ones rarely differ more."""
MAX_LIKELY = 6
"""Rows that are compared with a segment for likeness."""
MAX_ROWS_A_PAIR = 24
"""A pair of words that stands in more rows than this says nothing."""
MAX_SAME = 24
"""Rows of exactly a segment's words that it is tried against: of a line repeated a thousand times,
a copy's tenth is matched with those about the tenth."""


class DraftRow:
    """A row under construction: which segments of which copy, and their words."""

    __slots__ = ("_readings", "cells", "forms")

    def __init__(self) -> None:
        self.cells: dict[int, list[int]] = {}
        self.forms: dict[int, Form] = {}
        self._readings: tuple[Form, ...] | None = None

    @property
    def readings(self) -> tuple[Form, ...]:
        """The different wordings, first met first."""
        if self._readings is None:
            self._readings = tuple(dict.fromkeys(self.forms.values()))[:MAX_READINGS]
        return self._readings

    def readings_without(self, copy: int) -> list[Form]:
        """The different wordings of the other copies."""
        others = (form for number, form in self.forms.items() if number != copy)
        return list(dict.fromkeys(others))[:MAX_READINGS]

    def add(self, copy: int, segment: int, form: Form) -> None:
        """Put a segment into the copy's cell, before or behind what it holds."""
        cell = self.cells.get(copy)
        if cell is None:
            self.cells[copy], self.forms[copy] = [segment], form
            self._read_also(form)
            return
        ahead = segment < cell[0]
        cell.append(segment)
        cell.sort()
        had = self.forms[copy]
        self.forms[copy] = form + had if ahead else had + form
        self._readings = None

    def _read_also(self, form: Form) -> None:
        """Keep the wordings as they are, but for one more where it is another."""
        known = self._readings
        if known is not None and form not in known and len(known) < MAX_READINGS:
            self._readings = (*known, form)

    def continued_by(self, other: DraftRow, step: int) -> bool:
        """Tell whether a copy has the other row right behind this one (before it, with step −1)."""
        for copy in self.cells.keys() & other.cells.keys():
            mine, theirs = self.cells[copy], other.cells[copy]
            if (theirs[0] == mine[-1] + 1) if step > 0 else (theirs[-1] == mine[0] - 1):
                return True
        return False

    def take(self, other: DraftRow, step: int) -> None:
        """Take over the other row's cells, behind one's own (before, with step −1)."""
        for copy, segments in other.cells.items():
            here, there = self.forms.get(copy, ""), other.forms[copy]
            self.forms[copy] = here + there if step > 0 else there + here
            self.cells[copy] = sorted([*self.cells.get(copy, []), *segments])
        self._readings = None


class RowIndex:
    """Finds the rows that a segment may belong to, without comparing it to all.

    It is kept while the copies are laid: `follow` reads only what is new of the rows.
    """

    def __init__(self, rows: Sequence[DraftRow]) -> None:
        self._by_form: dict[Form, list[DraftRow]] = defaultdict(list)
        self._by_pair: dict[str, list[DraftRow]] = defaultdict(list)
        self._read: dict[DraftRow, tuple[Form, ...]] = {}
        self._pairs: dict[DraftRow, set[str]] = {}
        self._places: dict[DraftRow, int] = {}
        self._same: dict[Form, list[int]] = {}
        self._likely: dict[Form, list[int]] = {}
        self.follow(rows)

    @property
    def size(self) -> int:
        """How many rows there were when they were last read."""
        return len(self._places)

    def follow(self, rows: Sequence[DraftRow]) -> None:
        """Read the rows as they are now, in their order."""
        self._places = {row: place for place, row in enumerate(rows)}
        self._same, self._likely = {}, {}
        for row in self._read.keys() - self._places.keys():
            self._forget(row)
        for row in rows:
            known, readings = self._read.get(row, ()), row.readings
            if known is not readings:
                if known != readings[: len(known)]:
                    self._forget(row)
                    known = ()
                self._add(row, readings[len(known) :])

    def _add(self, row: DraftRow, fresh: Sequence[Form]) -> None:
        had = self._pairs.setdefault(row, set())
        pairs: set[str] = set()
        for reading in fresh:
            self._by_form[reading].append(row)
            pairs.update(map(add, reading, reading[1:]))
        for pair in pairs - had:
            self._by_pair[pair].append(row)
        had |= pairs
        self._read[row] = row.readings

    def _forget(self, row: DraftRow) -> None:
        """Take out a row that is gone, or has no longer the wordings that were read."""
        for reading in self._read.pop(row):
            self._by_form[reading].remove(row)
        for pair in self._pairs.pop(row):
            self._by_pair[pair].remove(row)

    def with_form(self, form: Form) -> list[int]:
        """Rows in which a copy has exactly these words, in their order."""
        found = self._same.get(form)
        if found is None:
            rows = self._by_form.get(form)
            found = self._same[form] = sorted([self._places[row] for row in rows]) if rows else []
        return found

    def same(self, forms: Sequence[Form]) -> list[list[int]]:
        """Return for each form the rows with exactly its words, at most `MAX_SAME`."""
        met: Counter[Form] = Counter()
        found = []
        for form in forms:
            rows = self.with_form(form)
            if len(rows) > MAX_SAME:
                first = max(0, min(met[form] - MAX_SAME // 2, len(rows) - MAX_SAME))
                rows = rows[first : first + MAX_SAME]
                met[form] += 1
            found.append(rows)
        return found

    def likely(self, form: Form) -> list[int]:
        """Rows that share most pairs of neighbouring words, best first, at most `MAX_LIKELY`."""
        found = self._likely.get(form)
        if found is None:
            found = self._likely[form] = self._ranked(form)
        return found

    def _ranked(self, form: Form) -> list[int]:
        found = [
            rows
            for pair in set(map(add, form, form[1:]))
            if (rows := self._by_pair.get(pair)) and len(rows) <= MAX_ROWS_A_PAIR
        ]
        if not found:
            return []
        counts = Counter(chain.from_iterable(found))
        least = 2 if len(form) >= 8 else 1
        ranked = [(-shared, self._places[row]) for row, shared in counts.items()]
        ranked.sort()
        return [place for shared, place in ranked[:MAX_LIKELY] if -shared >= least]
