"""Rows of a comparison: what stands in its two columns, and what outlets put in on either side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from reader.model import Category, Label
from reader.text.normalise import plain
from reader.text.phrases import count
from reader.ui.present.index import Index, Insertion
from reader.ui.present.ink import FAINT, QUIET, TEXT, Ink, Run, Runs, badge, hint, of_copy, tinted
from reader.ui.present.rows import Place, Row, RowKind
from reader.ui.present.sides import Side
from reader.ui.present.words import percent


class Cell(NamedTuple):
    """What stands in one of the two columns; `tint` shades it for a copy, `clip` keeps one line."""

    text: Runs = ()
    tint: int = 0
    clip: bool = False


EMPTY = Cell()
_TEXT = (RowKind.PASSAGE, RowKind.ADDITION)
"""Rows of text, which both sides may have alike."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the comparison: `row` in one column, `left` and `right` in two.

    `number` is the passage's, 0 for what is none; `sign` says what differs; `detail` tells it.
    """

    row: Row
    left: Cell = EMPTY
    right: Cell = EMPTY
    number: int = 0
    sign: Runs = ()
    detail: tuple[Runs, ...] = ()


def put_in(
    index: Index, left: Side, right: Side, after: int, *, folded: bool, beside: bool
) -> Iterator[Pair]:
    """Yield the rows of what was put in after a passage: the sides' `beside` each other, or not.

    What both sides have, as two versions of an article do, is one row in either case.
    """
    columns = [
        [part for item in side.insertions(after) for part in _parts(item, folded)]
        for side in (left, right)
    ]
    for number, (one, other) in enumerate(_paired(index, *columns, beside=beside)):
        yield _added(index, one, other, gap=number == 0)


class _Part(NamedTuple):
    """What is drawn as one thing of what was put in: a segment, or a folded run of them."""

    insertion: Insertion
    labels: tuple[Label, ...]


def _parts(insertion: Insertion, folded: bool) -> Iterable[_Part]:
    if folded and not insertion.own:
        return (_Part(insertion, insertion.labels),)
    return tuple(_Part(insertion, (label,)) for label in insertion.labels)


def _paired(
    index: Index, left: Sequence[_Part], right: Sequence[_Part], *, beside: bool
) -> Iterator[tuple[_Part | None, _Part | None]]:
    """Yield what the two sides put in, in order, what says the same on both in pairs."""
    ours_said, theirs_said = ([_words(index, part) for part in parts] for parts in (left, right))
    matched = SequenceMatcher(None, ours_said, theirs_said, autojunk=False)
    for what, low, high, other_low, other_high in matched.get_opcodes():
        ours, theirs = left[low:high], right[other_low:other_high]
        if what == "equal" or beside:
            yield from zip_longest(ours, theirs)
        else:
            yield from ((part, None) for part in ours)
            yield from ((None, part) for part in theirs)


def _words(index: Index, part: _Part) -> tuple[str, ...]:
    return tuple(plain(index.text(label)) for label in part.labels)


def _alike(index: Index, one: _Part | None, other: _Part | None) -> bool:
    if one is None or other is None:
        return False
    return _words(index, one) == _words(index, other)


def _added(index: Index, one: _Part | None, other: _Part | None, *, gap: bool) -> Pair:
    """Return the row of what was put in on either side; what both have is no difference."""
    cells = [EMPTY if part is None else _added_cell(index, part) for part in (one, other)]
    part, cell = (one, cells[0]) if other is None else (other, cells[1])
    assert part is not None
    first = part.labels[0]
    bar = (Run("▎", of_copy(first.copy)), Run(" ", Ink(tint=first.copy)))
    row = Row(
        Place(part.insertion.after, first.copy, first.segment.index),
        cell.text,
        RowKind.ADDITION,
        gutter=bar,
        under=bar,
        tint=first.copy,
        gap=gap,
        clip=cell.clip,
        variant=not _alike(index, one, other),
        yank="\n".join(index.text(label) for label in part.labels),
    )
    details = [x for found in (one, other) if found is not None for x in _added_told(found)]
    return Pair(row, cells[0], cells[1], detail=tuple(details))


def _added_cell(index: Index, part: _Part) -> Cell:
    labels = part.labels
    copy = labels[0].copy
    names = ", ".join(dict.fromkeys((x.category or Category.UNKNOWN).value for x in labels))
    name = Run(f"+ {names}  ", of_copy(copy))
    lines = len({label.segment.block for label in labels})
    if lines > 1:
        text = (name, hint(f"{count(lines, 'line')}: b", "screen.fold"))
        return Cell(tinted(text, copy), copy, clip=True)
    said = [run for x in labels for run in (Run(" ", TEXT), Run(index.text(x), TEXT))]
    return Cell(tinted((name, *said[1:]), copy), copy)


def _added_told(part: _Part) -> Iterator[Runs]:
    copy = part.insertion.copy
    for label in part.labels:
        name = (label.category or Category.UNKNOWN).value
        evidence = "; ".join(label.evidence) or "no other copy has it"
        yield (
            badge(copy),
            Run(f" + {name}", of_copy(copy)),
            Run(f"  {percent(label.confidence)} sure · {evidence}", QUIET),
        )


def only_variants(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Leave the title and what differs; a thin line counts the passages between."""
    kept: list[Pair] = []
    alike = 0

    def tell() -> None:
        if alike:
            text: Runs = (Run(f"… {count(alike, 'passage')} alike", FAINT),)
            row = Row(Place(0), text, gap=True, stop=False, clip=True)
            kept.append(Pair(row, Cell(text, clip=True)))

    for pair in pairs:
        if pair.row.kind in _TEXT and not pair.row.variant:
            alike += pair.row.kind is RowKind.PASSAGE
            continue
        tell()
        gap = alike > 0 or pair.row.gap or pair.row.kind is not RowKind.ADDITION
        kept.append(replace(pair, row=replace(pair.row, gap=gap)))
        alike = 0
    tell()
    return tuple(kept)
