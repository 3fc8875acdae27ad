"""What each block of a copy tells of itself: findings for and against its being an addition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_letters, digits

from reader.model import Article, Block, Category, Role, TextState
from reader.provenance.findings import RECURS_ONCE, BlockEvidence, Finding
from reader.provenance.look import PARAGRAPH
from reader.provenance.outlets import OutletNames, names_of
from reader.provenance.reading import category_of, read
from reader.provenance.templates import Memory, Template
from reader.provenance.titles import Titles, title_key
from reader.provenance.together import look_across
from reader.provenance.wording import CERTAIN, LIKELY, Wording, wording
from reader.text.datelines import is_dateline
from reader.text.normalise import plain, squeeze
from reader.text.rot47 import reveal
from reader.text.running import MANY_LINKS, is_outside

_NOTICE_AT_MOST = 400  # characters of a block that can be a notice and nothing else
_RUNNING = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.ITEM})
_LONGEST_TEASER = 45  # words: what breaks off after more is a paragraph that ends so
_RECURS = 4.0
"""Of a line that stands in several of the outlet's other stories."""
_CAPTION = 6.5
"""Of what the markup calls a caption; a line in it that is furniture by its wording is that."""
_NO_WORD = 1.5
"""Of a rule or a row of stars: the agency's own, if the agency or two outlets have it there."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside a copy: templates, other titles, the story's agency, ids and titles."""

    memory: Memory
    titles: Titles
    agency: str | None
    own_ids: frozenset[str]
    own_titles: frozenset[str]


def block_evidence(article: Article, known: Known) -> list[BlockEvidence]:
    """Return the evidence on each block of an article, without what other copies tell."""
    found = []
    template = known.memory.of(article)
    names = names_of(article.outlet)
    author = _author_name(article)
    read_text = reveal(article.text)
    for block in article.blocks:
        text = read_text[block.start : block.end]
        reading = read(text)
        evidence = BlockEvidence(block, text, reading, reading.look)
        evidence.hidden = (
            read_text is not article.text and text != article.text[block.start : block.end]
        )
        evidence.findings = [_shape(evidence, article.state), *_role(block)]
        found.append(evidence)
        if not evidence.look.words and not _TAG_COMMAS.match(text):
            continue
        _wording(evidence)
        _agency(evidence, known.agency)
        _recurrence(evidence, template)
        _titles(evidence, article, known)
        _names(evidence, names)
        _author(evidence, author)
    look_across(found)
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
    return _said(known, category_of(text, known))


def _shape(evidence: BlockEvidence, state: TextState) -> Finding:
    seen = evidence.look
    if seen.prose:
        return Finding(-2.5, "reads as prose")
    if seen.teaser and state is not TextState.FULL and not seen.headline_case:
        return Finding(-1.5, "the feed’s summary breaks off here")
    if seen.teaser and seen.words <= _LONGEST_TEASER:
        return Finding(2.5, "a teaser that breaks off", Category.RELATED)
    if seen.words == 0:
        return Finding(_NO_WORD, "holds no word")
    running = evidence.block.role in _RUNNING and not seen.headline_case
    if running and seen.words >= PARAGRAPH:
        return Finding(-0.5, "long as a paragraph is")
    if seen.headline_case and seen.words >= 4:
        return Finding(1.8, "headline case")
    if not seen.closed:
        return Finding(1.2 if seen.words > 5 else 0.8, "no sentence: it has no full stop")
    return Finding(-0.5, "a short sentence")


def _role(block: Block) -> Sequence[Finding]:
    found = []
    if is_outside(block):
        found.append(Finding(4.0, "stands outside the article"))
    if block.role is Role.CAPTION:
        found.append(Finding(_CAPTION, "a caption, by its markup", Category.CREDIT))
    if block.link_density > MANY_LINKS:
        found.append(Finding(3.0 * block.link_density, f"{block.link_density:.0%} of it is links"))
    return found


def _wording(evidence: BlockEvidence) -> None:
    reading = evidence.reading
    known = reading.wording
    if known is not None:
        evidence.heads = known.heads
        if known.whole or len(evidence.text) < _NOTICE_AT_MOST:
            evidence.findings.append(_said(known, reading.category))
    if reading.about:
        evidence.findings.append(
            Finding(CERTAIN + 1.0, "tells what the agency is", Category.AGENCY)
        )


def _said(known: Wording, category: Category | None) -> Finding:
    return Finding(known.weight, f"wording: {known.says}", category)


def _agency(evidence: BlockEvidence, agency: str | None) -> None:
    """Find lines that hold nothing but an agency's name, known or the story's own, or its site."""
    reading = evidence.reading
    if reading.agency_name or (reading.name is not None and reading.name == agency):
        words = "the agency’s name, alone on its line"
        evidence.findings.append(Finding(CERTAIN, words, Category.CREDIT))
    if reading.agency_site:
        words = "the address of the agency’s site, alone on its line"
        evidence.findings.append(Finding(LIKELY, words, Category.AGENCY))


def _recurrence(evidence: BlockEvidence, template: Template) -> None:
    key = evidence.reading.key
    seen = template.line(key)
    if seen is not None and seen.stories:
        evidence.recurs = True
        words = f"recurs in {seen.stories} of {seen.of} other stories of this outlet"
        weight = _RECURS if seen.stories > 1 else RECURS_ONCE
        evidence.findings.append(Finding(weight, words, template=True))
        if evidence.block.link_density < MANY_LINKS and template.heads(key):
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


def _names(evidence: BlockEvidence, names: OutletNames) -> None:
    if evidence.reading.to_agency:
        evidence.findings.append(Finding(0.5, "names the agency’s own site", Category.AGENCY))
    site = names.site_in(evidence.text)
    if site is not None and len(evidence.text) <= _NOTICE_AT_MOST:
        evidence.findings.append(Finding(3.0, f"names the outlet’s own {site}"))
    elif names.stand_in(evidence.text):
        evidence.named = True
        evidence.findings.append(Finding(1.5, "names the outlet itself", _written(evidence)))
    elif evidence.look.prose and (place := names.place_in(evidence.text)):
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


def _written(evidence: BlockEvidence) -> Category | None:
    """Prose that speaks of the outlet is its own reporting, unless it is printed every day."""
    return Category.EDITORIAL if evidence.look.prose and not evidence.recurs else None


def is_bare_dateline(text: str) -> bool:
    """Tell whether a segment is a dateline and nothing more."""
    return len(text) <= 100 and text[-1:] not in _NO_DASH and is_dateline(text)
