"""The titles of all articles known: a line that is another article's title is a link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set

from reader.model import Article
from reader.text.normalise import fold

MIN_LETTERS = 18
"""Letters of the shortest title that counts: "Weather" or "Letters to the editor" stand on every
page, a headline of four words has some twenty."""
_UNSPACED_WEIGHT = 3  # letters that one of Han or kana stands for
_LETTERS = re.compile(r"[^\W_]+")
_NO_MARKS = {code: code if chr(code).isalnum() else None for code in range(128)}
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def title_key(text: str) -> str:
    """Return the letters and digits of a title as they are compared."""
    if text.isascii():
        return text.lower().translate(_NO_MARKS)
    return "".join(_LETTERS.findall(fold(text)))


def is_telling(key: str) -> bool:
    """Tell whether a title with this key (of `title_key`) is long enough to be told from a line."""
    return len(key) + (_UNSPACED_WEIGHT - 1) * len(_UNSPACED.findall(key)) >= MIN_LETTERS


class Titles:
    """Which articles bear a title; `Titles()` knows none."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        owners: dict[str, set[str]] = {}
        for article in articles:
            key = title_key(article.title or "")
            if is_telling(key):
                owners.setdefault(key, set()).add(article.id)
        self._owners: Mapping[str, Set[str]] = owners

    @classmethod
    def owned(cls, owners: Mapping[str, Set[str]]) -> Titles:
        """Return the titles with these keys, each with the ids of the articles that bear it."""
        titles = cls()
        titles._owners = owners
        return titles

    def is_other_title(self, key: str, own: frozenset[str]) -> bool:
        """Tell whether the key (of `title_key`) is an article's title whose id is not in `own`."""
        return not self._owners.get(key, frozenset()) <= own
