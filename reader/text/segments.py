"""An article cut into segments: the units that are aligned, labelled and shown."""

from __future__ import annotations

from functools import lru_cache

from reader.model import Article, Block, Role, Segment
from reader.text.datelines import dateline_end
from reader.text.mend import mend
from reader.text.sentences import Span, sentences

_WHOLE = frozenset({Role.HEADING, Role.FURNITURE})
"""Roles whose blocks are one segment each: a headline of two sentences is one headline."""
_KEPT_BLOCKS = 1 << 13  # blocks whose spans are kept: the copies of a story share most of theirs
_KEPT_LENGTH = 2_000  # characters of the longest of them


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
    piece = text[block.start : block.end]
    cut = _kept if len(piece) <= _KEPT_LENGTH else _cut
    return [
        (start + block.start, end + block.start)
        for start, end in cut(piece, language, block.role in _WHOLE)
    ]


def _cut(piece: str, language: str | None, whole: bool) -> tuple[Span, ...]:
    """Return the spans of a block's segments, from its beginning."""
    if whole:
        return tuple(_stripped(piece, 0, len(piece)))
    behind = dateline_end(piece) or 0
    dateline = _stripped(piece, 0, behind)
    return (*dateline, *sentences(piece, behind, len(piece), language))


_kept = lru_cache(maxsize=_KEPT_BLOCKS)(_cut)


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
