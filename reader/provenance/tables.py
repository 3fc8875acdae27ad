"""Tables of figures in running text: balance sheets, whose cells or rows stand a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MIN_AMOUNTS = 16
"""Figures with a separator, a decimal or a sign that a table holds at least. The smallest of a
results release had as many; averages of polls beside an article had twelve."""
_LEAST_SHARE = 1 / 3  # of a table's lines, that hold figures
_MAX_LABELS = 12
"""Lines without figures between two lines with some, or above the first: the names of the table,
of its columns and parts."""
_MIN_IN_ROW = 2  # figures that end a line of words, from which it is a row
_LONGEST_ROW, _LONGEST_LABEL = 400, 200  # characters

_SIGNS = r"[-–—+(\[]"
_FIGURE = re.compile(
    rf"{_SIGNS}*[A-Z]{{0,3}}[$€£¥]?{_SIGNS}*\d(?:[\d,.'’]*\d)?(?:%|x|pp|pts?|bps?)?[)\]%*†]*"
    r"|[-–—$€£¥%()]+|[Nn]/?[AaMm]\.?"
)
_AMOUNT = re.compile(r"\d[,.'’]\d|\d ?%|\(\d")


def tables(lines: Sequence[str], strange: Sequence[bool]) -> Iterator[range]:
    """Yield where tables of figures stand, heads and all, in order, none overlapping another.

    Args:
        lines: the texts of the blocks.
        strange: which of them cannot belong to a table, unless they hold figures.
    """
    rows = [_has_figures(line) for line in lines]
    ends = [
        not row and (odd or len(line) > _LONGEST_LABEL)
        for line, row, odd in zip(lines, rows, strange, strict=True)
    ]
    first, free = 0, 0  # `free`: the first line that no table has yet
    while first < len(lines):
        if not rows[first]:
            first += 1
            continue
        last = _last_row(first, rows, ends)
        figures = [
            line for line, row in zip(lines[first : last + 1], rows[first:], strict=False) if row
        ]
        amounts = sum(len(_AMOUNT.findall(line)) for line in figures)
        if amounts >= MIN_AMOUNTS and len(figures) >= _LEAST_SHARE * (last + 1 - first):
            head = first
            while head > max(free, first - _MAX_LABELS) and not ends[head - 1]:
                head -= 1
            yield range(head, last + 1)
            free = last + 1
        first = last + 1


def _last_row(first: int, rows: Sequence[bool], ends: Sequence[bool]) -> int:
    """Return the last line with figures that goes on from the first."""
    last = first
    for i in range(first, len(rows)):
        if ends[i] or i - last > _MAX_LABELS:
            break
        if rows[i]:
            last = i
    return last


def _has_figures(line: str) -> bool:
    """Tell whether a line is figures alone, or words and behind them several figures."""
    last = line.rsplit(maxsplit=1)[-1:]
    if len(line) > _LONGEST_ROW or (last and not _FIGURE.fullmatch(last[0])):
        return False  # as most lines: one look at their end tells
    words = line.split()
    figures = 0
    while figures < len(words) and _FIGURE.fullmatch(words[-1 - figures]):
        figures += 1
    return figures == len(words) or figures >= _MIN_IN_ROW
