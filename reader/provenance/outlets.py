"""Whether a text names the outlet that printed it: by its domain, its handle or its name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from reader.model import Outlet
from reader.text.normalise import plain

_NOT_NAME = re.compile(r"[^a-z0-9]+")
_SUFFIX = re.compile(r"\s*\([^)]*\)|\.(?:com|org|net|co\.\w\w|\w\w)\b")
_ARTICLE = re.compile(r"^(?:the|der|die|das|el|la|le|les|il|o|a|os)\s+")
_MIN_NAME = 5  # letters of a one-word name that can be looked for in prose ("Time", "Star" cannot)


@cache
def _words(kind: str) -> frozenset[str]:
    source = resources.files("reader.provenance").joinpath("outlets.toml").read_text("utf-8")
    return frozenset(tomllib.loads(source)[kind])


@dataclass(frozen=True, slots=True)
class _Names:
    domain: str | None
    name: re.Pattern[str] | None
    squeezed: frozenset[str]
    place: re.Pattern[str] | None


@lru_cache(maxsize=4096)
def _names(outlet: Outlet) -> _Names:
    bare = _SUFFIX.sub("", plain(outlet.name)).strip()
    article = _ARTICLE.match(bare.casefold())
    bare = bare[article.end() :] if article else bare
    folded = bare.casefold()
    domain = outlet.domain or (
        outlet.name if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", outlet.name) else None
    )
    site = (domain or "").casefold().removeprefix("www.")
    searchable = " " in folded or (
        len(folded) >= _MIN_NAME and folded not in _words("ordinary") and "." not in folded
    )
    squeezed = {_NOT_NAME.sub("", folded), _NOT_NAME.sub("", site.split(".")[0])}
    return _Names(
        site or None,
        re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)", 0 if bare != bare.casefold() else re.I)
        if searchable and bare
        else None,
        frozenset(name for name in squeezed if len(name) >= _MIN_NAME),
        _place(bare),
    )


def _place(name: str) -> re.Pattern[str] | None:
    words = [w for w in _CAPITALISED.findall(name) if w.casefold() not in _words("common")]
    stems = {w.removesuffix("er") if len(w) > _MIN_GERMAN else w for w in words}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(stems))})(?:er)?(?!\w)") if stems else None


_MIN_GERMAN = 8  # letters from which a name in -er may be a German town's ("Hamburger Blatt")
_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ][^\W\d_]{4,}")
_HANDLE = re.compile(r"@([\w.-]{3,40})")


def names_site(text: str, outlet: Outlet) -> str | None:
    """Return the domain or handle of the outlet that the text holds, or None."""
    names = _names(outlet)
    if names.domain is not None and "." in text:
        at = text.casefold().find(names.domain)
        if at >= 0:
            return text[at : at + len(names.domain)]
    if "@" in text:
        for match in _HANDLE.finditer(text):
            if _NOT_NAME.sub("", match[1].casefold().split(".")[0]) in names.squeezed:
                return match[0]
    return None


def names_outlet(text: str, outlet: Outlet) -> bool:
    """Tell whether the text holds the outlet's name, written as a name."""
    pattern = _names(outlet).name
    return pattern is not None and pattern.search(text) is not None


def names_place(text: str, outlet: Outlet) -> str | None:
    """Return the word of the outlet's name, most often its town, that the text holds, or None."""
    pattern = _names(outlet).place
    found = pattern.search(text) if pattern is not None else None
    return found[0] if found else None
