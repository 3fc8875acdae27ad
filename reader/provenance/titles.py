"""The titles of all articles known: a line that is another article's title is a link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.model import Article
from reader.text.normalise import fold

MIN_LETTERS = 18
"""Letters of the shortest title that counts: "Weather" or "Letters to the editor" stand on every
page, a headline of four words has some twenty."""
_UNSPACED_WEIGHT = 3  # letters that one of Han or kana stands for
_LETTERS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def title_key(text: str) -> str:
    """Return the letters and digits of a title as they are compared."""
    return "".join(_LETTERS.findall(fold(text)))


class Titles:
    """Which articles bear a title; `Titles()` knows none."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        owners: dict[str, set[str]] = {}
        for article in articles:
            key = title_key(article.title or "")
            if len(key) + (_UNSPACED_WEIGHT - 1) * len(_UNSPACED.findall(key)) >= MIN_LETTERS:
                owners.setdefault(key, set()).add(article.id)
        self._owners = {key: frozenset(ids) for key, ids in owners.items()}

    def is_other_title(self, key: str, own: frozenset[str]) -> bool:
        """Tell whether the key (of `title_key`) is an article's title whose id is not in `own`."""
        return not self._owners.get(key, frozenset()) <= own
