"""Signs for and against a block's being an addition, and what they add up to.

A finding's weight is a logarithm of odds (natural): findings add up, and their sum is how sure
the verdict is. The weights were set by hand, after what was counted on composed pages with known
furniture (3,004 pages of 738 sites), and checked there, on labelled copies and on whole HTML pages.
Those of prose are the heavier, because calling reporting furniture is the worse mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.model import Block, Category, Role
from reader.provenance.look import Look
from reader.provenance.reading import Reading
from reader.provenance.wording import CERTAIN, LIKELY
from reader.text.running import is_outside

RECURS_ONCE = 3.0
"""Of a line that stands in one of the outlet's other stories."""
SHARED_TEMPLATE = 1.0
"""Of a line of the outlet's template that another outlet's copy has as well: two that sell the
same releases have "Background" and "Sincerely," in many of them."""
_ENTRIES = frozenset({Role.ITEM, Role.CELL})


class Finding(NamedTuple):
    """One sign: how much it weighs, what category it points to, and the words for a reader.

    `template` tells that it rests on other stories.
    """

    weight: float
    words: str
    category: Category | None = None
    template: bool = False


def most_telling(findings: Sequence[Finding]) -> Category | None:
    """Return the category that the findings point to most, or None where they point to none."""
    category, most = None, 0.0
    for finding in findings:
        if finding.weight > most and finding.category is not None:
            category, most = finding.category, finding.weight
    return category


@dataclass(slots=True)
class BlockEvidence:
    """A block of a copy with what was found of it.

    `heads` tells that it heads a list of what is no prose, `recurs` that other stories of the
    outlet have it, `named` that it names the outlet, `hidden` that a paywall hides it; `text` is
    then what it hides.
    """

    block: Block
    text: str
    reading: Reading
    look: Look
    findings: list[Finding] = field(default_factory=list)
    heads: bool = False
    recurs: bool = False
    named: bool = False
    hidden: bool = False

    @property
    def score(self) -> float:
        """Logarithm of the odds that the block is an addition."""
        return sum([finding.weight for finding in self.findings])

    @property
    def certain(self) -> bool:
        """Tell whether its wording is one that furniture alone has, or its markup says so."""
        return self.captions or any(finding.weight >= CERTAIN for finding in self.findings)

    @property
    def captions(self) -> bool:
        """Tell whether it is a caption by its markup, all its sentences."""
        return self.block.role is Role.CAPTION

    @property
    def subhead(self) -> bool:
        """Tell whether it is a heading by its markup, and nothing makes it one of the page's."""
        if self.block.role is not Role.HEADING or self.block.link_density > 0:
            return False
        told = any(f.template or f.category is not None for f in self.findings)
        return not told and not is_outside(self.block)

    @property
    def is_text(self) -> bool:
        """Tell whether it is of the kind that an article consists of: prose, or its subheads."""
        return self.look.prose or self.subhead

    @property
    def recurs_once(self) -> bool:
        """Tell whether other stories make it a line of a template, though but one of them."""
        return any(f.template and f.weight <= RECURS_ONCE for f in self.findings)

    @property
    def entry(self) -> bool:
        """Tell whether it is an entry of a list or a table by its markup."""
        return self.block.role in _ENTRIES

    @property
    def announces(self) -> bool:
        """Tell whether it ends as what announces the text behind it."""
        return self.text.rstrip().endswith((":", "："))

    @property
    def only_named(self) -> bool:
        """Tell whether its wording says what it is, but not that it is the outlet's."""
        known = self.reading.wording
        return known is not None and known.weight < LIKELY

    def doubt_template(self, weight: float = SHARED_TEMPLATE) -> None:
        """Let what the outlet's other stories tell weigh no more than this."""
        self.heads = self.heads and self.reading.wording is not None
        self.findings = [
            f._replace(weight=min(f.weight, weight)) if f.template else f for f in self.findings
        ]

    def take_for_subhead(self) -> None:
        """Let it head nothing but the text behind it, and its wording not be certain."""
        self.heads = False
        self.findings = [f._replace(weight=min(f.weight, LIKELY)) for f in self.findings]


def is_marked_up(blocks: Sequence[BlockEvidence]) -> bool:
    """Tell whether a copy's markup is known, or it is bare text."""
    return any(one.block.role is not Role.PARAGRAPH or one.block.link_density > 0 for one in blocks)
