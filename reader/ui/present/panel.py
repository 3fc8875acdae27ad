"""What a panel says: a few lines that one does not move in."""

from __future__ import annotations

from collections.abc import Sequence

from reader.ui.present.ink import FAINT, QUIET, Run, Runs
from reader.ui.present.rows import MEASURE
from reader.ui.present.wrap import clip, width_of, wrap

_LEAST = 8
"""Cells: a line that keeps less than this to itself does not say that there is more."""


def detail_lines(
    title: str, told: Sequence[Runs], width: int, height: int, more: str = ""
) -> list[Runs]:
    """Return what is told of a place in `height` lines under its title.

    Where there is more than fits, `more` names the key that shows all of it.
    """
    if height <= 0 or width <= 0:
        return []
    lines = [rule(title, width)] if height > 3 else []
    room = height - len(lines)
    measure = max(4, min(width, MEASURE + MEASURE // 2))
    said = [line for runs in told for line in wrap(runs, measure)]
    rest = Run(f"  … {more}", QUIET)
    left = measure - width_of((rest,))
    if len(said) > room and more and left >= _LEAST:
        said = said[:room]
        said[-1] = (*clip(said[-1], left), rest)
    return lines + said[:room]


def rule(title: str, width: int) -> Runs:
    """Return a title with a line to the end of the width."""
    name = Run(f"{title} ", QUIET)
    named = clip((name,), max(1, width - 2))
    return *named, Run("─" * max(0, width - width_of(named) - 1), FAINT)
