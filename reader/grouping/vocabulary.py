"""Words as numbers, and what the marks around them say: one look-up a word, for a whole archive."""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from collections.abc import Iterable

from reader.text.normalise import fold

OPENS, CLOSES, TOGGLES, ENDS, OPENS_SINGLE, CLOSES_SINGLE, BARE = 1, 2, 4, 8, 16, 32, 64
"""Bits of the marks at a word: a quotation begins or ends with it, or a sentence ends behind it. A
straight quotation mark standing alone begins or ends one, as it comes. `BARE`: marks, no word."""
BEHIND_END = "\"”“»«」』〞‟＂'’)]}*_"
"""Marks that may stand between a sentence's last mark and the space."""
ENDING = frozenset(".!?…。！？।؟۔։።")
"""Marks that end a sentence, in any script."""

_MARK = re.compile(r"[\W_]+")
_MAX_KNOWN = 200_000
"""Spellings kept before the vocabulary starts afresh: about 30 MB; 3,004 pages have 80,000."""
_MAX_SPELLING = 64
"""Characters of a spelling that are looked at: a longer run is no word of any language."""
_COMMON = ".,"
"""Marks that most words with a mark have behind them, and nothing else that is no letter."""
_ONLY_OPENING = frozenset("„«「『〝“")
_ONLY_CLOSING = frozenset("”»」』〞")
_DOUBLE = _ONLY_OPENING | _ONLY_CLOSING | frozenset('"‟＂')
_SINGLE_OPENING = frozenset("'‘‚‹")
_SINGLE_CLOSING = frozenset("'’›")
_BEFORE_QUOTE = "([{<*_—–-"
_BEHIND_QUOTE = ".,;:!?…)]}>*_。、，！？—–-"


class Vocabulary(dict[str, int]):
    """A spelling, with the marks that touch it, to its word's number and, 32 bits up, its marks.

    Spellings that `fold` makes alike, or that differ only in marks (quotation marks lost, an
    apostrophe turned), have one number. It is the same in every process; 0 where there is no word.
    """

    def __missing__(self, spelling: str) -> int:
        if len(self) >= _MAX_KNOWN:
            self.clear()
        word = spelling[:_MAX_SPELLING].rstrip(_COMMON)
        is_plain = word.isascii() and word.isalnum()
        key = word.lower() if is_plain else _MARK.sub("", fold(word))
        number = (zlib.crc32(key.encode("utf-8", "surrogatepass")) or 1) if key else 0
        marks = 0 if is_plain and len(word) == len(spelling) else _marks(spelling)
        self[spelling] = both = number | (marks if key else marks | BARE) << 32
        return both

    def number(self, spelling: str) -> int:
        """Return the number of the spelling's word."""
        return self[spelling] & 0xFFFF_FFFF

    def read(self, spellings: Iterable[str]) -> tuple[bytes, bytes]:
        """Return the words' numbers, four bytes each, the lowest first, and one byte of marks."""
        both = array("Q", list(map(self.__getitem__, spellings)))
        if sys.byteorder == "big":
            both.byteswap()
        data = both.tobytes()
        return memoryview(data).cast("I")[::2].tobytes(), data[4::8]


WORDS = Vocabulary()
"""The words of all texts: a number does not depend on what was read before."""


def _marks(spelling: str) -> int:
    bare = spelling.rstrip(BEHIND_END)
    bits = ENDS if bare[-1:] in ENDING and not _abbreviated(bare) else 0
    if not any(map(str.isalnum, spelling)):
        return bits | _standing_alone(spelling)
    head, tail = spelling.lstrip(_BEFORE_QUOTE)[:1], spelling.rstrip(_BEHIND_QUOTE)[-1:]
    if head in _DOUBLE:
        bits |= OPENS
    elif head in _SINGLE_OPENING:
        bits |= OPENS_SINGLE
    if tail in _DOUBLE:
        bits |= CLOSES
    elif tail in _SINGLE_CLOSING:
        bits |= CLOSES_SINGLE
    return bits


def _standing_alone(marks: str) -> int:
    if not _ONLY_OPENING.isdisjoint(marks):
        return OPENS
    if not _ONLY_CLOSING.isdisjoint(marks):
        return CLOSES
    return 0 if _DOUBLE.isdisjoint(marks) else TOGGLES


def _abbreviated(word: str) -> bool:
    """Tell whether the full stop belongs to the word: U.S., J., Sen., Mr."""
    if not word.endswith("."):
        return False
    return (len(word) <= 4 and word[0].isupper()) or "." in word[:-1].rstrip(".")
