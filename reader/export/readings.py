"""What a copy has at a passage: its words on one line, with those marked that it has otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.collation.marks import Labels
from reader.model import Copy, Edit, Label
from reader.text.normalise import squeeze
from reader.text.rot47 import reveal_part

_SPACES = re.compile(r"\s+")


class Run(NamedTuple):
    """Words of a reading; those of an `edit` differ from the shown reading.

    An edit whose words the copy lacks is a run without text.
    """

    text: str
    edit: Edit | None = None


def words(copy: Copy, label: Label) -> str:
    """Return a segment on one line, as published but for line feeds and runs of spaces."""
    return squeeze(copy.article.text[label.segment.start : label.segment.end])


def reading(copy: Copy, labels: Labels) -> str:
    """Return what a copy has at a passage, from the labels of its segments there."""
    return " ".join(words(copy, label) for label in labels)


def decoded(copy: Copy, labels: Labels) -> str:
    """Return what a copy has at a passage as it reads where ROT47 scrambles it; else nothing."""
    spans = [(label.segment.start, label.segment.end) for label in labels]
    read = " ".join(squeeze(reveal_part(copy.article.text, start, end)) for start, end in spans)
    return read if read != reading(copy, labels) else ""


def marked(copy: Copy, label: Label) -> tuple[Run, ...]:
    """Return a segment cut where its edits begin and end; joined, the runs are `words`."""
    return tuple(_squeezed(_pieces(copy.article.text, label)))


def _pieces(text: str, label: Label) -> Iterator[Run]:
    at, last = label.segment.start, label.segment.end
    for edit in sorted(label.edits, key=lambda edit: (edit.start, edit.end)):
        start = min(max(edit.start, at), last)
        end = min(max(edit.end, start), last)
        yield Run(text[at:start])
        yield Run(text[start:end], edit)
        at = end
    yield Run(text[at:last])


def _squeezed(runs: Iterable[Run]) -> list[Run]:
    """Bring white space down to single spaces, as `squeeze` does over all runs at once."""
    done: list[Run] = []
    spaced = True  # nothing, or a space, stands before: no more of it
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if spaced:
            text = text.lstrip()
        if text:
            spaced = text.endswith(" ")
        if text or run.edit:
            done.append(Run(text, run.edit))
    return _without_last_space(done)


def _without_last_space(runs: list[Run]) -> list[Run]:
    for place in range(len(runs) - 1, -1, -1):
        text, edit = runs[place]
        if text:
            runs[place] = Run(text.rstrip(), edit)
            break
    return [run for run in runs if run.text or run.edit]
