"""Which articles may be copies of one another: an index of sampled shingles, never all pairs."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator

from reader.grouping.shingles import WIDTH, Body

_SAMPLE_MASK = 0b110
"""Bits of a shingle's first word that must be clear: one shingle in four is indexed. At one in four
the briefest brief (three sentences, some 60 words) still leaves about 14 to be found by."""
_POSTING = 24
"""Articles kept under one shingle. What more than these print is a template or a story with so many
copies that any newcomer meets two dozen of them; without the bound the work would be quadratic."""
_MIN_SHARED = 2
"""Sampled shingles in common: one alone is a set phrase far more often than a copy."""
_MIN_SHARE = 0.1
"""Of the shorter article's sampled shingles: well below what confirmation asks of the whole."""


class Index:
    """Sampled shingles of the articles seen so far, by shingle."""

    def __init__(self) -> None:
        self._postings: dict[int, array[int]] = {}
        self._sizes: list[int] = []

    def add(self, body: Body) -> Iterator[int]:
        """Add the next article; yield, in ascending order, the numbers of those before it that may match."""
        sample = _sample(body)
        number = len(self._sizes)
        self._sizes.append(len(sample))
        shared: Counter[int] = Counter()
        postings = self._postings
        for shingle in sample:
            posting = postings.get(shingle)
            if posting is None:
                postings[shingle] = array("I", (number,))
                continue
            shared.update(posting)
            if len(posting) < _POSTING:
                posting.append(number)
        for other in sorted(shared):
            least = _MIN_SHARE * min(len(sample), self._sizes[other])
            if shared[other] >= max(_MIN_SHARED, least):
                yield other


def _sample(body: Body) -> set[int]:
    words = body.words
    shifted = (words[offset:] for offset in range(1, WIDTH))
    # A tuple of integers has the same hash in every process, unlike a string.
    return {hash(s) for s in zip(words, *shifted, strict=False) if not s[0] & _SAMPLE_MASK}
