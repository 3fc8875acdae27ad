"""What one outlet did to a story, as the lines of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from reader.collation.marks import FACTS, OWN, Labels, Mark, is_moved
from reader.export.layout import Paint, Tone, clip, one_line, wrap
from reader.model import (
    Category,
    Collation,
    Copy,
    Edit,
    EditKind,
    Kind,
    Label,
    Passage,
    Weight,
)

_NAME_COLUMNS = 18
"""Columns of a line's mark and name, before its text."""

MOST_REASONS = 3
"""Reasons that a report gives for one thing; the document has them all."""

_WEIGHTS = (Weight.FACT, Weight.WORDING, Weight.STYLE)


def change_lines(
    collation: Collation, copy: Copy, labels: Labels, columns: int, paint: Paint
) -> Iterator[str]:
    """Give one copy's lines: changed facts, rewording, what was cut, moved and added."""
    passages = {passage.number: passage for passage in collation.passages}
    yield from _substitutions(copy, labels, columns, paint)
    for omission in collation.omissions:
        if omission.copy == copy.number:
            yield from _omission(passages[omission.passage], columns, paint)
    for label in labels:
        if is_moved(label):
            text = f"{label.passage}: {_text(copy, label)}"
            yield from _entry(f"{Mark.MOVED} moved", [clip(text, columns - _NAME_COLUMNS)])
    yield from _additions(copy, labels, columns, paint)


def _text(copy: Copy, label: Label) -> str:
    return one_line(copy.article.text[label.segment.start : label.segment.end])


def _entry(name: str, lines: list[str]) -> Iterator[str]:
    """Lines with a name before the first."""
    head = f"  {name}".ljust(_NAME_COLUMNS)
    for line in lines:
        yield head + line
        head = " " * _NAME_COLUMNS


def _substitutions(copy: Copy, labels: Labels, columns: int, paint: Paint) -> Iterator[str]:
    """Each edit, facts first; differences of punctuation and style are only counted."""
    reworded = [label for label in labels if label.weight is not None]
    reworded.sort(key=lambda label: _WEIGHTS.index(label.weight or Weight.STYLE))
    style = 0
    for label in reworded:
        for edit in label.edits:
            if edit.kind is EditKind.STYLE:
                style += 1
                continue
            fact = label.weight is Weight.FACT and edit.kind in FACTS
            text = f"{label.passage}: {_edit(copy, edit)}"
            lines = [
                paint(Tone.FACT, line) if fact else line
                for line in wrap(text, columns - _NAME_COLUMNS)
            ]
            yield from _entry(f"{Mark.FACT if fact else Mark.REWORDED} {edit.kind.value}", lines)
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


def _additions(copy: Copy, labels: Labels, columns: int, paint: Paint) -> Iterator[str]:
    """Give additions in their order, those of one category in a row under one name.

    What speaks for a row is named once below it, first what speaks for most of it.
    """
    room = columns - _NAME_COLUMNS
    added = [label for label in labels if label.kind is Kind.ADDITION]
    for category, in_a_row in groupby(added, key=lambda label: label.category):
        row = list(in_a_row)
        lines: list[str] = []
        for label in row:
            text = _text(copy, label)
            lines += wrap(text, room) if category in OWN else [clip(text, room)]
        lines = [paint(Tone.ADDED, line) for line in lines]
        reasons = Counter(reason for label in row for reason in label.evidence)
        if reasons:
            evidence = one_line("; ".join(why for why, _ in reasons.most_common(MOST_REASONS)))
            lines += [paint(Tone.QUIET, line) for line in wrap(f"({evidence})", room)]
        yield from _entry(f"+ {category or Category.UNKNOWN}", lines)
