"""What each block of a copy tells of itself: findings for and against its being an addition.

A finding's weight is a logarithm of odds (natural): findings add up, and their sum is how sure
the verdict is. The weights were set by the likelihood ratios measured on composed pages with known
furniture (3,004 pages of 738 sites) and rounded; those of prose were then made heavier, because
calling reporting furniture is the worse mistake.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.model import Article, Block, Category, Role
from reader.provenance.agencies import named_in
from reader.provenance.look import Look, look
from reader.provenance.outlets import names_outlet, names_site
from reader.provenance.templates import Memory, line_key
from reader.provenance.titles import Titles, title_key
from reader.provenance.wording import Wording, wording
from reader.text.datelines import is_dateline

CERTAIN = 7.0
"""Of wording that furniture alone has: support by other copies does not outweigh it."""
LIKELY = 3.0
_NO_WORD = 1.5
"""Of a rule or row of stars: the agency's own separator, if the agency or two outlets have it there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sign: how much it weighs, what category it points to, and the words for a reader."""

    weight: float
    words: str
    category: Category | None = None


@dataclass(slots=True)
class BlockEvidence:
    """A block of a copy with what was found of it. `heads` tells that it heads a list of what is
    no prose, `about` that it is a notice which the next block may continue."""

    block: Block
    text: str
    look: Look
    key: str
    findings: list[Finding] = field(default_factory=list)
    heads: bool = False
    about: bool = False
    recurs: bool = False

    @property
    def score(self) -> float:
        """Logarithm of the odds that the block is an addition."""
        return sum(finding.weight for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the copies: learned templates, other titles, and the story's own."""

    memory: Memory
    titles: Titles
    own_ids: frozenset[str]
    own_titles: frozenset[str]


def block_evidence(article: Article, known: Known) -> list[BlockEvidence]:
    """Return the evidence on each block of an article, by itself."""
    found = []
    for block in article.blocks:
        text = article.text[block.start : block.end]
        evidence = BlockEvidence(block, text, look(text), line_key(text))
        evidence.findings += (*_shape(evidence), *_role(block))
        found.append(evidence)
        if not evidence.look.words and not _TAG_COMMAS.match(text):
            continue
        _wording(evidence, article)
        _recurrence(evidence, article, known.memory)
        _titles(evidence, article, known)
        _names(evidence, article)
    return found


_TAG_COMMAS = re.compile(r"\s*,(?: ?,)*\s*$")


def wording_finding(text: str) -> tuple[Finding, Wording] | None:
    """Return what the wording of a block or sentence says, or None."""
    known = wording(text)
    if known is None:
        return None
    weight = CERTAIN if known.certain else LIKELY
    category = known.category
    if category is Category.NAVIGATION and any(True for _ in named_in(text[:200])):
        category = Category.AGENCY  # the agency's own copyright or legal line
    return Finding(weight, f"wording: {known.says}", category), known


def _shape(evidence: BlockEvidence) -> Sequence[Finding]:
    seen = evidence.look
    if seen.prose:
        return (Finding(-2.5, "reads as prose"),)
    if seen.teaser:
        return (Finding(2.5, "a teaser that breaks off", Category.RELATED),)
    if seen.words == 0:
        return (Finding(_NO_WORD, "holds no word"),)
    if seen.headline_case and seen.words >= 4:
        return (Finding(1.8, "headline case"),)
    if not seen.closed:
        return (Finding(1.2 if seen.words > 5 else 0.8, "no sentence: it has no full stop"),)
    return (Finding(-0.5, "a short sentence"),)


def _role(block: Block) -> Sequence[Finding]:
    found = []
    if block.outside or block.role is Role.FURNITURE:
        found.append(Finding(4.0, "stands outside the article", Category.NAVIGATION))
    if block.role is Role.CAPTION:
        found.append(Finding(4.0, "a caption", Category.CREDIT))
    if block.link_density > 0.5:
        found.append(Finding(3.0 * block.link_density, f"{block.link_density:.0%} of it is links"))
    return found


def _wording(evidence: BlockEvidence, article: Article) -> None:
    found = wording_finding(evidence.text)
    if found is not None:
        finding, known = found
        evidence.heads = known.heads
        if known.whole or len(evidence.text) < 400:
            evidence.findings.append(finding)
    if _is_about(evidence.text):
        evidence.about = True
        evidence.findings.append(
            Finding(CERTAIN + 1.0, "tells what the agency is", Category.AGENCY)
        )


_ABOUT_CUES = (
    "news",
    "agency",
    "cooperative",
    "organization",
    "organisation",
    "agentur",
    "agencia",
    "agence",
)
_ABOUT_AT_MOST = 100  # characters in which an agency's note on itself has named it


def _is_about(text: str) -> bool:
    """Tell whether the text is an agency's note on itself: "X is a news cooperative …"."""
    head = text[:_ABOUT_AT_MOST]
    verb = next(
        (v for v in (" is ", " was ", " ist ", " es ", " est ", " è ", " é ") if v in head), None
    )
    if verb is None or not any(cue in text[:400].casefold() for cue in _ABOUT_CUES):
        return False
    subject, _, rest = head.partition(verb)
    kind = rest.split(" ", 1)[0] in {
        "a",
        "an",
        "the",
        "one",
        "eine",
        "die",
        "una",
        "la",
        "une",
        "uma",
    }
    return kind and len(subject.split()) <= 7 and any(True for _ in named_in(subject))


def _recurrence(evidence: BlockEvidence, article: Article, memory: Memory) -> None:
    seen = memory.line(article, evidence.key)
    if seen.stories:
        evidence.recurs = True
        words = f"recurs in {seen.stories} of {seen.of} other stories of this outlet"
        evidence.findings.append(Finding(4.0 if seen.stories > 1 else 3.0, words))
    elif seen.elsewhere > 1 and not evidence.look.prose:
        evidence.findings.append(
            Finding(1.5, f"recurs in stories of {seen.elsewhere} other outlets")
        )
    if seen.stories and memory.heads(article, evidence.key):
        evidence.heads = True
    if not seen.stories and (frame := memory.opening(article, evidence.key)) is not None:
        words = (
            f"{frame.stories} of {frame.of} other stories of this outlet have a line that opens so"
        )
        evidence.findings.append(Finding(2.5, words))


def _titles(evidence: BlockEvidence, article: Article, known: Known) -> None:
    key = title_key(evidence.text[:400])
    if len(key) < 4:
        return
    if key in known.own_titles:
        mine = title_key(article.title or "") == key
        words = "the article's title" if mine else "the title of another copy"
        evidence.findings.append(Finding(CERTAIN + LIKELY, words, Category.HEADLINE))
    elif known.titles.is_other_title(key, known.own_ids):
        evidence.findings.append(Finding(4.0, "the title of another article", Category.RELATED))


def _names(evidence: BlockEvidence, article: Article) -> None:
    if len(evidence.text) > 400:
        return
    site = names_site(evidence.text, article.outlet)
    if site is not None:
        evidence.findings.append(Finding(3.0, f"names the outlet’s own {site}"))
    elif not evidence.look.prose and names_outlet(evidence.text, article.outlet):
        evidence.findings.append(Finding(1.5, "names the outlet itself"))


def is_bare_dateline(text: str) -> bool:
    """Tell whether a segment is a dateline and nothing more."""
    return len(text) <= 100 and is_dateline(text)
