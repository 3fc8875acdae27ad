"""Segments as what is compared: strings in which one character stands for a word."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from reader.model import Copy
from reader.text.mend import mend_parts
from reader.text.prose import ends_sentence
from reader.text.tokens import all_keys, keys

Form = str
"""The words of a segment, a character each; of the marks, where it has no word.

A string is hashed once, compared at one go, and read by rapidfuzz as it stands."""

OPENING = 6
"""Words with which two sentences open alike: who rewrites a sentence keeps its subject."""
MAX_FORM = 2_000
"""Words: rapidfuzz holds the interpreter for a whole call, and 2,000 by 2,000 take a quarter of
a millisecond; what lies behind is compared by its beginning."""

_TAIL = 40  # characters in which a sentence's last marks stand
_COLONS = (":", "：")
_BULLETS = ("•", "·", "*", "▪", "►", "▶", "‣", "◦", "■", "●")


class Vocabulary(dict[str, str]):
    """A character for each word, in the order met; none is a letter to anybody.

    Of a story of more than a million different words, the last ones share characters.
    """

    def __init__(self) -> None:
        self._forms: dict[str, Form] = {}

    def __missing__(self, word: str) -> str:
        self[word] = char = chr(len(self) % (sys.maxunicode + 1))
        return char

    def form(self, mended: str) -> Form:
        """Return the form of a text, which is mended already."""
        form = self._forms.get(mended)  # made once: copies share most of their sentences
        if form is None:
            found = keys(mended) or all_keys(mended)
            form = self._forms[mended] = "".join(map(self.__getitem__, found[:MAX_FORM]))
        return form


@dataclass(frozen=True, slots=True)
class Witness:
    """A copy as a sequence of forms, one a segment."""

    copy: Copy
    forms: tuple[Form, ...]

    @property
    def number(self) -> int:
        """The copy's number."""
        return self.copy.number

    @property
    def is_version(self) -> bool:
        """Tell whether another copy of the same outlet stands for it."""
        return self.copy.version_of is not None

    def is_sentence(self, segment: int) -> bool:
        """Tell whether a segment closes as a sentence does.

        One that announces others is none, nor is a point of a list, which may sum up what the text
        says in full elsewhere.
        """
        here, text = self.copy.segments[segment], self.copy.article.text
        tail = text[max(here.start, here.end - _TAIL) : here.end]
        announces, listed = tail.endswith(_COLONS), text.startswith(_BULLETS, here.start)
        return ends_sentence(tail) and not announces and not listed


def witnesses(copies: Sequence[Copy]) -> list[Witness]:
    """Return the copies as witnesses, by number."""
    vocabulary = Vocabulary()
    return [
        Witness(
            copy,
            tuple(map(vocabulary.form, _sentences(copy))),
        )
        for copy in sorted(copies, key=lambda c: c.number)
    ]


def _sentences(copy: Copy) -> list[str]:
    return mend_parts(copy.article.text, [(s.start, s.end) for s in copy.segments])


common: Callable[[Form, Form], int] = LCSseq.similarity
"""Return the number of words that the two have in the same order."""


def likeness(a: Form, b: Form) -> float:
    """Return twice the common words over the words of both, 0 to 1."""
    if a == b:
        return 1.0
    total = len(a) + len(b)
    return 2 * common(a, b) / total if total else 0.0


def likeness_from(least: float, a: Form, b: Form) -> float:
    """Return the likeness of the two, or 0 where it is less than `least`: most often at once."""
    if 2 * min(len(a), len(b)) < least * (len(a) + len(b)):
        return 0.0
    alike = likeness(a, b)
    return alike if alike >= least else 0.0


def open_alike(a: Form, b: Form) -> bool:
    """Tell whether the two begin with the same words, and the first goes on."""
    return len(a) > OPENING and a[:OPENING] == b[:OPENING]
