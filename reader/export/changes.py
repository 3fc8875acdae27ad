"""What one outlet did to a story, as the lines of a report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reader.export.layout import Paint, Tone, clip, one_line, wrap
from reader.export.marks import FACT, MOVED, REWORDED
from reader.model import (
    Category,
    Collation,
    Copy,
    Edit,
    EditKind,
    Kind,
    Label,
    Passage,
    Variant,
    Weight,
)

_NAME_COLUMNS = 18
"""Columns of a line's mark and name, before its text."""

_OWN_TEXT = (Category.EDITORIAL, Category.UNKNOWN)
"""What an outlet wrote itself is shown whole; of boilerplate a line is enough."""

_FACTS = (EditKind.QUOTATION, EditKind.NUMBER, EditKind.NAME, EditKind.DATE)
_WEIGHTS = (Weight.FACT, Weight.WORDING, Weight.STYLE)


def count_changes(collation: Collation, copy: Copy) -> str:
    """How much the outlet added, cut and reworded, in a few words."""
    labels = _labels(collation, copy)
    added = sum(label.kind is Kind.ADDITION for label in labels)
    cut = sum(omission.copy == copy.number for omission in collation.omissions)
    reworded = sum(label.weight in (Weight.WORDING, Weight.FACT) for label in labels)
    moved = sum(Variant.TRANSPOSITION in label.variants for label in labels)
    facts = sum(label.weight is Weight.FACT for label in labels)
    counts = [f"{added} added", f"{cut} cut", f"{reworded} reworded"]
    if moved:
        counts.append(f"{moved} moved")
    if facts:
        counts.append(f"{FACT} {facts}")
    return " · ".join(counts)


def change_lines(collation: Collation, copy: Copy, columns: int, paint: Paint) -> Iterator[str]:
    """Give one copy's lines: changed facts, rewording, what was cut, moved and added."""
    labels = _labels(collation, copy)
    passages = {passage.number: passage for passage in collation.passages}
    yield from _substitutions(copy, labels, columns, paint)
    for omission in collation.omissions:
        if omission.copy == copy.number:
            yield from _omission(passages[omission.passage], columns, paint)
    for label in labels:
        if Variant.TRANSPOSITION in label.variants:
            text = f"{label.passage}: {_text(copy, label)}"
            yield from _entry(f"{MOVED} moved", [clip(text, columns - _NAME_COLUMNS)])
    yield from _additions(copy, labels, columns, paint)


def _labels(collation: Collation, copy: Copy) -> list[Label]:
    return [label for label in collation.labels if label.copy == copy.number]


def _text(copy: Copy, label: Label) -> str:
    return one_line(copy.article.text[label.segment.start : label.segment.end])


def _entry(name: str, lines: list[str]) -> Iterator[str]:
    """Lines with a name before the first."""
    head = f"  {name}".ljust(_NAME_COLUMNS)
    for line in lines:
        yield head + line
        head = " " * _NAME_COLUMNS


def _substitutions(copy: Copy, labels: list[Label], columns: int, paint: Paint) -> Iterator[str]:
    """Each edit, facts first; differences of punctuation and style are only counted."""
    reworded = [label for label in labels if label.weight is not None]
    reworded.sort(key=lambda label: _WEIGHTS.index(label.weight or Weight.STYLE))
    style = 0
    for label in reworded:
        for edit in label.edits:
            if edit.kind is EditKind.STYLE:
                style += 1
                continue
            fact = label.weight is Weight.FACT and edit.kind in _FACTS
            text = f"{label.passage}: {_edit(copy, edit)}"
            lines = [
                paint(Tone.FACT, line) if fact else line
                for line in wrap(text, columns - _NAME_COLUMNS)
            ]
            yield from _entry(f"{FACT if fact else REWORDED} {edit.kind.value}", lines)
    if style:
        text = f"{style} of punctuation, spelling or typography"
        lines = [paint(Tone.QUIET, line) for line in wrap(text, columns - _NAME_COLUMNS)]
        yield from _entry("  style", lines)


def _edit(copy: Copy, edit: Edit) -> str:
    """Set the words of the shown reading against what this copy has for them."""
    words = one_line(copy.article.text[edit.start : edit.end])
    reading = one_line(edit.reading)
    if not reading:
        return f"has “{words}” besides"
    if not words:
        return f"lacks “{reading}”"
    return f"{reading} → {words}"


def _omission(passage: Passage, columns: int, paint: Paint) -> Iterator[str]:
    carriers = ", ".join(map(str, passage.carriers))
    text = f"{passage.number}: {one_line(passage.text)} (in {carriers})"
    lines = [paint(Tone.CUT, line) for line in wrap(text, columns - _NAME_COLUMNS)]
    yield from _entry("− cut", lines)


def _additions(copy: Copy, labels: list[Label], columns: int, paint: Paint) -> Iterator[str]:
    """Additions in their order; a run of one category with one evidence names both once."""
    room = columns - _NAME_COLUMNS
    added = [label for label in labels if label.kind is Kind.ADDITION]
    for (category, evidence), run in groupby(added, key=lambda it: (it.category, it.evidence)):
        lines = []
        for label in run:
            text = _text(copy, label)
            whole = category in _OWN_TEXT
            lines += list(wrap(text, room)) if whole else [clip(text, room)]
        lines = [paint(Tone.ADDED, line) for line in lines]
        reasons = one_line("; ".join(evidence))
        if reasons:
            lines += [paint(Tone.QUIET, line) for line in wrap(f"({reasons})", room)]
        yield from _entry(f"+ {category or Category.UNKNOWN}", lines)
