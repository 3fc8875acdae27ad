"""What a block's place in its copy tells: where about the story, and under which heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Category, Role
from reader.provenance.extent import AMONG, Zone, find_zone, widened
from reader.provenance.findings import BlockEvidence, Finding, is_marked_up, most_telling
from reader.text.running import MANY_LINKS, is_outside

_MAX_HEADLINES = 2  # a headline and a dek
_HEADLINE_WORDS = range(4, 30)
_MAX_TEASER = 45  # words of prose under a heading of links that may be a teaser's
_MIN_STORY = 60  # words of the story before readers' comments on it can begin
_COMMENT_ROLES = frozenset({Role.ITEM, Role.QUOTE, Role.CELL})
_UNDER_LINKS = 2.5
_UNDER = {Category.POLL: 4.5, Category.CREDIT: 0.5}
"""Odds of a line under a heading: a poll's answers stand in a control, which weighs nearly as
much; addresses under "Contact" end an agency's own text as often as an outlet's."""
_MAX_ANSWER, _MAX_ANSWERS = 8, 8  # words of an answer that a poll offers; its lines
_BEHIND = frozenset(
    {
        Category.AGENCY,
        Category.BIO,
        Category.COMMENTS,
        Category.CREDIT,
        Category.POLL,
        Category.TAGS,
    }
)
"""What follows a story: in front of it the same words are those of the site's menu."""
_SHORT = frozenset({Category.BIO, Category.TAGS})
"""Lists that are over where other furniture comes: behind them stands a site's footer."""
_AFTERWORDS = frozenset({Category.AGENCY, Category.CREDIT})
"""What comes when the story is over: amid it "Notes" heads a part or a column."""
_TOP = frozenset({Category.HEADLINE, Category.CREDIT})
"""What stands right over the story, and so ends any list above."""
_CLOSING = frozenset(
    {Category.AGENCY, Category.BIO, Category.RELATED, Category.COMMENTS, Category.TAGS}
)
"""Categories that come in several blocks: what follows them is more of the same."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What the place of a block adds to its own evidence, and the category that it suggests."""

    finding: Finding | None
    category: Category


def place(
    blocks: Sequence[BlockEvidence], odds: Sequence[float], anchored: Sequence[bool]
) -> list[Placed]:
    """Return what the place of each block tells.

    `anchored` marks blocks with text that several outlets carry: these end any list.
    """
    walk = _Walk(blocks, odds, anchored)
    placed = [walk.step(i) for i in range(len(blocks))]
    return _name_headlines(blocks, odds, walk.zone, placed)


class _Walk:
    """Goes through a copy's blocks in order and remembers what they stand under."""

    def __init__(
        self, blocks: Sequence[BlockEvidence], odds: Sequence[float], anchored: Sequence[bool]
    ) -> None:
        self.blocks, self.odds, self.anchored = blocks, odds, anchored
        self.zone = widened(find_zone(blocks, odds), blocks, odds)
        self.marked_up = is_marked_up(blocks)
        self.last_anchor = max((i for i, yes in enumerate(anchored) if yes), default=-1)
        self.heading: Category | None = None
        self.heading_at, self.heading_outside = 0, False
        self.notice: Category | None = None  # the category of the block before, if it goes on
        self.announced = False
        self.story_words = 0

    def step(self, i: int) -> Placed:
        """Return what the place of the next block tells."""
        block = self.blocks[i]
        is_text = self._is_text(i)
        own = own_category(block)
        self._leave(i, own, is_text)
        if self.odds[i] > 0 and self._heads(block, own, self.zone.side(i)):
            self.heading = own or Category.RELATED
            self.heading_at, self.heading_outside = i, is_outside(block.block)
            self.announced = False
            return Placed(None, self.heading)
        finding = self._finding(i)
        if finding is not None and block.only_named:
            finding = finding._replace(category=None)
        category = own or _by_markup(block) or (finding.category if finding else None)
        category = category or self._by_place(i)
        self._remember(block, category, is_text)
        return Placed(finding, category)

    def _heads(self, block: BlockEvidence, own: Category | None, side: int) -> bool:
        """Tell whether what follows the block belongs to it."""
        if (side < 0 and own in _BEHIND) or (side == 0 and own in _AFTERWORDS):
            return False
        if self.announced and block.reading.wording is None:
            return False  # the first of a list that the story announces heads no other
        return block.heads or own is Category.POLL

    def _among(self, i: int) -> bool:
        """Tell whether the block stands among the article's paragraphs, and is no link."""
        page = self.blocks[i].block
        if page.level != 0 or is_outside(page) or self.zone.side(i):
            return False
        return page.link_density <= MANY_LINKS or page.role is Role.HEADING

    def _is_text(self, i: int) -> bool:
        if self.last_anchor >= 0:
            return self.anchored[i]
        return self.odds[i] < 0 and self.zone.side(i) == 0

    def _leave(self, i: int, own: Category | None, is_text: bool) -> None:
        """End the list or notice that the block cannot belong to."""
        block = self.blocks[i]
        new_section = block.block.role is Role.HEADING and self.zone.side(i) == 0 and own is None
        in_comments = self.heading is Category.COMMENTS and self.story_words >= _MIN_STORY
        ends = is_text and block.look.prose and (self.anchored[i] or not in_comments)
        top = own in _TOP and self.zone.side(i) < 0
        if self.heading is Category.POLL:
            over = block.look.words > _MAX_ANSWER or i - self.heading_at > _MAX_ANSWERS
        else:
            over = is_outside(block.block) and not self.heading_outside
        other = self.heading in _SHORT and block.certain and own not in (None, self.heading)
        if ends or new_section or top or over or other:
            self.heading = self.notice = None
        self.announced = self.announced and not block.look.prose and block.look.words > 0

    def _remember(self, block: BlockEvidence, category: Category, is_text: bool) -> None:
        if is_text and self.heading is None:
            self.story_words += block.look.words
            self.announced = self.announced or block.announces
        if is_text:
            self.notice = None
        elif category in _CLOSING:
            goes_on = (
                category is not Category.AGENCY or block.reading.about or self.notice is not None
            )
            self.notice = category if goes_on else None

    def _finding(self, i: int) -> Finding | None:
        block, side = self.blocks[i], self.zone.side(i)
        if not block.look.words:
            return None
        if self.announced and self.heading is None:
            linked = block.block.link_density > MANY_LINKS
            return Finding(-5.0 if linked else -4.0, "a list that the story announces")
        if self.heading is not None:
            return self._under_heading(self.heading, block, side)
        if self.notice is Category.AGENCY and i > self.last_anchor and block.look.prose:
            return Finding(4.0, "continues the agency’s notice before it", Category.AGENCY)
        if side == 0:
            return self._amid(i)
        where = "before the story" if side < 0 else "behind the story"
        weight = 1.0 if block.look.prose else 1.5
        if self.marked_up and side > 0 and block.block.role is Role.ITEM:
            weight += 1.0
        return Finding(weight, f"stands {where}")

    def _under_heading(self, heading: Category, block: BlockEvidence, side: int) -> Finding | None:
        words = f"stands under a heading ({heading})"
        if heading is Category.COMMENTS and self.story_words >= _MIN_STORY:
            sure = side != 0 or block.block.role in _COMMENT_ROLES
            return Finding(3.5 if sure else 1.0, words, heading)
        if not block.look.prose:
            return Finding(_UNDER.get(heading, _UNDER_LINKS), words, heading)
        if block.look.words <= _MAX_TEASER and side != 0:
            return Finding(3.0 if self.last_anchor >= 0 else 2.0, words, heading)
        return (
            Finding(1.0, f"stands {'before' if side < 0 else 'behind'} the story") if side else None
        )

    def _amid(self, i: int) -> Finding | None:
        """Amid the story a page's markup tells paragraphs from buttons; a bare text does not."""
        block = self.blocks[i]
        if self._among(i) and not block.look.prose:
            return Finding(-AMONG, "stands among the article’s paragraphs")
        if self.marked_up and block.block.link_density <= MANY_LINKS:
            weight = -0.8 if block.look.prose else -3.0 if block.look.teaser else -2.0
            return Finding(weight, "stands amid the story")
        return Finding(-0.8, "stands amid the story") if block.look.closed else None

    def _by_place(self, i: int) -> Category:
        block, side = self.blocks[i], self.zone.side(i)
        seen, run = block.look, self.heading or self.notice
        if run is not None and side >= 0:
            return run
        if block.block.link_density > MANY_LINKS:
            menu = seen.words < _HEADLINE_WORDS.start or (side < 0 and _is_masthead(block))
            return Category.NAVIGATION if menu else Category.RELATED
        if block.subhead and side == 0:
            return Category.EDITORIAL
        if seen.question and side == 0:
            return Category.POLL
        if seen.prose:
            return Category.EDITORIAL if side == 0 else Category.UNKNOWN
        if seen.words >= _HEADLINE_WORDS.start and side >= 0:
            return Category.RELATED
        return Category.NAVIGATION if side else Category.UNKNOWN


def _by_markup(block: BlockEvidence) -> Category | None:
    """Navigation is what stands outside the article, where its own words do not say more."""
    return Category.NAVIGATION if is_outside(block.block) else None


def own_category(block: BlockEvidence) -> Category | None:
    """Return the category to which the block's own signs point most, or None."""
    return most_telling(block.findings)


def _is_masthead(block: BlockEvidence) -> bool:
    """Tell whether a line before the story tells what paper this is, not what happened."""
    return block.recurs and (block.named or block.block.link_density > MANY_LINKS)


def _name_headlines(
    blocks: Sequence[BlockEvidence], odds: Sequence[float], zone: Zone, placed: list[Placed]
) -> list[Placed]:
    """Name the headline and dek: the lines like headlines that stand nearest before the story.

    Where the headline is known, a dek stands under it and is this story's alone: what is above,
    or comes in others too, is the page's.
    """
    known = [i for i, b in enumerate(blocks[: zone.first]) if own_category(b) is Category.HEADLINE]
    found = len(known)
    for i in reversed(range(known[0] + 1 if known else 0, min(zone.first, len(blocks)))):
        if found >= _MAX_HEADLINES:
            break
        block = blocks[i]
        named = own_category(block) or _by_markup(block)
        if odds[i] <= 0 or named is not None or block.look.teaser:
            continue
        if _is_masthead(block) or (known and block.recurs):
            continue
        if block.look.words in _HEADLINE_WORDS:
            finding = Finding(2.0, "reads as a headline, before the story", Category.HEADLINE)
            placed[i] = Placed(finding, Category.HEADLINE)
            found += 1
    return placed
