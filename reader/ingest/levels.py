"""How far below the article's paragraphs each block of a page lies.

An article's paragraphs stand side by side in one element, or each in a section alike, and its
lists, tables and subheads among them. What is put in or stands behind lies in parts of its own:
readers' comments, galleries, boxes on the author, teasers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.ingest.walker import Page
from reader.ingest.zone import FEW_LINKS, holder, running_length
from reader.model import Role

_PARAGRAPHS = 3
"""Blocks of running text: with fewer there is no telling."""
_MOST = 0.65
"""Of the page's running text: what must be the paragraphs, or there is no telling. With less the
page keeps its article in several ways, or has more comments than article."""

Depths = list[int | None]


def find_levels(page: Page, outside: Sequence[bool]) -> Depths:
    """Return how many parts of the page each block lies below the article's paragraphs, 0 if none.

    A part is an element that holds several blocks; the elements of lists and tables are none. None
    for a block outside the element that holds the paragraphs, and for all blocks of a page that
    keeps its text otherwise. `outside` marks what stands far from the article.
    """
    if not page.parents:
        return [None] * len(page.blocks)
    lengths = [
        0 if far or block.role is Role.ITEM else running_length(block)
        for block, far in zip(page.blocks, outside, strict=True)
    ]
    if sum(map(bool, lengths)) < _PARAGRAPHS:  # a list, a table or a poem
        lengths = [
            0 if far or block.link_density > FEW_LINKS else len(block.text)
            for block, far in zip(page.blocks, outside, strict=True)
        ]
    counts = _counts(page)
    held = _parted([_holder(page, counts, block.node) for block in page.blocks], page, lengths)
    found = _depths(page, counts, _most(held, lengths), lengths)
    if found is None:
        paths = [page.paths[block.node] for block in page.blocks]
        found = _depths(page, counts, _most(paths, lengths), lengths)
    return found or [None] * len(page.blocks)


def _counts(page: Page) -> list[int]:
    """Return how many blocks each element holds."""
    counts = [0] * len(page.parents)
    for block in page.blocks:
        counts[block.node] += 1
    for node in range(len(counts) - 1, 0, -1):  # children come after their parents
        if page.parents[node] >= 0:
            counts[page.parents[node]] += counts[node]
    return counts


def _holder(page: Page, counts: Sequence[int], node: int) -> int:
    """Return the nearest part around an element, or the element."""
    while node >= 0 and (counts[node] < 2 or node in page.rows):
        node = page.parents[node]
    return node


def _parted(held: Sequence[int], page: Page, lengths: Sequence[int]) -> list[int]:
    """Return the holders, those side by side that hold paragraphs as the first of them.

    An advertisement parts an article in two.
    """
    text = Counter(node for node, length in zip(held, lengths, strict=True) if length)
    first: dict[int, int] = {}
    for node in sorted(text):
        if node >= 0 and text[node] >= _PARAGRAPHS:
            first.setdefault(page.parents[node], node)
    return [
        first.get(page.parents[node], node) if text[node] >= _PARAGRAPHS else node for node in held
    ]


def _most(kinds: Sequence[int], lengths: Sequence[int]) -> list[int]:
    """Return the lengths without those of other kinds than that which most of the text has."""
    text = Counter[int]()
    for kind, length in zip(kinds, lengths, strict=True):
        text[kind] += length
    most = max(text, key=lambda kind: text[kind], default=None)
    return [n if kind == most else 0 for kind, n in zip(kinds, lengths, strict=True)]


def _depths(
    page: Page, counts: Sequence[int], paragraphs: Sequence[int], lengths: Sequence[int]
) -> Depths | None:
    """Return the levels, given the lengths of the paragraphs; None if these are not the article."""
    if sum(map(bool, paragraphs)) < _PARAGRAPHS or sum(paragraphs) <= _MOST * sum(lengths):
        return None
    home = holder(page, paragraphs, share=1.0)
    depths = [_depth(page, counts, home, block.node) for block in page.blocks]
    text = Counter[int]()
    for depth, length in zip(depths, paragraphs, strict=True):
        if depth is not None:
            text[depth] += length
    usual = max(text, key=lambda depth: text[depth])
    return [None if depth is None else max(0, depth - usual) for depth in depths]


def _depth(page: Page, counts: Sequence[int], home: int, node: int) -> int | None:
    """Return how many parts lie between an element and its block, None if it is not within."""
    depth, inside = 0, 1
    while node > home:
        depth += counts[node] > inside and node not in page.rows
        inside = max(inside, counts[node])
        node = page.parents[node]
    return depth if node == home else None
