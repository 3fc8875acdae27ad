"""Which agency a story came from, with the evidence; nothing rather than a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from reader.model import Article, Category, Copy, Origin
from reader.provenance.agencies import (
    Named,
    abbreviates,
    agency_of,
    by_label,
    known,
    named_in,
    named_in_each,
)
from reader.provenance.look import looks_like_prose
from reader.provenance.reading import read
from reader.provenance.templates import outlet_key
from reader.text.datelines import dateline_end
from reader.text.normalise import squeeze

_NOTICES = frozenset(
    {Category.AGENCY, Category.CREDIT, Category.DISCLOSURE, Category.BIO, Category.NAVIGATION}
)
_OWN, _DATELINE, _COPYRIGHT, _BYLINE, _NOTICE, _PICTURE = 5.0, 4.0, 4.0, 4.0, 3.0, 0.5
"""Weights of the signs. A dateline, a byline and a copyright line are claims of origin, made as
such; a picture's credit says nothing of the text."""
MIN_WEIGHT = 3.0
"""Of all signs together, from which an agency is named: one notice is enough, a picture is not."""
MIN_LEAD = 1.5
"""Times the next agency's weight, from which the first is named and not a guess."""
_DISTRIBUTOR_SHARE = 0.1  # of its weight: who passed a story on is named where no agency is
_PROSE_BLOCKS = (
    3  # blocks of prose at the top in which a dateline may stand (a dek comes before it)
)
_DATELINE_AT_MOST = 100  # characters of a block in which a dateline has its brackets
_MAX_NOTICE = 600  # characters of a notice that are searched for names
_CLIP = 90  # characters of a notice quoted as evidence
_BEFORE_CREDIT, _BEHIND_CREDIT = "—–-/( ", ") "  # what a credit that stands alone is set apart by
_BRACKETS = re.compile(r"\(([^()]{2,40})\)")
_AT_END = re.compile(r"(?:\(|[—–/-] ?)([A-Za-z][\w ]{1,20})\)?\s*$")
_PICTURE_WORD = re.compile(r"\b(?:photo|image|picture|foto|bild|getty|video)", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_][\w.-]{1,20}(?: [^\W\d_][\w.-]{1,20}){0,2}")


@dataclass(frozen=True, slots=True)
class Sign:
    """Words of an article that name an agency, as they are written: `name`, and `words` around it.

    `listed` is the listed agency's name. One `in_brackets` is written as an abbreviation, which any
    other name may be as well.
    """

    name: str
    listed: str | None
    weight: float
    outlet: str
    words: str
    in_brackets: bool = False
    in_dateline: bool = False


def origin(articles: Sequence[Article]) -> Origin:
    """Return the agency that the articles of one story came from, with the evidence."""
    names = _named(articles)
    return weighed([sign for article in articles for sign in _signs(article, names)])


def weighed(signs: Sequence[Sign]) -> Origin:
    """Return the agency to which the signs in the articles of one story point."""
    weights: dict[str, dict[str, float]] = {}
    words: dict[str, list[str]] = {}
    for sign in signs:
        name = sign.listed or _unlisted(sign, signs)
        if name is None:
            continue
        by_outlet = weights.setdefault(name, {})
        by_outlet[sign.outlet] = max(by_outlet.get(sign.outlet, 0.0), sign.weight)
        words.setdefault(name, []).append(sign.words)
    ranked = sorted(((sum(w.values()), name) for name, w in weights.items()), reverse=True)
    if not ranked or ranked[0][0] < MIN_WEIGHT * _least_share(ranked):
        return Origin(None)
    if len(ranked) > 1 and ranked[0][0] < MIN_LEAD * ranked[1][0]:
        return Origin(None)
    name = ranked[0][1]
    return Origin(name, tuple(dict.fromkeys(words[name])))


def agency_copies(copies: Sequence[Copy], source: Origin) -> frozenset[int]:
    """Return the numbers of the copies that the story's own agency printed."""
    return frozenset(
        copy.number for copy in copies if source.agency and is_own_copy(copy.article, source.agency)
    )


def is_own_copy(article: Article, agency: str) -> bool:
    """Tell whether the article stands on the agency's own site."""
    own = agency_of(article.outlet)
    return agency in (own, article.outlet.name) or (own is not None and abbreviates(agency, own))


def _least_share(ranked: Sequence[tuple[float, str]]) -> float:
    listed = by_label(ranked[0][1])
    return _DISTRIBUTOR_SHARE if listed is not None and listed.distributor else 1.0


def signs(article: Article) -> Iterator[Sign]:
    """Yield the signs of an agency in an article."""
    return _signs(article, _named([article]))


def _named(articles: Sequence[Article]) -> Mapping[str, Named]:
    """Return the agencies that notices of the articles name, by the notice, where it names any."""
    blocks = (article.text[b.start : b.end] for article in articles for b in article.blocks)
    texts = list(dict.fromkeys(text for text in blocks if len(text) <= _MAX_NOTICE))
    found = zip(texts, named_in_each(texts), strict=True)
    return {text: named for text, named in found if named}


def _signs(article: Article, names: Mapping[str, Named]) -> Iterator[Sign]:
    outlet, shown = outlet_key(article.outlet), article.outlet.name
    own = agency_of(article.outlet)
    if own is not None:
        yield _sign(own, _OWN, outlet, f"{shown} is the agency itself")
    if article.byline:
        for name, listed in named_in(article.byline):
            yield _sign(
                listed.name if listed else name,
                _BYLINE,
                outlet,
                f"{shown}: byline “{_clip(article.byline)}”",
            )
        whole = _TOKEN.fullmatch(article.byline.strip())
        if whole:
            yield _sign(
                whole[0], _BYLINE, outlet, f"{shown}: byline “{whole[0]}”", in_brackets=True
            )
    texts = [article.text[block.start : block.end] for block in article.blocks]
    for place, text in enumerate(texts):
        # Reading a block costs far more than looking for a sign that it could hold.
        if ("(" in text[:_DATELINE_AT_MOST] or _AT_END.search(text[-30:])) and looks_like_prose(
            text
        ):
            opening = _is_at_top(texts[:place])
            yield from _in_prose(text, outlet, shown, opening=opening)
        named = names.get(text, ())
        if (named or _is_set_apart(text)) and len(text) <= _MAX_NOTICE:
            yield from _in_notice(text, named, outlet, shown)


def _is_at_top(before: Sequence[str]) -> bool:
    """Tell whether a dateline may stand in a block that has these before it."""
    prose = filter(looks_like_prose, before)
    return len(list(islice(prose, _PROSE_BLOCKS))) < _PROSE_BLOCKS


def _in_prose(text: str, outlet: str, shown: str, *, opening: bool) -> Iterator[Sign]:
    end = dateline_end(text) if opening else None
    if end is not None:
        for match in _BRACKETS.finditer(text, 0, end):
            dateline = squeeze(text[:end])
            words = f"{shown}: dateline “{dateline}”"
            sign = _sign(match[1].strip(), _DATELINE, outlet, words, in_brackets=True)
            yield replace(sign, in_dateline=True)
    last = _AT_END.search(text[-30:])
    if last is not None and known(last[1]):
        yield _sign(
            last[1], _DATELINE, outlet, f"{shown}: “{last[0].strip()}” at a paragraph’s end"
        )


def _is_set_apart(text: str) -> bool:
    """Tell whether a text is in brackets, or has a dash before it, as a credit line may."""
    line = text.strip()
    return line[:1] in _BEFORE_CREDIT or line[-1:] in _BEHIND_CREDIT


def _in_notice(text: str, names: Named, outlet: str, shown: str) -> Iterator[Sign]:
    bare = text.strip().lstrip(_BEFORE_CREDIT).rstrip(_BEHIND_CREDIT)
    is_token = len(bare) <= 20 and bare != text.strip() and bool(_TOKEN.fullmatch(bare))
    if not names and not is_token:
        return
    known_wording = read(text).wording
    if known_wording is None:
        if len(bare) <= 40 and bare != text.strip() and any(n == bare for n, _ in named_in(bare)):
            yield _sign(bare, _BYLINE, outlet, f"{shown}: credit “{squeeze(text)}”")
        elif is_token:
            words = f"{shown}: credit “{squeeze(text)}”"
            yield _sign(bare, _DATELINE, outlet, words, in_brackets=True)
        return
    if known_wording.category not in _NOTICES:
        return
    copyrighted = any(mark in text.casefold() for mark in ("copyright", "©", "(c)"))
    weight = _PICTURE if _PICTURE_WORD.search(text) else _COPYRIGHT if copyrighted else _NOTICE
    for name, listed in names:
        yield _sign(listed.name if listed else name, weight, outlet, f"{shown}: “{_clip(text)}”")


def _sign(name: str, weight: float, outlet: str, words: str, *, in_brackets: bool = False) -> Sign:
    listed = by_label(name) or known(name)
    if listed is not None and listed.distributor:
        weight *= _DISTRIBUTOR_SHARE
    return Sign(name, listed.name if listed else None, weight, outlet, words, in_brackets)


def _unlisted(sign: Sign, signs: Sequence[Sign]) -> str | None:
    """Return the name of an agency that no list knows, or None where the sign may be anything.

    A name in a dateline's brackets counts where a name of an agency's shape goes with it or where
    two outlets have it; an agency's full name goes by its abbreviation, if one is used.
    """
    if not sign.in_brackets:
        shorts = (s.name for s in signs if s.in_brackets and abbreviates(s.name, sign.name))
        return next(shorts, sign.name)
    confirmed = any(not s.in_brackets and abbreviates(sign.name, s.name) for s in signs)
    outlets = {s.outlet for s in signs if s.in_dateline and s.name == sign.name}
    return sign.name if confirmed or len(outlets) > 1 else None


def _clip(text: str) -> str:
    line = squeeze(text)
    return line if len(line) <= _CLIP else line[: _CLIP - 1].rstrip() + "…"
