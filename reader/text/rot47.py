"""Paragraphs that a paywall hides by ROT47: known by their letters, and read in the same length.

ROT47 turns each printable ASCII character into the one 47 places on, so that doing it twice gives
back the text. White space and all other characters stay, and with them every offset.
"""

from __future__ import annotations

from functools import lru_cache

_FIRST, _LAST = 33, 126  # "!" to "~"
_TURN = 47
_TABLE = {
    code: _FIRST + (code - _FIRST + _TURN) % (_LAST - _FIRST + 1)
    for code in range(_FIRST, _LAST + 1)
}
_DIGITS, _MARKS, _CAPITALS = frozenset("23456789"), frozenset(":;<=>?@"), frozenset("ABCDEFGHIJK")
"""What the small letters a to h, i to o and p to z become: in the languages of Latin script each
group makes up a fourth or more of a text's letters, and words hold letters of several groups."""
_SMALL = _DIGITS | _MARKS | _CAPITALS
_MIN_LENGTH = 24
"""Characters that are no white space: statistics need some. Shorter lines stay as they are."""
_MIN_SMALL = 0.55
"""Of a line's characters: what small letters become."""
_MIN_GROUP = 0.08
"""Of a line's characters: each of the three groups."""
_MAX_LOWER = 0.25
"""Of a line's characters: small letters as they are, of which prose has more."""
_MIN_MIXED = 0.15
"""Of the words of four characters and more: those that mix all three groups, as half of hidden
words do, and no time, sum, code or capital does."""
_LONG = 4  # characters of a word that can be asked to mix
_MAX_LINE = 8_000
"""Characters: a paywall hides paragraph by paragraph, and no paragraph of news is as long."""
_KEPT_LINES = 4096


def rot47(text: str) -> str:
    """Return the text turned by ROT47: what was hidden is read, what was plain is hidden."""
    return text.translate(_TABLE)


@lru_cache(maxsize=_KEPT_LINES)
def is_rot47(line: str) -> bool:
    """Tell whether a line is hidden by ROT47, by the statistics of its characters.

    They are mostly digits, marks and capitals of the ranges that small letters become, in the
    shares that letters have, mixed within words; and hardly any are small letters themselves.
    """
    if len(line) > _MAX_LINE or not _may_hold(line):
        return False
    words = line.split()
    shown = "".join(words)
    length = len(shown)
    if length < _MIN_LENGTH or sum(map(str.islower, shown)) > _MAX_LOWER * length:
        return False
    groups = [sum(char in group for char in shown) for group in (_DIGITS, _MARKS, _CAPITALS)]
    if sum(groups) < _MIN_SMALL * length or min(groups) < _MIN_GROUP * length:
        return False
    long = [word for word in words if len(word) >= _LONG]
    mixed = sum(
        not any(group.isdisjoint(word) for group in (_DIGITS, _MARKS, _CAPITALS)) for word in long
    )
    return len(long) > 1 and mixed >= _MIN_MIXED * len(long)


def reveal(text: str) -> str:
    """Return the text with those of its lines read that ROT47 hides, as long as before."""
    if not _may_hold(text):
        return text
    lines = text.split("\n")
    if not any(map(is_rot47, filter(_may_hold, lines))):
        return text
    return "\n".join(rot47(line) if is_rot47(line) else line for line in lines)


def reveal_part(text: str, start: int, end: int) -> str:
    """Return `text[start:end]`, read if it lies in a line that ROT47 hides."""
    part = text[start:end]
    if "\n" in part:
        return reveal(part)
    # Asked of every word: no farther than the longest line, however long the text.
    low, high = max(0, start - _MAX_LINE), min(len(text), end + _MAX_LINE)
    before, behind = text.rfind("\n", low, start), text.find("\n", end, high)
    line = text[low if before < 0 else before + 1 : high if behind < 0 else behind]
    return rot47(part) if _may_hold(line) and is_rot47(line) else part


def _may_hold(text: str) -> bool:
    """Tell whether it is worth counting: no line of many words lacks all of n, o and i."""
    return "@" in text or "?" in text
