"""What a copy put in, and where in the story it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.collation.marks import Labels, is_moved
from reader.model import Category, Kind, Label


@dataclass(frozen=True, slots=True)
class Insertion:
    """Consecutive segments that one copy put in after passage `after` (0: before the first)."""

    copy: int
    after: int
    labels: Labels

    @property
    def categories(self) -> tuple[Category, ...]:
        """Return its categories, each once, in order."""
        return tuple(dict.fromkeys(label.category or Category.UNKNOWN for label in self.labels))


def insertions(copy: int, labels: Iterable[Label], last: int) -> Iterator[Insertion]:
    """Yield what a copy put in; behind its last passage stands what ends the story.

    A passage that it moved is no landmark: what follows stands by the passage before that.

    Args:
        copy: the copy's number.
        labels: of all its segments, in order.
        last: the number of the story's last passage.
    """
    after = 0
    run: list[Label] = []
    carries = False
    for label in labels:
        if label.kind is Kind.ADDITION:
            run.append(label)
            continue
        if run:
            yield Insertion(copy, after, tuple(run))
            run = []
        carries = True
        if label.passage is not None and not is_moved(label):
            after = label.passage
    if run:
        yield Insertion(copy, last if carries else 0, tuple(run))
