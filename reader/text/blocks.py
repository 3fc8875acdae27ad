"""Plain text cut into blocks: a line each, and hard-wrapped lines joined into the one they were."""

from __future__ import annotations

import re

from reader.model import Block
from reader.text.mend import FILLER, mend
from reader.text.prose import ends_sentence

_LINE = re.compile(r"[^\n]+")
_MIN_WRAPPED = 40
"""Characters: a shorter line is not the full width of any newspaper's or mailer's hard wrap."""
_MAX_WIDTH = 120
"""Characters: the widest column at which texts are hard-wrapped."""
_FULL_SHARE = 0.75
"""Of the column's width: a line shorter than this ends its paragraph."""
_WRAPPED_LINES = 0.6
"""Of all lines: from here on a text counts as hard-wrapped as a whole."""

_Line = tuple[int, int, int]  # start, end, line number


def split_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text, in order.

    Each line that is not white space is a block, unless it continues the line before: all lines
    of a hard-wrapped paragraph, and a line that breaks off inside a sentence with the next.
    """
    lines = _lines(text)
    text = mend(text)  # a leftover tag is no end of a line, nor is what a paywall hides
    width = _column(text, lines)
    blocks: list[Block] = []
    previous: _Line | None = None
    for line in lines:
        if previous is not None and _continues(text, previous, line, width):
            blocks[-1] = Block(blocks[-1].start, line[1], blocks[-1].line)
        else:
            blocks.append(Block(*line))
        previous = line
    return tuple(blocks)


def _lines(text: str) -> list[_Line]:
    found = []
    number, place = 1, 0
    for match in _LINE.finditer(text):
        number += text.count("\n", place, match.start())
        place = match.start()
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped[0])
            found.append((start, start + len(stripped), number))
    return found


def _column(text: str, lines: list[_Line]) -> int | None:
    """Return the width at which the text is hard-wrapped, or None where it is not."""
    lengths = sorted(end - start for start, end, _ in lines)
    if len(lengths) < 6:
        return None
    width = lengths[int(len(lengths) * 0.95)]
    if not _MIN_WRAPPED <= width <= _MAX_WIDTH:
        return None
    full = [line for line in lines if line[1] - line[0] >= _FULL_SHARE * width]
    open_ended = sum(not ends_sentence(text[start:end]) for start, end, _ in full)
    wrapped = len(full) >= _WRAPPED_LINES * len(lines) and open_ended >= 0.5 * len(full)
    return width if wrapped else None


def _continues(text: str, before: _Line, after: _Line, width: int | None) -> bool:
    length = before[1] - before[0]
    last = text[before[0] : before[1]].rstrip()[-1:]
    first = text[after[0] : after[1]].replace(FILLER, "").lstrip()[:1]
    blank_lines = after[2] - before[2] - 1
    if width is not None and blank_lines == 0 and length >= _FULL_SHARE * width:
        return True
    inside_sentence = bool(last) and first.islower() and (last.isalnum() or last in ",;-–—")
    return inside_sentence and length >= _MIN_WRAPPED and blank_lines <= 1
