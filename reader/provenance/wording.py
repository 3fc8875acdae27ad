"""Known wording of furniture: a data file of entries, compiled once, tried against a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from reader.model import Category
from reader.text.normalise import plain, squeeze

CERTAIN = 7.0
"""Logarithm of odds: of wording that furniture alone has, whoever carries it."""
LIKELY = 3.0
MAX_WHOLE = 260
"""Characters: a longer block is never one notice and nothing else."""
MAX_SEARCHED = 1_200
"""Characters of a text's beginning that are searched: prose goes on, notices do not."""
_SENTENCE_SPACES = 4
"""Spaces in the shortest line that a full stop makes a sentence: "By Mara Quill, Ph.D." is none."""
_KEPT_TEXTS = 1 << 14  # texts whose answer is kept: the copies of a story ask for the same ones

_SOUGHT = 5  # letters of the shortest cue that is sought by four of them first

_WHOLE = frozenset({"whole", "words"})
_LEADING = re.compile(r"^[\s•·*▪►▶»›>|–—‣◦■●→+~-]+(?=\S)")
_TRAILING = " :.!>»›→|"
_NUMBER = "entry_"  # the name of a group, before the number of the entry
_BULLETS_ONLY = re.compile(r"^[\W_]*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the data file; `where` and the rest are explained at its head."""

    category: Category
    says: str
    where: str
    patterns: tuple[str, ...]
    cues: tuple[str, ...]
    joiners: tuple[str, ...]
    sentences: bool
    weight: float
    heads: bool
    examples: tuple[str, ...]
    spares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What an entry says of a text.

    `weight` is the logarithm of the odds that it is furniture; `whole` tells that the text is the
    notice and nothing else.
    """

    category: Category
    says: str
    weight: float
    heads: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class _Compiled:
    """An entry's patterns in one: those that begin the text, and those searched for in it."""

    opening: re.Pattern[str] | None
    floating: re.Pattern[str] | None

    def hits(self, text: str) -> bool:
        """Tell whether the folded text begins so or has the wording in it."""
        if self.opening is not None and self.opening.match(text):
            return True
        return self.floating is not None and self.floating.search(text) is not None


@cache
def entries() -> tuple[Entry, ...]:
    """Return the entries of the data file, in its order."""
    source = resources.files("reader.provenance").joinpath("boilerplate.toml").read_text("utf-8")
    return tuple(
        Entry(
            category=Category(item["category"]),
            says=item["says"],
            where=item["where"],
            patterns=tuple(item["patterns"]),
            cues=tuple(item.get("cues", ())),
            joiners=tuple(item.get("joiners", ())),
            sentences=item.get("sentences", False),
            weight=item.get("weight", CERTAIN if item.get("certain", False) else LIKELY),
            heads=item.get("heads", False),
            examples=tuple(item.get("examples", ())),
            spares=tuple(item.get("spares", ())),
        )
        for item in tomllib.loads(source)["entry"]
    )


@lru_cache(maxsize=_KEPT_TEXTS)
def wording(text: str) -> Wording | None:
    """Return what the wording of a block or sentence says that it is, or None for ordinary text."""
    return wording_of(folded_line(text[:MAX_SEARCHED]))


def wording_of(folded: str) -> Wording | None:
    """Return the same of a text folded already (by `folded_line`)."""
    entry = _entry(folded)
    if entry is None:
        return None
    whole = entry.where in _WHOLE
    return Wording(entry.category, entry.says, entry.weight, entry.heads, whole)


def _entry(folded: str) -> Entry | None:
    """Return the first entry whose wording the folded text has."""
    whole = _wholly(folded)
    for number in sorted(_cued(folded) | _always()):
        if (whole is None or number < whole) and _compiled()[number].hits(folded):
            return entries()[number]
    return None if whole is None else entries()[whole]


def _wholly(folded: str) -> int | None:
    """Return the number of the first entry that is the whole text, or None."""
    trimmed = folded.rstrip(_TRAILING) or folded
    if len(trimmed) > MAX_WHOLE:
        return None
    # Those that allow no sentence have a pattern of their own: so each is compiled but once.
    found = [_whole(True).fullmatch(trimmed)]
    if not _is_sentence(folded):
        found.append(_whole(False).fullmatch(trimmed))
    groups = [match.lastgroup or "" for match in found if match is not None]
    return min(map(_numbered, groups), default=None)


def _numbered(group: str) -> int:
    return int(group.removeprefix(_NUMBER))


def _cued(folded: str) -> set[int]:
    """Return the numbers of the entries that have a cue in the text.

    Most cues are not in it by the four letters from every second place on: of a cue of five
    letters and more four stand so, wherever it begins. All cues are sought so in one go.
    """
    fours = zip(folded[::2], folded[1::2], folded[2::2], folded[3::2], strict=False)
    found = (*_fours().intersection(fours), ())
    return {number for four in found for cue, number in _cues()[four] if cue in folded}


def _is_sentence(text: str) -> bool:
    stopped = text.endswith((".", '."', ".'")) and not text.endswith((" a.m.", " p.m."))
    return stopped and text.count(" ") >= _SENTENCE_SPACES


def folded_line(text: str) -> str:
    """Return the text in lower case on one line, in plain marks, without a bullet in front."""
    folded = squeeze(plain(text)).casefold()
    if folded[:1].isalnum() or _BULLETS_ONLY.match(folded):
        return folded
    return _LEADING.sub("", folded, 1)


@cache
def _cues() -> Mapping[tuple[str, ...], Sequence[tuple[str, int]]]:
    """Return every cue with the number of its entry, by four letters from its first or second on.

    Shorter cues ("©") stand under none.
    """
    found: dict[tuple[str, ...], list[tuple[str, int]]] = {(): []}
    for number, entry in enumerate(entries()):
        for cue in entry.cues if entry.where not in _WHOLE else ():
            fours = (tuple(cue[:4]), tuple(cue[1:5])) if len(cue) >= _SOUGHT else ((),)
            for four in fours:
                found.setdefault(four, []).append((cue, number))
    return found


@cache
def _fours() -> frozenset[tuple[str, ...]]:
    return frozenset(_cues())


@cache
def _always() -> frozenset[int]:
    """Return the numbers of the entries that have no cue and may stand in any text."""
    return frozenset(
        number
        for number, entry in enumerate(entries())
        if entry.where not in _WHOLE and not entry.cues
    )


@cache
def _whole(sentences: bool) -> re.Pattern[str]:
    """Return a pattern for the entries that are a whole text, each with a group of its number.

    Either for those that allow a sentence or for those that do not.
    """
    return re.compile(
        "|".join(
            f"(?P<{_NUMBER}{number}>{_as_whole(entry)})"
            for number, entry in enumerate(entries())
            if entry.where in _WHOLE and entry.sentences is sentences
        )
    )


@cache
def _compiled() -> Mapping[int, _Compiled]:
    """Return the patterns of the entries that are no whole text, by number."""
    return {n: _compile(one) for n, one in enumerate(entries()) if one.where not in _WHOLE}


def _compile(entry: Entry) -> _Compiled:
    if entry.where != "anywhere":
        return _Compiled(_any_of(entry.patterns), None)
    opening = [p for p in entry.patterns if p.startswith("^")]
    # One test for the beginning of a word instead of one for each pattern
    floating = [p.removeprefix(r"\b") for p in entry.patterns if p.startswith(r"\b")]
    loose = [p for p in entry.patterns if not p.startswith(("^", r"\b"))]
    if floating:
        loose.insert(0, rf"\b(?:{'|'.join(floating)})")
    return _Compiled(_any_of(opening), _any_of(loose))


def _any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(_either(patterns)) if patterns else None


def _either(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{p})" for p in patterns)


def _as_whole(entry: Entry) -> str:
    return _words(entry) if entry.where == "words" else _either(entry.patterns)


def _words(entry: Entry) -> str:
    known = "|".join(sorted(entry.patterns, key=len, reverse=True))
    joiners = "|".join(entry.joiners) or r"(?!)"
    # Possessive: a line of a thousand such words with a stranger at its end is refused in one pass.
    between = rf"[\W\d_]*+(?:\b(?:{joiners})\b[\W\d_]*+)*+"
    return rf"{between}(?:(?:{known}){between})++"
