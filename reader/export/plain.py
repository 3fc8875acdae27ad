"""The clean text of a story and one passage of it, as plain text without anything around it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reader.errors import UnknownPassage
from reader.export.layout import Paint, Tone, one_line, unpainted, wrap
from reader.model import Collation, Copy

_INDENT = "  "


def clean_text(collation: Collation) -> Iterator[str]:
    """Give the clean text, a paragraph a line, a blank line between two; the headline first."""
    yield one_line(collation.headline)
    for _, passages in groupby(collation.passages, key=lambda passage: passage.paragraph):
        yield ""
        yield " ".join(one_line(passage.text) for passage in passages)


def passage_report(
    collation: Collation, number: int, columns: int, paint: Paint = unpainted
) -> Iterator[str]:
    """Give a passage and how each copy has it, `columns` wide.

    Raises:
        UnknownPassage: the story has no passage of this number.
    """
    if not 1 <= number <= len(collation.passages):
        last = len(collation.passages)
        raise UnknownPassage(f"{collation.story} has the passages 1 to {last}, no {number}")
    passage = collation.passages[number - 1]
    for line in wrap(one_line(passage.text), columns):
        yield paint(Tone.STRONG, line)
    for copy in collation.copies:
        yield ""
        yield paint(Tone.QUIET, f"{copy.number} {one_line(copy.article.outlet.name)}")
        if copy.number not in passage.carriers:
            yield f"{_INDENT}lacks it"
            continue
        for line in wrap(_reading(collation, copy, number), columns - len(_INDENT)):
            yield _INDENT + line


def _reading(collation: Collation, copy: Copy, passage: int) -> str:
    own = (x for x in collation.labels if x.copy == copy.number and x.passage == passage)
    text = copy.article.text
    return one_line(" ".join(text[x.segment.start : x.segment.end] for x in own))
