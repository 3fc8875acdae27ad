"""What a block's place in its copy tells: before, amid or behind the story, and under which heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Category, Role
from reader.provenance.evidence import BlockEvidence, Finding

_WIRE_WORTH = (
    40  # words of a block of the story that count: one long paragraph must not outweigh a page
)
_FURNITURE_COST = 6.0
"""Words that a block of furniture costs a zone that takes it in; a line amid the story costs less
than the paragraph behind it is worth."""
_MAX_HEADLINES = 2  # a headline and a dek
_HEADLINE_WORDS = range(4, 30)
_MAX_TEASER = 45  # words of prose under a heading of links that may be a teaser's
_CLOSING = frozenset(
    {Category.AGENCY, Category.BIO, Category.RELATED, Category.COMMENTS, Category.TAGS}
)
"""Categories that come in several blocks: what follows them is more of the same."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What the place of a block adds to its own evidence."""

    finding: Finding | None
    category: Category


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
        total += (
            float(min(words, _WIRE_WORTH))
            if odds[i] < 0
            else -_FURNITURE_COST - 0.3 * min(words, 20)
        )
        if total <= 0:
            total, first = 0.0, i + 1
        elif total > best:
            best, best_zone = total, Zone(first, i)
    return best_zone


def place(
    blocks: Sequence[BlockEvidence], odds: Sequence[float], anchored: Sequence[bool]
) -> list[Placed]:
    """Return what the place of each block tells.

    `anchored` marks blocks with text that several outlets carry: these end any list.
    """
    zone = find_zone(blocks, odds)
    last_anchor = max((i for i, yes in enumerate(anchored) if yes), default=-1)
    several = last_anchor >= 0
    placed: list[Placed] = []
    heading: Category | None = None
    continued: Category | None = None
    for i, block in enumerate(blocks):
        is_text = anchored[i] or (odds[i] < 0 and not several and zone.side(i) == 0)
        if is_text and block.look.prose:
            heading = continued = None
        own = _own_category(block)
        if block.heads and odds[i] > 0:
            heading = own or Category.RELATED
            placed.append(Placed(None, heading))
            continue
        finding = _finding(block, zone.side(i), heading, several=several)
        if (
            continued is Category.AGENCY
            and i > last_anchor
            and block.look.prose
            and heading is None
        ):
            finding = Finding(4.0, "continues the agency’s notice before it", Category.AGENCY)
        category = (
            own
            or (finding.category if finding else None)
            or _by_place(block, zone.side(i), heading or continued)
        )
        placed.append(Placed(finding, category))
        if not is_text and category in _CLOSING:
            continued = (
                category if block.about or category is not Category.AGENCY or continued else None
            )
        elif is_text:
            continued = None
    return _name_headlines(blocks, odds, zone, placed)


def _own_category(block: BlockEvidence) -> Category | None:
    named = [f for f in block.findings if f.category is not None and f.weight > 0]
    return max(named, key=lambda f: f.weight).category if named else None


def _finding(
    block: BlockEvidence, side: int, heading: Category | None, *, several: bool
) -> Finding | None:
    """Return what the place says. `several` tells that other copies show where the story is."""
    if heading is not None:
        if not block.look.prose:
            return Finding(2.5, f"stands in a list under a heading ({heading})", heading)
        if block.look.words <= _MAX_TEASER and side != 0:
            return Finding(3.0 if several else 2.0, f"stands under a heading ({heading})", heading)
    if side == 0:
        weight = -0.8 if block.look.closed else 0.0
        return Finding(weight, "stands amid the story") if weight else None
    where = "before the story" if side < 0 else "behind the story"
    return Finding(1.0 if block.look.prose else 1.5, f"stands {where}")


def _by_place(block: BlockEvidence, side: int, run: Category | None) -> Category:
    seen = block.look
    if run is not None and side >= 0:
        return run
    if block.block.link_density > 0.5:
        return Category.RELATED if seen.words >= 4 else Category.NAVIGATION
    if seen.question and side == 0:
        return Category.POLL
    if seen.prose:
        return Category.EDITORIAL if side == 0 else Category.UNKNOWN
    if seen.words >= 4 and side >= 0:
        return Category.RELATED
    return Category.NAVIGATION if side != 0 else Category.UNKNOWN


def _name_headlines(
    blocks: Sequence[BlockEvidence], odds: Sequence[float], zone: Zone, placed: list[Placed]
) -> list[Placed]:
    """Name the headline and dek: the lines like headlines that stand nearest before the story."""
    found = sum(_own_category(b) is Category.HEADLINE for b in blocks[: zone.first])
    for i in reversed(range(min(zone.first, len(blocks)))):
        if found >= _MAX_HEADLINES:
            break
        block = blocks[i]
        by_role = block.block.role is Role.HEADING
        if odds[i] <= 0 or _own_category(block) is not None:
            continue
        if block.look.words in _HEADLINE_WORDS and (by_role or not block.look.teaser):
            finding = Finding(2.0, "reads as a headline, before the story", Category.HEADLINE)
            placed[i] = Placed(finding, Category.HEADLINE)
            found += 1
    return placed
