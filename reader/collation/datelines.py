"""The datelines of a story's copies, and the passages that they open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.model import Category, Copy, Label
from reader.text.normalise import squeeze


class Dateline(NamedTuple):
    """A dateline on one line, and the number of the passage that it opens (0: none)."""

    text: str
    passage: int


NO_DATELINE = Dateline("", 0)


def datelines(
    copies: Mapping[int, Copy], labels: Mapping[int, Sequence[Label]]
) -> dict[int, Dateline]:
    """Return the first dateline of each copy that has one, by the copy's number as all is here."""
    found = ((number, _dateline(copies[number], own)) for number, own in labels.items())
    return {number: dateline for number, dateline in found if dateline.text}


def most_printed(found: Iterable[Dateline]) -> Dateline:
    """Return the dateline of the clean text: that which most copies print, where most have it.

    Of equals it is the first's; where no copy has one it is empty.
    """
    known = list(found)
    texts = [dateline.text for dateline in known]
    text = max(texts, key=texts.count, default="")
    places = [dateline.passage for dateline in known if dateline.text == text]
    return Dateline(text, max(places, key=places.count, default=0))


def _dateline(copy: Copy, labels: Sequence[Label]) -> Dateline:
    for at, label in enumerate(labels):
        if label.category is Category.DATELINE:
            text = copy.article.text[label.segment.start : label.segment.end]
            behind = (after.passage for after in labels[at:] if after.passage is not None)
            return Dateline(squeeze(text), next(behind, 0))
    return NO_DATELINE
