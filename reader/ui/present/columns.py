"""Pairs of texts laid out in two columns, or in one where there is no room for two."""

from __future__ import annotations

from collections.abc import Sequence

from reader.ui.present.ink import FAINT, TEXT, Ink, Run, Runs
from reader.ui.present.pairs import Cell, Pair
from reader.ui.present.rows import Layout, Line
from reader.ui.present.wrap import clip, pad, wrap

TWO_COLUMNS = 95
"""Cells from which two columns stand side by side: each then has more than 40."""
GUTTER = 6
"""Cells before the left column: a passage's number, its mark, and a blank."""
BETWEEN = 3
"""Cells between the columns."""
_WIDEST = 84
"""Cells: a column of more is hard to read."""


def column_width(width: int) -> int:
    """Return the cells of each of two columns in `width`."""
    return min(_WIDEST, max(4, (width - GUTTER - BETWEEN) // 2))


def lay_out_pairs(pairs: Sequence[Pair], width: int) -> Layout:
    """Return the pairs as lines of two columns, aligned at the top of each pair."""
    column = column_width(width)
    lines: list[Line] = []
    starts, ends = [], []
    for index, pair in enumerate(pairs):
        if pair.row.gap and lines:
            lines.append(Line(-1, ()))
        starts.append(len(lines))
        left = _cell(pair.left, column)
        right = left if pair.right == pair.left else _cell(pair.right, column)
        for at in range(max(len(left), len(right))):
            gutter = _gutter(pair) if at == 0 else (Run(" " * GUTTER, TEXT),)
            runs = (
                *gutter,
                *(left[at] if at < len(left) else (Run(" " * column, TEXT),)),
                Run(" " * BETWEEN, TEXT),
                *(right[at] if at < len(right) else ()),
            )
            lines.append(Line(index, runs))
        ends.append(len(lines))
    return Layout(tuple(lines), tuple(starts), tuple(ends))


def _cell(cell: Cell, column: int) -> list[Runs]:
    if not cell.text:
        return []
    lines = [clip(cell.text, column)] if cell.clip else wrap(cell.text, column)
    return [pad(runs, column, Ink(tint=cell.tint)) for runs in lines]


def _gutter(pair: Pair) -> Runs:
    number = Run(f"{pair.number or '':>3} ", FAINT)
    return pad((number, *pair.sign), GUTTER, TEXT)
