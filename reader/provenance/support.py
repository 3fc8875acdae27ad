"""What stands behind a row of the alignment: who carries it, and who should but does not."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from reader.collation.alignment import Alignment
from reader.model import Copy
from reader.provenance.findings import Finding
from reader.provenance.templates import outlet_key

_SHARED, _SHARED_MORE = -3.5, -1.0
"""Weight of prose that two outlets carry, and of each outlet more."""
_SHARED_LINE, _SHARED_LINE_MORE = -2.5, -0.6
"""The same for what is no prose: two sites may have the same button."""
_MOST_OUTLETS = 6  # outlets that count as support: after these nothing gets surer
_OWN, _OWN_LINE = -3.0, -2.5
_ALONE_LINE = 1.5
"""Weight of what is no prose and stands in one outlet's copy alone."""
_WITNESS, _WITNESS_OF_TWO = 1.1, 0.4
"""Weight of a witness against; where there are only two outlets, one cut or one added."""
_OWN_WITNESS = 0.9
"""What it weighs more that the agency's own copy is such a witness, among three outlets or more.
(Of two it says little: agencies send the same story out in several lengths.)"""
_MOST_WITNESSES = 3
MIN_ANCHOR_WORDS = 6
"""Words of a shared segment that can witness a place: shorter ones are buttons as often as text."""
_ANCHOR_LETTERS = 60  # characters that do as well, in scripts without spaces between words
_NOBODY: frozenset[str] = frozenset()


class Standing(NamedTuple):
    """What a row rests on.

    `outlets` of the story's `of` independent outlets carry it; `own` tells that the agency's own
    copy does. `witnesses` counts the other outlets that have the text before it and go on behind
    it (or the reverse), but lack the row: for them it is not that they broke off. `own_witness`
    tells that the agency is among them.
    """

    outlets: int
    of: int
    own: bool
    witnesses: int = 0
    own_witness: bool = False

    @property
    def shared(self) -> bool:
        """Two independent outlets carry it, or of several the agency itself does."""
        return self.outlets > 1 or (self.own and self.of > 1)


def standings(
    alignment: Alignment, copies: Sequence[Copy], own_copies: Collection[int]
) -> list[Standing]:
    """Return the standing of each row. `own_copies` are the numbers of the agency's own copies."""
    outlet = {c.number: outlet_key(c.article.outlet) for c in copies if c.version_of is None}
    agency = frozenset(outlet[number] for number in own_copies if number in outlet)
    carriers = [frozenset(outlet[n] for n in row.copies if n in outlet) for row in alignment.rows]
    anchors = _anchors(alignment, copies, carriers)
    at_row = [anchors.get(row, _NOBODY) for row in range(len(alignment.rows))]
    earlier = list(accumulate(at_row, or_, initial=_NOBODY))
    later = list(accumulate(reversed(at_row), or_, initial=_NOBODY))[-2::-1]
    own, independent = frozenset(own_copies), len(set(outlet.values()))
    found = []
    for row, around in enumerate(_around(alignment, copies, anchors)):
        lacking = (_near(around, anchors) & earlier[row] & later[row]) - carriers[row]
        found.append(
            Standing(
                len(carriers[row]),
                independent,
                not own.isdisjoint(alignment.rows[row].copies),
                len(lacking),
                not agency.isdisjoint(lacking),
            )
        )
    return found


@lru_cache(maxsize=1024)
def support(stands: Standing, *, prose: bool) -> Finding:
    """Return what it says that so many outlets carry a row."""
    more = min(stands.outlets, _MOST_OUTLETS) - 2
    if stands.outlets > 1:
        weight = _SHARED + more * _SHARED_MORE if prose else _SHARED_LINE + more * _SHARED_LINE_MORE
        words = f"{stands.outlets} of {stands.of} outlets carry it, in these or other words"
        return Finding(weight, words)
    if stands.of < 2:
        return Finding(0.0, "the only copy")
    if stands.own:
        return Finding(_OWN if prose else _OWN_LINE, "the agency’s own copy carries it")
    alone = 0.0 if prose else _ALONE_LINE
    if stands.witnesses == 0:
        return Finding(alone, "no other outlet carries it")
    if stands.of == 2:
        words = "the other outlet has the text around it, but not this"
        return Finding(alone + _WITNESS_OF_TWO, words)
    weight = min(stands.witnesses, _MOST_WITNESSES) * _WITNESS + stands.own_witness * _OWN_WITNESS
    others = f"{stands.witnesses} other outlets have" if stands.witnesses > 1 else "another has"
    words = f"{others} the text around it, but not this"
    return Finding(alone + weight, f"{words}; nor has the agency" if stands.own_witness else words)


def row_of(alignment: Alignment) -> Mapping[tuple[int, int], int]:
    """Return the row's index of each (copy number, segment index)."""
    return {
        (cell.copy, segment): index
        for index, row in enumerate(alignment.rows)
        for cell in row.cells
        for segment in cell.segments
    }


def _anchors(
    alignment: Alignment, copies: Sequence[Copy], carriers: Sequence[frozenset[str]]
) -> Mapping[int, frozenset[str]]:
    """Return the rows that two outlets carry and that are long enough, in order."""
    by_number = {copy.number: copy for copy in copies}
    found = {}
    for index, row in enumerate(alignment.rows):
        if len(carriers[index]) < 2:
            continue
        cell = row.cells[0]
        copy = by_number[cell.copy]
        start = copy.segments[cell.segments[0]].start
        text = copy.article.text[start : copy.segments[cell.segments[-1]].end]
        if text.count(" ") >= MIN_ANCHOR_WORDS - 1 or len(text) > _ANCHOR_LETTERS:
            found[index] = carriers[index]
    return found


def _around(
    alignment: Alignment, copies: Sequence[Copy], anchors: Mapping[int, frozenset[str]]
) -> list[tuple[int | None, int | None]]:
    """Return for each row the nearest anchors before and behind it, in its first copy's order."""
    rows = row_of(alignment)
    before, behind = {}, {}
    for copy in copies:
        own = [rows[copy.number, segment.index] for segment in copy.segments]
        before[copy.number] = _anchor_before(own, anchors)
        behind[copy.number] = _anchor_before(own[::-1], anchors)[::-1]
    first = (row.cells[0] for row in alignment.rows)
    return [
        (before[cell.copy][cell.segments[0]], behind[cell.copy][cell.segments[-1]])
        for cell in first
    ]


def _anchor_before(rows: Sequence[int], anchors: Container[int]) -> list[int | None]:
    """Return for each of the rows the last before it that is an anchor."""
    found: list[int | None] = []
    last: int | None = None
    for row in rows:
        found.append(last)
        if row in anchors:
            last = row
    return found


def _near(
    around: tuple[int | None, int | None], anchors: Mapping[int, frozenset[str]]
) -> frozenset[str]:
    """Return the outlets that have a neighbour of a row."""
    before, behind = around
    near = anchors.get(-1 if before is None else before, _NOBODY)
    return near | anchors.get(-1 if behind is None else behind, _NOBODY)
