"""Which articles may be copies of one another: an index of sampled shingles, never all pairs."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from reader.grouping.shingles import Body, shingles

POSTING = 24
"""Articles kept under one shingle. What more than these print is a template, or a story with so
many copies that a newcomer meets two dozen anyway; unbounded, the work would be quadratic."""
_SAMPLE = 0b110
"""Bits of a shingle's first word that must be clear: one shingle in four is indexed. The briefest
brief, three sentences of 60 words in all, still leaves some 14 to be found by."""
_MIN_SHARED = 2
"""Sampled shingles in common: one alone is a set phrase far more often than a copy."""
_MIN_SHARE = 0.12
"""Of the shorter article's sampled shingles: half of what confirmation asks of all its words."""
_MIN_SHARE_SAME_OUTLET = 0.4
"""The same for two articles of one outlet, half of a version's: what they share is mostly their
furniture, and to measure all such pairs takes longer than everything else."""


class Index:
    """The sampled shingles of the articles seen so far."""

    def __init__(self) -> None:
        self._postings: dict[int, array[int]] = {}
        self._sizes: list[int] = []
        self._outlets: list[str] = []

    def add(self, body: Body, outlet: str) -> Iterator[int]:
        """Add the next article and yield, ascending, the numbers of earlier ones that may match."""
        sample = {hash(s) for s in shingles(body.words) if not s[0] & _SAMPLE}
        number = len(self._sizes)
        self._sizes.append(len(sample))
        self._outlets.append(outlet)
        met: list[array[int]] = []
        postings = self._postings
        for shingle in sample:
            posting = postings.get(shingle)
            if posting is None:
                postings[shingle] = array("I", (number,))
            else:
                met.append(posting)
        shared = Counter(chain.from_iterable(met))
        for posting in met:
            if len(posting) < POSTING:
                posting.append(number)
        for other in sorted(shared):
            share = _MIN_SHARE_SAME_OUTLET if self._outlets[other] == outlet else _MIN_SHARE
            least = share * min(len(sample), self._sizes[other])
            if shared[other] >= max(_MIN_SHARED, least):
                yield other
