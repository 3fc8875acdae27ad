"""How a stretch of text is to be drawn, said by meaning; the theme turns it into colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import NamedTuple


class Tone(StrEnum):
    """What a stretch of text is, which decides how loud it is."""

    TEXT = "text"
    TITLE = "title"
    QUIET = "quiet"
    FAINT = "faint"
    FACT = "fact"
    ACCENT = "accent"
    WARN = "warn"
    COPY = "copy"
    """In the colour of the copy named by `Ink.copy`."""
    BADGE = "badge"
    """On the colour of the copy named by `Ink.copy`."""
    KEY = "key"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Ink:
    """How to draw text. `copy` colours COPY and BADGE; `tint` shades the ground for a copy.

    `published` text is others' own: it is drawn with its own signs, whatever the program's are.
    """

    tone: Tone = Tone.TEXT
    copy: int = 0
    tint: int = 0
    bold: bool = False
    underline: bool = False
    strike: bool = False
    published: bool = False


class Run(NamedTuple):
    """A stretch of text drawn in one way. The text is already safe for a terminal."""

    text: str
    ink: Ink


Runs = tuple[Run, ...]

TEXT = Ink()
TITLE = Ink(Tone.TITLE, bold=True)
STRONG = Ink(Tone.TITLE)
QUIET = Ink(Tone.QUIET)
FAINT = Ink(Tone.FAINT)
ACCENT = Ink(Tone.ACCENT)
WARN = Ink(Tone.WARN)
KEY = Ink(Tone.KEY, bold=True)
FACT = Ink(Tone.FACT, bold=True, underline=True)
FACT_NAME = Ink(Tone.FACT, bold=True)
GHOST = Ink(Tone.FAINT, strike=True)
MATCH = Ink(Tone.MATCH, bold=True, underline=True)


def of_copy(copy: int, *, bold: bool = False, underline: bool = False) -> Ink:
    """Return the ink in a copy's colour."""
    return Ink(Tone.COPY, copy, bold=bold, underline=underline)


@cache
def _published(ink: Ink) -> Ink:
    return replace(ink, published=True)


def quoted(text: str, ink: Ink = TEXT) -> Run:
    """Return a run of published text."""
    return Run(text, _published(ink))


def badge(copy: int) -> Run:
    """Return a copy's badge: its number on its colour."""
    return Run(f"\u00a0{copy}\u00a0", Ink(Tone.BADGE, copy, bold=True))  # no line breaks in it


def badges(copies: Iterable[int]) -> Runs:
    """Return the badges of several copies, a space between them."""
    runs: list[Run] = []
    for copy in copies:
        if runs:
            runs.append(Run(" ", TEXT))
        runs.append(badge(copy))
    return tuple(runs)


def digits(copies: Iterable[int]) -> Runs:
    """Return the numbers of several copies, each in its colour."""
    runs: list[Run] = []
    for copy in copies:
        runs.append(Run(f"{copy}", Ink(Tone.COPY, copy, bold=True)))
        runs.append(Run(" ", TEXT))
    return tuple(runs[:-1])


def tinted(runs: Iterable[Run], copy: int) -> Runs:
    """Return the runs on the tint of a copy."""
    return tuple(Run(text, replace(ink, tint=copy)) for text, ink in runs)


def plain(runs: Iterable[Run]) -> str:
    """Return the bare text of runs."""
    return "".join(run.text for run in runs)
