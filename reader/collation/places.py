"""Where, in the reading shown, stand the words that some copy has otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.collation.marks import FACTS, Labels

Place = tuple[int, int]
"""The offsets of a stretch of text."""


def fact_places(shown: str, copies: Iterable[Labels]) -> tuple[Place, ...]:
    """Return where in a passage stand words of which a copy changed the fact or the quotation.

    Args:
        shown: the passage's text as it is shown; the offsets are into it.
        copies: the labels of each copy at the passage.

    Returns:
        The places in order, none overlapping another.
    """
    return merge({place for labels in copies for place in _changed(shown, labels)})


def merge(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return places in order, overlapping ones joined."""
    merged: list[Place] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _changed(shown: str, labels: Labels) -> Iterator[Place]:
    """Yield where the readings of a copy's edits stand.

    An edit names the words, not their place; but what lies between two edits is the same in both
    texts, so the words stand about as far behind the last edit as they do in the copy.
    """
    place = 0
    for label in labels:
        at = label.segment.start
        for edit in label.edits:
            expected = place + edit.start - at
            found = _nearest(shown, edit.reading, expected)
            at = edit.end
            place = expected if found is None else found + len(edit.reading)
            if found is not None and edit.reading and edit.kind in FACTS:
                yield found, found + len(edit.reading)
        place += label.segment.end - at + 1


def _nearest(shown: str, words: str, expected: int) -> int | None:
    """Return the occurrence of words that begins nearest to an offset."""
    expected = max(0, expected)
    before = shown.rfind(words, 0, expected + len(words))
    behind = shown.find(words, expected)
    found = [at for at in (before, behind) if at >= 0]
    return min(found, key=lambda at: abs(at - expected), default=None)
