"""What is kept of an article to find it by: its prose, some of its shingles, its sentences."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import compress
from zlib import crc32

from reader.grouping.shingles import WIDTH, Body, body
from reader.grouping.vocabulary import Vocabulary
from reader.model import Article

VERSION = "1"
"""Of all that prints rest on, the reading of prose included: one that differs is another number."""
_SAMPLE = 0b111
"""Bits of a shingle's first word that must be clear: one shingle in eight is indexed. The briefest
brief, three sentences of 60 words in all, still leaves some 7 to be found by."""
_MIN_WORDS = 6
"""Words of a sentence that is remembered: shorter ones recur by chance."""

_SAMPLED = bytes(not low & _SAMPLE for low in range(256))
"""By the lowest byte of a word's number: 1 where the shingle that it begins is in the sample."""
_BYTES = 4
"""Of a word's number."""


@dataclass(frozen=True, slots=True)
class Print:
    """An article's prose, and 32-bit numbers that are the same on every machine.

    `sampled` are its sampled shingles, ascending, each once; `sentences` one number for each of
    the body's sentences, 0 for those too short to be told from others.
    """

    body: Body
    sampled: array[int]
    sentences: array[int]


def take(article: Article, vocabulary: Vocabulary) -> Print:
    """Return the article's print."""
    prose = body(article, vocabulary)
    data = prose.encoded()
    count = max(0, len(prose.words) - WIDTH + 1)
    places = compress(range(0, _BYTES * count, _BYTES), data[::_BYTES].translate(_SAMPLED))
    length = _BYTES * WIDTH
    sampled = array("I", sorted({crc32(data[place : place + length]) for place in places}))
    sentences = [
        crc32(data[_BYTES * start : _BYTES * end]) or 1 if end - start >= _MIN_WORDS else 0
        for start, end in prose.sentences()
    ]
    return Print(prose, sampled, array("I", sentences))
