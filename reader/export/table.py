"""The collation of one story as a table: passages down, copies across.

A passage has a line with the reading shown and each copy's own, empty where the copy lacks it;
`marks` holds the gutter, a mark for each copy in their order. What copies put in stands in lines of
its own (`row` says "addition", `category` of what kind), each after the passage that it follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.collation.insertions import Insertion
from reader.export.apparatus import Apparatus, arrange
from reader.export.cells import csv_line
from reader.export.readings import reading, words
from reader.model import Category, Collation, Label

_COLUMNS = ("row", "passage", "paragraph", "status", "category", "marks", "shown")


def collation_table(collation: Collation) -> Iterator[str]:
    """Give the lines of the story's table, the names of the columns first."""
    made = arrange(collation)
    names = (f"{copy.number} {copy.article.outlet.name}" for copy in collation.copies)
    yield csv_line((*_COLUMNS, *names))
    yield from _additions(made, 0)
    for passage in collation.passages:
        number = passage.number
        marks = "".join(mark for _, mark in made.marks(number)) if made.several else None
        head = ("passage", number, passage.paragraph, passage.status.value, None, marks)
        cells = (
            reading(copy, made.at[number, copy.number])
            if (number, copy.number) in made.at
            else None
            for copy in collation.copies
        )
        yield csv_line((*head, passage.text, *cells))
        yield from _additions(made, number)


def _additions(made: Apparatus, after: int) -> Iterator[str]:
    for insertion in made.insertions.get(after, ()):
        for label in insertion.labels:
            yield _addition(made, insertion, label)


def _addition(made: Apparatus, insertion: Insertion, label: Label) -> str:
    category = (label.category or Category.UNKNOWN).value
    text = words(made.copies[insertion.copy], label)
    cells = (text if number == insertion.copy else None for number in made.copies)
    return csv_line(("addition", insertion.after, None, None, category, None, None, *cells))
