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


_MIN_GERMAN = 8  # letters from which a name in -er may be a German town's ("Hamburger Blatt")
_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ][^\W\d_]{4,}")
_HANDLE = re.compile(r"@([\w.-]{3,40})")


@dataclass(frozen=True, slots=True)
class OutletNames:
    """What an outlet goes by: its domain, its name as a pattern and in letters alone, its town.

    `folded` is the name in lower case, empty where it is not in plain English letters.
    """

    domain: str | None
    name: str | None
    folded: str
    squeezed: frozenset[str]
    place: re.Pattern[str] | None

    def site_in(self, text: str) -> str | None:
        """Return the domain or handle of the outlet that the text holds, or None."""
        if self.domain is not None and "." in text:
            at = text.casefold().find(self.domain)
            if at >= 0:
                return text[at : at + len(self.domain)]
        if "@" in text:
            for match in _HANDLE.finditer(text):
                if _NOT_NAME.sub("", match[1].casefold().split(".")[0]) in self.squeezed:
                    return match[0]
        return None

    def stand_in(self, text: str) -> bool:
        """Tell whether the text holds the outlet's name, written as a name."""
        if self.name is None or (text.isascii() and self.folded not in text.lower()):
            return False  # nearly always: so the pattern is not even compiled before
        return re.search(self.name, text) is not None

    def place_in(self, text: str) -> str | None:
        """Return the word of the name, most often its town, that the text holds, or None."""
        found = self.place.search(text) if self.place is not None else None
        return found[0] if found else None


@lru_cache(maxsize=4096)
def names_of(outlet: Outlet) -> OutletNames:
    """Return what the outlet goes by."""
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
    return OutletNames(
        site or None,
        (rf"{_word(bare)}(?!\w)" if bare != bare.casefold() else rf"(?i:{_word(bare)}(?!\w))")
        if searchable and bare
        else None,
        folded if folded.isascii() else "",
        frozenset(name for name in squeezed if len(name) >= _MIN_NAME),
        _place(bare),
    )


def _place(name: str) -> re.Pattern[str] | None:
    words = [w for w in _CAPITALISED.findall(name) if w.casefold() not in _words("common")]
    stems = {w.removesuffix("er") if len(w) > _MIN_GERMAN else w for w in words}
    return re.compile(rf"(?:{'|'.join(map(_word, sorted(stems)))})(?:er)?(?!\w)") if stems else None


def _word(word: str) -> str:
    """Return a pattern of a word where one begins: looked back from its end, it is found faster."""
    literal = re.escape(word)
    return rf"{literal}(?<!\w{literal})"
