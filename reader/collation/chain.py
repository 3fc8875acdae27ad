"""The heaviest increasing chain: the most text that two sequences have in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Match(NamedTuple):
    """Item `left` of one sequence may stand against item `right` of another, worth `weight`."""

    left: int
    right: int
    weight: float


def heaviest_chain(matches: Sequence[Match]) -> list[Match]:
    """Return the matches of greatest total weight in which left and right both strictly increase.

    A Fenwick tree over the right side keeps the best chain that ends at or before each place:
    O(n log n) for n matches (Jacobson and Vo, "Heaviest increasing/common subsequence problems",
    CPM 1992). Ties fall to the match that comes first.
    """
    order = sorted(matches, key=lambda m: (m.left, -m.right))
    if all(a.left < b.left and a.right < b.right and b.weight > 0 for a, b in pairwise(order)):
        return order  # as of most copies: nothing has moved
    size = max((m.right for m in order), default=-1) + 2
    tree = [-1] * size  # index into `order` of the best chain's last match
    best = [0.0] * len(order)
    before = [-1] * len(order)
    for index, match in enumerate(order):
        place, last = match.right, -1
        while place > 0:
            if tree[place] >= 0 and (last < 0 or best[tree[place]] > best[last]):
                last = tree[place]
            place -= place & -place
        before[index] = last
        best[index] = match.weight + (best[last] if last >= 0 else 0.0)
        place = match.right + 1
        while place < size:
            if tree[place] < 0 or best[tree[place]] < best[index]:
                tree[place] = index
            place += place & -place
    index = max(range(len(order)), key=lambda i: (best[i], -i))
    chain = []
    while index >= 0:
        chain.append(order[index])
        index = before[index]
    return chain[::-1]
