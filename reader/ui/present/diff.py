"""Two wordings of one passage, what differs marked: each for itself, both in one, or in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import category

from rich.cells import cell_len

from reader.collation.marks import FACTS, Mark
from reader.collation.names import Lexicon
from reader.collation.variants import Difference, differences
from reader.collation.worddiff import words_of
from reader.model import EditKind
from reader.text.mend import mend
from reader.text.normalise import plain
from reader.ui.present.index import shown
from reader.ui.present.ink import (
    FACT,
    FACT_NAME,
    FAINT,
    GHOST,
    QUIET,
    STRONG,
    TEXT,
    Ink,
    Run,
    Runs,
    Tone,
    in_quotes,
    of_copy,
)
from reader.ui.present.words import CHANGED

CARET = "^"
"""Stands where words of the other side are missing."""
_CURRENCY = "Sc"  # Unicode's category of the signs of currencies
_QUIET_KINDS = (EditKind.STYLE, EditKind.UNIT)
GONE, CAME = ("[-", "-]"), ("{+", "+}")
"""What stands about words of the first text alone, and of the second, where colours do not tell."""


class Wordings(NamedTuple):
    """Two published texts, and where they differ; `views` say whose each is (0: the clean text)."""

    texts: tuple[str, str]
    views: tuple[int, int]
    found: tuple[Difference, ...]

    @property
    def mark(self) -> Mark:
        """The weightiest difference as a mark; style alone is the same text."""
        kinds = {difference.kind for difference in self.found}
        if kinds & FACTS:
            return Mark.FACT
        return Mark.REWORDED if EditKind.WORDING in kinds else Mark.SAME

    @property
    def apart(self) -> bool:
        """Whether more than half of what they say differs: marked by word, nothing would stand."""
        return any(
            2 * sum(high - low for low, high in spans) > len(text)
            for text, spans in zip(self.texts, (self.spans(0), self.spans(1)), strict=True)
        )

    def spans(self, side: int) -> list[tuple[int, int]]:
        """Return the offsets of the differences in the first text or the second."""
        if side == 0:
            return [(x.start, x.end) for x in self.found]
        return [(x.other_start, x.other_end) for x in self.found]


def compare_wordings(texts: tuple[str, str], views: tuple[int, int], known: Lexicon) -> Wordings:
    """Return where two texts differ by word; typing is no difference."""
    one, other = texts
    if one == other or plain(mend(one)) == plain(mend(other)):
        return Wordings(texts, views, ())
    a, b = (words_of(text, [(0, len(text))]) for text in texts)
    return Wordings(texts, views, tuple(differences(a, b, known)))


def side_runs(wordings: Wordings, side: int, base: Ink = TEXT) -> Runs:
    """Return one of the two texts with its own words marked, a caret where it lacks the other's."""
    text, view = shown(wordings.texts[side]), wordings.views[side]
    runs: list[Run] = []
    at = 0
    for (start, end), difference in zip(wordings.spans(side), wordings.found, strict=True):
        ink = _ink(difference.kind, view)
        runs.append(Run(text[at:start], base))
        if start < end:
            runs.append(Run(text[start:end], ink))
        elif difference.kind not in _QUIET_KINDS:
            runs.append(Run(CARET, ink._replace(underline=False, bold=True)))
        at = end
    runs.append(Run(text[at:], base))
    return tuple(run for run in runs if run.text)


def inline_runs(wordings: Wordings, base: Ink = TEXT, *, signed: bool = False) -> Runs:
    """Return both texts as one: the second, and struck out before its words those of the first.

    `signed` sets both in brackets, as `reader show --compare` does.
    """
    ours, theirs = (shown(text) for text in wordings.texts)
    runs: list[Run] = []
    at = 0
    for difference in wordings.found:
        runs.append(Run(theirs[at : difference.other_start], base))
        gone = ours[difference.start : difference.end]
        put = theirs[difference.other_start : difference.other_end]
        ink = _ink(difference.kind, wordings.views[1])
        if gone:
            if not put and difference.start and ours[difference.start - 1].isspace():
                runs.append(Run(" ", base))
            struck = Run(gone, _gone(difference.kind, wordings.views[0]))
            runs += in_brackets(struck, GONE) if signed else (struck,)
            ends = theirs[difference.other_end : difference.other_end + 1]
            if not put and ours[difference.end : difference.end + 1].isspace() and ends.strip():
                runs.append(Run(" ", base))
        if gone and put and cell_len(gone[-1]) < 2:
            runs.append(Run(" ", base))
        came = Run(put, ink)
        runs += in_brackets(came, CAME) if signed and put else (came,)
        at = difference.other_end
    runs.append(Run(theirs[at:], base))
    return tuple(run for run in runs if run.text)


def in_brackets(run: Run, signs: tuple[str, str]) -> Runs:
    """Return a run between signs that are drawn like it, but for its lines."""
    ink = run.ink._replace(strike=False, underline=False)
    return Run(signs[0], ink), run, Run(signs[1], ink)


def _ink(kind: EditKind, view: int) -> Ink:
    if kind in FACTS:
        return FACT
    if kind in _QUIET_KINDS:
        return Ink(Tone.QUIET, underline=True)
    return of_copy(view, underline=True) if view else Ink(Tone.TITLE, underline=True)


def _gone(kind: EditKind, view: int) -> Ink:
    if kind in FACTS:
        return Ink(Tone.FACT, strike=True)
    if kind in _QUIET_KINDS or not view:
        return GHOST
    return of_copy(view)._replace(strike=True)


def told(wordings: Wordings) -> Iterator[Runs]:
    """Yield each difference in words, the heaviest first: its kind, and both wordings."""
    found = sorted(wordings.found, key=lambda x: (x.kind not in FACTS, x.kind in _QUIET_KINDS))
    ours, theirs = shown(wordings.texts[0]), shown(wordings.texts[1])
    for difference in found:
        words = _whole(ours, difference.start, difference.end)
        other = _whole(theirs, difference.other_start, difference.other_end)
        yield (*_kind(difference.kind), Run("  ", TEXT), *arrow(words, other, difference.kind))


def _whole(text: str, start: int, end: int) -> str:
    """Return the words with the sign of a currency or of percent that belongs to a number."""
    if start < end:
        start -= start > 0 and category(text[start - 1]) == _CURRENCY
        end += text[end : end + 1] == "%"
    return text[start:end]


def _kind(kind: EditKind) -> Runs:
    if kind in FACTS:
        return (Run(f"{Mark.FACT.value} {CHANGED[kind]}", FACT_NAME),)
    sign = f"{Mark.REWORDED.value} " if kind is EditKind.WORDING else "  "
    return (Run(f"{sign}{CHANGED[kind]}", QUIET),)


def arrow(words: str, other: str, kind: EditKind = EditKind.WORDING) -> Runs:
    """Return a change as words → words, as words put in, or as words left out."""
    ink = FACT if kind in FACTS else QUIET if kind in _QUIET_KINDS else STRONG
    if not other:
        return Run("left out ", QUIET), *in_quotes(words, GHOST)
    if not words:
        return Run("put in ", QUIET), *in_quotes(other, ink)
    return Run(words, TEXT), Run(" → ", FAINT), Run(other, ink)


def joined(texts: Iterable[str]) -> str:
    """Return the segments of one passage as one text."""
    return " ".join(texts)
