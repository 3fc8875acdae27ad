"""What the provenance pane says from one place on: here, and further on in the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.ui.present.ink import FAINT, QUIET, Run, Runs
from reader.ui.present.reading import Reading
from reader.ui.present.rows import ELSEWHERE, Place, Row, lay_out
from reader.ui.present.wrap import width_of


class Entry(NamedTuple):
    """One line of the pane, and the item of the apparatus that it belongs to (-1: a heading)."""

    item: int
    runs: Runs


def entries(reading: Reading, item: int, width: int, height: int) -> tuple[Entry, ...]:
    """Return at most `height` lines: the item in full, then those after it that say something."""
    lines: list[Entry] = []
    for entry in _all(reading, item, width):
        if len(lines) >= height:
            break
        lines.append(entry)
    while lines and lines[-1].item < 0:
        lines.pop()
    return tuple(lines)


def _all(reading: Reading, item: int, width: int) -> Iterator[Entry]:
    here = reading.items[item]
    yield Entry(-1, _heading(_where(here.place), width))
    yield from _item(reading, item, width)
    headed = False
    cut: tuple[int, ...] = ()
    for number in range(item + 1, len(reading.items)):
        following = reading.items[number]
        if following.quiet:
            continue
        if headed and following.cut and following.cut == cut:
            yield from _item(reading, number, width, following.rows[1:])
            continue
        cut = following.cut
        yield Entry(-1, ())
        near = following.place.passage == here.place.passage
        if not near and not headed:
            yield Entry(-1, _heading("further on", width))
            headed = True
        yield from _item(reading, number, width)


def _item(
    reading: Reading, number: int, width: int, rows: Sequence[Row] | None = None
) -> Iterator[Entry]:
    """Yield the lines of an item, or of some of its rows (of cuts in a row one alone is named)."""
    shown = reading.items[number].rows if rows is None else rows
    for line in lay_out(shown, width, measure=width).lines:
        yield Entry(number, line.runs)


def _where(place: Place) -> str:
    if place == ELSEWHERE:
        return "another story"
    if place.inserted:
        return "put in here"
    return "at this passage" if place.passage else "the headline"


def _heading(text: str, width: int) -> Runs:
    name = Run(f"{text} ", QUIET)
    return name, Run("─" * max(0, width - width_of((name,)) - 1), FAINT)
