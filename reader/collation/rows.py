"""Rows while they are being made, and the index that finds the likely ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

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

    __slots__ = ("cells", "forms")

    def __init__(self) -> None:
        self.cells: dict[int, list[int]] = {}
        self.forms: dict[int, Form] = {}

    @property
    def readings(self) -> list[Form]:
        """The different wordings, first met first."""
        return list(dict.fromkeys(self.forms.values()))[:MAX_READINGS]

    def readings_without(self, copy: int) -> list[Form]:
        """The different wordings of the other copies."""
        others = (form for number, form in self.forms.items() if number != copy)
        return list(dict.fromkeys(others))[:MAX_READINGS]

    def add(self, copy: int, segment: int, form: Form) -> None:
        """Put a segment into the copy's cell, before or behind what it holds."""
        cell = self.cells.setdefault(copy, [])
        ahead = bool(cell) and segment < cell[0]
        cell.append(segment)
        cell.sort()
        had = self.forms.get(copy, ())
        self.forms[copy] = form + had if ahead else had + form

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
            here, there = self.forms.get(copy, ()), other.forms[copy]
            self.forms[copy] = here + there if step > 0 else there + here
            self.cells[copy] = sorted([*self.cells.get(copy, []), *segments])


class RowIndex:
    """Finds the rows that a segment may belong to, without comparing it to all."""

    def __init__(self, rows: Sequence[DraftRow]) -> None:
        self.size = len(rows)
        self._by_form: dict[Form, list[int]] = {}
        self._by_pair: dict[tuple[int, int], list[int]] = {}
        for number, row in enumerate(rows):
            pairs: set[tuple[int, int]] = set()
            for reading in row.readings:
                self._by_form.setdefault(reading, []).append(number)
                pairs.update(pairwise(reading))
            for pair in pairs:
                self._by_pair.setdefault(pair, []).append(number)

    def with_form(self, form: Form) -> list[int]:
        """Rows in which a copy has exactly these words."""
        return self._by_form.get(form, [])

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
        counts: Counter[int] = Counter()
        for pair in set(pairwise(form)):
            rows = self._by_pair.get(pair, ())
            if len(rows) <= MAX_ROWS_A_PAIR:
                counts.update(rows)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [row for row, shared in ranked[:MAX_LIKELY] if shared >= 2 or len(form) < 8]
