"""What the words of a search stand in, as the copies of the story tell it of each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from reader.archive.highlight import Span, spans_of
from reader.archive.query import Term
from reader.archive.search import Passage, passage_at
from reader.model import Category, Collation, Kind, Label


def settled(passage: Passage, collation: Collation, terms: Sequence[Term]) -> Passage:
    """Return the passage that a search shows, where at a glance words stand in furniture alone.

    It is one of the story's text or headline if any copy has the words there; else one with what
    they stand in (`added`). The passage itself where no copy's text has them.
    """
    wanted = [term for term in terms if not term.name]
    added: Passage | None = None
    for copy in collation.copies:
        text = copy.article.text
        if spans := spans_of(wanted, text):
            labels = [label for label in collation.labels if label.copy == copy.number]
            found = passage_at(text, spans, partial(_is_added, labels))
            if not found.furniture:
                return found
            first = found.spans[0]
            at = _label_at(labels, (found.start + first[0], found.start + first[1]))
            if added is None and at is not None:
                category = at.category or Category.UNKNOWN
                added = replace(found, added=(copy.number, category))
    return added or passage


def _is_added(labels: Sequence[Label], span: Span) -> bool:
    at = _label_at(labels, span)
    return at is not None and at.kind is Kind.ADDITION and at.category is not Category.HEADLINE


def _label_at(labels: Sequence[Label], span: Span) -> Label | None:
    """Return the label of the segment in which words begin."""
    at = bisect_right(labels, span[0], key=lambda label: label.segment.start) - 1
    return labels[at] if at >= 0 else None
