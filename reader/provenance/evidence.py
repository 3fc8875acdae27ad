"""What each block of a copy tells of itself: findings for and against its being an addition.

A finding's weight is a logarithm of odds (natural): findings add up, and their sum is how sure
the verdict is. The weights were set by hand, after what was counted on composed pages with known
furniture (3,004 pages of 738 sites), and checked there, on labelled copies and on whole HTML pages.
Those of prose are the heavier, because calling reporting furniture is the worse mistake.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_letters, digits
from typing import NamedTuple

from reader.model import Article, Block, Category, Role, TextState
from reader.provenance.agencies import is_agency_name, is_agency_site, names_agency_site
from reader.provenance.apart import apart
from reader.provenance.look import PARAGRAPH, Look
from reader.provenance.outlets import names_outlet, names_place, names_site
from reader.provenance.reading import Reading, category_of, read
from reader.provenance.templates import Memory, Template
from reader.provenance.titles import Titles, title_key
from reader.provenance.wording import CERTAIN, LIKELY, wording
from reader.text.datelines import is_dateline
from reader.text.normalise import plain, squeeze
from reader.text.prose import MIN_PROSE_WORDS
from reader.text.rot47 import reveal
from reader.text.running import is_outside, is_running

_NOTICE_AT_MOST = 400  # characters of a block that can be a notice and nothing else
_ENTRIES = frozenset({Role.ITEM, Role.CELL})
_RUNNING = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.ITEM})
_REPEATED = 15  # words: shorter lines, as of a list or of code, an article repeats itself
_LONGEST_TEASER = 45  # words: what breaks off after more is a paragraph that ends so
_MANY_LINKS = 0.5  # of a block's characters
_AGENCY_LINE_AT_MOST = 60  # characters of a line that names an agency and nothing more
_CONTENTS = -3.5
_APART = 4.0
_RECURS, _RECURS_ONCE = 4.0, 3.0
"""Of a line that stands in several of the outlet's other stories, or in one."""
_PRINTED_TWICE, _MOST = 4, 0.75  # lines of text that recur at least; of its words
SHARED_TEMPLATE = 1.0
"""Of a line of the outlet's template that another outlet's copy has as well: two that sell the
same releases have "Background" and "Sincerely," in many of them."""
_NO_WORD = 1.5
"""Of a rule or a row of stars: the agency's own, if the agency or two outlets have it there."""


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
        return sum(finding.weight for finding in self.findings)

    @property
    def certain(self) -> bool:
        """Tell whether its wording is one that furniture alone has."""
        return any(finding.weight >= CERTAIN for finding in self.findings)

    @property
    def recurs_once(self) -> bool:
        """Tell whether other stories make it a line of a template, though but one of them."""
        return any(f.template and f.weight <= _RECURS_ONCE for f in self.findings)

    @property
    def may_open(self) -> bool:
        """Tell whether it may open a story, as a dateline does: an entry of a list does not."""
        return self.block.role not in _ENTRIES

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


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside a copy: templates, other titles, the story's agency, ids and titles."""

    memory: Memory
    titles: Titles
    agency: str | None
    own_ids: frozenset[str]
    own_titles: frozenset[str]


def block_evidence(article: Article, known: Known) -> list[BlockEvidence]:
    """Return the evidence on each block of an article, by itself."""
    found = []
    template = known.memory.of(article)
    author = _author_name(article)
    for block in article.blocks:
        printed = article.text[block.start : block.end]
        text = reveal(printed)
        reading = read(text)
        evidence = BlockEvidence(block, text, reading, reading.look, hidden=text != printed)
        evidence.findings += (*_shape(evidence, article.state), *_role(block))
        found.append(evidence)
        if not evidence.look.words and not _TAG_COMMAS.match(text):
            continue
        _wording(evidence)
        if _is_agency_name(text, known.agency):
            words = "the agency’s name, alone on its line"
            evidence.findings.append(Finding(CERTAIN, words, Category.CREDIT))
        if is_agency_site(text):
            words = "the address of the agency’s site, alone on its line"
            evidence.findings.append(Finding(LIKELY, words, Category.AGENCY))
        _recurrence(evidence, template)
        _titles(evidence, article, known)
        _names(evidence, article)
        _author(evidence, author)
    _same_text_elsewhere(found)
    _repetition(found)
    _contents(found)
    _apart(found)
    return found


_NO_DASH = frozenset(f"{ascii_letters}{digits}.,?!\"')")  # nor the end of a damaged dash
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_PERSON = re.compile(r"[^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){1,3}")
_AUTHOR_WITHIN = 2  # times its own length: room for doubled spaces
_TAG_COMMAS = re.compile(r"\s*,(?: ?,)*\s*$")


def wording_finding(text: str) -> Finding | None:
    """Return what the wording of a block or sentence says, or None."""
    known = wording(text)
    if known is None:
        return None
    return Finding(known.weight, f"wording: {known.says}", category_of(text, known))


def _shape(evidence: BlockEvidence, state: TextState) -> Sequence[Finding]:
    seen = evidence.look
    if seen.prose:
        return (Finding(-2.5, "reads as prose"),)
    if seen.teaser and state is not TextState.FULL and not seen.headline_case:
        return (Finding(-1.5, "the feed’s summary breaks off here"),)
    if seen.teaser and seen.words <= _LONGEST_TEASER:
        return (Finding(2.5, "a teaser that breaks off", Category.RELATED),)
    if seen.words == 0:
        return (Finding(_NO_WORD, "holds no word"),)
    running = evidence.block.role in _RUNNING and not seen.headline_case
    if running and seen.words >= PARAGRAPH:
        return (Finding(-0.5, "long as a paragraph is"),)
    if seen.headline_case and seen.words >= 4:
        return (Finding(1.8, "headline case"),)
    if not seen.closed:
        return (Finding(1.2 if seen.words > 5 else 0.8, "no sentence: it has no full stop"),)
    return (Finding(-0.5, "a short sentence"),)


def _role(block: Block) -> Sequence[Finding]:
    found = []
    if is_outside(block):
        found.append(Finding(4.0, "stands outside the article"))
    if block.role is Role.CAPTION:
        found.append(Finding(4.0, "a caption", Category.CREDIT))
    if block.link_density > _MANY_LINKS:
        found.append(Finding(3.0 * block.link_density, f"{block.link_density:.0%} of it is links"))
    return found


def _wording(evidence: BlockEvidence) -> None:
    reading = evidence.reading
    finding = wording_finding(evidence.text)
    if reading.wording is not None and finding is not None:
        evidence.heads = reading.wording.heads
        if reading.wording.whole or len(evidence.text) < _NOTICE_AT_MOST:
            evidence.findings.append(finding)
    if reading.about:
        evidence.findings.append(
            Finding(CERTAIN + 1.0, "tells what the agency is", Category.AGENCY)
        )


_AGENCY_LINE = re.compile(r"[\W_]*(?:\d{4} )?((?:\w.{0,60})?\w)[\W_]*", re.DOTALL)


def _is_agency_name(text: str, agency: str | None) -> bool:
    """Tell whether a line holds nothing but the name of an agency, known or the story's own."""
    if len(text) > _AGENCY_LINE_AT_MOST:
        return False
    bare = _AGENCY_LINE.fullmatch(text)
    return bare is not None and (bare[1] == agency or is_agency_name(bare[1]))


def _recurrence(evidence: BlockEvidence, template: Template) -> None:
    key = evidence.reading.key
    seen = template.line(key)
    if seen is not None and seen.stories:
        evidence.recurs = True
        words = f"recurs in {seen.stories} of {seen.of} other stories of this outlet"
        weight = _RECURS if seen.stories > 1 else _RECURS_ONCE
        evidence.findings.append(Finding(weight, words, template=True))
        if evidence.block.link_density < _MANY_LINKS and template.heads(key):
            evidence.heads = True
        return
    if seen is not None and seen.elsewhere > 1 and not evidence.look.prose:
        words = f"recurs in stories of {seen.elsewhere} other outlets"
        evidence.findings.append(Finding(1.5, words, template=True))
    if (frame := template.opening(key)) is not None:
        words = (
            f"{frame.stories} of {frame.of} other stories of this outlet have a line that opens so"
        )
        evidence.findings.append(Finding(2.5, words))


def _same_text_elsewhere(found: Sequence[BlockEvidence]) -> None:
    """Leave a text alone of which most recurs once: it was printed twice.

    A template recurs more than once, and is the lesser part of a page's text. A second printing
    that was not taken for a version, as its figures differ, would else make furniture of both.
    """
    text = [
        evidence
        for evidence in found
        if evidence.look.words >= MIN_PROSE_WORDS and is_running(evidence.block)
    ]
    again = [evidence for evidence in text if evidence.recurs_once]
    most = _MOST * sum(evidence.look.words for evidence in text)
    if len(again) < _PRINTED_TWICE or sum(evidence.look.words for evidence in again) < most:
        return
    for evidence in found:
        if evidence.recurs_once:
            evidence.doubt_template(0.0)


def _titles(evidence: BlockEvidence, article: Article, known: Known) -> None:
    key = evidence.reading.title_key
    if len(key) < 4:
        return
    if key in known.own_titles:
        mine = title_key(article.title or "") == key
        words = "the article's title" if mine else "the title of another copy"
        evidence.findings.append(Finding(CERTAIN + LIKELY, words, Category.HEADLINE))
    elif known.titles.is_other_title(key, known.own_ids):
        evidence.findings.append(Finding(4.0, "the title of another article", Category.RELATED))


def _names(evidence: BlockEvidence, article: Article) -> None:
    if not evidence.look.prose and names_agency_site(evidence.text):
        evidence.findings.append(Finding(0.5, "names the agency’s own site", Category.AGENCY))
    site = names_site(evidence.text, article.outlet)
    if site is not None and len(evidence.text) <= _NOTICE_AT_MOST:
        evidence.findings.append(Finding(3.0, f"names the outlet’s own {site}"))
    elif names_outlet(evidence.text, article.outlet):
        evidence.named = True
        evidence.findings.append(Finding(1.5, "names the outlet itself", _written(evidence)))
    elif evidence.look.prose and (place := names_place(evidence.text, article.outlet)):
        words = f"names {place}, as the outlet’s own name does"
        evidence.findings.append(Finding(1.5, words, _written(evidence)))


def _author_name(article: Article) -> str | None:
    """Return the author's name as a note on the author would open, or None where it is no name."""
    name = squeeze(_BY.sub("", plain(article.byline or "")))
    return name if _PERSON.fullmatch(name) else None


def _author(evidence: BlockEvidence, author: str | None) -> None:
    if author is None or not evidence.look.prose:
        return
    if squeeze(plain(evidence.text[: _AUTHOR_WITHIN * len(author)])).startswith(author + " "):
        words = "opens with the name of the author"
        evidence.findings.append(Finding(4.0, words, Category.BIO))


def _repetition(found: Sequence[BlockEvidence]) -> None:
    """Mark the paragraphs that the page shows again: a gallery's captions, a box shown twice.

    A dek that is the lede once more is what is marked, not the lede.
    """
    seen: dict[str, BlockEvidence] = {}
    for evidence in found:
        if evidence.look.words < _REPEATED or evidence.look.headline_case:
            continue
        first = seen.get(evidence.reading.key)
        if first is not None:
            better = _likeness(evidence) > _likeness(first)
            again, words = (first, "behind") if better else (evidence, "before")
            again.findings.append(Finding(3.5, f"stands on the page {words}"))
        if evidence.score <= 0:
            seen[evidence.reading.key] = evidence


def _likeness(evidence: BlockEvidence) -> tuple[bool, bool]:
    """Return how much the markup makes it a paragraph of the article; a headline is less so."""
    return evidence.block.role is not Role.HEADING, evidence.block.level == 0


def _contents(found: Sequence[BlockEvidence]) -> None:
    """Clear the entries of a numbered table of contents: one alone may be a rating."""
    entries = [evidence.look.outline for evidence in found]
    beside = zip(found, entries, (False, *entries), (*entries[1:], False), strict=False)
    for evidence, entry, before, behind in beside:
        if entry and (before or behind):
            words = "an entry of a numbered table of contents"
            evidence.findings.append(Finding(_CONTENTS, words))


def _apart(found: Sequence[BlockEvidence]) -> None:
    """Mark the prose that stands apart from the article's paragraphs, where the page tells them."""
    paragraphs = [
        i
        for i, one in enumerate(found)
        if one.block.level == 0 and one.look.prose and one.score < 0
    ]
    if paragraphs:
        blocks, looks = [one.block for one in found], [one.look for one in found]
        for i in apart(blocks, looks, paragraphs[-1]):
            found[i].findings.append(Finding(_APART, "stands apart from the article’s paragraphs"))


def _written(evidence: BlockEvidence) -> Category | None:
    """Prose that speaks of the outlet is its own reporting, unless it is printed every day."""
    return Category.EDITORIAL if evidence.look.prose and not evidence.recurs else None


def is_bare_dateline(text: str) -> bool:
    """Tell whether a segment is a dateline and nothing more."""
    return len(text) <= 100 and text[-1:] not in _NO_DASH and is_dateline(text)
