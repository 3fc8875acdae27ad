"""All copies of a story aligned at once, segment by segment.

Progressive, like the multiple alignment of sequences: the copy that shares most with the others
is laid down first as rows, and each further copy is laid against the rows. What stands in the
same order is found as the heaviest chain of likely matches; what matches out of order has moved;
what is left makes rows of its own. Sentences split in one copy and joined in another share a row.
Copies are taken by their numbers, so the order in which they are given does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise, repeat

from reader.collation.alignment import Alignment
from reader.collation.chain import Match, heaviest_chain
from reader.collation.order import arrange
from reader.collation.reworded import reworded
from reader.collation.rows import DraftRow, RowIndex
from reader.collation.units import (
    Form,
    Witness,
    common,
    likeness_from,
    open_alike,
    witnesses,
)
from reader.model import Copy

REWORDED = 0.6
"""Likeness from which two segments are wordings of one sentence: unrelated sentences of news share
their small words and reach .35, the reworded pairs seen lie above .65."""
REWORDED_IN_PLACE = 0.45
"""The same, where the segments before and behind already match."""
CONTAINED = 0.8
"""Part of the shorter's words that the longer has, from which one sentence stands in the other."""
MIN_COMPARED = 4
"""Words: a shorter segment has its words in a row exactly, or is another."""
MIN_CONTAINED = 5
"""Words: a shorter segment is found inside others by accident."""
MIN_MOVED = 5
"""Words: a shorter segment that turns up elsewhere is a repeated phrase, not a moved sentence."""
MIN_MOVED_ALONE = 4
"""The same, of one that the copy has once and the others in one row, word by word."""
MOVED = 0.75
"""Likeness from which a segment out of order is the same sentence moved."""
OPENED_ALIKE = 0.35
"""Likeness of two sentences in the same place that open alike."""
MAX_STEPS = 4
"""Rows looked ahead for the rest of a sentence that a copy has joined to the one before."""
Alike = tuple[int, float]
"""A row's number, and how like a segment it is."""


def align(copies: Sequence[Copy]) -> Alignment:
    """Return the alignment of the copies; every segment of each stands in exactly one cell."""
    everyone = witnesses(copies)
    by_number = {witness.number: witness for witness in everyone}
    rows: list[DraftRow] = []
    index = RowIndex(rows)
    for witness in _by_centrality(everyone):
        _lay(witness, rows, index, by_number)
    return arrange(rows, everyone)


def _by_centrality(everyone: Sequence[Witness]) -> list[Witness]:
    """Order the witnesses by how much of their text others have word by word, versions last."""
    carriers: Counter[Form] = Counter()
    for witness in everyone:
        if not witness.is_version:
            carriers.update(set(witness.forms))

    def shared(witness: Witness) -> int:
        return sum(len(f) for f in witness.forms if carriers[f] > 1)

    return sorted(everyone, key=lambda w: (w.is_version, -shared(w), w.number))


def _lay(
    witness: Witness, rows: list[DraftRow], index: RowIndex, everyone: Mapping[int, Witness]
) -> None:
    """Lay one more copy against the rows: each of its segments joins one or makes one."""
    index.follow(rows)
    alike = _alike(witness, rows, index)
    placed = {m.left: rows[m.right] for m in heaviest_chain(_matches(witness, alike))}
    _fill_gaps(witness, rows, placed, index)
    for left, row in placed.items():
        row.add(witness.number, left, witness.forms[left])
    _join_and_split(witness, rows, placed)
    if len(rows) != index.size:  # rows were joined
        index.follow(rows)
        alike = _alike(witness, rows, index)
    moved = _place_moved(witness, rows, placed, alike)
    _place_reworded(witness, rows, placed, moved, index, everyone)
    _insert_rest(witness, rows, {**moved, **placed}, moved)


def _alike(witness: Witness, rows: Sequence[DraftRow], index: RowIndex) -> list[list[Alike]]:
    """Return for each segment the rows that have its words, else those with words like them."""
    return [
        [(right, 1.0) for right in exact]
        or [
            (right, alike)
            for right in (index.likely(form) if len(form) >= MIN_COMPARED else ())
            if (alike := max(likeness_from(REWORDED, form, r) for r in rows[right].readings))
        ]
        for form, exact in zip(witness.forms, index.same(witness.forms), strict=True)
    ]


def _matches(witness: Witness, alike: Sequence[Sequence[Alike]]) -> list[Match]:
    return [
        Match(left, right, share * len(form) + (0.5 if share == 1.0 else 0.0))
        for left, (form, found) in enumerate(zip(witness.forms, alike, strict=True))
        for right, share in found
    ]


def _fill_gaps(
    witness: Witness, rows: list[DraftRow], placed: dict[int, DraftRow], index: RowIndex
) -> None:
    """Match what is left between two matches in order: there, less likeness is enough.

    What stands elsewhere word by word is not left: it has moved.
    """
    moved = {
        left: index.with_form(form)
        for left, form in enumerate(witness.forms)
        if left not in placed and len(form) >= MIN_MOVED
    }
    awaited = {
        right for form in {witness.forms[left] for left in moved} for right in index.with_form(form)
    }
    position = {id(row): i for i, row in enumerate(rows)}
    anchors = [(-1, -1), *((left, position[id(row)]) for left, row in sorted(placed.items()))]
    anchors.append((len(witness.forms), len(rows)))
    for (left, right), (next_left, next_right) in pairwise(anchors):
        lefts = [i for i in range(left + 1, next_left) if not moved.get(i)]
        rights = [j for j in range(right + 1, next_right) if j not in awaited]
        if not lefts or not rights or len(lefts) * len(rights) > 400:
            continue
        readings = [rows[j].readings for j in rights]
        found = [
            Match(i, j, weight)
            for i in lefts
            for j, there in zip(rights, readings, strict=True)
            if (weight := max(map(_in_place, repeat(witness.forms[i]), there))) > 0
        ]
        placed.update({m.left: rows[m.right] for m in heaviest_chain(found)})


def _in_place(form: Form, reading: Form) -> float:
    """Return the weight of a match between two matches; 0 where the two are different sentences.

    One that stands inside the other weighs half: it may be a part of it, or a caption about it.
    """
    shorter, total = min(len(form), len(reading)), len(form) + len(reading)
    if shorter < MIN_CONTAINED and 2 * shorter < REWORDED_IN_PLACE * total:
        return 0.0  # of too unlike a length: no need to compare
    shared = common(form, reading)
    if 2 * shared >= REWORDED_IN_PLACE * total:
        return len(form) * 2 * shared / total
    contained = shorter >= MIN_CONTAINED and shared >= CONTAINED * shorter
    if contained or (2 * shared >= OPENED_ALIKE * total and open_alike(form, reading)):
        return shared / 2
    return 0.0


def _join_and_split(witness: Witness, rows: list[DraftRow], placed: dict[int, DraftRow]) -> None:
    """Give a split sentence's rest to its row; make one row of two that this copy has joined."""
    size, home = len(rows), {id(row): place for place, row in enumerate(rows)}
    for left in sorted(placed):
        row = placed[left]
        for other in _rest(row, witness, left, placed):
            placed[other] = row
        for step in (1, -1):
            first = home[id(row)] - (size - len(rows))  # joined rows before it are gone
            place = rows.index(row, max(0, first))
            _fuse_neighbours(witness, rows, place, step)


def _rest(row: DraftRow, witness: Witness, left: int, taken: Collection[int]) -> Iterator[int]:
    """Put into the row, and yield, what stands beside a segment and is the rest of its sentence."""
    for step in (1, -1):
        other = left + step
        while 0 <= other < len(witness.forms) and other not in taken:
            if not _completes(row, witness, other):
                break
            row.add(witness.number, other, witness.forms[other])
            yield other
            other += step


def _completes(row: DraftRow, witness: Witness, extra: int) -> bool:
    """Tell whether a segment is the rest of what this copy has in the row."""
    form = witness.forms[extra]
    if len(form) < 3:
        return False
    indices = sorted([*row.cells[witness.number], extra])
    whole = "".join([witness.forms[i] for i in indices])
    had = "".join([witness.forms[i] for i in indices if i != extra])
    return any(
        common(whole, reading) - common(had, reading) >= CONTAINED * len(form)
        for reading in row.readings_without(witness.number)
    )


def _fuse_neighbours(witness: Witness, rows: list[DraftRow], place: int, step: int) -> None:
    row = rows[place]
    mine = row.forms[witness.number]
    for _ in range(MAX_STEPS):
        place += step
        if not 0 <= place < len(rows):
            return
        neighbour = rows[place]
        if witness.number in neighbour.cells:
            return
        if row.continued_by(neighbour, step) and _holds_both(mine, row, neighbour, step):
            row.take(neighbour, step)
            del rows[place]
            if step < 0:
                continue
            place -= 1


def _holds_both(mine: Form, row: DraftRow, neighbour: DraftRow, step: int) -> bool:
    if row.readings == (mine,):
        return False  # as most rows: all have the same words, and none more
    numbers = row.cells.keys() & neighbour.cells.keys()
    # Most copies have the same words in both: each pair of wordings is looked at once.
    for here, there in {(row.forms[number], neighbour.forms[number]) for number in numbers}:
        if len(there) < 3:
            continue
        both = here + there if step > 0 else there + here
        if common(mine, both) - common(mine, here) >= CONTAINED * len(there):
            return True
    return False


def _place_moved(
    witness: Witness,
    rows: Sequence[DraftRow],
    placed: dict[int, DraftRow],
    alike: Sequence[Sequence[Alike]],
) -> dict[int, DraftRow]:
    """Match what stands in another order, heaviest first; one row a segment, one segment a row."""
    times = Counter(witness.forms)
    found = [
        Match(left, right, share * len(form))
        for left, form in enumerate(witness.forms)
        if left not in placed and _may_move(form, times[form], alike[left])
        for right, share in alike[left]
        if share >= MOVED and witness.number not in rows[right].cells
    ]
    moved: dict[int, DraftRow] = {}
    for match in sorted(found, key=lambda m: (-m.weight, m.left, m.right)):
        row = rows[match.right]
        if match.left not in moved and witness.number not in row.cells:
            row.add(witness.number, match.left, witness.forms[match.left])
            moved[match.left] = row
    return moved


def _place_reworded(
    witness: Witness,
    rows: Sequence[DraftRow],
    placed: Mapping[int, DraftRow],
    moved: dict[int, DraftRow],
    index: RowIndex,
    everyone: Mapping[int, Witness],
) -> None:
    """Add to what has moved the sentences that were reworded as well, with all their parts."""
    left_over = set(range(len(witness.forms))).difference(placed, moved)
    for match in reworded(witness, left_over, rows, index, everyone):
        row = rows[match.right]
        if match.left in left_over and witness.number not in row.cells:
            row.add(witness.number, match.left, witness.forms[match.left])
            parts = [match.left, *_rest(row, witness, match.left, {*placed, *moved})]
            moved.update(dict.fromkeys(parts, row))
            left_over.difference_update(parts)


def _may_move(form: Form, times: int, alike: Sequence[Alike]) -> bool:
    """Tell whether a segment is long enough to be known again, or short but like no other."""
    alone = times == 1 and len(alike) == 1 and alike[0][1] == 1.0
    return len(form) >= (MIN_MOVED_ALONE if alone else MIN_MOVED)


def _insert_rest(
    witness: Witness,
    rows: list[DraftRow],
    placed: dict[int, DraftRow],
    moved: dict[int, DraftRow],
) -> None:
    """Make rows of the segments that nothing matches, each behind the row of the one before it."""
    behind: int | None = None
    fresh: dict[int | None, list[DraftRow]] = {}
    for left, form in enumerate(witness.forms):
        if left not in placed:
            row = DraftRow()
            row.add(witness.number, left, form)
            fresh.setdefault(behind, []).append(row)
        elif left not in moved:
            behind = id(placed[left])
    ordered = fresh.get(None, [])
    for row in rows:
        ordered.append(row)
        ordered.extend(fresh.get(id(row), ()))
    rows[:] = ordered
