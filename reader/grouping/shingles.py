"""An article's prose as it is matched: numbers of words, sentences, what stands in quotation marks.

Everything here is for finding, never for showing. Two spellings of a word that `fold` and the
loss of every mark inside it make alike have one number, the same in every process.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from reader.model import Article, Block, Role
from reader.text.normalise import fold

WIDTH = 5
"""Words in a shingle: Silcock et al. and METER use 3 to 6; at 3, set phrases join reports of one event."""
MIN_WORDS = 10
"""Words that a block of prose has at least to be matched: most furniture is shorter."""
_LONG_BLOCK = 30
"""Words from which on a block counts as prose without a mark that ends a sentence."""
_MAX_WORDS = 20_000
"""Words of an article that are matched: four times the longest story."""
_MAX_KNOWN = 400_000
"""Spellings kept in memory before the vocabulary starts afresh."""
_MAX_SPELLING = 64
"""Characters of a word that are looked at: a longer run is no word of any language."""

_OPEN = frozenset("\"“„«「『〝‟＂")
_CLOSE = frozenset("\"”“»」』〞‟＂")
_BRACKETS = "([{<'‘’*_"
_FINAL = frozenset(".!?…。！？।؟۔։።")
_BEHIND_FINAL = "\"”“»」』〞‟＂'’)]}*_"
_BEHIND_QUOTE = ".,;:!?…)]}*_。、，！？"
_DASHES = re.compile(r"--+|[‐‑‒–—―−-]")
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_PIECE = re.compile(f"[{_UNSPACED}]+|[^\\s{_UNSPACED}]+")
_GRAM = 4
"""Characters of an unspaced script that stand for a word: two words of Han, overlapping."""
UNSPACED_PER_WORD = 2
"""Characters of an unspaced script that carry about as much as one spaced word."""


@dataclass(frozen=True, slots=True)
class Body:
    """The prose of an article.

    `words` holds the number of each word; `starts` the index of each sentence's first word;
    `quoted` is 1 for each word inside quotation marks; `per_word` is how many of its entries carry
    as much as one spaced word.
    """

    words: array[int]
    starts: array[int]
    quoted: bytes
    per_word: int = 1

    @property
    def size(self) -> int:
        """The number of words, unspaced scripts counted as spaced ones."""
        return len(self.words) // self.per_word

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the bounds of each sentence in `words`."""
        return pairwise([*self.starts, len(self.words)])


class Vocabulary(dict[str, int]):
    """Spelling, with the marks around it, to the word's number; 0 where there is no word.

    `marked` holds the spellings that end a sentence or bear a quotation mark: one look-up a word
    finds both.
    """

    def __init__(self) -> None:
        super().__init__()
        self.marked: dict[str, tuple[bool, bool, bool]] = {}

    def __missing__(self, spelling: str) -> int:
        if len(self) > _MAX_KNOWN:
            self.clear()
            self.marked.clear()
        key = "".join(filter(str.isalnum, fold(spelling[:_MAX_SPELLING])))
        number = zlib.crc32(key.encode("utf-8", "surrogatepass")) or 1 if key else 0
        self[spelling] = number
        head, tail = spelling.lstrip(_BRACKETS), spelling.rstrip(_BEHIND_QUOTE)
        opens = bool(head) and head[0] in _OPEN
        closes = len(tail) > 1 and tail[-1] in _CLOSE
        bare = spelling.rstrip(_BEHIND_FINAL)
        ends = bool(bare) and bare[-1] in _FINAL and not _abbreviated(bare)
        if opens or closes or ends:
            self.marked[spelling] = (opens, closes, ends)
        return number


def _abbreviated(word: str) -> bool:
    """Tell whether the full stop belongs to the word: U.S., J., Sen., Mr."""
    return word[-1] == "." and (len(word) <= 4 and word[:1].isupper() or "." in word[:-1].rstrip("."))


def body(article: Article, vocabulary: Vocabulary) -> Body:
    """Return the article's prose: blocks long enough and closed like sentences, within the article."""
    words, starts, quoted = array("I"), array("I"), bytearray()
    unspaced = 0
    for block in article.blocks:
        if block.outside or block.role is Role.FURNITURE or len(words) > _MAX_WORDS:
            continue
        spellings, dense = _spellings(article.text, block)
        if not _is_prose(spellings, dense, vocabulary):
            continue
        unspaced += len(spellings) if dense else 0
        _append(spellings[:_MAX_WORDS], vocabulary, words, starts, quoted)
    per_word = UNSPACED_PER_WORD if unspaced * 2 > len(words) else 1
    return Body(words, starts, bytes(quoted), per_word)


def _spellings(text: str, block: Block) -> tuple[list[str], bool]:
    """Return the block's words with their marks, and whether its script writes them unspaced."""
    piece = text[block.start : block.end]
    if not piece.isascii():
        piece = unicodedata.normalize("NFC", piece)
        if len(_HAS_UNSPACED.findall(piece[:400])) > 20:
            return list(_grams(piece)), True
    if "-" in piece or not piece.isascii():
        piece = _DASHES.sub(" ", piece)
    return piece.split(), False


def _grams(piece: str) -> Iterator[str]:
    for match in _PIECE.finditer(piece):
        run = match[0]
        if not _HAS_UNSPACED.match(run):
            yield run
            continue
        for index in range(len(run)):
            yield run[index : index + _GRAM]


def _is_prose(spellings: list[str], dense: bool, vocabulary: Vocabulary) -> bool:
    least = MIN_WORDS * UNSPACED_PER_WORD if dense else MIN_WORDS
    if len(spellings) < least:
        return False
    last = spellings[-1].rstrip(_BEHIND_FINAL)
    return len(spellings) >= 3 * least or (last[-1:] in _FINAL and not last.endswith(("...", "…")))


def _append(
    spellings: Iterable[str],
    vocabulary: Vocabulary,
    words: array[int],
    starts: array[int],
    quoted: bytearray,
) -> None:
    """Add a block's words; a quotation that is never closed lasts to the block's end."""
    marked = vocabulary.marked
    fresh, inside = True, 0
    for spelling in spellings:
        number = vocabulary[spelling]
        if number and fresh:
            starts.append(len(words))
            fresh = False
        if spelling not in marked:
            if number:
                words.append(number)
                quoted.append(inside)
            continue
        opens, closes, ends = marked[spelling]
        if opens:
            inside = 1
        if number:
            words.append(number)
            quoted.append(inside)
        if closes:
            inside = 0
        if ends:
            fresh = True
