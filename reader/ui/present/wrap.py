"""Text broken into lines of a width in terminal cells, and runs cut along with it.

Widths are those of `rich.cells`, which Textual draws by: wide characters take two cells,
combining marks none, and a sequence joined to one picture is never cut apart. Between wide
characters a line may break, as in Chinese and Japanese, though not before closing punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from reader.ui.present.ink import TEXT, Ink, Run, Runs, Tone

_TOKEN = re.compile(r"[^\S\u00a0\u202f]+|[\S\u00a0\u202f]+")
"""White space, and what stands between it; a no-break space is no place to break."""
_CLOSING = frozenset(
    "、。，．！？：；」』）】〉》〕］｝…‥ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％"
)
_NO_BREAK = "%"
"""Stands for what is a cell wide, and before which no line breaks."""
_PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u024f\u0400-\u0482\u048a-\u052f\u2013\u2014\u2018-\u201d\u2026]*"
)
"""Text of characters that are a cell each, and blanks: Latin, Cyrillic, quotation marks, dashes."""
ELLIPSIS = "…"


class _Piece(NamedTuple):
    start: int
    end: int
    cells: int
    space: bool


def break_lines(text: str, width: int, hang: int = 0) -> list[tuple[int, int]]:
    """Return the offsets of each line of `text` at `width` cells (at least 2), blanks at ends cut.

    Lines after the first are narrower by `hang`. A word wider than a line is cut at a character.
    An empty text is one empty line.
    """
    narrow = max(2, width - hang)
    width = max(narrow, width)
    if _PLAIN.fullmatch(text) and max(map(len, text.split(" "))) <= narrow:
        return _break_plain(text, width, narrow)
    return _break_any(text, width, narrow)


def _break_plain(text: str, width: int, narrow: int) -> list[tuple[int, int]]:
    """Return what `_break_any` does, sooner: each character is a cell, and no word is too long."""
    last = len(text.rstrip(" "))
    start = len(text) - len(text.lstrip(" "))
    if start >= last:
        return [(0, 0)]
    lines: list[tuple[int, int]] = []
    while last - start > width:
        space = text.rindex(" ", start, start + width + 1)
        lines.append((start, start + len(text[start:space].rstrip(" "))))
        while text[space] == " ":
            space += 1
        start, width = space, narrow
    lines.append((start, last))
    return lines


def _break_any(text: str, width: int, narrow: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    begun = False  # a line may hold what takes no cell: a lone mark, a skin tone without its face
    for piece in _pieces(text, narrow):
        if piece.space:
            continue
        lead = cell_len(text[end : piece.start]) if begun else 0
        if begun and used + lead + piece.cells > (narrow if lines else width):
            lines.append((start, end))
            begun, used, lead = False, 0, 0
        if not begun:
            start, begun = piece.start, True
        end = piece.end
        used += lead + piece.cells
    if begun or not lines:
        lines.append((start, end))
    return lines


def _pieces(text: str, width: int) -> Iterator[_Piece]:
    """Yield white space and the stretches that a line must not break, in order."""
    for match in _TOKEN.finditer(text):
        token, start = match[0], match.start()
        if token.isspace():
            yield _Piece(start, match.end(), 0, True)
            continue
        cells = cell_len(token)
        if cells == len(token) and cells <= width:
            yield _Piece(start, match.end(), cells, False)
        else:
            yield from _cut(token, start, width)


def _cut(token: str, offset: int, width: int) -> Iterator[_Piece]:
    """Yield the unbreakable stretches of a long or wide-charactered word."""
    graphemes, _ = split_graphemes(token)
    start, cells, after_wide = 0, 0, False
    for first, _, size in graphemes:
        wide = size > 1
        breaks = (wide or after_wide) and token[first] not in _CLOSING
        if first > start and (breaks or cells + size > width):
            yield _Piece(offset + start, offset + first, cells, False)
            start, cells = first, 0
        cells += size
        after_wide = wide
    if start < len(token):
        yield _Piece(offset + start, offset + len(token), cells, False)


def wrap(runs: Sequence[Run], width: int, hang: int = 0) -> list[Runs]:
    """Return the runs broken into lines of at most `width` cells, those after the first hanging."""
    text = "".join(map(_breaking, runs))
    blank = (Run(" " * hang, TEXT),) if hang else ()
    lines = [cut(runs, start, end) for start, end in break_lines(text, width, hang)]
    return [(*blank, *line) if number else line for number, line in enumerate(lines)]


def _breaking(run: Run) -> str:
    """Return the text by which lines are broken: a link's number begins none."""
    return _NO_BREAK * len(run.text) if run.ink.tone is Tone.LINK else run.text


def cut(runs: Iterable[Run], start: int, end: int) -> Runs:
    """Return the part of the runs between two offsets into their joined text."""
    taken = []
    at = 0
    for run in runs:
        low, high = max(start - at, 0), min(end - at, len(run.text))
        if low < high:
            taken.append(Run(run.text[low:high], run.ink))
        at += len(run.text)
        if at >= end:
            break
    return tuple(taken)


def width_of(runs: Iterable[Run]) -> int:
    """Return the cells that the runs take."""
    return sum(cell_len(run.text) for run in runs)


def act_at(runs: Iterable[Run], cell: int) -> str:
    """Return the action that a click on a cell of the runs starts; empty where it starts none."""
    end = 0
    for run in runs:
        start, end = end, end + cell_len(run.text)
        if start <= cell < end:
            return run.ink.act
    return ""


def clip(runs: Sequence[Run], width: int) -> Runs:
    """Return the runs on one line of at most `width` cells, an ellipsis where they were cut."""
    if width <= 0:
        return ()
    kept: list[Run] = []
    left = width
    for index, run in enumerate(runs):
        # A text of any length is not measured whole: no cell holds more than a few characters.
        head = run.text if len(run.text) <= 8 * width else run.text[: 8 * width]
        cells = cell_len(head)
        last = index == len(runs) - 1 and len(head) == len(run.text)
        if cells < left or (cells == left and last):
            kept.append(Run(head, run.ink))
            left -= cells
            continue
        if cells == left and not any(rest.text for rest in runs[index + 1 :]):
            kept.append(Run(head, run.ink))
            return tuple(kept)
        kept += [Run(_fit(head, left - 1), run.ink), Run(ELLIPSIS, run.ink)]
        return tuple(kept)
    return tuple(kept)


def _fit(text: str, width: int) -> str:
    """Return the longest head of `text` within `width` cells."""
    if _PLAIN.fullmatch(text):
        return text[:width]
    used = 0
    for start, _, size in split_graphemes(text)[0]:
        if used + size > width:
            return text[:start]
        used += size
    return text


def clip_text(text: str, width: int, ink: Ink) -> Runs:
    """Return one text clipped to `width` cells."""
    return clip((Run(text, ink),), width)


def pad(runs: Sequence[Run], width: int, ink: Ink) -> Runs:
    """Return the runs filled up with blanks to `width` cells."""
    missing = width - width_of(runs)
    return (*runs, Run(" " * missing, ink)) if missing > 0 else tuple(runs)
