"""The head of a comparison: what stands on either side."""

from __future__ import annotations

from reader.ui.present.columns import BETWEEN, GUTTER, column_width
from reader.ui.present.compare import Comparison
from reader.ui.present.copies import view_runs
from reader.ui.present.diff import CAME, GONE, in_brackets
from reader.ui.present.index import shown
from reader.ui.present.ink import FAINT, GHOST, QUIET, STRONG, TEXT, TITLE, Ink, Run, Runs, Tone
from reader.ui.present.reading import CLEAN, Reading
from reader.ui.present.wrap import clip, pad, width_of


def head_runs(reading: Reading, made: Comparison, width: int, *, wide: bool) -> Runs:
    """Return what the two sides are, each over its column; in one column, from which to which."""
    left, right = (view_runs(reading, side.view) for side in (made.left, made.right))
    times = [reading.time(side.view) if side.view else "" for side in (made.left, made.right)]
    if not wide:
        arrow = Run(" → ", FAINT)
        names = (*_short(reading, made.left.view), arrow, *_short(reading, made.right.view))
        legend = _legend(made.signed)
        return (*names, *legend) if width_of((*names, *legend)) <= width else clip(names, width)
    column = column_width(width)
    left = (*left, Run(f"  {times[0]}" if times[0] else "", QUIET))
    right = (*right, Run(f"  {times[1]}" if times[1] else "", QUIET))
    blank = Run(" " * GUTTER, TEXT)
    between = Run(" " * BETWEEN, TEXT)
    return (blank, *pad(clip(left, column), column, TEXT), between, *clip(right, column))


def _legend(signed: bool) -> Runs:
    """Return how words are marked that one side alone has."""
    gone, came = Run("struck out", GHOST), Run("underlined", Ink(Tone.TITLE, underline=True))
    left = in_brackets(gone, GONE) if signed else (gone,)
    right = in_brackets(came, CAME) if signed else (came,)
    return Run("   only left ", QUIET), *left, Run(" · only right ", QUIET), *right


def _short(reading: Reading, view: int) -> Runs:
    if view == CLEAN:
        return (Run("clean text", STRONG),)
    return view_runs(reading, view)[:-1]


def title_runs(reading: Reading, what: str) -> Runs:
    """Return the name of a screen and the story's headline."""
    return Run(what, TITLE), Run("  ", QUIET), Run(shown(reading.collation.headline), QUIET)
