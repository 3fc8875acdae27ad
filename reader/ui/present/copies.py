"""The copies of a story as a list: badge, outlet, time, share of wire text, and what each did."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from reader.collation.marks import Counts
from reader.text.phrases import count
from reader.ui.present.ink import (
    FACT_NAME,
    FAINT,
    QUIET,
    STRONG,
    TEXT,
    TITLE,
    WARN,
    Ink,
    Run,
    Runs,
    Tone,
    badge,
    hint,
    of_copy,
)
from reader.ui.present.reading import CLEAN, Reading
from reader.ui.present.rows import Line
from reader.ui.present.words import STATES, percent
from reader.ui.present.wrap import clip, pad, width_of

_BADGE = 5
"""Cells for a copy's badge, the sign that it is open, and a blank."""
_FIGURES = 17
"""Cells for share and counts: " 100% +17 −11 ~12"."""
_LEAST_NAME = 12
"""Cells: less of a name is not worth the counts behind it."""
_LEAST_TITLE = 24
"""Cells: less of a headline behind a name says nothing."""


def copy_lines(reading: Reading, width: int, height: int, view: int) -> tuple[Line, ...]:
    """Return the list of copies in at most `height` lines; each line's row is its copy's number.

    Two lines a copy where they fit, else one, without what it did where its name would be lost to
    that; of more copies than fit, those around `view`.
    """
    numbers = list(reading.index.copies)
    figures = {number: _figures(reading, number) for number in numbers}
    if 2 * len(numbers) <= height:
        figures = _in_column(figures)
        lines = [
            Line(n, runs) for n in numbers for runs in _two(reading, n, width, view, figures[n])
        ]
        return tuple(lines)
    if width - max(map(width_of, figures.values())) < _LEAST_NAME + _BADGE:
        figures = {number: _figures(reading, number, brief=True) for number in numbers}
    figures = _in_column(figures)
    room = max(1, height - 1) if len(numbers) > height else len(numbers)
    first = max(0, min((view or 1) - 1 - room // 2, len(numbers) - room))
    kept = numbers[first : first + room]
    lines = [Line(n, _one(reading, n, width, view, figures[n])) for n in kept]
    if len(kept) < len(numbers):
        more = hint(f"and {len(numbers) - len(kept)} more copies: '", "screen.pick_copy")
        lines.append(Line(-1, (Run(" ", QUIET), more)))
    return tuple(lines)


def view_runs(reading: Reading, view: int) -> Runs:
    """Return in a few words which view is open."""
    if view == CLEAN:
        copies = count(len(reading.index.copies), "copy", "copies")
        return Run("clean text", STRONG), Run(f" of {copies}", QUIET)
    return (
        badge(view),
        Run(" ", STRONG),
        Run(reading.index.name(view), STRONG),
        Run(" as published", QUIET),
    )


def folded_out(reading: Reading, width: int) -> tuple[Runs, ...]:
    """Return a line for each copy, to stand beneath its story in the list of stories.

    Where there is room for it, the headline that the outlet set stands behind the outlet's name.
    """
    numbers = list(reading.index.copies)
    figures = {number: _list_figures(reading, number) for number in numbers}
    wide = max(map(width_of, figures.values()))
    room = max(1, width - 2 - wide)
    names = [_name(reading, n, room, CLEAN, with_time=False) for n in numbers]
    named = max(map(width_of, names))
    lines = []
    for number, name in zip(numbers, names, strict=True):
        title = reading.index.headline(number)
        if title and room - named >= _LEAST_TITLE:
            name = clip((*pad(name, named + 2, TEXT), Run(title, QUIET)), room)
        right = pad((), wide - width_of(figures[number]), TEXT)
        lines.append((Run("  ", TEXT), *pad(name, room, TEXT), *right, *figures[number]))
    return tuple(lines)


def _list_figures(reading: Reading, number: int) -> Runs:
    """Return the facts that a copy changed, and when it was published."""
    facts = reading.counts[number].facts if reading.index.several else 0
    mark = (Run(f" !{facts}", FACT_NAME),) if facts else ()
    when = reading.time(number)
    return (*mark, Run(f" {when}", QUIET)) if when else mark


def _two(reading: Reading, number: int, width: int, view: int, figures: Runs) -> tuple[Runs, Runs]:
    bar = max(4, width - 4 - max(_FIGURES, width_of(figures)))
    share = reading.index.copies[number].wire_share
    filled = round(bar * share)
    second = (
        Run("    ", TEXT),
        Run("━" * filled, of_copy(number)),
        Run("─" * (bar - filled), FAINT),
        *figures,
    )
    return _name(reading, number, width, view), clip(second, width)


def _one(reading: Reading, number: int, width: int, view: int, figures: Runs) -> Runs:
    room = width - width_of(figures)
    name = _name(reading, number, room, view, with_time=False)
    return (*pad(name, room, TEXT), *figures)


def _name(reading: Reading, number: int, width: int, view: int, *, with_time: bool = True) -> Runs:
    copy = reading.index.copies[number]
    here = view == number
    when = reading.time(number) if with_time else ""
    wide = len(str(max(reading.index.copies))) - len(str(number))
    runs: Runs = (badge(number), Run(" " * wide + ("▸" if here else " "), TITLE))
    name = reading.index.name(number)
    room = max(1, width - width_of(runs) - (cell_len(when) + 1 if when else 0))
    part = STATES[copy.article.state]
    lacking: Runs = (Run(f" {part}", WARN),) if part else ()
    named = clip((Run(name, TITLE if here else STRONG),), max(1, room - width_of(lacking)))
    named = clip((*named, *lacking), room)
    if not when:
        return (*runs, *named)
    return (*runs, *pad(named, room, TEXT), Run(f" {when}", QUIET))


def _in_column(figures: Mapping[int, Runs]) -> dict[int, Runs]:
    """Return the figures filled up to the widest, so that they stand in a column."""
    wide = max(map(width_of, figures.values()))
    return {number: pad(runs, wide, TEXT) for number, runs in figures.items()}


def _figures(reading: Reading, number: int, *, brief: bool = False) -> Runs:
    """Return share and counts: added, cut, reworded (not where it is `brief`), facts changed."""
    index = reading.index
    share = f" {percent(index.copies[number].wire_share):>4}"
    if not index.several:
        return (Run(share, Ink(Tone.TEXT, bold=True)),)
    done = reading.counts[number]
    facts = (Run(f" !{done.facts}", FACT_NAME),) if done.facts else ()
    return (
        Run(share, Ink(Tone.TEXT, bold=True)),
        *(() if brief else _tally(done)),
        *facts,
    )


def _tally(done: Counts) -> Runs:
    figures = (("+", done.added), ("−", done.cut), ("~", done.reworded))
    return tuple(Run(f" {sign}{many}", TEXT if many else FAINT) for sign, many in figures)
