"""Paragraphs as they are matched: words as numbers, sentences, what stands in quotation marks."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.grouping.vocabulary import (
    BARE,
    BEHIND_END,
    CLOSES,
    CLOSES_SINGLE,
    ENDING,
    ENDS,
    OPENS,
    OPENS_SINGLE,
    TOGGLES,
    WORDS,
)
from reader.text.mend import FILLER, mend
from reader.text.scripts import UNSPACED

MIN_WORDS = 10
"""Words that a block of prose has at least to be matched: most furniture is shorter."""
MAX_WORDS = 20_000
"""Words of an article that are matched: four times the longest story seen."""
PER_WORD = 2
"""Characters of an unspaced script that carry about as much as one spaced word."""
SIZE = 4
"""Bytes of a word's number."""
_MAX_QUOTATION = 100
"""Words up to which a quotation is taken to last whose closing mark is missing."""
_MAX_SINGLE = 60
"""Words within which a quotation in single marks must close: else the mark was an apostrophe."""
_GRAM = 4
"""Characters of an unspaced script taken together, overlapping: a shingle then spans eight."""

DASHES = "-‐‑‒–—―−"
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(f"[{UNSPACED}]+|[^\\s{UNSPACED}]+")

# By a word's marks, which are one byte:
_ENDS = bytes(bool(marks & ENDS) for marks in range(256))
_BARE = bytes(bool(marks & BARE) for marks in range(256))
_QUOTES = bytes(bool(marks & ~(ENDS | BARE)) for marks in range(256))
_ONE = re.compile(b"\1")


def spell(text: str) -> tuple[list[str], bool] | None:
    """Return a block's words with the marks that touch them, and whether its script is unspaced.

    None where it is no prose: too short, or not closed like a sentence.
    """
    spellings, dense = _spellings(text)
    return (spellings, dense) if _is_prose(spellings, dense) else None


def read(spellings: list[str], bounds: Sequence[int]) -> tuple[bytes, list[int], bytes]:
    """Return the words of the blocks within `bounds`, where sentences start, and what is quoted.

    A word's number takes four bytes, the lowest first; `quoted` has a byte for each word, 1 inside
    quotation marks. The starts are indices of words.
    """
    words, marks = WORDS.read(spellings)
    begins = {*bounds, *[match.end() for match in _ONE.finditer(marks.translate(_ENDS))]}
    quoted = _quoted(marks, bounds)
    bare = _places(marks.translate(_BARE))
    if bare:
        words, quoted = _without(words, bare, SIZE), _without(quoted, bare, 1)
        begins = {i - bisect_left(bare, i) for i in begins}
    return words, sorted(begins - {len(quoted)}), quoted


def _spellings(text: str) -> tuple[list[str], bool]:
    """Return the block's words with the marks that touch them; whether its script is unspaced."""
    text = mend(text)
    if not text.isascii():
        text = text.replace(FILLER, "")
        text = unicodedata.normalize("NFC", text)
        if len(_IS_UNSPACED.findall(text, 0, 400)) >= 2 * MIN_WORDS:
            return list(_grams(text)), True
        for dash in DASHES:
            if dash in text:
                text = text.replace(dash, " ")
    elif "-" in text:
        text = text.replace("-", " ")
    return text.split(), False


def _grams(piece: str) -> Iterator[str]:
    """Yield overlapping groups of characters, marks as they come; other scripts' words whole."""
    for match in _RUN.finditer(piece):
        run = match[0]
        if _IS_UNSPACED.match(run):
            yield from (run[index : index + _GRAM] for index in range(len(run)))
        else:
            yield run


def _is_prose(spellings: Sequence[str], dense: bool) -> bool:
    least = MIN_WORDS * PER_WORD if dense else MIN_WORDS
    if len(spellings) < least:
        return False
    last = spellings[-1].rstrip(BEHIND_END)
    cut_off = last.endswith(("...", "…"))
    return len(spellings) >= 3 * least or (last[-1:] in ENDING and not cut_off)


def _without(data: bytes, gone: Sequence[int], size: int) -> bytes:
    """Return the entries, of `size` bytes each, but for those with these indices (ascending)."""
    kept = pairwise((-1, *gone, len(data) // size))
    return b"".join(data[(before + 1) * size : behind * size] for before, behind in kept)


def _places(ones: bytes) -> list[int]:
    """Return the indices of the bytes that are 1, few as they are among many that are 0."""
    return [match.start() for match in _ONE.finditer(ones)]


def _quoted(marks: bytes, bounds: Sequence[int]) -> bytes:
    """Return 1 for each of the words that stand in quotation marks; none lasts beyond a block."""
    inside = bytearray(len(marks))
    places = _places(marks.translate(_QUOTES))
    low = 0
    while low < len(places):
        end = bounds[bisect_right(bounds, places[low])]
        high = bisect_left(places, end, low)
        _quote(inside, [(i, marks[i]) for i in places[low:high]], end)
        low = high
    return bytes(inside)


def _quote(inside: bytearray, marked: Sequence[tuple[int, int]], end: int) -> None:
    """Set 1 for the words of one block, which ends there, that stand within its marks."""
    double = any(bits & (OPENS | CLOSES | TOGGLES) for _, bits in marked)
    opens, closes = (OPENS, CLOSES) if double else (OPENS_SINGLE, CLOSES_SINGLE)
    longest = _MAX_QUOTATION if double else _MAX_SINGLE
    start: int | None = None
    for i, bits in marked:
        if start is not None and i - start > longest:
            if double:
                _fill(inside, start, start + longest)
            start = None
        if start is None and bits & (opens | TOGGLES):
            start = i
            if not bits & closes:
                continue
        if start is not None and bits & (closes | TOGGLES):
            _fill(inside, start, i + 1)
            start = None
    if start is not None and double:
        _fill(inside, start, min(end, start + longest))


def _fill(inside: bytearray, start: int, end: int) -> None:
    inside[start:end] = b"\1" * (end - start)
