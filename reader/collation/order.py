"""The order of the rows, by majority, and who has what elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from reader.collation.alignment import Alignment, Cell, Row
from reader.collation.chain import Match, heaviest_chain
from reader.collation.rows import DraftRow
from reader.collation.units import Witness

MAX_ROUNDS = 4
"""Rounds of moving rows to where most copies have them; one is the rule, two were seen at most."""


def arrange(rows: Sequence[DraftRow], everyone: Sequence[Witness]) -> Alignment:
    """Return the rows in the order in which most copies have them, moved cells marked."""
    ordered = list(rows)
    lengths = {w.number: [max(len(f), 1) for f in w.forms] for w in everyone}
    voters = [w.number for w in everyone if not w.is_version]
    for _ in range(MAX_ROUNDS):
        moved = _moved(ordered, lengths)
        strayed = [row for row in ordered if _most_have_it_elsewhere(row, moved, voters)]
        if not strayed:
            break
        ordered = _resettle(ordered, strayed, voters)
    moved = _moved(ordered, lengths)
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


def _moved(rows: Sequence[DraftRow], lengths: dict[int, list[int]]) -> set[tuple[int, int]]:
    """Return (copy, row identity) of the cells outside their copy's heaviest chain in row order.

    Only rows that several copies have can be out of order, and a row may weigh no more than what
    this copy has of it.
    """
    moved = set()
    for copy, words in lengths.items():
        matches = [
            Match(row.cells[copy][0], place, sum(words[s] for s in row.cells[copy]))
            for place, row in enumerate(rows)
            if copy in row.cells and len(row.cells) > 1
        ]
        in_order = {m.right for m in heaviest_chain(matches)}
        moved |= {(copy, id(rows[m.right])) for m in matches if m.right not in in_order}
    return moved


def _most_have_it_elsewhere(
    row: DraftRow, moved: set[tuple[int, int]], voters: Sequence[int]
) -> bool:
    carriers = [copy for copy in voters if copy in row.cells]
    elsewhere = [copy for copy in carriers if (copy, id(row)) in moved]
    if 2 * len(elsewhere) == len(carriers) and carriers:
        # A tie falls to the earliest copy, which has the smallest number.
        return carriers[0] in elsewhere
    return 2 * len(elsewhere) > len(carriers)


def _resettle(
    rows: Sequence[DraftRow], strayed: Sequence[DraftRow], voters: Sequence[int]
) -> list[DraftRow]:
    """Take the strayed rows out, and put each where most copies have it."""
    away = set(strayed)
    settled = [row for row in rows if row not in away]
    for row in strayed:
        settled.insert(_place_of(row, settled, voters), row)
    return settled


def _place_of(row: DraftRow, settled: Sequence[DraftRow], voters: Sequence[int]) -> int:
    """Return the place at which the fewest copies have other rows on the other side of this one.

    Each copy that has the row says of every row that it shares with others on which side it
    stands (inserting into a Kemeny order); a tie falls to the earliest copy. Where places are as
    good, the first: right behind the last row that the copies have before it.
    """
    here = [(copy, row.cells[copy][0]) for copy in voters if copy in row.cells]
    against = best = place = 0
    for number, other in enumerate(settled, 1):
        if len(other.cells) > 1:
            for copy, segment in here:
                if copy in other.cells:
                    vote = 3 if copy == here[0][0] else 2
                    against += vote if other.cells[copy][0] > segment else -vote
        if against < best:
            best, place = against, number
    return place
