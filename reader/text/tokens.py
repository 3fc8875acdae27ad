"""Words and marks of a text, with their offsets.

Scripts that write no spaces between words (Han, kana, Thai and their kin) give one token a
character: a sentence is then compared by characters, which needs no dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
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


# Most texts hold nothing but these characters. In them tokens are found without classing each
# character first, in a fourth of the time; the classes make the patterns, so that both agree.
_COMMON = [chr(c) for c in (9, 10, 13, *range(0x20, 0x180), *range(0x2010, 0x2028), 0x20AC, 0x2122)]
_COMMON_OF = {
    letter: "".join(re.escape(c) for c in _COMMON if _classify(c, ord(c)) == letter)
    for letter in "wdjpsx"
}
_W, _D, _J, _P = (f"[{_COMMON_OF[letter]}]" for letter in "wdjp")
_COMMON_WORD = rf"(?:{_W}{_P}(?={_W}{_P}))+{_W}{_P}|{_D}+(?:{_P}{_D}+)*{_W}*|{_W}+(?:{_J}{_W}+)*"
_COMMON_WORDS = re.compile(_COMMON_WORD)
_COMMON_TOKENS = re.compile(
    rf"({_COMMON_WORD})|[{_COMMON_OF['x']}{_COMMON_OF['p']}{_COMMON_OF['j']}]"
)
_UNCOMMON = re.compile(f"[^{''.join(_COMMON_OF.values())}]")
_KEPT_TEXTS = 1 << 13  # texts whose words are kept: the copies of a story share most of theirs
_KEPT_LENGTH = 1_000  # characters of the longest of them


class Token(NamedTuple):
    """A word or a mark: its offsets and the key by which it is compared."""

    start: int
    end: int
    key: str
    is_word: bool


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, in order; what cannot be seen gives none."""
    mended = mend_part(text, start, len(text) if end is None else end)
    return [
        Token(first + start, last + start, fold(mended[first:last]), is_word)
        for first, last, is_word in _parts(mended)
    ]


def _parts(mended: str) -> list[tuple[int, int, bool]]:
    """Return the offsets of each token, and whether it is a word."""
    if _UNCOMMON.search(mended):
        return _classed(mended)
    return [(m.start(), m.end(), m.lastindex is not None) for m in _COMMON_TOKENS.finditer(mended)]


def _classed(mended: str) -> list[tuple[int, int, bool]]:
    """Return the same of any text, by the classes of its characters."""
    classes = mended.translate(_CLASSES)
    return [
        (match.start(), match.end(), classes[match.start(1)] in "wdu")
        for match in _TOKEN.finditer(classes)
    ]


def _words(mended: str) -> tuple[str, ...]:
    """Return the words alone, as they are written; those of a sentence are kept."""
    return _kept_words(mended) if len(mended) <= _KEPT_LENGTH else _found_words(mended)


def _found_words(mended: str) -> tuple[str, ...]:
    if _UNCOMMON.search(mended):
        return tuple(mended[first:last] for first, last, is_word in _classed(mended) if is_word)
    return tuple(_COMMON_WORDS.findall(mended))


_kept_words = lru_cache(maxsize=_KEPT_TEXTS)(_found_words)


def count_words(text: str) -> int:
    """Return the number of words, without making tokens of them."""
    return len(_words(mend(text)))


def words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return the keys of the words alone, in order."""
    return list(keys(mend_part(text, start, len(text) if end is None else end)))


def all_keys(mended: str) -> list[str]:
    """Return the keys of all tokens of a text that is mended already, in order."""
    return [fold(mended[first:last]) for first, last, _ in _parts(mended)]


def keys(mended: str) -> tuple[str, ...]:
    """Return the keys of its words alone."""
    return _kept_keys(mended) if len(mended) <= _KEPT_LENGTH else _keys(mended)


def _keys(mended: str) -> tuple[str, ...]:
    return tuple(map(fold, _words(mended)))


_kept_keys = lru_cache(maxsize=_KEPT_TEXTS)(_keys)
