"""What copies put in at one place, told once where several put in the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from reader.collation.marks import OWN, Labels
from reader.export.apparatus import Apparatus
from reader.export.readings import words
from reader.model import Label
from reader.text.normalise import squeeze


class Alike(NamedTuple):
    """The labels of what was put in, of each copy that has it; in all of them in the same words."""

    runs: tuple[Labels, ...]

    @property
    def labels(self) -> Labels:
        """Those of the first copy."""
        return self.runs[0]

    @property
    def copies(self) -> tuple[int, ...]:
        """The numbers of the copies."""
        return tuple(dict.fromkeys(run[0].copy for run in self.runs))

    @property
    def every(self) -> Iterator[Label]:
        """Yield the labels of all copies."""
        return (label for run in self.runs for label in run)


def alike(made: Apparatus, after: int, told: Callable[[Label], bool]) -> list[Alike]:
    """Return what copies put in after a passage (0: before the first), in order of the copies.

    Of a copy's own text each segment is told by itself, boilerplate as it stands together; what is
    not `told` is left out.
    """
    groups: dict[Sequence[object], list[Labels]] = {}
    for insertion in made.insertions.get(after, ()):
        copy = made.copies[insertion.copy]
        shown = filter(told, insertion.labels)
        for own, found in groupby(shown, key=lambda label: label.category in OWN):
            labels = tuple(found)
            for run in [(label,) for label in labels] if own else [labels]:
                said = tuple((label.category, squeeze(words(copy, label))) for label in run)
                groups.setdefault(said, []).append(run)
    return [Alike(tuple(runs)) for runs in groups.values()]
