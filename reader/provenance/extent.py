"""Where in a copy the story stands: from which block to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.provenance.findings import BlockEvidence
from reader.text.running import MANY_LINKS, is_outside

_WIRE_WORTH = 40  # words of a block of the story that count: one paragraph must not outweigh a page
_FURNITURE_COST, _FURNITURE_WORD_COST, _FURNITURE_WORDS = 6.0, 0.3, 20
"""Words that a block of furniture, and each word of it, costs a zone that takes it in: a line amid
the story costs less than the paragraph behind it is worth."""
_SURE = 3.0
"""Odds from which a heading, an item or a cell costs as much as any furniture."""
AMONG = 4.0
"""Odds against of a line among the article's paragraphs: what only lines of other stories have as
well, a number or a menu, does not outweigh it; what is surely furniture does."""


@dataclass(frozen=True, slots=True)
class Zone:
    """The blocks, first to last, in which the story stands."""

    first: int
    last: int

    def side(self, index: int) -> int:
        """Return −1 before the zone, 0 inside, 1 behind it."""
        return -1 if index < self.first else int(index > self.last)


def find_zone(blocks: Sequence[BlockEvidence], odds: Sequence[float]) -> Zone:
    """Return the run of blocks with the most text of the story and the least furniture.

    The maximum subsequence of blocks (Pasternack and Roth, WWW 2009). `odds` is each block's
    score so far, positive for furniture.
    """
    best, best_zone = 0.0, Zone(0, len(blocks) - 1)
    total, first = 0.0, 0
    for i, block in enumerate(blocks):
        words = block.look.words
        if odds[i] < 0:
            total += min(words, _WIRE_WORTH)
        else:
            cost = _FURNITURE_COST + _FURNITURE_WORD_COST * min(words, _FURNITURE_WORDS)
            total -= cost * (min(1.0, odds[i] / _SURE) if _may_be_inside(block) else 1.0)
        if total <= 0:
            total, first = 0.0, i + 1
        elif total > best:
            best, best_zone = total, Zone(first, i)
    return best_zone


def _may_be_inside(block: BlockEvidence) -> bool:
    """Tell whether the markup makes it an item or a cell, as articles have them too."""
    page = block.block
    return block.entry and page.link_density <= MANY_LINKS and not page.outside


def widened(zone: Zone, blocks: Sequence[BlockEvidence], odds: Sequence[float]) -> Zone:
    """Return the zone with the paragraphs, lists and tables beside it that the markup puts there.

    It reaches as far as blocks stand side by side with it, and begins with a paragraph of the
    story; it may end with a list or a table.
    """
    first, last = zone.first, zone.last
    for i in range(zone.last + 1, len(blocks)):
        if not _side_by_side(blocks[i]):
            break
        if _is_paragraph(blocks[i], odds[i]) or _is_entry(blocks[i], odds[i]):
            last = i
    for i in range(zone.first - 1, -1, -1):
        if not _side_by_side(blocks[i]):
            break
        if _is_paragraph(blocks[i], odds[i]):
            first = i
    return Zone(first, last)


def _side_by_side(block: BlockEvidence) -> bool:
    return block.block.level == 0 or is_outside(block.block)


def _is_paragraph(block: BlockEvidence, odds: float) -> bool:
    return block.block.level == 0 and odds < 0 and block.look.paragraph


def _is_entry(block: BlockEvidence, odds: float) -> bool:
    return block.block.level == 0 and odds < AMONG and _may_be_inside(block)
