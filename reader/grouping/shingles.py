"""An article's prose as it is matched, and the numbers by which it is found.

Everything here is for finding, never for showing. The numbers are the same on every machine.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress, pairwise
from zlib import crc32

from reader.grouping.paragraphs import (
    DASHES,
    MAX_WORDS,
    MIN_WORDS,
    PER_WORD,
    SIZE,
    read,
    spell,
)
from reader.grouping.vocabulary import WORDS
from reader.model import Article
from reader.text.running import is_running

VERSION = "1"
"""Of all that is kept of a body: one that is read otherwise has another."""
WIDTH = 5
"""Words of a shingle. At three, set phrases join reports of one event; at eight, copies with a word
changed in every sentence fall apart."""
_MIN_KEYED = 6
"""Words of a sentence that is told from others: shorter ones recur by chance."""
_LONG = 5
"""Characters of a title's word that says what it is about."""
_MAX_TITLE = 500
"""Characters of a title that are read."""
_SAMPLE = 0b111
"""Bits of a shingle's first word that must be clear: one shingle in eight is sampled. The briefest
brief, three sentences of 60 words in all, still leaves some 7 to be found by."""

_SAMPLED = bytes(not low & _SAMPLE for low in range(256))
"""By the lowest byte of a word's number: 1 where the shingle that it begins is in the sample."""
_FACTORS = (530_826_689, 399_830_443, 476_786_587, 367_580_951, 456_762_973)
"""Primes of 29 bits, one for each word of a shingle."""
_LANE = 8
"""Bytes that hold a word's number times all factors."""
_ALL_FACTORS = sum(factor << 8 * _LANE * (WIDTH - 1 - n) for n, factor in enumerate(_FACTORS))
_DASHES = str.maketrans(dict.fromkeys(DASHES, " "))


@dataclass(frozen=True, slots=True)
class Body:
    """The prose of an article.

    `words` holds the number of each word and `starts` the index of each sentence's first; `keys`
    holds a 32-bit number for each sentence, 0 for those too short to be told from others. `quoted`
    is 1 for each word inside quotation marks. `sampled` are some of its shingles as 32-bit numbers,
    ascending, each once. `heading` holds the numbers of the title's longer words, likewise.
    `per_word` is how many entries of `words` carry as much as one spaced word.
    """

    words: array[int]
    starts: array[int]
    keys: array[int]
    quoted: bytes
    sampled: array[int]
    heading: array[int]
    per_word: int = 1

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Return the bounds in `words` of each sentence."""
        return pairwise((*self.starts, len(self.words)))


def body(article: Article) -> Body:
    """Return the article's prose: its blocks that are long enough and closed like sentences."""
    spellings: list[str] = []
    bounds = [0]
    unspaced = 0
    for block in article.blocks:
        if len(spellings) >= MAX_WORDS:
            break
        if block.end - block.start < 2 * MIN_WORDS or not is_running(block):
            continue
        found = spell(article.text[block.start : block.end])
        if found is not None:
            spellings += found[0][:MAX_WORDS]
            bounds.append(len(spellings))
            unspaced += len(found[0]) if found[1] else 0
    data, starts, quoted = read(spellings, bounds)
    per_word = PER_WORD if 2 * unspaced > len(quoted) else 1
    heading = _heading(article.title) if per_word == 1 else array("I")
    keys = _keys(data, pairwise((*starts, len(quoted))))
    return Body(_numbers(data), array("I", starts), keys, quoted, _sample(data), heading, per_word)


def shingles(words: array[int]) -> list[int]:
    """Return a number for each run of `WIDTH` words in turn: for another run another one.

    It is the sum of the words, each times the factor of its place, made for all runs at once: in
    one long number every word has a lane, in whose product with the factors such a sum ends up. Of
    this machine: which byte of a word comes first makes no difference to what it is for.
    """
    lanes = bytearray(_LANE * (len(words) + WIDTH))  # the last for what the product is longer
    memoryview(lanes).cast("I")[: 2 * len(words) : _LANE // SIZE] = memoryview(words)
    sums = int.from_bytes(lanes, "little") * _ALL_FACTORS
    runs = memoryview(sums.to_bytes(len(lanes), "little")).cast("Q")
    return runs[WIDTH - 1 : max(WIDTH - 1, len(words))].tolist()


def _numbers(data: bytes) -> array[int]:
    numbers = array("I", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _keys(data: bytes, sentences: Iterable[tuple[int, int]]) -> array[int]:
    return array(
        "I",
        [
            crc32(data[SIZE * start : SIZE * end]) or 1 if end - start >= _MIN_KEYED else 0
            for start, end in sentences
        ],
    )


def _sample(data: bytes) -> array[int]:
    last = len(data) - SIZE * WIDTH
    places = compress(range(0, last + 1, SIZE), data[::SIZE].translate(_SAMPLED))
    length = SIZE * WIDTH
    return array("I", sorted({crc32(data[place : place + length]) for place in places}))


def _heading(title: str | None) -> array[int]:
    """Return the title's words that are long enough to say what it is about."""
    spellings = (title or "")[:_MAX_TITLE].translate(_DASHES).split()
    numbers = {WORDS.number(word) for word in spellings if len(word) >= _LONG}
    return array("I", sorted(numbers - {0}))  # a set would take ten times as much
