"""An article cut into segments: the units that are aligned, labelled and shown."""

from __future__ import annotations

from reader.model import Article, Block, Role, Segment
from reader.text.datelines import dateline_end
from reader.text.mend import mend
from reader.text.sentences import Span, sentences

_WHOLE = frozenset({Role.HEADING, Role.FURNITURE})
"""Roles whose blocks are one segment each: a headline of two sentences is one headline."""


def segment(article: Article) -> tuple[Segment, ...]:
    """Return the article's segments in order.

    Every character of a block that is no white space lies in exactly one segment. A dateline is
    a segment of its own.
    """
    found: list[Segment] = []
    mended = mend(article.text)
    line, place = 1, 0
    for index, block in enumerate(article.blocks):
        spans = _spans(mended, block, article.language)
        if mended is not article.text:
            spans = _covering(article.text, block, spans)
        for start, end in spans:
            line += article.text.count("\n", place, start)
            place = start
            found.append(Segment(len(found), index, start, end, line))
    return tuple(found)


def _spans(text: str, block: Block, language: str | None) -> list[Span]:
    start, end = block.start, block.end
    if block.role in _WHOLE:
        return _stripped(text, start, end)
    behind = dateline_end(text, start, end)
    if behind is None:
        return sentences(text, start, end, language)
    return _stripped(text, start, behind) + sentences(text, behind, end, language)


def _covering(text: str, block: Block, spans: list[Span]) -> list[Span]:
    """Return the spans, each with the damaged characters behind it that mending took for space."""
    found: list[Span] = []
    for place, (start, _) in enumerate(spans):
        low = start if found else block.start
        high = spans[place + 1][0] if place + 1 < len(spans) else block.end
        found += _stripped(text, low, high)
    return found or _stripped(text, block.start, block.end)


def _stripped(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    return [(start + left, start + left + len(stripped))] if stripped else []
