"""Which articles are one text, furniture and all: asked before furniture is told from prose."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

_ALIKE, _UNLIKE = 0.5, 0.35
"""Of the shorter's sampled shingles: from here on, and up to here, they speak for themselves, once
the error of a sample, half of one over the square root of its size, is set off against them."""
_COVERED = 0.55
"""Of the shorter's words, where its shingles leave it open. On graft and ln, .5 to .6 give the same
stories; above, copies cut in different places teach that their own story is furniture; below,
pages of one outlet that are half furniture pass for one text, and it is not learned."""
_KEPT = 4096
"""Samples kept at hand as sets: some 6 KB each."""


class Likeness:
    """Tells of two articles, by number, whether they are one text; each pair is looked at once.

    `sampled` gives an article's sampled shingles, `covers` tells whether one has such
    a part of the other's words: the slower question, asked only in doubt.
    """

    def __init__(
        self,
        sampled: Callable[[int], frozenset[int]],
        covers: Callable[[int, int, float], bool],
    ) -> None:
        self._sampled = lru_cache(_KEPT)(sampled)
        self._covers = covers
        self._known: dict[tuple[int, int], bool] = {}

    def __call__(self, a: int, b: int) -> bool:
        """Tell whether the two are one text."""
        pair = (a, b) if a < b else (b, a)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._are_alike(*pair)
        return found

    def _are_alike(self, a: int, b: int) -> bool:
        one, other = self._sampled(a), self._sampled(b)
        size = max(1, min(len(one), len(other)))
        share, error = len(one & other) / size, 0.5 * size**-0.5
        if share - error >= _ALIKE:
            return True
        return share + error > _UNLIKE and self._covers(a, b, _COVERED)
