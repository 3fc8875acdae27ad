"""Moved sentences: are they marked as transpositions? `python -m tests.evaluation.moves [DIR]`.

Composed pages say of each sentence whether the program that composed them moved it. Two things
cannot be known from the copies, and are counted apart:

- A sentence that jumped only over text that no other copy has beside it leaves no trace: in no
  other copy does anything stand on the other side of it.
- A and B that changed places are the same text whether A went down or B went up. Likewise, where
  two copies alone have a sentence, each in its own place, either may have moved it. The program
  marks the lighter side, and of two copies the later; the composer moved one side at random. So a
  moved sentence also counts as found where all that it changed places with is marked in its
  stead, in that copy, or where the one other copy that has it is marked; these marks are right
  then. The scores are printed both ways.

What the order of the copies allows at best is printed too (`Bound`): what somebody would reach who
knew which sentences the copies share, and where, but not which were moved.

Of real articles a reader noted the transposed passages of some pairs: each is listed as found if a
sentence of one line shares its passage with one of the other, and is marked in either copy, or what
it changed places with is.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.collation.align import align
from reader.collation.alignment import Alignment
from reader.model import Article, Copy, Outlet
from reader.text.blocks import split_blocks
from reader.text.segments import segment
from tests.evaluation.data import data_folder, gold, records

Spot = tuple[int, int]
"""A copy's number, and a row's in which it has a cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """An alignment by what is asked of it."""

    alignment: Alignment
    row_of: Mapping[tuple[int, int], int]
    """The row of each copy's segment."""
    places: Mapping[int, Mapping[int, int]]
    """For each copy and row, the first segment that it has there."""
    marked: frozenset[Spot]

    def others(self, spot: Spot) -> list[int]:
        """Return the other copies that have the row."""
        copy, row = spot
        return [n for n in self.alignment.rows[row].copies if n != copy]

    def crossed(self, spot: Spot, moved: frozenset[Spot]) -> set[int]:
        """Return the rows that another copy has on the other side, where it has moved neither."""
        copy, row = spot
        mine, found = self.places[copy], set()
        for other in (o for o in self.others(spot) if (o, row) not in moved):
            theirs = self.places[other]
            found |= {
                across
                for across in mine.keys() & theirs.keys()
                if (mine[across] < mine[row]) != (theirs[across] < theirs[row])
                and across != row
                and (other, across) not in moved
            }
        return found


def copies_of(group: list[dict[str, Any]]) -> list[Copy]:
    """Return the records of a group as numbered copies."""
    copies = []
    for number, record in enumerate(sorted(group, key=lambda r: r["id"]), 1):
        text = record["text"]
        made = Article(record["id"], Outlet(record["outlet"]), text, split_blocks(text))
        copies.append(Copy(number, made, segment(made)))
    return copies


def table(copies: list[Copy]) -> Table:
    """Return the copies' alignment as a table."""
    alignment = align(copies)
    places: dict[int, dict[int, int]] = {copy.number: {} for copy in copies}
    row_of, marked = {}, set()
    for number, row in enumerate(alignment.rows):
        for cell in row.cells:
            places[cell.copy][number] = cell.segments[0]
            row_of.update({(cell.copy, index): number for index in cell.segments})
            if cell.moved:
                marked.add((cell.copy, number))
    return Table(alignment, row_of, places, frozenset(marked))


def sentences(record: dict[str, Any]) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether it was moved, for each sentence of the story on the page."""
    offset = 0
    for line, label in zip(record["text"].split("\n"), record["labels"], strict=True):
        for sentence, how in label if isinstance(label, list) else ():
            start = record["text"].find(sentence, offset)
            if start >= 0:
                yield start, start + len(sentence), how == "M"
        offset += len(line) + 1


@dataclass(slots=True)
class Score:
    """Sentences marked rightly, marked wrongly, and not marked."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        precision = self.right / (self.right + self.wrong or 1)
        recall = self.right / (self.right + self.missed or 1)
        f1 = 2 * precision * recall / (precision + recall or 1)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


@dataclass(slots=True)
class Bound:
    """How many moved sentences the order of the copies gives away.

    `told`: it is the shorter way to say what happened that these moved, not what they crossed.
    `even`: either way is as short, or only two copies have the sentence: whoever guesses is right
    in half of them. `reversed`: that the others moved is the shorter way. `none`: they crossed
    nothing that another copy has in its place.
    """

    told: int = 0
    even: int = 0
    reversed: int = 0
    none: int = 0

    def add(self, found: Table, moved: frozenset[Spot]) -> None:
        """Count the moved sentences of a group; those that crossed the same went together."""
        crossed = {
            (copy, row): {r for r in found.crossed((copy, row), moved) if (copy, r) not in moved}
            for copy, row in moved
        }
        for spot, across in crossed.items():
            together = sum(o[0] == spot[0] and not across.isdisjoint(crossed[o]) for o in moved)
            if not across:
                self.none += 1
            elif len(found.others(spot)) == 1 or together == len(across):
                self.even += 1
            elif together < len(across):
                self.told += 1
            else:
                self.reversed += 1

    @property
    def best(self) -> Score:
        """The score of who marks what is told, and of each even pair one side."""
        guessed = self.even // 2
        missed = self.even - guessed + self.reversed + self.none
        return Score(self.told + guessed, self.even - guessed, missed)

    def __str__(self) -> str:
        return (
            f"{self.told} told by the order, {self.even} even, {self.reversed} shorter the other "
            f"way, {self.none} crossed nothing"
        )


@dataclass(slots=True)
class Composed:
    """The scores on composed pages."""

    as_marked: Score = field(default_factory=Score)
    either_side: Score = field(default_factory=Score)
    bound: Bound = field(default_factory=Bound)
    traceless: int = 0

    def add(self, copies: list[Copy], by_id: Mapping[str, dict[str, Any]]) -> None:
        """Score one group."""
        found = table(copies)
        said = [(spot, moved) for copy in copies for spot, moved in _judged(copy, by_id, found)]
        moved = frozenset(spot for spot, was_moved in said if was_moved)
        excused, as_good = _either_side(found, moved)
        self.bound.add(found, moved)
        for spot, was_moved in said:
            marked = spot in found.marked
            self.as_marked.right += was_moved and marked
            self.as_marked.wrong += marked and not was_moved
            self.either_side.right += (was_moved and marked) or spot in excused
            self.either_side.wrong += marked and not was_moved and spot not in as_good
            if was_moved and not marked:
                self.as_marked.missed += 1
                if not found.crossed(spot, frozenset()):
                    self.traceless += 1
                elif spot not in excused:
                    self.either_side.missed += 1


def _judged(
    copy: Copy, by_id: Mapping[str, dict[str, Any]], found: Table
) -> Iterator[tuple[Spot, bool]]:
    """Yield where each sentence of the story stands, and whether it was moved."""
    for start, end, moved in sentences(by_id[copy.article.id]):
        inside = [s for s in copy.segments if s.start < end and start < s.end]
        if inside:
            most = max(inside, key=lambda s: min(s.end, end) - max(s.start, start))
            yield (copy.number, found.row_of[copy.number, most.index]), moved


def _either_side(found: Table, moved: frozenset[Spot]) -> tuple[set[Spot], set[Spot]]:
    """Return what was moved and shows by the other side's marks, and these marks."""
    excused, as_good = set(), set()
    for spot in moved - found.marked:
        copy, row = spot
        across = {(copy, other) for other in found.crossed(spot, moved)} - moved
        carriers = [(other, row) for other in found.others(spot)]
        if across and across <= found.marked:
            excused.add(spot)
            as_good |= across
        elif len(carriers) == 1 and carriers[0] in found.marked:
            excused.add(spot)
            as_good.add(carriers[0])
    return excused, as_good


def composed(data: Path) -> None:
    """Print the scores on the groups of three and more in the collection named graft."""
    groups = defaultdict(list)
    for record in records(data, "graft"):
        groups[record["story"]].append(record)
    scores = Composed()
    for group in (g for g in groups.values() if len(g) >= 3):
        scores.add(copies_of(group), {record["id"]: record for record in group})
    marked = scores.as_marked
    print(f"moved sentences: {marked.right + marked.missed}, of which {scores.traceless} no trace")
    traced = Score(marked.right, marked.wrong, marked.missed - scores.traceless)
    print(f"all, as marked                           {marked}")
    print(f"with a trace, as marked                  {traced}")
    print(f"with a trace, either side of an exchange {scores.either_side}")
    print(f"all, at best                             {scores.bound.best}")
    print(f"                                         {scores.bound}")


def noted(data: Path) -> None:
    """Print which of the transpositions that a reader noted in real articles are found."""
    by_id = {record["id"]: record for record in records(data, "ln")}
    marks, hits = gold(data, "facts.gold")["transpositions"], 0
    for mark in marks:
        copies = copies_of([by_id[mark[side]["id"]] for side in "ab"])
        found = table(copies)
        spots = []
        for side in "ab":
            copy = next(c for c in copies if c.article.id == mark[side]["id"])
            on_line = [s.index for s in copy.segments if s.line == mark[side]["line"]]
            spots.append({(copy.number, found.row_of[copy.number, i]) for i in on_line})
        shared = {row for _, row in spots[0]} & {row for _, row in spots[1]}
        told = _told(found, [spot for side in spots for spot in side if spot[1] in shared])
        hits += told.startswith("marked")
        print(f"{mark['cluster']}  {told:24}  {mark['what']} ({mark.get('note', 'as it was')})")
    print(f"noted transpositions found: {hits} of {len(marks)}")


def _told(found: Table, shared: Sequence[Spot]) -> str:
    """Return in words what was made of a transposition, by the passages that its lines share."""
    across = [(spot[0], row) for spot in shared for row in found.crossed(spot, frozenset())]
    if not shared:
        return "no shared passage"
    if not found.marked.isdisjoint(shared):
        return "marked"
    return "not marked" if found.marked.isdisjoint(across) else "marked on the other side"


def main() -> None:
    """Score the composed pages, then list the noted transpositions."""
    data = data_folder(sys.argv[1:])
    composed(data)
    noted(data)


if __name__ == "__main__":
    main()
