"""The name that a bare text gives to its own outlet, by the frames of a data file.

Conservative: a wrong name is worse than none. One frame that only the outlet itself would write is
enough, or two different ones that name the same; where two names are equally well founded there
is no answer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import dropwhile
from typing import Any

from reader.ingest.domains import has_public_suffix, registrable_domain

_LONGEST_BLOCK = 600
"""Characters: furniture that names the outlet is shorter than this."""
_MOST_WORDS = 6
_QUOTED = 70
"""Characters of the copy's words that are shown as evidence."""

_NAME = r"(?P<name>(?:[^\W_](?:[^.!?,;:|()\[\]<>@“”\"\n…]|\.(?=[^\W_])){1,58}))"
_HOST = r"(?P<host>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,40}[A-Za-z0-9])?\.){1,3}[A-Za-z]{2,12})\b"
_SQUEEZED = re.compile(r"[\W_]+")
_SMALL = frozenset(
    (
        *("of", "the", "and", "for", "on", "in", "at"),
        *("de", "la", "le", "les", "des", "du", "et", "y", "e", "del", "della", "di", "da", "do"),
        *("der", "die", "das", "den", "dem", "von", "und"),
    )
)


@dataclass(frozen=True, slots=True)
class SelfName:
    """A name, the domain where the copy's words give one, and the words that show it."""

    name: str
    domain: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class _Frame:
    pattern: re.Pattern[str]
    cues: tuple[str, ...]
    enough: bool
    evidence: str
    order: int


@dataclass(frozen=True, slots=True)
class _Data:
    frames: tuple[_Frame, ...]
    never: frozenset[str]
    mail: frozenset[str]


def find_self_name(blocks: Iterable[str]) -> SelfName | None:
    """Return the outlet that a text's blocks name as their own, or None."""
    witnesses: dict[str, dict[int, tuple[_Frame, SelfName]]] = {}
    short = [block for block in blocks if len(block) <= _LONGEST_BLOCK]
    for frame in _data().frames:
        if frame.cues or witnesses:
            for said in _said(frame, short):
                witnesses.setdefault(name_key(said.name), {}).setdefault(frame.order, (frame, said))
    ranked = sorted(((_strength(by), key) for key, by in witnesses.items()), reverse=True)
    ranked = [entry for entry in ranked if entry[0] > 1]
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    frames = witnesses[ranked[0][1]]
    return frames[min(frames)][1]


def name_key(name: str) -> str:
    """Return what two spellings of one outlet's name share: The Daily Quay, dailyquay.example."""
    domain = registrable_domain(name) if " " not in name and "." in name else None
    key = _squeeze(domain.split(".")[0] if domain else name)
    return key.removeprefix("the") if len(key) > 6 else key


def _strength(by_frame: dict[int, tuple[_Frame, SelfName]]) -> int:
    return sum(2 if frame.enough else 1 for frame, _ in by_frame.values())


def _said(frame: _Frame, blocks: Iterable[str]) -> Iterator[SelfName]:
    """Yield what a frame finds in the blocks."""
    data = _data()
    for block in blocks:
        if frame.cues and not any(cue in block.lower() for cue in frame.cues):
            continue
        for found in frame.pattern.finditer(block):
            groups = found.groupdict()
            host = groups.get("host")
            name = _host_name(host, data) if host else _name(groups.get("name"), data)
            if name is not None:
                domain = registrable_domain(host) if host else None
                quoted = f"@{host}" if host and "handle" in frame.evidence else _quote(found[0])
                yield SelfName(name, domain, f"{frame.evidence} “{quoted}”")


def _host_name(host: str, data: _Data) -> str | None:
    domain = registrable_domain(host) if has_public_suffix(host) else None
    if domain is None or domain in data.mail or _squeeze(domain.split(".")[0]) in data.never:
        return None
    return domain


def _name(text: str | None, data: _Data) -> str | None:
    """Return a candidate as a name, or None for what is no name or not the outlet's."""
    words = list(dropwhile(lambda word: word in _SMALL, (text or "").split()))
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    capital = [word for word in words if word.lower() not in _SMALL]
    if not capital or any(word[0].islower() for word in capital):
        return None
    name = " ".join(words)
    key = _squeeze(name).removeprefix("the")
    if len(key) < 2 or key.isdigit() or key in data.never:
        return None
    return name


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rsplit(" ", 1)[0] + " …"


def _squeeze(text: str) -> str:
    return _SQUEEZED.sub("", text).casefold()


@cache
def _data() -> _Data:
    raw = resources.files("reader.ingest").joinpath("outlets.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(raw)
    never = data["never"]
    return _Data(
        # Those without cues come last: they only confirm what another has found.
        frames=tuple(
            sorted(
                (_frame(order, entry) for order, entry in enumerate(data["frame"])),
                key=lambda frame: not frame.cues,
            )
        ),
        never=frozenset(
            _squeeze(name).removeprefix("the") for name in never["agencies"] + never["words"]
        ),
        mail=frozenset(never["mail"]),
    )


def _frame(order: int, entry: dict[str, Any]) -> _Frame:
    pattern = entry["pattern"].replace("{host}", _HOST)
    first, *more = pattern.split("{name}")
    pattern = first + "".join(
        (_NAME if i == 0 else r"(?P=name)") + part for i, part in enumerate(more)
    )
    return _Frame(
        re.compile(pattern), tuple(entry["cues"]), entry["enough"], entry["evidence"], order
    )
