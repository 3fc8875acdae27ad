"""A copy's cell against the reading shown: which words differ, of what kind, of what weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.collation.alignment import Cell
from reader.collation.marks import WEIGHT_OF
from reader.collation.weigh import Lexicon, kind_of
from reader.collation.worddiff import Change, Words, changes, joined_over_one_word, words_of
from reader.model import Copy, Edit, EditKind, Weight
from reader.text.normalise import squeeze

_HEAVIEST_FIRST = (Weight.FACT, Weight.WORDING, Weight.STYLE)


def cell_words(copy: Copy, cell: Cell) -> Words:
    """Return the words of a cell, with offsets into the copy's text."""
    spans = [(copy.segments[i].start, copy.segments[i].end) for i in cell.segments]
    return words_of(copy.article.text, spans)


def edits(shown: Words, other: Words, lexicon: Lexicon) -> list[Edit]:
    """Return where `other` departs from the reading shown, in order, at offsets into its text."""
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
    return [_edit(shown, other, change, kind) for change, kind in by_kind]


def _edit(shown: Words, other: Words, change: Change, kind: EditKind) -> Edit:
    reading = squeeze(shown.slice(change.low, change.high))
    if change.other_low < change.other_high:
        start = other.tokens[change.other_low].start
        return Edit(start, other.tokens[change.other_high - 1].end, reading, kind)
    if change.other_low > 0:
        place = other.tokens[change.other_low - 1].end
    else:
        place = other.tokens[0].start if other.tokens else 0
    return Edit(place, place, reading, kind)


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
