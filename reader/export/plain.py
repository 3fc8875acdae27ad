"""The clean text of a story and one passage of it, as plain text without anything around it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reader.collation.marks import by_passage
from reader.errors import UnknownPassage
from reader.export.layout import Paint, Tone, one_line, unpainted, wrap
from reader.export.readings import decoded, reading
from reader.model import Collation

_INDENT = "  "


def clean_text(collation: Collation) -> Iterator[str]:
    """Give the clean text, a paragraph a line, a blank line between two; the headline first.

    Behind a passage that every copy scrambles stands how it reads.
    """
    yield one_line(collation.headline)
    copies = {copy.number: copy for copy in collation.copies}
    at = by_passage(collation)
    for _, passages in groupby(collation.passages, key=lambda passage: passage.paragraph):
        yield ""
        told = []
        for passage in passages:
            read = decoded(copies[passage.copy], at.get((passage.number, passage.copy), ()))
            told += [one_line(passage.text), *([f"[{_scrambled(read)}]"] if read else ())]
        yield " ".join(told)


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
    at = by_passage(collation)
    for copy in collation.copies:
        yield ""
        yield paint(Tone.QUIET, f"{copy.number} {one_line(copy.article.outlet.name)}")
        if copy.number not in passage.carriers:
            yield f"{_INDENT}lacks it"
            continue
        labels = at.get((number, copy.number), ())
        told = [one_line(reading(copy, labels))]
        if read := decoded(copy, labels):
            told.append(_scrambled(read))
        for line in (line for one in told for line in wrap(one, columns - len(_INDENT))):
            yield _INDENT + line


def _scrambled(read: str) -> str:
    return f"scrambled (ROT47); it reads: {one_line(read)}"
