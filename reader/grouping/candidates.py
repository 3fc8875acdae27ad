"""Which articles may be copies of one another: an index of sampled shingles, never all pairs."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

POSTING = 24
"""Articles kept under one shingle. What more than these print is a template, or a story with so
many copies that a newcomer meets two dozen anyway; unbounded, the work would be quadratic."""
_MIN_SHARED = 2
"""Sampled shingles in common: one alone is a set phrase far more often than a copy."""
_MIN_SHARE = 0.12
"""Of the shorter article's sampled shingles: half of what confirmation asks of all its words."""
_MIN_SHARE_SAME_OUTLET = 0.4
"""The same for two articles of one outlet, half of a version's: what they share is mostly their
furniture, and to measure all such pairs takes longer than everything else."""


def may_match(shared: int, shorter: int, same_outlet: bool) -> bool:
    """Tell whether so many sampled shingles in common, of the shorter's, are worth measuring."""
    share = _MIN_SHARE_SAME_OUTLET if same_outlet else _MIN_SHARE
    return shared >= max(_MIN_SHARED, share * shorter)


class Index:
    """The sampled shingles of the articles seen so far."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._postings: dict[int, array[int]] = {}
        self._sizes = array("I")
        self._outlets: list[str] = []

    def add(self, sampled: Sequence[int], outlet: str) -> Iterator[int]:
        """Add the next article and yield, ascending, the numbers of earlier ones that may match."""
        number, size = len(self._sizes), len(sampled)
        self._sizes.append(size)
        self._outlets.append(outlet)
        met: list[array[int]] = []
        first, postings = self._first, self._postings
        for shingle in sampled:
            earlier = first.setdefault(shingle, number)
            if earlier != number:  # most are printed once, and take no room of their own
                posting = postings.get(shingle)
                if posting is None:
                    posting = postings[shingle] = array("I", (earlier,))
                met.append(posting)
        shared = Counter(chain.from_iterable(met))
        for posting in met:
            if len(posting) < POSTING:
                posting.append(number)
        for other in sorted([other for other, count in shared.items() if count >= _MIN_SHARED]):
            if may_match(
                shared[other], min(size, self._sizes[other]), self._outlets[other] == outlet
            ):
                yield other
