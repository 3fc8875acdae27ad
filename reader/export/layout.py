"""Text laid out in columns of a terminal: how wide it is, where it breaks, how it is toned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum

from reader.text.normalise import squeeze
from reader.text.safe import safe

_ELLIPSIS = "…"
_WORD = re.compile(r"\S+\s*")


class Tone(StrEnum):
    """How loud a run of text is."""

    STRONG = "strong"
    QUIET = "quiet"
    FACT = "fact"
    ADDED = "added"
    CUT = "cut"


Paint = Callable[[Tone, str], str]


def unpainted(tone: Tone, text: str) -> str:
    """Leave the text as it is: for a pipe, a file, or someone who wants no colour."""
    return text


def one_line(text: str) -> str:
    """Return text from outside as one harmless line."""
    return safe(squeeze(text))


def width(text: str) -> int:
    """Return the columns that `text` takes: two for a wide character, none for a combining one.

    After Unicode Standard Annex 11; ambiguous characters count as narrow.
    """
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def clip(text: str, columns: int) -> str:
    """Return `text`, or as much of it as fits into `columns` with an ellipsis at its end."""
    if width(text) <= columns:
        return text
    return _head(text, columns - 1).rstrip() + _ELLIPSIS


def fit(text: str, columns: int) -> str:
    """Return `text` clipped or padded with spaces to exactly `columns`."""
    clipped = clip(text, columns)
    return clipped + " " * (columns - width(clipped))


def wrap(text: str, columns: int) -> Iterator[str]:
    """Break `text` into lines between words, and inside a word only if it is wider than a line."""
    line, used = "", 0
    for word in _WORD.findall(text):
        bare = word.rstrip()
        while used + width(bare) > columns:
            if used:
                yield line.rstrip()
                line, used = "", 0
                continue
            head = _head(bare, columns) or bare[0]
            yield head
            word, bare = word[len(head) :], bare[len(head) :]
        line += word
        used += width(word)
    if line:
        yield line.rstrip()


def _head(text: str, columns: int) -> str:
    """Return the longest beginning of `text` that is no wider than `columns`."""
    used = 0
    for place, character in enumerate(text):
        used += _character_width(character)
        if used > columns:
            return text[:place]
    return text


def _character_width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1
