"""What stands behind a row of the alignment: who carries it, and who should but does not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reader.collation.alignment import Alignment, Row
from reader.model import Copy
from reader.provenance.templates import outlet_key

MIN_ANCHOR_WORDS = 6
"""Words of a shared segment that can witness a place: shorter ones are buttons as often as text."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a row rests on.

    `outlets` of the story's `of` independent outlets carry it; `own` tells that the agency's own
    copy does; `witnesses` counts the other outlets that have the passages right before and right
    behind it, but not the row: for them it is not that they broke off.
    """

    outlets: int
    of: int
    own: bool
    witnesses: int

    @property
    def shared(self) -> bool:
        """Two independent outlets carry it, or of several the agency itself does."""
        return self.outlets > 1 or (self.own and self.of > 1)


def standings(
    alignment: Alignment, copies: Sequence[Copy], own_copies: Collection[int]
) -> list[Standing]:
    """Return the standing of each row. `own_copies` are the numbers of the agency's own copies."""
    outlet = {c.number: outlet_key(c.article.outlet) for c in copies if c.version_of is None}
    everyone = frozenset(outlet.values())
    carriers = [frozenset(outlet[n] for n in row.copies if n in outlet) for row in alignment.rows]
    own = [not set(own_copies).isdisjoint(row.copies) for row in alignment.rows]
    around = _around(alignment, copies, carriers)
    return [
        Standing(len(carriers[i]), len(everyone), own[i], _witnesses(around[i], carriers, i))
        for i in range(len(alignment.rows))
    ]


def row_of(alignment: Alignment) -> Mapping[tuple[int, int], int]:
    """Return the row's index of each (copy number, segment index)."""
    return {
        (cell.copy, segment): index
        for index, row in enumerate(alignment.rows)
        for cell in row.cells
        for segment in cell.segments
    }


def _witnesses(
    around: tuple[int | None, int | None], carriers: Sequence[frozenset[str]], row: int
) -> int:
    before, behind = around
    if before is None or behind is None:
        return 0
    return len((carriers[before] & carriers[behind]) - carriers[row])


def _around(
    alignment: Alignment, copies: Sequence[Copy], carriers: Sequence[frozenset[str]]
) -> list[tuple[int | None, int | None]]:
    """Return for each row the nearest shared rows before and behind it, in its first copy's order."""
    rows = row_of(alignment)
    before: dict[tuple[int, int], int | None] = {}
    behind: dict[tuple[int, int], int | None] = {}
    for copy in copies:
        for order, found in ((copy.segments, before), (copy.segments[::-1], behind)):
            last: int | None = None
            for segment in order:
                found[copy.number, segment.index] = last
                row = rows[copy.number, segment.index]
                text = copy.article.text
                if len(carriers[row]) > 1 and _is_anchor(text, segment.start, segment.end):
                    last = row
    return [_sides(row, before, behind) for row in alignment.rows]


def _is_anchor(text: str, start: int, end: int) -> bool:
    return text.count(" ", start, end) >= MIN_ANCHOR_WORDS - 1 or end - start > 60


def _sides(
    row: Row,
    before: Mapping[tuple[int, int], int | None],
    behind: Mapping[tuple[int, int], int | None],
) -> tuple[int | None, int | None]:
    cell = row.cells[0]
    return before[cell.copy, cell.segments[0]], behind[cell.copy, cell.segments[-1]]
