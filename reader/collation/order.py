"""The order of the rows, by majority, and who has what elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from reader.collation.alignment import Alignment, Cell, Row
from reader.collation.chain import Match, heaviest_chain
from reader.collation.rows import DraftRow
from reader.collation.units import Witness

MAX_ROUNDS = 4
"""Rounds of moving rows to where fewest copies object; one is the rule, two were seen at most."""
MAX_COMPARED = 4_000_000
"""Cells compared for that, half a second's work: a story that takes more is shuffled at random."""


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
    for _ in range(MAX_ROUNDS):
        moved = _moved(rows, lengths)
        elsewhere = {row for _, row in moved}
        settled = list(rows)
        for row in rows:
            compared += len(row.cells) * len(rows) if id(row) in elsewhere else 0
            if id(row) in elsewhere and compared < MAX_COMPARED:
                now = settled.index(row)
                del settled[now]
                settled.insert(_place_of(row, settled, voters, now), row)
        if settled == rows:
            return rows, moved
        rows = settled
    return rows, _moved(rows, lengths)


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


def _place_of(row: DraftRow, settled: Sequence[DraftRow], voters: Sequence[int], now: int) -> int:
    """Return the place at which the fewest copies have other rows on the other side of this one.

    Each copy that has the row says of every row that it shares with others on which side it
    stands (inserting into a Kemeny order); a tie falls to the earliest copy. Where places are as
    good: the one that it has now, else the first, right behind the last row that the copies have
    before it.
    """
    here = [(copy, row.cells[copy][0]) for copy in voters if copy in row.cells]
    against = [0]
    for other in settled:
        step = 0
        if len(other.cells) > 1:
            for copy, segment in here:
                if copy in other.cells:
                    vote = 3 if copy == here[0][0] else 2
                    step += vote if other.cells[copy][0] > segment else -vote
        against.append(against[-1] + step)
    least = min(against)
    return now if against[now] == least else against.index(least)
