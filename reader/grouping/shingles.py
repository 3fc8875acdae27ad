"""An article's prose as it is matched: words as numbers, sentences, what stands in quotation marks.

Everything here is for finding, never for showing.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

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
    Vocabulary,
)
from reader.model import Article, Block, Role
from reader.text.mend import FILLER, mend
from reader.text.scripts import UNSPACED

WIDTH = 5
"""Words of a shingle. At three, set phrases join reports of one event; at eight, copies with a word
changed in every sentence fall apart."""
MIN_WORDS = 10
"""Words that a block of prose has at least to be matched: most furniture is shorter."""
_MAX_WORDS = 20_000
"""Words of an article that are matched: four times the longest story seen."""
_MAX_QUOTATION = 100
"""Words up to which a quotation is taken to last whose closing mark is missing."""
_MAX_SINGLE = 60
"""Words within which a quotation in single marks must close: else the mark was an apostrophe."""
_LINKED = 0.5
"""Of a block's characters in links: from here on it is a list of links, not prose."""

_DASHES = "-‐‑‒–—―−"
_DASH = re.compile(f"[{_DASHES}]")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(f"[{UNSPACED}]+|[^\\s{UNSPACED}]+")
_GRAM = 4
"""Characters of an unspaced script taken together, overlapping: a shingle then spans eight."""
_PER_WORD = 2
"""Characters of an unspaced script that carry about as much as one spaced word."""

# By a word's marks, which are one byte:
_ENDS = bytes(bool(marks & ENDS) for marks in range(256))
_BARE = bytes(marks & BARE for marks in range(256))
_QUOTES = bytes(marks & ~(ENDS | BARE) for marks in range(256))


@dataclass(frozen=True, slots=True)
class Body:
    """The prose of an article.

    `words` holds the number of each word and `starts` the index of each sentence's first;
    `quoted` is 1 for each word inside quotation marks. `heading` holds the numbers of the title's
    longer words. `per_word` is how many entries of `words` carry as much as one spaced word.
    """

    words: array[int]
    starts: array[int]
    quoted: bytes
    heading: frozenset[int]
    per_word: int = 1

    def encoded(self) -> bytes:
        """Return the words' numbers as bytes, four to a word, the lowest first."""
        if sys.byteorder == "little":
            return self.words.tobytes()
        swapped = array("I", self.words)
        swapped.byteswap()
        return swapped.tobytes()

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Return the bounds in `words` of each sentence."""
        return pairwise((*self.starts, len(self.words)))


def body(article: Article, vocabulary: Vocabulary) -> Body:
    """Return the article's prose: its blocks that are long enough and closed like sentences."""
    spellings: list[str] = []
    bounds = [0]
    unspaced = 0
    for block in article.blocks:
        if len(spellings) >= _MAX_WORDS:
            break
        if block.outside or block.role is Role.FURNITURE or block.link_density >= _LINKED:
            continue
        if block.end - block.start < 2 * MIN_WORDS:
            continue
        found, dense = _spellings(article.text, block)
        if _is_prose(found, dense):
            spellings += found[:_MAX_WORDS]
            bounds.append(len(spellings))
            unspaced += len(found) if dense else 0
    words, starts, quoted = _read(spellings, bounds, vocabulary)
    per_word = _PER_WORD if 2 * unspaced > len(words) else 1
    heading = _heading(article.title, vocabulary) if per_word == 1 else frozenset()
    return Body(words, starts, quoted, heading, per_word)


def shingles(words: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Return each run of `WIDTH` words in turn."""
    return zip(words, *(words[offset:] for offset in range(1, WIDTH)), strict=False)


def _heading(title: str | None, vocabulary: Vocabulary) -> frozenset[int]:
    """Return the title's words that are long enough to say what it is about."""
    spellings = _DASH.sub(" ", (title or "")[:500]).split()
    return frozenset(vocabulary.number(word) for word in spellings if len(word) >= 5) - {0}


def _spellings(text: str, block: Block) -> tuple[list[str], bool]:
    """Return the block's words with the marks that touch them; whether its script is unspaced."""
    piece = mend(text[block.start : block.end]).replace(FILLER, "")
    if not piece.isascii():
        piece = unicodedata.normalize("NFC", piece)
        if len(_IS_UNSPACED.findall(piece, 0, 400)) >= 2 * MIN_WORDS:
            return list(_grams(piece)), True
        for dash in _DASHES:
            if dash in piece:
                piece = piece.replace(dash, " ")
    elif "-" in piece:
        piece = piece.replace("-", " ")
    return piece.split(), False


def _grams(piece: str) -> Iterator[str]:
    """Yield overlapping groups of characters, marks as they come; other scripts' words whole."""
    for match in _RUN.finditer(piece):
        run = match[0]
        if _IS_UNSPACED.match(run):
            yield from (run[index : index + _GRAM] for index in range(len(run)))
        else:
            yield run


def _is_prose(spellings: Sequence[str], dense: bool) -> bool:
    least = MIN_WORDS * _PER_WORD if dense else MIN_WORDS
    if len(spellings) < least:
        return False
    last = spellings[-1].rstrip(BEHIND_END)
    cut_off = last.endswith(("...", "…"))
    return len(spellings) >= 3 * least or (last[-1:] in ENDING and not cut_off)


def _read(
    spellings: list[str], bounds: Sequence[int], vocabulary: Vocabulary
) -> tuple[array[int], array[int], bytes]:
    """Return the words, where sentences start, and what is quoted, of blocks within `bounds`."""
    words, marks = vocabulary.read(spellings)
    begins = {*bounds, *compress(range(1, len(marks) + 1), marks.translate(_ENDS))}
    quoted = _quoted(marks, bounds)
    bare = list(compress(range(len(marks)), marks.translate(_BARE)))
    if bare:
        words = array("I", _without(words.tobytes(), bare, words.itemsize))
        quoted = _without(quoted, bare, 1)
        begins = {i - bisect_left(bare, i) for i in begins}
    return words, array("I", sorted(begins - {len(words)})), quoted


def _without(data: bytes, gone: Sequence[int], size: int) -> bytes:
    """Return the entries, of `size` bytes each, but for those with these indices (ascending)."""
    kept = pairwise((-1, *gone, len(data) // size))
    return b"".join(data[(before + 1) * size : behind * size] for before, behind in kept)


def _quoted(marks: bytes, bounds: Sequence[int]) -> bytes:
    """Return 1 for each of the words that stand in quotation marks; none lasts beyond a block."""
    inside = bytearray(len(marks))
    quoting = marks.translate(_QUOTES)
    places = list(compress(range(len(marks)), quoting))
    low = 0
    while low < len(places):
        end = bounds[bisect_right(bounds, places[low])]
        high = bisect_left(places, end, low)
        _quote(inside, [(i, quoting[i]) for i in places[low:high]], end)
        low = high
    return bytes(inside)


def _quote(inside: bytearray, marked: Sequence[tuple[int, int]], end: int) -> None:
    """Set 1 for the words of one block, which ends there, that stand in quotation marks."""
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
