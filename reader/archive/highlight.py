"""Where the words of a query stand in a text, as the indexes understand words. Pure.

FTS5 can mark what it finds too, but takes a second for a text in which a word stands ten thousand
times; this takes time in proportion to the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from reader.archive.query import Term
from reader.text.scripts import has_unspaced

Span = tuple[int, int]

_ACCENT = "[\u0300-\u036f]"
"""A combining accent: part of the word that it stands in, and without weight."""
_LETTER = r"(?:[^\W_]|[\ue000-\uf8ff])"
"""What FTS5's unicode61 takes for part of a word: letters, numbers and private use."""
_WORDS = re.compile(f"{_LETTER}(?:{_LETTER}|{_ACCENT})*")
_BETWEEN = f"(?:(?!{_LETTER}).)++"


class _Folded(dict[int, str]):
    """Code point to the one character that stands for it, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        apart = unicodedata.normalize("NFD", char.lower())
        self[code] = folded = apart[0] if all(map(unicodedata.combining, apart[1:])) else char
        return folded


_FOLDED = _Folded()


def spans_of(terms: Iterable[Term], text: str) -> list[Span]:
    """Return where any of the terms stands in a text, in order; those that touch are one."""
    folded = text.translate(_FOLDED)
    found = sorted(
        match.span()
        for term in terms
        for match in _pattern(term.value, term.prefix).finditer(folded)
    )
    merged: list[Span] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


@lru_cache(maxsize=256)
def _pattern(value: str, prefix: bool) -> re.Pattern[str]:
    """Return what finds a term in a folded text."""
    folded = value.translate(_FOLDED)
    if has_unspaced(value):
        return re.compile(re.escape(folded))
    words = [
        "".join(f"{re.escape(c)}{_ACCENT}*+" for c in word if not unicodedata.combining(c))
        for word in _WORDS.findall(folded)
    ]
    begin = f"(?<!{_LETTER})(?<!{_ACCENT}){_ACCENT}*+"
    end = f"(?:{_LETTER}|{_ACCENT})*+" if prefix else f"(?!{_LETTER})"
    return re.compile(f"{begin}{_BETWEEN.join(words)}{end}", re.DOTALL)
