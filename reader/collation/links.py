"""Where the links of an article stand in what is shown of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.model import Article, Label, Link, Segment
from reader.text.normalise import squeeze


class Placed(NamedTuple):
    """A link, and the offsets of its words in a reading that stands on one line."""

    start: int
    end: int
    link: Link


def ending_in(article: Article, segment: Segment) -> Iterator[Link]:
    """Yield the links whose last word stands in a segment; they may begin before it."""
    first = bisect_right(article.links, segment.start, key=lambda link: link.end)
    for link in article.links[first:]:
        if link.end > segment.end:
            break
        yield link


def in_reading(article: Article, labels: Iterable[Label]) -> Iterator[Placed]:
    """Yield the links in what an article has at a passage, from the labels of its segments there.

    The reading is that of `Passage.text`: each segment on one line, a space between two. Of a link
    that begins in an earlier segment the words in the last one count.
    """
    before = 0
    for label in labels:
        start, end = label.segment.start, label.segment.end
        for link in ending_in(article, label.segment):
            last = before + len(squeeze(article.text[start : link.end]))
            words = squeeze(article.text[max(start, link.start) : link.end])
            yield Placed(last - len(words), last, link)
        before += len(squeeze(article.text[start:end])) + 1
