"""Rows of text with their gutter and margin, laid out to lines for a width."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from rich.cells import cell_len

from reader.ui.present.ink import TEXT, Ink, Run, Runs, Tone, plain, said, tinted
from reader.ui.present.wrap import clip, cut, pad, width_of, wrap

MEASURE = 72
"""Cells: the default width of text, within the 45 to 75 characters of typographers' rule."""
MARGIN = 15
"""Cells: room for a note beside the text (" + disclosure ")."""
_KEPT = 48
"""Layouts kept: a story's views, as many as a person leafs through again and again."""
_MIN_BESIDE = 44
"""Cells: where the text would be narrower than this, notes stand under it instead of beside it."""


class Place(NamedTuple):
    """Where in a story: at a passage (0: the headline), or at text put in after it.

    `copy` and `segment` name the first segment of what was put in; 0 and -1 at the passage itself.
    """

    passage: int
    copy: int = 0
    segment: int = -1

    @property
    def inserted(self) -> bool:
        """Whether this is the place of something that an outlet put in."""
        return self.copy > 0


ELSEWHERE = Place(-1)
"""No place of the story: what stands here speaks of others."""


class RowKind(StrEnum):
    """What a row of the text pane is."""

    TITLE = "title"
    META = "meta"
    PASSAGE = "passage"
    GHOST = "ghost"
    ADDITION = "addition"


class Linked(NamedTuple):
    """Words of a row that lead to `url`. Their number is drawn at the offset `at` of its text."""

    at: int
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A thing of the text pane that the cursor can stand on, before it is broken into lines.

    `gutter` stands before the first line, `under` before the others, `note` in the margin;
    `tint` shades the text for a copy; `gap` puts a blank line before; `clip` keeps it to one line;
    `hang` indents the lines after the first; `flush` begins
    at the left, where others have their gutter; `yank` is what is copied;
    `links` stand in its text, in order;
    `story` is the id of the story that the row leads to. The cursor passes over a
    row with `stop` unset.
    """

    place: Place
    text: Runs
    kind: RowKind = RowKind.META
    gutter: Runs = ()
    under: Runs = ()
    note: Runs = ()
    tint: int = 0
    gap: bool = False
    clip: bool = False
    hang: int = 0
    flush: bool = False
    stop: bool = True
    variant: bool = False
    fact: bool = False
    passages: tuple[int, ...] = ()
    yank: str = ""
    story: str = ""
    links: tuple[Linked, ...] = ()


class Line(NamedTuple):
    """One line on the screen, and the row that it belongs to (-1: none).

    The row's own text, without gutter and note, has the offsets from `start` up to, not including,
    `end` in the line.
    """

    row: int
    runs: Runs
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows as lines. Row r covers the lines from `starts[r]` up to, not including, `ends[r]`."""

    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def lay_out(rows: Sequence[Row], width: int, *, gutter: int = 0, measure: int = MEASURE) -> Layout:
    """Return the rows as lines of at most `width` cells, text no wider than `measure`.

    Links are numbered from 1, in the order of the rows.
    """
    room = max(4, width - gutter)
    noted = any(row.note for row in rows)
    beside = noted and room >= _MIN_BESIDE + MARGIN
    column = min(measure, room - MARGIN if beside else room)
    lines: list[Line] = []
    starts, ends = [], []
    number = 1
    for index, row in enumerate(rows):
        if row.links:
            row = replace(row, text=_with_numbers(row, number))
            number += len(row.links)
        if row.gap and lines:
            lines.append(Line(-1, ()))
        starts.append(len(lines))
        lines.extend(_row_lines(index, row, gutter, column, beside))
        ends.append(len(lines))
    return Layout(tuple(lines), tuple(starts), tuple(ends))


class Layouts:
    """The layouts made last: a person goes to and fro between views, and between widths.

    Rows are told apart by what they are, not by what they say: who builds them anew has them laid
    out anew.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int, int, int], tuple[Sequence[Row], Layout]]
        self._kept = OrderedDict()

    def of(self, rows: Sequence[Row], width: int, *, gutter: int, measure: int) -> Layout:
        """Return what `lay_out` does."""
        key = id(rows), width, gutter, measure
        kept = self._kept.pop(key, None)
        if kept is None:  # a layout is kept with its rows: as long, no others have their id
            kept = rows, lay_out(rows, width, gutter=gutter, measure=measure)
            if len(self._kept) >= _KEPT:
                self._kept.popitem(last=False)
        self._kept[key] = kept
        return kept[1]


def _with_numbers(row: Row, first: int) -> Runs:
    """Return the row's text with the number of each link behind its words."""
    runs: list[Run] = []
    at = 0
    for number, link in enumerate(row.links, first):
        ink = Ink(Tone.LINK, tint=row.tint, act=f"screen.link({number})")
        runs += [*cut(row.text, at, link.at), Run(f"[{number}]", ink)]
        at = link.at
    return (*runs, *cut(row.text, at, len(plain(row.text))))


def _row_lines(number: int, row: Row, gutter: int, column: int, beside: bool) -> list[Line]:
    own = 0 if row.flush else max(gutter, width_of(row.gutter))
    column -= own - gutter
    text = row.text
    if row.note and not beside:
        text = (*text, Run("  ", Ink(tint=row.tint)), *_set_in(row.note, row.tint))
    body = [clip(text, column)] if row.clip else wrap(text, column, row.hang)
    lengths = [len(plain(runs)) for runs in body]
    if row.tint:
        blank = Ink(tint=row.tint)
        body = [pad(runs, column, blank) for runs in body]
    lines: list[Line] = []
    for runs, length in zip(body, lengths, strict=True):
        before = pad(row.under if lines else row.gutter, own, TEXT)
        start = len(plain(before))
        hang = min(length, row.hang if lines else 0)
        lines.append(Line(number, (*before, *runs), start + hang, start + length))
    if row.note and beside:
        gap = Run(" " * (column - width_of(body[0]) + 1), TEXT)
        runs = (*lines[0].runs, gap, *clip(row.note, MARGIN - 1))
        lines[0] = lines[0]._replace(runs=runs)
    return lines


def _set_in(note: Runs, tint: int) -> Runs:
    """Return a note as it stands within the text; the short one on a tint is not broken."""
    if tint and width_of(note) <= MARGIN:
        note = tuple(Run(run.text.replace(" ", "\u00a0"), run.ink) for run in note)
    return tinted(note, tint)


def selected_text(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> str:
    """Return the rows' own text in spans of consecutive lines, as it reads without the wrapping."""
    text, row = "", -1
    for line, (start, end) in zip(lines, spans, strict=True):
        low, high = max(start, line.start), min(end, line.end)
        part = said(cut(line.runs, low, high)).strip() if low < high else ""
        if line.row < 0:
            text += "\n" if text else ""
        elif part:
            wide = bool(text) and cell_len(text[-1]) > 1 and cell_len(part[0]) > 1
            joint = "\n" if line.row != row else "" if wide else " "
            text += (joint if text else "") + part
            row = line.row
    return text.strip("\n")
