"""One glyph for what a copy did at a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reader.model import Collation, Kind, Label, Variant, Weight

LACKS, SAME, REWORDED, MOVED, FACT = "·", "●", "~", "↕", "!"
LEGEND = (
    f"{SAME} the same   {REWORDED} reworded   {FACT} a fact or a quotation changed   "
    f"{MOVED} moved   {LACKS} lacks it"
)


def mark(labels: Iterable[Label]) -> str:
    """Return the mark of a copy with these labels at a passage; the weightiest thing shows.

    A difference of punctuation or style alone is the same text.
    """
    glyph = LACKS
    for label in labels:
        if label.weight is Weight.FACT:
            return FACT
        if Variant.TRANSPOSITION in label.variants:
            glyph = MOVED
        elif label.weight is Weight.WORDING and glyph != MOVED:
            glyph = REWORDED
        elif glyph == LACKS:
            glyph = SAME
    return glyph


def marks(collation: Collation) -> Mapping[int, str]:
    """Return for each passage's number the marks of all copies, in their order."""
    at: defaultdict[tuple[int, int], list[Label]] = defaultdict(list)
    for label in collation.labels:
        if label.kind is Kind.WIRE and label.passage is not None:
            at[label.passage, label.copy].append(label)
    numbers = [copy.number for copy in collation.copies]
    return {
        passage.number: "".join(mark(at[passage.number, copy]) for copy in numbers)
        for passage in collation.passages
    }
