"""Where, in the reading shown, stand the words that some copy has otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from reader.collation.marks import FACTS
from reader.model import Label
from reader.ui.present.index import Index
from reader.ui.present.ink import FACT, TEXT, Ink, Run, Runs
from reader.ui.present.wrap import cut


def fact_spans(index: Index, passage: int) -> tuple[tuple[int, int], ...]:
    """Return where, in the passage's text, stand words whose fact or quotation was changed."""
    text = index.passage(passage).text
    spans: set[tuple[int, int]] = set()
    for copy in index.copies:
        labels = index.at.get((passage, copy), ())
        spans.update(_changed(text, labels))
    return merge(spans)


def _changed(text: str, labels: Iterable[Label]) -> Iterable[tuple[int, int]]:
    """Yield where the readings of a copy's edits stand in the shown text.

    An edit names the words, not their place; but what lies between two edits is the same in both
    texts, so the words stand about as far from the last edit as they do in the copy.
    """
    place = 0
    for label in labels:
        at = label.segment.start
        for edit in label.edits:
            expected = place + (edit.start - at)
            found = _nearest(text, edit.reading, expected)
            at = edit.end
            place = expected if found is None else found + len(edit.reading)
            if found is not None and edit.reading and edit.kind in FACTS:
                yield found, found + len(edit.reading)
        place += label.segment.end - at + 1


def _nearest(text: str, words: str, expected: int) -> int | None:
    """Return the occurrence of `words` nearest to an offset."""
    before = text.rfind(words, 0, max(0, expected) + len(words))
    after = text.find(words, max(0, expected))
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - expected), default=None)


def merge(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in order, overlapping ones joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def emphasise(
    text: str, spans: Iterable[tuple[int, int]], ink: Ink = FACT, base: Ink = TEXT
) -> Runs:
    """Return the text with the spans in another ink."""
    runs: list[Run] = []
    at = 0
    for start, end in merge(spans):
        runs += [Run(text[at:start], base), Run(text[start:end], ink)]
        at = end
    runs.append(Run(text[at:], base))
    return tuple(run for run in runs if run.text)


def restyle(runs: Runs, spans: Iterable[tuple[int, int]], ink: Ink) -> Runs:
    """Return runs with the given offsets of their joined text in another ink, tints kept."""
    done: list[Run] = []
    at = 0
    total = sum(len(run.text) for run in runs)
    for start, end in merge(spans):
        done.extend(cut(runs, at, start))
        done.extend(
            Run(text, ink._replace(tint=old.tint, strike=old.strike))
            for text, old in cut(runs, start, end)
        )
        at = end
    done.extend(cut(runs, at, total))
    return tuple(done)
