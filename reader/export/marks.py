"""What a copy did at each passage, as one mark, and over a whole story, in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from reader.model import Collation, Copy, Kind, Label, Variant, Weight


class Mark(StrEnum):
    """The glyph of a copy at a passage."""

    SAME = "●"
    REWORDED = "~"
    FACT = "!"
    MOVED = "↕"
    LACKS = "·"


LEGEND = "   ".join(
    [
        f"{Mark.SAME} the same",
        f"{Mark.REWORDED} reworded",
        f"{Mark.FACT} a fact or a quotation changed",
        f"{Mark.MOVED} moved",
        f"{Mark.LACKS} lacks it",
    ]
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What one copy did: lines added; passages cut, reworded, changed in fact, and moved."""

    added: int
    cut: int
    reworded: int
    facts: int
    moved: int


def mark(labels: Iterable[Label]) -> Mark:
    """Return the mark of a copy with these labels at a passage; the weightiest thing shows.

    A difference of punctuation or style alone is the same text.
    """
    found = tuple(labels)
    if not found:
        return Mark.LACKS
    weights = {label.weight for label in found}
    if Weight.FACT in weights:
        return Mark.FACT
    if Weight.WORDING in weights:
        return Mark.REWORDED
    return Mark.MOVED if any(map(is_moved, found)) else Mark.SAME


def marks(collation: Collation) -> Mapping[int, tuple[Mark, ...]]:
    """Return for each passage's number the marks of all copies, in their order."""
    at = _by_place(collation)
    return {
        passage.number: tuple(mark(at[passage.number, it.number]) for it in collation.copies)
        for passage in collation.passages
    }


def count_changes(collation: Collation, copy: Copy) -> Counts:
    """Count what a copy did."""
    labels = labels_of(collation, copy)
    places = [found for (_, number), found in _by_place(collation).items() if number == copy.number]
    shown = [mark(found) for found in places]
    return Counts(
        added=len({label.segment.block for label in labels if label.kind is Kind.ADDITION}),
        cut=sum(omission.copy == copy.number for omission in collation.omissions),
        reworded=shown.count(Mark.REWORDED),
        facts=shown.count(Mark.FACT),
        moved=sum(any(map(is_moved, found)) for found in places),
    )


def labels_of(collation: Collation, copy: Copy) -> list[Label]:
    """Return the labels of one copy, by place."""
    return [label for label in collation.labels if label.copy == copy.number]


def is_moved(label: Label) -> bool:
    """Tell whether a segment stands elsewhere than in the clean text."""
    return Variant.TRANSPOSITION in label.variants


def _by_place(collation: Collation) -> defaultdict[tuple[int, int], list[Label]]:
    at: defaultdict[tuple[int, int], list[Label]] = defaultdict(list)
    for label in collation.labels:
        if label.passage is not None:
            at[label.passage, label.copy].append(label)
    return at
