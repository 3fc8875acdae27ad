"""What a copy did at each passage, as one mark, and over a whole story, in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.model import Category, Collation, EditKind, Kind, Label, Variant, Weight

WEIGHT_OF = {
    EditKind.STYLE: Weight.STYLE,
    EditKind.UNIT: Weight.STYLE,
    EditKind.WORDING: Weight.WORDING,
    EditKind.NUMBER: Weight.FACT,
    EditKind.NAME: Weight.FACT,
    EditKind.DATE: Weight.FACT,
    EditKind.QUOTATION: Weight.FACT,
}
"""How much an edit of each kind matters."""

FACTS = frozenset(kind for kind, weight in WEIGHT_OF.items() if weight is Weight.FACT)
"""Kinds of edit that change what is claimed."""

OWN = frozenset({Category.EDITORIAL, Category.UNKNOWN})
"""The outlet's own text, as against boilerplate: always shown whole, never folded away."""


class Mark(StrEnum):
    """The glyph of a copy at a passage."""

    SAME = "●"
    REWORDED = "~"
    FACT = "!"
    MOVED = "↕"
    LACKS = "·"


MEANING = {
    Mark.SAME: "the same",
    Mark.REWORDED: "reworded",
    Mark.FACT: "a fact or a quotation changed",
    Mark.MOVED: "moved",
    Mark.LACKS: "lacks it",
}
"""What each mark says."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What one copy did: lines added; passages cut, reworded, changed in fact, and moved."""

    added: int
    cut: int
    reworded: int
    facts: int
    moved: int


Labels = tuple[Label, ...]


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


def is_moved(label: Label) -> bool:
    """Tell whether a segment stands elsewhere than in the clean text."""
    return Variant.TRANSPOSITION in label.variants


def by_copy(collation: Collation) -> Mapping[int, Labels]:
    """Return the labels of each copy, by place."""
    found: dict[int, list[Label]] = {copy.number: [] for copy in collation.copies}
    for label in collation.labels:
        found[label.copy].append(label)
    return {number: tuple(labels) for number, labels in found.items()}


def by_passage(collation: Collation) -> Mapping[tuple[int, int], Labels]:
    """Return the labels of each passage and copy, where the copy has the passage."""
    found: defaultdict[tuple[int, int], list[Label]] = defaultdict(list)
    for label in collation.labels:
        if label.passage is not None:
            found[label.passage, label.copy].append(label)
    return {place: tuple(labels) for place, labels in found.items()}


def marks(collation: Collation) -> Mapping[int, tuple[Mark, ...]]:
    """Return for each passage's number the marks of all copies, in their order."""
    at = by_passage(collation)
    return {
        passage.number: tuple(
            mark(at.get((passage.number, copy.number), ())) for copy in collation.copies
        )
        for passage in collation.passages
    }


def count_changes(collation: Collation) -> Mapping[int, Counts]:
    """Count what each copy did."""
    places: dict[int, list[Labels]] = {copy.number: [] for copy in collation.copies}
    for (_, number), labels in by_passage(collation).items():
        places[number].append(labels)
    return {
        number: _count(
            labels,
            places[number],
            sum(omission.copy == number for omission in collation.omissions),
        )
        for number, labels in by_copy(collation).items()
    }


def _count(labels: Labels, places: Sequence[Labels], cut: int) -> Counts:
    shown = [mark(found) for found in places]
    return Counts(
        added=len({label.segment.block for label in labels if label.kind is Kind.ADDITION}),
        cut=cut,
        reworded=shown.count(Mark.REWORDED),
        facts=shown.count(Mark.FACT),
        moved=sum(any(map(is_moved, found)) for found in places),
    )
