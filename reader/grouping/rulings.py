"""What a person ruled: articles joined or parted by hand, whatever their texts say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from reader.grouping.overlap import Overlap

Group = tuple[int, list[int]]
"""A story's pivot, and its members in ascending order."""
Links = Mapping[int, Mapping[int, Overlap]]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of articles' ids that a person joined or parted; ids that are not there say nothing.

    Articles joined share a story, and with them the copies of each. Articles parted never do, nor
    through a third. Where both cannot hold, parting wins.
    """

    joined: frozenset[tuple[str, str]] = frozenset()
    parted: frozenset[tuple[str, str]] = frozenset()


NONE = Rulings()


class Ruled:
    """The rulings on one set of articles, by number; `joined` are the pairs whose joining stands.

    Articles joined make a unit, which is never divided.
    """

    def __init__(self, rulings: Rulings, ids: Sequence[str]) -> None:
        named = {id_ for pair in rulings.joined | rulings.parted for id_ in pair}
        numbers = {id_: number for number, id_ in enumerate(ids) if id_ in named}
        self._apart: dict[int, set[int]] = {}
        for a, b in _numbered(rulings.parted, numbers):
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)
        self._units: dict[int, set[int]] = {}
        self.joined: list[tuple[int, int]] = []
        for a, b in _numbered(rulings.joined, numbers):
            one, other = self.unit(a), self.unit(b)
            if not self.are_apart(one, other):
                both = one | other
                self._units.update(dict.fromkeys(both, both))
                self.joined.append((a, b))

    def apply(self, groups: Sequence[Group], links: Links) -> list[Group]:
        """Return the groups as ruled: whole groups joined, those with parted articles divided."""
        if not self._units and not self._apart:
            return list(groups)
        made: list[Group] = []
        for pool in self._pooled(groups):
            members = {number for _, numbers in pool for number in numbers}
            if self.are_apart(members, members):
                made += self._divided(members, [pivot for pivot, _ in pool], links)
            else:
                made.append((pool[0][0], sorted(members)))
        return made

    def _pooled(self, groups: Sequence[Group]) -> list[list[Group]]:
        """Return the groups, those together that share articles joined."""
        home = {number: place for place, (_, numbers) in enumerate(groups) for number in numbers}
        pool_of = {place: [place] for place in range(len(groups))}
        for a, b in self.joined:
            one, other = pool_of[home[a]], pool_of[home[b]]
            if one is not other:
                both = sorted(one + other)
                pool_of.update(dict.fromkeys(both, both))
        return [[groups[p] for p in pool] for first, pool in pool_of.items() if pool[0] == first]

    def _divided(self, members: set[int], pivots: Sequence[int], links: Links) -> list[Group]:
        division = _Division(self, members, links)
        parted = (number for number in sorted(members) if self.are_apart([number], members))
        for number in [*pivots, *parted]:
            if all(self.are_apart(self.unit(number), part) for part in division.parts):
                division.begin(number)
        division.grow()
        for number in sorted(members - division.placed):
            if number not in division.placed:
                division.begin(number)
                division.grow()
        return [(_pivot(part, pivots, links), sorted(part)) for part in division.parts]

    def unit(self, number: int) -> set[int]:
        """Return the articles that go with this one, itself among them."""
        return self._units.get(number, {number})

    def are_apart(self, one: Iterable[int], other: set[int]) -> bool:
        """Tell whether one of the articles was parted from one of the others."""
        apart = self._apart
        return any(number in apart and not apart[number].isdisjoint(other) for number in one)


class _Division:
    """A group's members parted: each goes where it shares most, what shares most going first."""

    def __init__(self, ruled: Ruled, members: set[int], links: Links) -> None:
        self.parts: list[set[int]] = []
        self.placed: set[int] = set()
        self._ruled, self._members, self._links = ruled, members, links
        self._near: list[tuple[float, int, int]] = []  # minus the score, who, to which part

    def begin(self, number: int) -> None:
        """Make a part of the article and those that go with it."""
        self.parts.append(set())
        self._place(number, len(self.parts) - 1)

    def grow(self) -> None:
        """Put into the parts what matches one of their members."""
        while self._near:
            _, number, part = heappop(self._near)
            unit = self._ruled.unit(number)
            if number not in self.placed and not self._ruled.are_apart(unit, self.parts[part]):
                self._place(number, part)

    def _place(self, number: int, part: int) -> None:
        unit = self._ruled.unit(number)
        self.parts[part] |= unit
        self.placed |= unit
        for one in sorted(unit):
            for other, overlap in self._links.get(one, {}).items():
                if other in self._members and other not in self.placed:
                    heappush(self._near, (-overlap.score, other, part))


def _numbered(
    pairs: Iterable[tuple[str, str]], numbers: Mapping[str, int]
) -> list[tuple[int, int]]:
    known = ((numbers[a], numbers[b]) for a, b in pairs if a in numbers and b in numbers)
    return sorted((min(pair), max(pair)) for pair in known if pair[0] != pair[1])


def _pivot(part: set[int], pivots: Iterable[int], links: Links) -> int:
    """Return the pivot that stayed, else the member that shares most with the others."""
    for pivot in pivots:
        if pivot in part:
            return pivot

    def weight(number: int) -> float:
        own = links.get(number, {})
        return sum(own[other].score for other in sorted(part & own.keys()))

    return max(sorted(part), key=weight)
