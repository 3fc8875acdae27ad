"""What the provenance pane says from one place on: here, and further on in the story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.ui.present.ink import FAINT, QUIET, Run, Runs
from reader.ui.present.reading import Reading
from reader.ui.present.rows import ELSEWHERE, Place, lay_out
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
    for number in range(item + 1, len(reading.items)):
        following = reading.items[number]
        if following.quiet:
            continue
        yield Entry(-1, ())
        near = following.place.passage == here.place.passage
        if not near and not headed:
            yield Entry(-1, _heading("further on", width))
            headed = True
        yield from _item(reading, number, width)


def _item(reading: Reading, number: int, width: int) -> Iterator[Entry]:
    for line in lay_out(reading.items[number].rows, width, measure=width).lines:
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
