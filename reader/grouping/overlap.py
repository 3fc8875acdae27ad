"""What two articles share, measured: words, sentences, openings, the words of their titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from reader.grouping.shingles import WIDTH, Body, shingles

MATCHED = 0.6
"""Of a sentence's words: from here on it stands in the other article too, perhaps edited."""
_KEPT = 512
"""Articles whose shingles are kept at hand: about 60 KB each."""
_OPENING = 2
"""Sentences that open an article: a line of the outlet's own may stand before the lede."""
_OPENING_WORDS = 8
"""Words of a sentence that can be an opening."""

Spans = Mapping[int, Sequence[tuple[int, int]]]
"""By number of the article, the bounds in its words of what does not count."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the shorter of two articles, named by number, has in common with the longer.

    `words` and `shared` leave out what the shorter prints in quotation marks, `total` and
    `total_shared` do not; templates count nowhere. `sentences` of the shorter's `of` stand in the
    longer, which has `longer_total` words. `opens_at` is the word of the longer where an opening
    sentence of the shorter stands, or None; `opens_both` tells whether each has the other's opening.
    `on_topic` tells for the shorter and the longer whether its title's words occur in the shared
    text; None: they occur nowhere in its prose, or there is no title.
    """

    shorter: int
    longer: int
    words: int
    shared: int
    total: int
    total_shared: int
    sentences: int
    of: int
    longer_total: int
    opens_at: int | None
    opens_both: bool
    on_topic: tuple[bool | None, bool | None]

    @property
    def containment(self) -> float:
        """The part of the shorter's unquoted words that the longer has, 0 to 1."""
        return self.shared / self.words if self.words else 0.0

    @property
    def total_containment(self) -> float:
        """The same with quotations counted."""
        return self.total_shared / self.total if self.total else 0.0

    @property
    def score(self) -> float:
        """The containment that speaks more for the two being one text."""
        return max(self.containment, self.total_containment)


@dataclass(frozen=True, slots=True)
class _Shingled:
    """A body ready to be compared; a shingle is None where it touches what does not count."""

    places: list[tuple[int, ...] | None]
    held: frozenset[tuple[int, ...] | None]
    unquoted: int
    """One byte a word: 1 for those that count and stand outside quotation marks."""
    size: int
    sentences: tuple[tuple[int, int], ...]


class Measure:
    """Measures pairs of articles, leaving out the sentences named in `templates`."""

    def __init__(self, bodies: Sequence[Body], templates: Spans) -> None:
        self._bodies = bodies
        self._templates = templates
        self._at_hand = lru_cache(maxsize=_KEPT)(self._prepare)

    def overlap(self, a: int, b: int) -> Overlap:
        """Return what the two articles share."""
        if (self._at_hand(a).size, a) > (self._at_hand(b).size, b):
            a, b = b, a
        short, long = self._at_hand(a), self._at_hand(b)
        body = self._bodies[a]
        shared = _marked(short, long.held)
        bits = int.from_bytes(shared, "little")
        sentences = [s for s in short.sentences if _stands(shared, s)]
        per_word = body.per_word
        opens_at = _opens_at(short, long, shared)
        return Overlap(
            shorter=a,
            longer=b,
            words=short.unquoted.bit_count() // per_word,
            shared=(bits & short.unquoted).bit_count() // per_word,
            total=short.size // per_word,
            total_shared=bits.bit_count() // per_word,
            sentences=len(sentences),
            of=len(short.sentences),
            longer_total=long.size // per_word,
            opens_at=opens_at,
            opens_both=opens_at is not None and _opens_in(long, short.held),
            on_topic=self._on_topic(a, b, shared),
        )

    def _on_topic(self, a: int, b: int, shared: bytearray) -> tuple[bool | None, bool | None]:
        words = frozenset(compress(self._bodies[a].words, shared))
        return _speaks_of(self._bodies[a], words), _speaks_of(self._bodies[b], words)

    def _prepare(self, number: int) -> _Shingled:
        body = self._bodies[number]
        count = len(body.words)
        places: list[tuple[int, ...] | None] = list(shingles(body.words))
        own = bytearray(b"\1") * count
        skipped = self._templates.get(number, ())
        for start, end in skipped:
            own[start:end] = bytes(end - start)
            for place in range(max(0, start - WIDTH + 1), min(end, len(places))):
                places[place] = None
        counted = int.from_bytes(own, "little")
        unquoted = counted & ~int.from_bytes(body.quoted, "little")
        sentences = tuple(s for s in body.sentences() if s[1] - s[0] >= WIDTH and own[s[0]])
        held = frozenset(places) - {None}
        return _Shingled(places, held, unquoted, counted.bit_count(), sentences)


def _marked(short: _Shingled, held: frozenset[tuple[int, ...] | None]) -> bytearray:
    """Return 1 for each word that lies in a shared shingle."""
    shared = bytearray(len(short.places) + WIDTH - 1 if short.places else 0)
    for place in compress(range(len(short.places)), map(held.__contains__, short.places)):
        shared[place : place + WIDTH] = b"\1\1\1\1\1"
    return shared


def _stands(shared: bytearray, sentence: tuple[int, int]) -> bool:
    start, end = sentence
    return shared.count(1, start, end) >= MATCHED * (end - start)


def _openings(one: _Shingled) -> list[tuple[int, int]]:
    long_enough = (s for s in one.sentences if s[1] - s[0] >= _OPENING_WORDS)
    return [s for s, _ in zip(long_enough, range(_OPENING), strict=False)]


def _opens_at(short: _Shingled, long: _Shingled, shared: bytearray) -> int | None:
    for start, end in _openings(short):
        if _stands(shared, (start, end)):
            for shingle in short.places[start:end]:
                if shingle in long.held:
                    return long.places.index(shingle)
    return None


def _opens_in(one: _Shingled, held: frozenset[tuple[int, ...] | None]) -> bool:
    """Tell whether an opening sentence of the article stands where these shingles were printed."""
    for start, end in _openings(one):
        shared = bytearray(end - start)
        for place, shingle in enumerate(one.places[start : max(start, end - WIDTH + 1)]):
            if shingle in held:
                shared[place : place + WIDTH] = b"\1\1\1\1\1"
        if _stands(shared, (0, end - start)):
            return True
    return False


def _speaks_of(body: Body, words: frozenset[int]) -> bool | None:
    if not body.heading.isdisjoint(words):
        return True
    return None if body.heading.isdisjoint(body.words) else False
