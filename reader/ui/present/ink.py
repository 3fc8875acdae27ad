"""How a stretch of text is to be drawn, said by meaning; the theme turns it into colours."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, SupportsIndex


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
    LABEL = "label"
    """What is typed to jump there."""
    MATCH = "match"
    LINK = "link"
    """The number behind the words of a link: drawn in the text, and no part of it."""


class Ink(NamedTuple):
    """How to draw text. `copy` colours COPY and BADGE; `tint` shades the ground for a copy.

    A click on it starts the action `act`, if it has one: `screen.fold`, `app.help`. A tuple, since
    each run of each line drawn is looked up by its ink.
    """

    tone: Tone = Tone.TEXT
    copy: int = 0
    tint: int = 0
    bold: bool = False
    underline: bool = False
    strike: bool = False
    act: str = ""


class Published(str):
    """Text that others wrote: drawn with its own signs, whatever those of the program are.

    What is cut out of it is published too; joined to the program's words, it counts as theirs.
    """

    __slots__ = ()

    def __getitem__(self, part: SupportsIndex | slice) -> Published:
        """Return a part of it."""
        return Published(super().__getitem__(part))


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


def in_quotes(text: str, ink: Ink) -> Runs:
    """Return published text in the program's quotation marks."""
    return Run("“", ink), Run(text, ink), Run("”", ink)


def hint(text: str, act: str, ink: Ink = QUIET) -> Run:
    """Return what names a key, or leads on: a click on it does the same."""
    return Run(text, ink._replace(act=act))


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
    return tuple(Run(text, ink._replace(tint=copy)) for text, ink in runs)


def said(runs: Iterable[Run]) -> str:
    """Return the bare text of runs, without the numbers of links."""
    return "".join(run.text for run in runs if run.ink.tone is not Tone.LINK)


def plain(runs: Iterable[Run]) -> str:
    """Return the bare text of runs."""
    return "".join(run.text for run in runs)
