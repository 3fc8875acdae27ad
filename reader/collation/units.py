"""Segments as what is compared: sequences of whole numbers, one a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from reader.model import Copy
from reader.text.tokens import tokens, words

Form = tuple[int, ...]
"""The words of a segment, as numbers of a vocabulary; of the marks, where it has no word."""

MAX_FORM = 2_000
"""Words: rapidfuzz holds the interpreter for a whole call, and 2,000 by 2,000 take a quarter of
a millisecond; what lies behind is compared by its beginning."""


class Vocabulary:
    """Numbers for words, from 0, in the order met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def form(self, text: str, start: int, end: int) -> Form:
        """Return the form of `text[start:end]`."""
        keys = words(text, start, end) or [t.key for t in tokens(text, start, end)]
        numbers = self._numbers
        return tuple(numbers.setdefault(key, len(numbers)) for key in keys[:MAX_FORM])


@dataclass(frozen=True, slots=True)
class Witness:
    """A copy as a sequence of forms, one a segment."""

    number: int
    forms: tuple[Form, ...]
    is_version: bool


def witnesses(copies: Sequence[Copy]) -> list[Witness]:
    """Return the copies as witnesses, by number."""
    vocabulary = Vocabulary()
    return [
        Witness(
            copy.number,
            tuple(vocabulary.form(copy.article.text, s.start, s.end) for s in copy.segments),
            copy.version_of is not None,
        )
        for copy in sorted(copies, key=lambda c: c.number)
    ]


def common(a: Form, b: Form) -> int:
    """Return the number of words that the two have in the same order."""
    return int(LCSseq.similarity(a, b))


def likeness(a: Form, b: Form) -> float:
    """Return twice the common words over the words of both, 0 to 1."""
    if a == b:
        return 1.0
    total = len(a) + len(b)
    return 2 * common(a, b) / total if total else 0.0
