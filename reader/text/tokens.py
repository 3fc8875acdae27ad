"""Words and marks of a text, with their offsets.

Scripts that write no spaces between words (Han, kana, Thai and their kin) give one token a
character: a sentence is then compared by characters, which needs no dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from reader.text.mend import mend, mend_part
from reader.text.normalise import fold

# Scripts without spaces between words, by Unicode 16 block: Thai and Lao, Myanmar, Khmer, kana,
# CJK Extension A, CJK, CJK compatibility, the supplementary ideographic planes.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


class _Classes(dict[int, str]):
    """Code point to class letter, filled as characters are met.

    w letter or mark, d digit, u letter of an unspaced script, j joiner inside a word,
    p full stop or comma, z nothing to see, s space, x any other mark.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = letter = _classify(char, code)
        return letter


def _classify(char: str, code: int) -> str:
    if char.isspace():
        return "s"
    if char in "'’ʼ‘":
        return "j"
    if char in ".,":
        return "p"
    if any(low <= code <= high for low, high in _UNSPACED):
        return "u" if unicodedata.category(char)[0] in "LM" else "x"
    category = unicodedata.category(char)
    if category == "Nd":
        return "d"
    if category[0] in "LMN":
        return "w"
    if category in ("Cf", "Cc"):
        return "z"
    return "x"


_CLASSES = _Classes()

# A word holds letters and, between them, an apostrophe (he's); an acronym its stops (U.N.); a
# number its stops and commas between digits, and what is written on to it (4.2, 1,000, 11th).
# Letters before digits are a word of their own: the 19.5 of US19.5 must be found as a number.
# What cannot be seen belongs to the token behind it: it may be the rest of a mended character.
# A run of it is taken from its beginning or not at all: tried from each place, 100,000 take hours.
_TOKEN = re.compile(
    r"(?<!z)z*+((?:wz*p(?=wz*p))+wp"
    r"|d+(?:pd+)*(?:z*w+)*"
    r"|w(?:z*w)*(?:z*jz*w+)*"
    r"|u"
    r"|[xpj])"
)


class Token(NamedTuple):
    """A word or a mark: its offsets and the key by which it is compared."""

    start: int
    end: int
    key: str
    is_word: bool


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, in order; what cannot be seen gives none."""
    mended = mend_part(text, start, len(text) if end is None else end)
    classes = mended.translate(_CLASSES)
    found = []
    for match in _TOKEN.finditer(classes):
        first, last = match.span()
        key = fold(mended[first:last])
        found.append(Token(first + start, last + start, key, classes[match.start(1)] in "wdu"))
    return found


def count_words(text: str) -> int:
    """Return the number of words, without making tokens of them."""
    classes = mend(text).translate(_CLASSES)
    return sum(1 for match in _TOKEN.finditer(classes) if match[1][0] in "wdu")


def words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return the keys of the words alone, in order."""
    mended = mend_part(text, start, len(text) if end is None else end)
    classes = mended.translate(_CLASSES)
    return [
        fold(mended[match.start() : match.end()])
        for match in _TOKEN.finditer(classes)
        if classes[match.start(1)] in "wdu"
    ]
