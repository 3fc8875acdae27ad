"""A copy's cell against the reading shown: which words differ, of what kind, of what weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.collation.alignment import Cell
from reader.collation.marks import WEIGHT_OF
from reader.collation.names import Lexicon
from reader.collation.weigh import kind_of
from reader.collation.worddiff import Change, Words, changes, joined_over_one_word, words_of
from reader.model import Copy, Edit, EditKind, Weight
from reader.text.normalise import squeeze

_HEAVIEST_FIRST = (Weight.FACT, Weight.WORDING, Weight.STYLE)


def cell_words(copy: Copy, cell: Cell) -> Words:
    """Return the words of a cell, with offsets into the copy's text."""
    spans = [(copy.segments[i].start, copy.segments[i].end) for i in cell.segments]
    return words_of(copy.article.text, spans)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two readings part: offsets into the text of each, and what kind of difference it is.

    Where one of the two lacks the words, its start is its end, at the place where they would stand.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    kind: EditKind


def differences(one: Words, other: Words, lexicon: Lexicon) -> list[Difference]:
    """Return where two readings of a passage differ, in order."""
    return [
        Difference(
            *_span(one, change.low, change.high),
            *_span(other, change.other_low, change.other_high),
            kind,
        )
        for change, kind in _kinds(one, other, lexicon)
    ]


def edits(shown: Words, other: Words, lexicon: Lexicon) -> list[Edit]:
    """Return where `other` departs from the reading shown, in order, at offsets into its text."""
    return [
        Edit(
            *_span(other, change.other_low, change.other_high),
            squeeze(shown.slice(change.low, change.high)),
            kind,
        )
        for change, kind in _kinds(shown, other, lexicon)
    ]


def _kinds(shown: Words, other: Words, lexicon: Lexicon) -> list[tuple[Change, EditKind]]:
    by_kind: list[tuple[Change, EditKind]] = []
    plain_wording: list[Change] = []
    for change in changes(shown, other):
        kind = kind_of(shown, other, change, lexicon)
        if kind is EditKind.WORDING:
            plain_wording.append(change)
        else:
            by_kind.append((change, kind))
    # Joined wordings are weighed again: two halves of a name or a number are a fact together only.
    by_kind += [
        (change, kind_of(shown, other, change, lexicon))
        for change in joined_over_one_word(shown, plain_wording)
    ]
    by_kind.sort(key=lambda item: (item[0].low, item[0].other_low))
    return by_kind


def _span(words: Words, low: int, high: int) -> tuple[int, int]:
    """Return the offsets of the tokens from `low` to `high`; of none, the place between two."""
    if low < high:
        return words.tokens[low].start, words.tokens[high - 1].end
    if low == 0:
        start = words.tokens[0].start if words.tokens else 0
        return start, start
    end = words.tokens[low - 1].end
    return end, end


def by_segment(found: Sequence[Edit], copy: Copy, cell: Cell) -> Mapping[int, tuple[Edit, ...]]:
    """Return the edits of a cell by the segment that they lie in.

    An edit that runs over the end of one segment into the next is cut there; its reading stands
    with the first part.
    """
    segments = [copy.segments[i] for i in cell.segments]
    parts: dict[int, list[Edit]] = {i: [] for i in cell.segments}
    for edit in found:
        reading = edit.reading
        touched = [s for s in segments if edit.start < s.end and s.start < edit.end]
        if not touched:
            home = next((s for s in segments if s.start <= edit.start <= s.end), segments[0])
            parts[home.index].append(edit)
            continue
        for segment in touched:
            start, end = max(edit.start, segment.start), min(edit.end, segment.end)
            parts[segment.index].append(Edit(start, end, reading, edit.kind))
            reading = ""
    return {index: tuple(inside) for index, inside in parts.items()}


def weight(found: Sequence[Edit]) -> Weight | None:
    """Return the heaviest weight among the edits, None where there are none."""
    weights = {WEIGHT_OF[edit.kind] for edit in found}
    return next((w for w in _HEAVIEST_FIRST if w in weights), None)
