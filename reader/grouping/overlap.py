"""What two articles share, measured: words, sentences, openings, the words of their titles."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress

from reader.grouping.shingles import WIDTH, Body, shingles

MATCHED = 0.6
"""Of a sentence's words: from here on it stands in the other article too, perhaps edited."""
_KEPT = 512
"""Articles whose shingles are kept at hand: about 60 KB each."""
_OPENING = 2
"""Sentences that open an article: a line of the outlet's own may stand before the lede."""
_OPENING_WORDS = 8
"""Words of a sentence that can be an opening."""

_SAME_SENTENCE = 0.7
"""Indel similarity, 0 to 1, of two wordings of one sentence: every third word may differ."""
_REWORDED_WORDS = 8
"""Words of a sentence that can be told from others when it is reworded."""
_DOUBTFUL = (0.25, 0.75)
"""Containment between which reworded sentences are looked for: below there is nothing to find,
above the text speaks for itself."""
_RARE = 3
"""Sentences in which a word may stand to lead from one wording of a sentence to the other."""

Spans = Mapping[int, Sequence[tuple[int, int]]]
"""By number of the article, the bounds in its words of what does not count."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the shorter of two articles, named by number, has in common with the longer.

    `words` and `shared` leave out what the shorter prints in quotation marks, `total` and
    `total_shared` do not; templates count nowhere. `sentences` of the shorter's `of` stand in the
    longer, which has `longer_total` words. `reworded` counts unquoted words beyond `shared`: those
    of sentences that the longer words otherwise. `opens_at` is the word of the longer where an
    opening sentence of the shorter stands, or None; `opens_both`: whether each has the other's
    opening. `on_topic` tells for the shorter and the longer whether the shared text has words of
    its title; None: they occur nowhere in its prose. Without a title it is True.
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
    reworded: int
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
    def reworked(self) -> float:
        """Containment where sentences that are only reworded count as well, 0 to 1."""
        return (self.shared + self.reworded) / self.words if self.words else 0.0

    @property
    def score(self) -> float:
        """The containment that speaks most for the two being one text."""
        return max(self.containment, self.total_containment, self.reworked)


@dataclass(frozen=True, slots=True)
class _Shingled:
    """A body ready to be compared; a shingle is None where it touches what does not count."""

    places: list[int | None]
    held: set[int | None]
    unquoted: int
    """One byte a word: 1 for those that count and stand outside quotation marks."""
    size: int
    sentences: tuple[tuple[int, int], ...]


class Measure:
    """Measures pairs of articles, by number, leaving out what `templates` names."""

    def __init__(self, bodies: Sequence[Body] | Mapping[int, Body], templates: Spans) -> None:
        self._bodies = bodies
        self._templates = templates
        self._at_hand = lru_cache(maxsize=_KEPT)(self._prepare)

    def overlap(self, a: int, b: int, *, seek_reworded: bool = True) -> Overlap:
        """Return what the two articles share.

        `reworded` is sought where it can matter: it is 0 without `seek_reworded`, and where each
        article has the other's opening.
        """
        if (self._at_hand(a).size, a) > (self._at_hand(b).size, b):
            a, b = b, a
        short, long = self._at_hand(a), self._at_hand(b)
        body = self._bodies[a]
        bits = _shared(short.places, long.held)
        shared = bits.to_bytes(len(body.words), "little")
        count = shared.count
        standing = sum(
            [count(1, low, end) >= MATCHED * (end - low) for low, end in short.sentences]
        )
        per_word = body.per_word
        opens_at = _opens_at(short, long, shared)
        opens_both = opens_at is not None and _opens_in(long, short.held)
        reworded = 0
        if seek_reworded and not opens_both:
            reworded = self._reworded(a, b, shared) & short.unquoted & ~bits
        return Overlap(
            shorter=a,
            longer=b,
            words=short.unquoted.bit_count() // per_word,
            shared=(bits & short.unquoted).bit_count() // per_word,
            total=short.size // per_word,
            total_shared=bits.bit_count() // per_word,
            sentences=standing,
            of=len(short.sentences),
            longer_total=long.size // per_word,
            reworded=reworded.bit_count() // per_word,
            opens_at=opens_at,
            opens_both=opens_both,
            on_topic=(
                _speaks_of(body, body, shared),
                _speaks_of(self._bodies[b], body, shared),
            ),
        )

    def covers(self, a: int, b: int, least: float) -> bool:
        """Tell whether one of the articles has so great a part (0 to 1) of the other's words."""
        if len(self._bodies[a].words) > len(self._bodies[b].words):
            a, b = b, a
        body = self._bodies[a]
        wanted = least * len(body.words)
        keys = set(self._bodies[b].keys) - {0}  # a sentence that both have is soon found
        alike = [
            end - start
            for key, (start, end) in zip(body.keys, body.sentences(), strict=True)
            if key in keys
        ]
        if sum(alike) >= wanted:
            return True
        return _shared(self._at_hand(a).places, self._at_hand(b).held).bit_count() >= wanted

    def _reworded(self, a: int, b: int, shared: bytes) -> int:
        """Return one byte a word of the shorter: 1 in sentences that the longer words otherwise."""
        short, long = self._at_hand(a), self._at_hand(b)
        least, most = _DOUBTFUL
        part = shared.count(1) / short.size if short.size else 0.0
        if not least <= part < most:
            return 0
        words = self._bodies[a].words
        sought = [
            (start, end)
            for start, end in short.sentences
            if _REWORDED_WORDS <= end - start > shared.count(1, start, end)
        ]
        wordings = _Wordings(
            [self._bodies[b].words[start:end] for start, end in long.sentences],
            frozenset(chain.from_iterable(words[start:end] for start, end in sought)),
        )
        found = bytearray(len(shared))
        for start, end in sought:
            if wordings.have(words[start:end]):
                found[start:end] = b"\1" * (end - start)
        return int.from_bytes(found, "little")

    def _prepare(self, number: int) -> _Shingled:
        body = self._bodies[number]
        count = len(body.words)
        places: list[int | None] = [*shingles(body.words)]
        own = bytearray(b"\1") * count
        for start, end in self._templates.get(number, ()):
            own[start:end] = bytes(end - start)
            low, high = max(0, start - WIDTH + 1), min(end, len(places))
            places[low:high] = [None] * (high - low)
        counted = int.from_bytes(own, "little")
        unquoted = counted & ~int.from_bytes(body.quoted, "little")
        sentences = tuple([s for s in body.sentences() if s[1] - s[0] >= WIDTH and own[s[0]]])
        held = set(places)
        held.discard(None)
        return _Shingled(places, held, unquoted, counted.bit_count(), sentences)


def _shared(places: Sequence[int | None], held: set[int | None]) -> int:
    """Return one byte a word: 1 for each that lies in a shared shingle."""
    begins = int.from_bytes(bytes(map(held.__contains__, places)), "little")
    shared = begins
    for offset in range(1, WIDTH):
        shared |= begins << 8 * offset
    return shared


def _stands(shared: bytes, sentence: tuple[int, int]) -> bool:
    start, end = sentence
    return shared.count(1, start, end) >= MATCHED * (end - start)


class _Wordings:
    """The sentences of a text, found again by their rare words and compared in full.

    `words` are those of the sentences that will be asked for.
    """

    def __init__(self, sentences: Sequence[array[int]], words: frozenset[int]) -> None:
        self._sentences = sentences
        self._with_word: dict[int, list[int]] = {}
        for number, sentence in enumerate(sentences):
            for word in words.intersection(sentence):
                self._with_word.setdefault(word, []).append(number)

    def have(self, sentence: array[int]) -> bool:
        """Tell whether one of the sentences is another wording of this one."""
        from rapidfuzz.distance import Indel  # 20 ms, not needed before two texts meet

        votes: Counter[int] = Counter()
        for word in set(sentence):
            holders = self._with_word.get(word, ())
            if len(holders) <= _RARE:
                votes.update(holders)
        if not votes:
            return False
        nearest = min(votes, key=lambda number: (-votes[number], number))
        return Indel.normalized_similarity(sentence, self._sentences[nearest]) >= _SAME_SENTENCE


def _openings(one: _Shingled) -> list[tuple[int, int]]:
    long_enough = (s for s in one.sentences if s[1] - s[0] >= _OPENING_WORDS)
    return [s for s, _ in zip(long_enough, range(_OPENING), strict=False)]


def _opens_at(short: _Shingled, long: _Shingled, shared: bytes) -> int | None:
    for start, end in _openings(short):
        if _stands(shared, (start, end)):
            for shingle in short.places[start:end]:
                if shingle in long.held:
                    return long.places.index(shingle)
    return None


def _opens_in(one: _Shingled, held: set[int | None]) -> bool:
    """Tell whether an opening sentence of the article stands where these shingles were printed."""
    for start, end in _openings(one):
        bits = _shared(one.places[start : end - WIDTH + 1], held)
        if _stands(bits.to_bytes(end - start, "little"), (0, end - start)):
            return True
    return False


def _speaks_of(one: Body, shorter: Body, shared: bytes) -> bool | None:
    """Tell whether the shared text, words of the shorter, has words of the article's title."""
    heading = frozenset(one.heading)
    if not heading or any(compress(map(heading.__contains__, shorter.words), shared)):
        return True
    return None if heading.isdisjoint(one.words) else False
