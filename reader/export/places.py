"""Where, in the reading shown, stand the words that some copy has otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.collation.marks import FACTS, Labels
from reader.export.apparatus import Apparatus, Entry
from reader.text.normalise import squeeze


def fact_places(made: Apparatus, entry: Entry) -> tuple[tuple[int, int], ...]:
    """Return where in a passage stand words of which a copy changed the fact or the quotation.

    Offsets into the passage's text on one line; in order, none overlapping another.
    """
    shown = squeeze(entry.passage.text)
    found = {
        place
        for copy in made.copies
        for place in _changed(shown, made.at.get((entry.passage.number, copy), ()))
    }
    return tuple(_merged(sorted(found)))


def _changed(shown: str, labels: Labels) -> Iterator[tuple[int, int]]:
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


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
