"""Prose that the page's markup sets apart from the article's paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.model import Block, Role
from reader.provenance.look import Look
from reader.text.running import MANY_LINKS

_OWN = 2
"""Levels below the article's paragraphs of a part of its own: a pulled quotation lies one below."""
_HEADS = frozenset({Role.HEADING, Role.FURNITURE})
"""What heads a chapter, such as a question whose answer a click opens."""
_PARAGRAPHS_A_HEADING = 4
_HARDLY_LINKED = 0.15  # of a part's blocks


def apart(blocks: Sequence[Block], looks: Sequence[Look], last: int) -> Iterator[int]:
    """Yield the indices of the prose that lies in parts of its own, or behind the article.

    `last` is the index of the last of the article's paragraphs. A part of its own is a comment, a
    slide, the box on the author; one with headings and hardly a link is a chapter of the article.
    """
    places = range(len(blocks))
    for lower, run in groupby(places, key=lambda i: bool(blocks[i].level)):
        part = list(run)
        if lower and _is_chapter(blocks, looks, part):
            continue
        for i in part:
            level = blocks[i].level
            away = i > last if level is None else level >= _OWN
            if away and looks[i].paragraph:
                yield i


def _is_chapter(blocks: Sequence[Block], looks: Sequence[Look], part: Sequence[int]) -> bool:
    """Tell whether a part is a chapter, by its headings or the one right before it."""
    if sum(blocks[i].link_density > MANY_LINKS for i in part) >= _HARDLY_LINKED * len(part):
        return False
    if part[0] and blocks[part[0] - 1].role is Role.HEADING:
        return True
    headings = sum(blocks[i].role in _HEADS and looks[i].letters for i in part)
    paragraphs = sum(blocks[i].role not in _HEADS and looks[i].paragraph for i in part)
    return headings * _PARAGRAPHS_A_HEADING >= paragraphs
