"""The collation as a table: passages down, copies across, one sign a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reader.collation.marks import Mark
from reader.ui.present.index import Index, shown
from reader.ui.present.ink import (
    FACT_NAME,
    FAINT,
    QUIET,
    STRONG,
    TEXT,
    TITLE,
    Ink,
    Run,
    Runs,
    Tone,
    badge,
    of_copy,
)
from reader.ui.present.rows import Place
from reader.ui.present.wrap import clip, clip_text, pad, width_of

ADDED = "+"
"""The sign of a copy that put something in at a place."""
NOTHING = " "
"""That of one that put in nothing there."""
_NUMBER = 4
"""Cells of a passage's number and the blank after it."""
_NAMED = 10
"""Cells from which a column has room for the name of its outlet."""
_LEAST_NAME = 6
"""Cells: less of a name says nothing."""
_WIDEST = 20
"""Cells of a column: names that are longer are cut."""
_HEAD = (18, 64)
"""Cells of the heads of the rows: at least, and at most."""
_HEAD_PART = 0.42
"""Of the width, what the heads of the rows take at least where the columns are named."""
_LEAST_PART = 0.3
"""Of the width, what they keep where there are more columns than fit."""


class RowIs(StrEnum):
    """What a row of the table is about."""

    HEADLINE = "headline"
    PASSAGE = "passage"
    ADDITIONS = "additions"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: where in the story it is, its head, and a sign for each copy, in their order."""

    place: Place
    kind: RowIs
    head: Runs
    signs: tuple[str, ...]

    def differs(self, column: int) -> bool:
        """Return whether the copy of a column departs from the clean text here."""
        return self.signs[column] not in (Mark.SAME.value, NOTHING)


class Shape(NamedTuple):
    """Where things stand: the cells of the heads, of a column, and how many columns are seen."""

    copies: int
    head: int
    column: int
    seen: int
    named: bool

    def scrolled(self, first: int, column: int) -> int:
        """Return the first column to be seen, moved as little as shows a column."""
        first = min(first, self.copies - self.seen)  # no blank column on the right
        return max(min(first, column), column - self.seen + 1, 0)

    def column_at(self, x: int, first: int) -> int | None:
        """Return the column at a cell of a line, if one is there."""
        if x < self.head:
            return None
        column = first + (x - self.head) // self.column
        return column if column < min(self.copies, first + self.seen) else None


def table_rows(index: Index, *, additions: bool) -> tuple[TableRow, ...]:
    """Return the rows: the headline, each passage, and (`additions`) what was put in after it."""
    return tuple(_rows(index, additions))


def _rows(index: Index, additions: bool) -> Iterator[TableRow]:
    yield _headline(index)
    if additions:
        yield from _additions(index, 0)
    for passage in index.collation.passages:
        number = passage.number
        signs = tuple(mark.value for _, mark in index.marks(number))
        head = (Run(f"{number:>3} ", FAINT), Run(shown(passage.text), TEXT))
        yield TableRow(Place(number), RowIs.PASSAGE, head, signs)
        if additions:
            yield from _additions(index, number)


def _headline(index: Index) -> TableRow:
    title = shown(index.collation.headline)

    def sign(copy: int) -> str:
        own = index.headline(copy)
        if not own:
            return Mark.LACKS.value
        return Mark.SAME.value if own == title else Mark.REWORDED.value

    head = (Run(" " * _NUMBER, TEXT), Run(title, TITLE))
    return TableRow(Place(0), RowIs.HEADLINE, head, tuple(map(sign, index.copies)))


def _additions(index: Index, after: int) -> Iterator[TableRow]:
    found = index.insertions.get(after, ())
    if not found:
        return
    copies = {item.copy for item in found}
    names = dict.fromkeys(category.value for item in found for category in item.categories)
    head = (Run(" " * _NUMBER, TEXT), Run(f"+ {', '.join(names)}", QUIET))
    signs = tuple(ADDED if copy in copies else NOTHING for copy in index.copies)
    first = found[0]
    place = Place(after, first.copy, first.labels[0].segment.index)
    yield TableRow(place, RowIs.ADDITIONS, head, signs)


def place_in(index: Index, row: TableRow, copy: int) -> Place:
    """Return the place of a row as one copy has it: what it put in there itself, if anything."""
    if row.kind is RowIs.ADDITIONS:
        for item in index.insertions.get(row.place.passage, ()):
            if item.copy == copy:
                return Place(item.after, copy, item.labels[0].segment.index)
        return Place(row.place.passage)
    return row.place


def shape(width: int, copies: int, longest: int) -> Shape:
    """Return how the table stands in `width` cells; `longest` is that of the outlets' names."""
    least, most = _HEAD
    narrow = 4 if copies < 10 else 5
    wanted = min(_WIDEST, longest + 2)
    if copies and (room := width - max(least, int(width * _HEAD_PART))) // copies >= _NAMED:
        column = max(_NAMED, min(wanted, room // copies))
        head = min(max(least, width - column * copies), max(most, int(width * _HEAD_PART)))
        return Shape(copies, head, column, copies, True)
    least = max(least, int(width * _LEAST_PART))
    head = max(min(least, width // 2), min(most, width - narrow * copies))
    seen = max(1, min(copies, (width - head) // narrow))
    return Shape(copies, head, narrow, seen, False)


def table_line(row: TableRow, copies: Sequence[int], made: Shape, first: int, at: int) -> Runs:
    """Return a row as a line, its columns from `first` on; `at` is the cursor's, -1 for none."""
    runs: list[Run] = [*pad(clip(row.head, made.head - 2), made.head, TEXT)]
    for column in range(first, min(len(copies), first + made.seen)):
        runs += _cell(row.signs[column], copies[column], made.column, here=column == at)
    return tuple(runs)


def _cell(sign: str, copy: int, width: int, *, here: bool) -> Runs:
    if here:
        return Run(f" {sign} ", Ink(Tone.BADGE, copy, bold=True)), Run(" " * (width - 3), TEXT)
    return (Run(f" {sign}{' ' * (width - 2)}", _sign_ink(sign, copy)),)


def _sign_ink(sign: str, copy: int) -> Ink:
    if sign == Mark.FACT.value:
        return FACT_NAME
    if sign == Mark.LACKS.value:
        return FAINT
    return of_copy(copy, bold=sign != Mark.SAME.value)


def head_lines(index: Index, made: Shape, first: int, at: int, width: int) -> list[Runs]:
    """Return the heads of the columns: badges, and the outlets' names where they have room.

    Where names have none, that of the column with the cursor stands over the heads of the rows.
    """
    copies = list(index.copies)
    last = min(len(copies), first + made.seen)
    badges: list[Run] = []
    names: list[Run] = []
    for column in range(first, last):
        copy = copies[column]
        ink = TITLE if column == at else QUIET
        badges += pad((badge(copy),), made.column, TEXT)
        name = shown(index.copies[copy].article.outlet.name)
        names += pad(clip_text(name, made.column - 1, ink), made.column, TEXT)
    left = pad(clip(_corner(index, copies[at], made, first, last), made.head - 2), made.head, TEXT)
    lines = [(*left, *badges)]
    if made.named:
        lines.append((Run(" " * made.head, TEXT), *names))
    return [clip(line, width) for line in lines]


def _corner(index: Index, copy: int, made: Shape, first: int, last: int) -> Runs:
    """Return what stands over the heads of the rows: which columns are seen, and the name."""
    hidden = len(index.copies) - (last - first)
    part: Runs = (Run(f"{first + 1}–{last} of {len(index.copies)}  ", QUIET),) if hidden else ()
    if made.named:
        return part
    name = shown(index.copies[copy].article.outlet.name)
    room = made.head - 2 - width_of((*part, badge(copy)))
    return (*part, badge(copy), Run(f" {name}", STRONG)) if room >= _LEAST_NAME else part


def next_differing(
    rows: Sequence[TableRow], row: int, column: int, direction: int
) -> tuple[int, int] | None:
    """Return the next cell that differs, from left to right and then down, or None."""
    columns = len(rows[0].signs) if rows else 0
    at = row * columns + column + direction
    while 0 <= at < len(rows) * columns:
        found = divmod(at, columns)
        if rows[found[0]].differs(found[1]):
            return found
        at += direction
    return None


def row_of(rows: Sequence[TableRow], place: Place) -> int:
    """Return the row for a place: its own, else its passage's, else the one before."""
    best = 0
    for at, row in enumerate(rows):
        if row.place.passage > place.passage:
            break
        if row.place.passage < place.passage or row.kind is not RowIs.ADDITIONS or place.inserted:
            best = at
    return best


def longest_name(index: Index) -> int:
    """Return the cells of the longest name of an outlet."""
    names = (shown(copy.article.outlet.name) for copy in index.copies.values())
    return max((width_of((Run(name, TEXT),)) for name in names), default=0)
