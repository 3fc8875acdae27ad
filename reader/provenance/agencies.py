"""News agencies: those listed in the data file, and the shapes by which any other is known.

An agency that is in no list shows itself as newsrooms write agencies: in the brackets of a
dateline, and by a name that says what it is ("Northern Press Agency", "Agence Boréale").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from reader.model import Outlet

_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'&.-]*"
_KIND = (
    r"(?:Press|News|Wire|National|Information) "
    r"(?:Agency|Service|Association|Cooperative|International)|"
    r"Newswires?|News ?[Ww]ire|Wire(?: Service)?|Press International|Telegraph Agency|"
    r"Nachrichtenagentur|Presse-?[Aa]gentur|Depeschenagentur|Persbureau|Telegrambyrå|Tidningsbyrå"
)
_ENGLISH = rf"(?:{_WORD} ){{1,4}}(?:{_KIND})"
_BEFORE = (
    r"(?:Nachrichtenagentur|Agentur|news agency|wire service|"
    r"[Aa]gencia(?: de (?:noticias|prensa))?|[Aa]gence(?: de presse)?|"
    r"[Aa]genzia(?: di stampa)?|[Aa]gência(?: de notícias)?)"
)
SHAPED = re.compile(
    rf"\b(?:(?P<full>{_ENGLISH})\b|{_BEFORE} (?P<named>{_WORD}(?: {_WORD}){{0,2}}))"
)
_SHAPE_CUES = ("agen", "press", "news", "wire", "telegra", "byrå", "bureau")
_WORDS = re.compile(r"\w+")
_SITE = re.compile(r"\s*(?:https?://)?(?:www\.)?([\w.-]+?)/?\s*")
_ARTICLE = re.compile(r"^(?:The|Die|Der|La|Le|L’|Il)\s+")
_ARTICLES = frozenset({"the", "die", "der", "la", "le", "il"})
_EDITION = re.compile(
    r"(?:News|Wire|Online|International|World|English|Photos?|Video|Live|UK|US|Newswires?)\b",
    re.IGNORECASE,
)
_KEPT_TEXTS = 1 << 13  # notices whose names are kept: asked again for the origin and the labels


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of the data file; the fields are explained at its head."""

    name: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    domains: tuple[str, ...]
    distributor: bool


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the agencies of the data file, in its order."""
    source = resources.files("reader.provenance").joinpath("agencies.toml").read_text("utf-8")
    return tuple(
        Agency(
            item["name"],
            tuple(item["names"]),
            tuple(item["short"]),
            tuple(item["domains"]),
            item.get("distributor", False),
        )
        for item in tomllib.loads(source)["agency"]
    )


@cache
def _by_name() -> Mapping[str, Agency]:
    return {name.casefold(): agency for agency in agencies() for name in agency.names}


@cache
def _by_short() -> Mapping[str, Agency]:
    return {short.casefold(): agency for agency in agencies() for short in agency.short}


@cache
def _by_label() -> Mapping[str, Agency]:
    return {agency.name: agency for agency in agencies()}


@cache
def _by_domain() -> Mapping[str, Agency]:
    return {domain: agency for agency in agencies() for domain in agency.domains}


@cache
def _telling_words() -> frozenset[str]:
    """Return the first word of each name; of one that begins with an article, the second."""
    named = (_WORDS.findall(name) for name in _by_name())
    return frozenset(
        words[1] if len(words) > 1 and words[0] in _ARTICLES else words[0]
        for words in named
        if words
    )


@cache
def _first_labels() -> frozenset[str]:
    return frozenset(labels[0] for labels in map(_WORDS.findall, _by_domain()) if labels)


@cache
def _name_pattern() -> re.Pattern[str]:
    names = sorted((name for agency in agencies() for name in agency.names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


@cache
def _domain_pattern() -> re.Pattern[str]:
    domains = "|".join(re.escape(domain) for agency in agencies() for domain in agency.domains)
    return re.compile(rf"(?<![\w-])(?:{domains})(?![\w-])", re.IGNORECASE)


def known(name: str) -> Agency | None:
    """Return the listed agency of this full name or abbreviation, or None."""
    folded = name.strip().casefold()
    return _by_name().get(folded) or _by_short().get(folded)


def is_agency_name(text: str) -> bool:
    """Tell whether the text is the full name of a listed agency, or has an agency's shape."""
    name = _ARTICLE.sub("", text)
    shaped = SHAPED.fullmatch(name)
    return name.casefold() in _by_name() or (shaped is not None and shaped["full"] is not None)


def is_agency_site(text: str) -> bool:
    """Tell whether the text is the address of a listed agency's site, and nothing more."""
    site = _SITE.fullmatch(text)
    return site is not None and site[1].casefold() in _by_domain()


def names_agency_site(text: str) -> bool:
    """Tell whether the text has the address of a listed agency's site in it."""
    return any(words.casefold() in _by_domain() for words, _ in named_in(text))


def by_label(name: str) -> Agency | None:
    """Return the listed agency that is shown under this name, or None."""
    return _by_label().get(name)


@lru_cache(maxsize=_KEPT_TEXTS)
def named_in(text: str) -> tuple[tuple[str, Agency | None], ...]:
    """Return the agencies that a notice names, each with the words by which it does.

    With None instead of a listed agency where its shape alone says that it is one.
    """
    # Most texts name none, and looking at their words is a hundredth of the work of the patterns.
    folded = text.casefold()
    words = _WORDS.findall(folded)
    found: list[tuple[str, Agency | None]] = []
    spans: list[tuple[int, int]] = []
    if not _telling_words().isdisjoint(words):
        names = list(_name_pattern().finditer(text))
        spans = [match.span() for match in names]
        found += [(match[0], _by_name()[match[0].casefold()]) for match in names]
    if not _first_labels().isdisjoint(words):
        sites = _domain_pattern().finditer(text)
        found += [(match[0], _by_domain()[match[0].casefold()]) for match in sites]
    if any(cue in folded for cue in _SHAPE_CUES):
        found += [
            (_ARTICLE.sub("", match["full"] or match["named"]), None)
            for match in SHAPED.finditer(text)
            if not any(match.start() < end and start < match.end() for start, end in spans)
        ]
    return tuple(found)


def agency_of(outlet: Outlet) -> str | None:
    """Return the name of the agency that the outlet itself is, or None for any other outlet."""
    domain = (outlet.domain or outlet.name).casefold().removeprefix("www.")
    listed = _by_domain().get(domain) or known(_ARTICLE.sub("", outlet.name))
    if listed is None:
        opening = _name_pattern().match(_ARTICLE.sub("", outlet.name))
        listed = _by_name()[opening[0].casefold()] if opening else _by_edition(outlet.name)
    if listed is not None:
        return listed.name
    shaped = SHAPED.fullmatch(_ARTICLE.sub("", outlet.name))
    return _ARTICLE.sub("", outlet.name) if shaped and shaped["full"] else None


def _by_edition(name: str) -> Agency | None:
    first, _, rest = name.partition(" ")
    return _by_short().get(first.casefold()) if _EDITION.match(rest) else None


def abbreviates(short: str, name: str) -> bool:
    """Tell whether an abbreviation stands for a name: by its initials, or as its first word."""
    words = re.findall(r"[^\W_]+", _ARTICLE.sub("", name))
    initials = "".join(word[0] for word in words).casefold()
    folded = short.casefold()
    return folded in (initials, name.casefold()) or (
        len(words) > 1 and folded == words[0].casefold()
    )
