"""The gutter: a mark for each copy at a passage, or counts where there is no room."""

from __future__ import annotations

from reader.collation.marks import Mark
from reader.ui.present.index import Index
from reader.ui.present.ink import FACT_NAME, FAINT, QUIET, Run, Runs, of_copy

MOST_MARKS = 12
"""Copies: more than this have no colour of their own, and a gutter of counts tells more."""
_LEAST_TEXT = 30
"""Cells: a gutter that leaves less than this to the text shrinks to counts."""
_COUNTS = 7
"""Cells of a gutter of counts: mark, blank, "38/40"."""
BAR = 2
"""Cells before a copy's text: a bar or a mark, and a blank."""

_LOUDEST = (Mark.FACT, Mark.REWORDED, Mark.MOVED, Mark.LACKS)


def gutter_width(index: Index, width: int) -> int:
    """Return the cells of the gutter of the clean text in a pane `width` cells wide."""
    if not index.several:
        return 0
    return len(index.copies) + 2 if _marks_fit(index, width) else _COUNTS + 1


def gutter(index: Index, passage: int, width: int) -> Runs:
    """Return the gutter of a passage in a pane `width` cells wide."""
    if not index.several:
        return ()
    marks = index.marks(passage)
    if _marks_fit(index, width):
        return tuple(_mark(copy, mark) for copy, mark in marks)
    found = {mark for _, mark in marks}
    loudest = next((mark for mark in _LOUDEST if mark in found), Mark.SAME)
    carrying = sum(mark is not Mark.LACKS for _, mark in marks)
    ink = FACT_NAME if loudest is Mark.FACT else QUIET
    return Run(loudest.value, ink), Run(f" {carrying}/{len(marks)}", QUIET)


def _marks_fit(index: Index, width: int) -> bool:
    copies = len(index.copies)
    return copies <= MOST_MARKS and width - copies - 2 >= _LEAST_TEXT


def _mark(copy: int, mark: Mark) -> Run:
    if mark is Mark.FACT:
        return Run(mark.value, FACT_NAME)
    if mark is Mark.LACKS:
        return Run(mark.value, FAINT)
    return Run(mark.value, of_copy(copy, bold=mark is not Mark.SAME))
