"""News agencies: those listed in the data file, and the shapes by which any other is known.

An agency that is in no list shows itself as newsrooms write agencies: in the brackets of a
dateline, and by a name that says what it is ("Northern Press Agency", "Agence Boréale").
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate, chain, filterfalse

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
_SHAPE_CORE = re.compile(f"{_KIND}|{_BEFORE}")
"""What stands in whatever has an agency's shape; the words around it take long to look for."""
_SHAPE_CUES = ("agen", "press", "news", "wire", "telegra", "byrå", "bureau")
_WORDS = re.compile(r"\w+")
_ONLY_WORDS = {code: " " for code in range(128) if not _WORDS.match(chr(code))}
_SITE = re.compile(r"\s*(?:https?://)?(?:www\.)?([\w.-]+?)/?\s*")
_ARTICLE = re.compile(r"^(?:The|Die|Der|La|Le|L’|Il)\s+")
_ARTICLES = frozenset({"the", "die", "der", "la", "le", "il"})
_EDITION = re.compile(
    r"(?:News|Wire|Online|International|World|English|Photos?|Video|Live|UK|US|Newswires?)\b",
    re.IGNORECASE,
)
Named = tuple[tuple[str, "Agency | None"], ...]
"""Agencies named in a text, each with the words that name it; None: by its shape alone."""
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
def _names_by_word() -> Mapping[str, Sequence[str]]:
    """Return the names by their first word; by the second, where the first is an article."""
    found: dict[str, list[str]] = {}
    for name in _by_name():
        words = _WORDS.findall(name)
        at = 1 if len(words) > 1 and words[0] in _ARTICLES else 0
        found.setdefault(words[at], []).append(name)
    return found


@cache
def _domains_by_label() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for domain in _by_domain():
        found.setdefault(_WORDS.findall(domain)[0], []).append(domain)
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(_names_by_word().keys() | _domains_by_label().keys())


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
    site = _SITE.fullmatch(text) if "." in text else None
    return site is not None and site[1].casefold() in _by_domain()


def names_agency_site(text: str) -> bool:
    """Tell whether the text has the address of a listed agency's site in it."""
    return "." in text and any(words.casefold() in _by_domain() for words, _ in named_in(text))


def by_label(name: str) -> Agency | None:
    """Return the listed agency that is shown under this name, or None."""
    return _by_label().get(name)


@lru_cache(maxsize=_KEPT_TEXTS)
def named_in(text: str) -> Named:
    """Return the agencies that a notice names, each with the words by which it does.

    With None instead of a listed agency where its shape alone says that it is one.
    """
    # Most texts name none, and looking at their words is a hundredth of the work of the patterns.
    folded = text.casefold()
    words = _first_words().intersection(_WORDS.findall(folded))
    found: list[tuple[str, Agency | None]] = []
    spans: list[tuple[int, int]] = []
    if _may_have(_names_by_word(), words, folded):
        names = list(_name_pattern().finditer(text))
        spans = [match.span() for match in names]
        found += [(match[0], _by_name()[match[0].casefold()]) for match in names]
    if _may_have(_domains_by_label(), words, folded):
        sites = _domain_pattern().finditer(text)
        found += [(match[0], _by_domain()[match[0].casefold()]) for match in sites]
    if _has_any(_SHAPE_CUES, folded) and _SHAPE_CORE.search(text):
        found += [
            (_ARTICLE.sub("", match["full"] or match["named"]), None)
            for match in SHAPED.finditer(text)
            if not any(match.start() < end and start < match.end() for start, end in spans)
        ]
    return tuple(found)


def named_in_each(texts: Sequence[str]) -> list[Named]:
    """Return what each of the texts names: seen at once for all, but for the few that may."""
    parts = list(map(str.casefold, texts))
    folded = "\n".join(parts)
    ends = list(accumulate(len(part) + 1 for part in parts))
    words = _first_words().intersection(_all_words(folded))
    named: list[Named] = [()] * len(texts)
    for place in _holding(_SHAPE_CUES, folded, ends) | _holding(words, folded, ends, whole=True):
        named[place] = named_in(texts[place])
    return named


def _holding(
    sought: Iterable[str], folded: str, ends: Sequence[int], *, whole: bool = False
) -> set[int]:
    """Return the places of the texts that hold a part, as a `whole` word, of all that end so."""
    found: set[int] = set()
    for part in sought:
        at = folded.find(part)
        while at >= 0:
            if whole and not _is_whole(part, folded, at):
                at = folded.find(part, at + 1)
                continue
            place = bisect_right(ends, at)
            found.add(place)
            at = folded.find(part, ends[place])
    return found


def _is_whole(word: str, text: str, at: int) -> bool:
    """Tell whether the word that stands there is no part of a longer one."""
    return not _WORDS.search(text[at - 1 : at] + text[at + len(word) : at + len(word) + 1])


def _all_words(folded: str) -> Iterable[str]:
    """Return the words of a long text: lines of plain letters give theirs in half the time."""
    lines = folded.split("\n")
    plain = " ".join(filter(str.isascii, lines)).translate(_ONLY_WORDS)
    return chain(plain.split(), *(map(_WORDS.findall, filterfalse(str.isascii, lines))))


def _has_any(cues: Iterable[str], folded: str) -> bool:
    return any(cue in folded for cue in cues)


def _may_have(known: Mapping[str, Sequence[str]], words: Iterable[str], folded: str) -> bool:
    """Tell whether something known, by one of these first words, stands in the folded text."""
    return any(_has_any(known[word], folded) for word in words if word in known)


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
