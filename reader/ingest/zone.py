"""Which blocks of a page stand far from its article, and which claims of the markup to believe.

The zone is the deepest element that holds most of the page's running text, widened by two levels,
and what stands between the headline and it; parts that name themselves navigation, comments, a
sidebar and the like are taken out again. On 408 real pages two thirds of the words that belong to
no article lie outside it, and 0.2 % of those that do. Nothing outside is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.ingest.walker import Page, PageBlock
from reader.model import Role
from reader.text.scripts import spaced_length

_LONG = 80
"""Characters: a block of at least this length, not made of links, counts as running text."""
FEW_LINKS = 0.3
"""Of a block's characters: with more than this in links it is a list of links."""
_ZONE_SHARE = 0.85
"""Of the page's running text: what the zone's element must hold. Measured from .7 to .95."""
_WIDENED = 2
"""Levels: less loses deks and captions, more takes the sidebars in."""
_FRAME_SHARE = 0.3
"""Of the page's running text: a "menu" that holds more than this is the page itself, left open."""
_ARTICLE_SHARE = 0.2
"""Of the page's running text: as much before a "menu" is the article."""
_ENTRIES_SHARE = 0.3
"""The same before a row of articles: a running report has some text before its entries."""
_PARAGRAPHS = 3
"""And as many blocks of it."""
_HEADLINE_LONGEST = 250
"""Characters of a block that can be the headline."""
_PROSE = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.ITEM, Role.CELL})
_WORD = re.compile(r"\w+")


def mark_outside(page: Page, title: str | None) -> list[bool]:
    """Tell of each block whether it stands outside the article's zone.

    `title` is the page's title, by which its headline is known. Menus, navigation and footers
    within the zone are outside it too, unless they hold a good part of the text themselves.
    """
    if not page.parents:
        return [False] * len(page.blocks)
    lengths = list(map(running_length, page.blocks))
    believed = _believed(page, page.frames, lengths)
    framed = _within(page, sorted([*believed, *_entries(page, lengths)]))
    zone = _zone(page, framed, lengths)
    inside = [zone <= block.node < page.ends[zone] for block in page.blocks]
    _reach_headline(page.blocks, framed, inside, title)
    return [frame or not near for frame, near in zip(framed, inside, strict=True)]


def mark_furniture(page: Page) -> list[bool]:
    """Tell of each block whether it is text of a control, a menu or a form's label."""
    lengths = list(map(running_length, page.blocks))
    return _within(page, _believed(page, page.furniture, lengths))


def running_length(block: PageBlock) -> int:
    """Return how many characters of running text a block adds to the elements around it."""
    length = spaced_length(block.text)
    counts = length >= _LONG and block.link_density < FEW_LINKS and block.role in _PROSE
    return length if counts else 0


def holder(page: Page, lengths: Iterable[int], share: float = _ZONE_SHARE) -> int:
    """Return the deepest element that holds a share of a text, given its length in each block.

    The root where there is none.
    """
    weights = _weights(page, lengths)
    if not weights[0]:
        return 0
    return max(n for n, weight in enumerate(weights) if weight >= share * weights[0])


def _weights(page: Page, lengths: Iterable[int]) -> list[int]:
    """Return for each element how much text it holds, given its length in each block."""
    weights = [0] * len(page.parents)
    for block, length in zip(page.blocks, lengths, strict=True):
        if block.node >= 0:
            weights[block.node] += length
    for node in range(len(weights) - 1, 0, -1):  # children come after their parents
        if page.parents[node] >= 0:
            weights[page.parents[node]] += weights[node]
    return weights


def _believed(page: Page, nodes: list[int], lengths: Sequence[int]) -> list[int]:
    """Return those of the elements that are not the article, given the lengths of its text.

    They hold little text, or the article has been told before them: readers may have more to say.
    """
    weights = _weights(page, lengths)
    little = [node for node in nodes if weights[node] <= _FRAME_SHARE * weights[0]]
    open_lengths = _uncovered(lengths, _within(page, little))
    return [node for node in nodes if node in little or _follows(page, node, open_lengths)]


def _entries(page: Page, lengths: Sequence[int]) -> list[int]:
    """Return those articles of the markup that stand side by side behind the page's own.

    They are comments or teasers; where nothing stands before them they are the page's, as the
    entries of a running report are.
    """
    beside = [nodes for nodes in page.entries.values() if len(nodes) > 1]
    followed = (nodes for nodes in beside if _follows(page, nodes[0], lengths, _ENTRIES_SHARE))
    return [node for nodes in followed for node in nodes]


def _follows(page: Page, node: int, lengths: Sequence[int], share: float = _ARTICLE_SHARE) -> bool:
    """Tell whether an article stands before an element, given the lengths of its text."""
    before = [n for block, n in zip(page.blocks, lengths, strict=True) if n and block.node < node]
    return len(before) >= _PARAGRAPHS and sum(before) >= share * sum(lengths)


def _uncovered(lengths: Sequence[int], covered: Sequence[bool]) -> list[int]:
    return [0 if within else length for length, within in zip(lengths, covered, strict=True)]


def _within(page: Page, nodes: list[int]) -> list[bool]:
    covered = [False] * len(page.parents)
    reach = 0
    for node in nodes:  # in document order, so that a nested one is passed over
        if page.ends[node] > reach:
            reach = page.ends[node]
            covered[node:reach] = [True] * (reach - node)
    return [block.node >= 0 and covered[block.node] for block in page.blocks]


def _zone(page: Page, framed: Sequence[bool], lengths: Sequence[int]) -> int:
    zone = holder(page, _uncovered(lengths, framed))
    for _ in range(_WIDENED):
        zone = max(page.parents[zone], 0)
    return zone


def _reach_headline(
    blocks: list[PageBlock], framed: list[bool], inside: list[bool], title: str | None
) -> None:
    """Count what stands between the headline and the zone as inside."""
    if title is None or True not in inside:
        return
    first = inside.index(True)
    wanted = set(_WORD.findall(title.lower()))
    for index in range(first - 1, -1, -1):
        if not framed[index] and _is_headline(blocks[index].text, wanted):
            inside[index:first] = [True] * (first - index)
            return


def _is_headline(text: str, wanted: set[str]) -> bool:
    if len(text) > _HEADLINE_LONGEST:
        return False
    words = set(_WORD.findall(text.lower()))
    shared = len(words & wanted)
    return len(words) >= 3 and shared >= 0.8 * len(words) and shared >= 0.5 * len(wanted)
