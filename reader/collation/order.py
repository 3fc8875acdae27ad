"""The order of the rows, by majority, and who has what elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.collation.alignment import Alignment, Cell, Row
from reader.collation.chain import Match, heaviest_chain
from reader.collation.rows import DraftRow
from reader.collation.units import Witness

MAX_ROUNDS = 4
"""Rounds of moving rows to where fewest copies object; one is the rule, two were seen at most."""
MAX_COMPARED = 4_000_000
"""Cells compared for that, a fifth of a second's work: who takes more is shuffled at random."""
_FIELD = 32
"""Bits of a field that holds a segment's index; the highest is free, as no text has so many."""
_HIGHEST = 1 << _FIELD - 1


def arrange(rows: Sequence[DraftRow], everyone: Sequence[Witness]) -> Alignment:
    """Return the rows in the order to which fewest copies object, moved cells marked."""
    lengths = {w.number: [max(len(f), 1) for f in w.forms] for w in everyone}
    voters = [w.number for w in everyone if not w.is_version]
    ordered, moved = _settle(list(rows), lengths, voters)
    return Alignment(
        tuple(
            Row(
                tuple(
                    Cell(copy, tuple(row.cells[copy]), (copy, id(row)) in moved)
                    for copy in sorted(row.cells)
                )
            )
            for row in ordered
        )
    )


def _settle(
    rows: list[DraftRow], lengths: dict[int, list[int]], voters: Sequence[int]
) -> tuple[list[DraftRow], set[tuple[int, int]]]:
    """Put each row that a copy has elsewhere where fewer object; return also what is moved then.

    The copies were laid one after another, and a row stands behind its neighbour in the copy that
    had it first. Most copies may have it elsewhere; or another place is as true to that copy, and
    truer to the rest.
    """
    compared = 0
    standing: dict[int, _Stands] = {}
    for _ in range(MAX_ROUNDS):
        moved = _moved(rows, lengths)
        elsewhere = {row for _, row in moved}
        if not elsewhere:
            return rows, moved
        standing = standing or {id(row): _stands(row, voters) for row in rows}
        settled, beside = list(rows), [standing[id(row)] for row in rows]
        for row in rows:
            compared += len(row.cells) * len(rows) if id(row) in elsewhere else 0
            if id(row) in elsewhere and compared < MAX_COMPARED:
                now, stands = settled.index(row), standing[id(row)]
                del settled[now], beside[now]
                place = _place_of(stands, beside, now)
                settled.insert(place, row)
                beside.insert(place, stands)
        if settled == rows:
            return rows, moved
        rows = settled
    return rows, _moved(rows, lengths)


def _moved(rows: Sequence[DraftRow], lengths: dict[int, list[int]]) -> set[tuple[int, int]]:
    """Return (copy, row identity) of the cells outside their copy's heaviest chain in row order.

    Only rows that several copies have can be out of order, and a row may weigh no more than what
    this copy has of it.
    """
    matches: dict[int, list[Match]] = {copy: [] for copy in lengths}
    for place, row in enumerate(rows):
        if len(row.cells) > 1:
            for copy, segments in row.cells.items():
                words = lengths[copy]
                matches[copy].append(
                    Match(segments[0], place, sum([words[segment] for segment in segments]))
                )
    moved = set()
    for copy, found in matches.items():
        in_order = {m.right for m in heaviest_chain(found)}
        moved |= {(copy, id(rows[m.right])) for m in found if m.right not in in_order}
    return moved


class _Stands(NamedTuple):
    """Where the copies that vote have a row: the first segment of each, and who they are.

    Each is a number with a field of bits a copy, so that all copies are compared at one go:
    `segments` holds 0 where a copy lacks the row, `voters` the field's highest bit where it has
    it. Of a row that one copy alone has nobody votes.
    """

    segments: int
    voters: int


def _stands(row: DraftRow, voters: Sequence[int]) -> _Stands:
    if len(row.cells) < 2:
        return _Stands(0, 0)
    having = [(_FIELD * i, copy) for i, copy in enumerate(voters) if copy in row.cells]
    return _Stands(
        sum([row.cells[copy][0] << field for field, copy in having]),
        sum([_HIGHEST << field for field, _ in having]),
    )


def _place_of(row: _Stands, others: Sequence[_Stands], now: int) -> int:
    """Return the place at which the fewest copies have other rows on the other side of this one.

    Each copy that has the row says of every row that it shares with others on which side it
    stands (inserting into a Kemeny order); a tie falls to the earliest copy. Where places are as
    good: the one that it has now, else the first, right behind the last row that the copies have
    before it.
    """
    earliest = row.voters & -row.voters
    against = [0]
    for other in others:
        both, step = row.voters & other.voters, 0
        if both:
            # Two votes a copy, three of the earliest. The highest bit is left in the fields of
            # those that have the other row behind this one, and borrowed in the rest.
            behind = (other.segments | row.voters) - row.segments & both
            step = 2 * (2 * behind.bit_count() - both.bit_count())
            if both & earliest:
                step += 1 if behind & earliest else -1
        against.append(against[-1] + step)
    least = min(against)
    return now if against[now] == least else against.index(least)
