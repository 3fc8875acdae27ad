"""An article's prose as it is matched: words as numbers, sentences, what stands in quotation marks.

Everything here is for finding, never for showing.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

from reader.grouping.vocabulary import (
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

_DASH = re.compile(r"--+|[‐‑‒–—―−-]")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(f"[{UNSPACED}]+|[^\\s{UNSPACED}]+")
_GRAM = 4
"""Characters of an unspaced script taken together, overlapping: a shingle then spans eight."""
_PER_WORD = 2
"""Characters of an unspaced script that carry about as much as one spaced word."""


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

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Return the bounds in `words` of each sentence."""
        return pairwise((*self.starts, len(self.words)))


def body(article: Article, vocabulary: Vocabulary) -> Body:
    """Return the article's prose: its blocks that are long enough and closed like sentences."""
    words, starts, quoted = array("I"), array("I"), bytearray()
    unspaced = 0
    for block in article.blocks:
        if len(words) >= _MAX_WORDS:
            break
        if block.outside or block.role is Role.FURNITURE or block.link_density >= _LINKED:
            continue
        if block.end - block.start < 2 * MIN_WORDS:
            continue
        spellings, dense = _spellings(article.text, block)
        if _is_prose(spellings, dense):
            del spellings[_MAX_WORDS:]
            unspaced += len(spellings) if dense else 0
            _append(spellings, vocabulary, words, starts, quoted)
    per_word = _PER_WORD if 2 * unspaced > len(words) else 1
    heading = _heading(article.title, vocabulary) if per_word == 1 else frozenset()
    return Body(words, starts, bytes(quoted), heading, per_word)


def shingles(words: array[int]) -> Iterator[tuple[int, ...]]:
    """Return each run of `WIDTH` words in turn."""
    return zip(words, *(words[offset:] for offset in range(1, WIDTH)), strict=False)


def _heading(title: str | None, vocabulary: Vocabulary) -> frozenset[int]:
    """Return the title's words that are long enough to say what it is about."""
    spellings = _DASH.sub(" ", (title or "")[:500]).split()
    return frozenset(vocabulary[word] for word in spellings if len(word) >= 5) - {0}


def _spellings(text: str, block: Block) -> tuple[list[str], bool]:
    """Return the block's words with the marks that touch them; whether its script is unspaced."""
    piece = mend(text[block.start : block.end]).replace(FILLER, "")
    if not piece.isascii():
        piece = unicodedata.normalize("NFC", piece)
        if len(_IS_UNSPACED.findall(piece, 0, 400)) >= 2 * MIN_WORDS:
            return list(_grams(piece)), True
        piece = _DASH.sub(" ", piece)
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


def _append(
    spellings: Sequence[str],
    vocabulary: Vocabulary,
    words: array[int],
    starts: array[int],
    quoted: bytearray,
) -> None:
    """Add a block's words."""
    numbers = [vocabulary[spelling] for spelling in spellings]
    marks = vocabulary.marks
    marked = [(i, marks[spelling]) for i, spelling in enumerate(spellings) if spelling in marks]
    inside = _quoted(len(numbers), marked)
    behind = {i + 1 for i, bits in marked if bits & ENDS} | {0}
    base = len(words)
    if 0 in numbers:
        fresh = False
        for i, number in enumerate(numbers):
            fresh = fresh or i in behind
            if number:
                if fresh:
                    starts.append(len(words))
                    fresh = False
                words.append(number)
        quoted += bytes(compress(inside, numbers))
        return
    words.extend(numbers)
    starts.extend(sorted(base + i for i in behind if i < len(numbers)))
    quoted += inside


def _quoted(count: int, marked: Sequence[tuple[int, int]]) -> bytearray:
    """Return 1 for each of the words that stand in quotation marks."""
    inside = bytearray(count)
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
        _fill(inside, start, min(count, start + longest))
    return inside


def _fill(inside: bytearray, start: int, end: int) -> None:
    inside[start:end] = b"\1" * (end - start)
