"""What two articles share, and whether that makes them copies of one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from reader.grouping.shingles import WIDTH, Body

_MATCHED = 0.6
"""Of a sentence's words: from here on it stands in the other article too, perhaps edited."""
_KEPT = 512
"""Articles whose shingles are kept at hand: about 60 KB each."""

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the shorter of two articles has in common with the longer.

    Counts are of words outside quotation marks and templates, except `total` and `total_shared`, which
    count quoted words too. `sentences` of the shorter's `of` stand in the longer. `first` is where
    the shared text begins in the longer, in words.
    """

    shorter: int
    longer: int
    words: int
    shared: int
    total: int
    total_shared: int
    sentences: int
    of: int

    @property
    def containment(self) -> float:
        """The part of the shorter's own words that the longer has, 0 to 1."""
        return self.shared / self.words if self.words else 0.0

    @property
    def total_containment(self) -> float:
        """The same with quotations counted."""
        return self.total_shared / self.total if self.total else 0.0


class Confirmer:
    """Measures pairs of bodies, leaving out the sentences named in `templates` by article."""

    def __init__(self, bodies: Sequence[Body], templates: dict[int, list[tuple[int, int]]]) -> None:
        self._bodies = bodies
        self._templates = templates
        self._shingled = lru_cache(maxsize=_KEPT)(self._shingle)

    def overlap(self, a: int, b: int) -> Overlap:
        """Return what the two articles share."""
        own_a, own_b = self._shingled(a), self._shingled(b)
        if (own_a.words, a) > (own_b.words, b):
            a, b, own_a, own_b = b, a, own_b, own_a
        body = self._bodies[a]
        mark = bytearray(len(body.words))
        held = own_b.set
        for place, shingle in enumerate(own_a.shingles):
            if shingle in held:
                mark[place : place + WIDTH] = b"\1\1\1\1\1"
        skipped, quoted = own_a.skipped, body.quoted
        total = total_shared = words = shared = 0
        for m, s, q in zip(mark, skipped, quoted, strict=True):
            if not s:
                total += 1
                total_shared += m
                if not q:
                    words += 1
                    shared += m
        matched = of = 0
        for start, end in body.sentences():
            if end - start >= WIDTH and not skipped[start]:
                of += 1
                matched += sum(mark[start:end]) >= _MATCHED * (end - start)
        n = body.per_word
        return Overlap(a, b, words // n, shared // n, total // n, total_shared // n, matched, of)

    def _shingle(self, number: int) -> _Shingled:
        body = self._bodies[number]
        words = body.words
        skipped = bytearray(len(words))
        for start, end in self._templates.get(number, ()):
            skipped[start:end] = b"\1" * (end - start)
        shifted = (words[offset:] for offset in range(1, WIDTH))
        shingles: list[int | None] = [hash(s) for s in zip(words, *shifted, strict=False)]
        if number in self._templates:
            for place in range(len(shingles)):
                if any(skipped[place : place + WIDTH]):
                    shingles[place] = None
        held = set(shingles)
        held.discard(None)
        own = sum(1 for s, q in zip(skipped, body.quoted, strict=True) if not s)
        return _Shingled(shingles, held, bytes(skipped), own)


@dataclass(frozen=True, slots=True)
class _Shingled:
    shingles: list[int | None]
    set: set[int | None]
    skipped: bytes
    words: int


class Verdict(Enum):
    """What two articles are to each other."""

    COPY = "copy"
    DERIVED = "derived"
    NOTHING = "nothing"


_MIN_SHARED = 30
_MIN_SENTENCES = 2
_COPY = 0.5
_VERSION = 0.75
_DERIVED = 0.25
_DAYS = 7.0


def judge(overlap: Overlap, same_outlet: bool, days: float | None) -> Verdict:
    """Tell what the overlap makes of two articles published `days` apart (None: unknown)."""
    near = days is None or days <= _DAYS
    enough = overlap.sentences >= _MIN_SENTENCES
    threshold = _VERSION if same_outlet else _COPY
    by_own = overlap.shared >= _MIN_SHARED and overlap.containment >= threshold
    whole = overlap.total_shared >= 2 * _MIN_SHARED and overlap.total_containment >= 0.85
    if near and enough and (by_own or whole):
        return Verdict.COPY
    if near and overlap.total_shared >= _MIN_SHARED and overlap.total_containment >= _DERIVED:
        return Verdict.DERIVED
    return Verdict.NOTHING
