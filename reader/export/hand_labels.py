"""The labels that a person set, as flat rows: what the program got wrong, said right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.export.apparatus import Apparatus
from reader.export.document import moment_text
from reader.export.readings import words
from reader.provenance.overrule import BY_HAND


@dataclass(frozen=True, slots=True)
class LabelRow:
    """What a person said that a segment is, or that the same words in another copy are.

    `copy` is the article's id, `label` wire or addition, `category` that of an addition. `start`
    and `end` are offsets into the article's text.
    """

    story: str
    headline: str
    agency: str | None
    outlet: str
    copy: str
    published: str | None
    label: str
    category: str | None
    words: str
    start: int
    end: int


def label_rows(made: Apparatus) -> Iterator[LabelRow]:
    """Give the labels of a story that were set by hand, copy by copy, as they stand there."""
    collation = made.collation
    for number, copy in made.copies.items():
        article = copy.article
        for label in made.labels[number]:
            if BY_HAND not in label.evidence:
                continue
            yield LabelRow(
                story=collation.story,
                headline=collation.headline,
                agency=collation.origin.agency,
                outlet=article.outlet.name,
                copy=article.id,
                published=None if article.published is None else moment_text(article.published),
                label=label.kind.value,
                category=None if label.category is None else label.category.value,
                words=words(copy, label),
                start=label.segment.start,
                end=label.segment.end,
            )
