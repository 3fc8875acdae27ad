"""Confirmed pairs to groups, without chaining: who belongs matches the group's own text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reader.grouping.candidates import POSTING
from reader.grouping.overlap import Overlap

Links = Mapping[int, Mapping[int, Overlap]]
"""Article to the articles that it is a copy of, both ways."""


def clusters(count: int, links: Links, outlets: Sequence[str]) -> list[tuple[int, list[int]]]:
    """Return the groups, each as its pivot and all its members in ascending order.

    A pivot is the copy that shares most with its neighbours: the nearest thing to the story's
    text. An article belongs to the pivot that it matches best, or to a group most of which it
    matches (a brief cut elsewhere than its pivot was).
    """
    pivot_of: dict[int, int] = {}
    by_weight = sorted(links, key=lambda n: (-sum(o.score for o in links[n].values()), n))
    for pivot in by_weight:
        if pivot in pivot_of:
            continue
        near = _around(pivot, links, outlets, pivot_of)
        for number in near | _matching_most(near, links, pivot_of):
            pivot_of[number] = pivot
    pivots = set(pivot_of.values())
    for number, pivot in pivot_of.items():
        if number not in pivots:
            pivot_of[number] = _best(number, pivot, pivots, links)
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        members[pivot_of.get(number, number)].append(number)
    return list(members.items())


def _around(pivot: int, links: Links, outlets: Sequence[str], taken: Mapping[int, int]) -> set[int]:
    """Return the pivot and its free neighbours.

    Its own outlet's must match most of the others too: two pages of one outlet may share more
    furniture than story.
    """
    free = {number for number in links[pivot] if number not in taken}
    others = {number for number in free if outlets[number] != outlets[pivot]}
    own = {n for n in free - others if _matches_most(n, others, links)}
    return others | own | {pivot}


def _matching_most(near: set[int], links: Links, taken: Mapping[int, int]) -> set[int]:
    beyond = {number for one in near for number in links[one]} - near
    return {n for n in beyond if n not in taken and _matches_most(n, near, links)}


def _matches_most(number: int, others: set[int], links: Links) -> bool:
    """Tell whether the article matches half of the others; of many, half of what is compared."""
    matched = len(others & links[number].keys())
    return 2 * matched >= min(len(others), POSTING)


def _best(number: int, pivot: int, pivots: set[int], links: Links) -> int:
    own = links[number]
    if pivot not in own:
        return pivot
    return max(pivots & own.keys(), key=lambda other: (own[other].score, other == pivot, -other))
