"""Stories that one outlet tells in one frame: weather, results, obituaries, a notice for each town.

Their texts are alike but for the names and figures put into the frame, as those of two versions of
one article are; what tells them apart is whom they name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.model import Article
from reader.text.prose import is_prose
from reader.text.running import is_running
from reader.text.tokens import tokens, words

_SAME_NAME = 0.75
"""Indel similarity, 0 to 1, from which on two names may be spellings or forms of one: Smith and
Smyth, Iran and Iranian. Two towns so alike stay together, which is no worse than before."""
_OPENING = frozenset(".!?…:“”\"„«»‘'-–—(*")
"""Marks behind which a capital tells nothing."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of an article's headline, those of its prose, and which of these are names."""

    headline: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]

    def alone_names(self, other: _Told) -> bool:
        """Tell whether a name of the headline is nowhere in the other article, in any form."""
        return any(
            name not in other.words and not any(_is_form(name, one) for one in other.names)
            for name in (self.headline & self.names) - other.headline
        )


class Frames:
    """Tells which articles of one outlet, alike in their text, are two stories in one frame.

    Few articles are ever asked about: each of these is looked at once, when it first is.
    """

    def __init__(self, whole: Callable[[str], Article]) -> None:
        """Take `whole`, which gives an article with its text by its id."""
        self._whole = whole
        self._looked_at: dict[str, _Told] = {}

    def holds(self, a: Article, b: Article) -> bool:
        """Tell whether two articles are two stories in one frame; their texts may be left out.

        They have different addresses, and the headline of each has a name which its own text bears
        and the other's does not. One article at another time has one address, or goes on to name
        whom it named. Where an address or a headline is missing they are not told apart.
        """
        if not (a.url and b.url and a.title and b.title) or a.url == b.url or a.title == b.title:
            return False
        one, other = self._told(a.id), self._told(b.id)
        return one.alone_names(other) and other.alone_names(one)

    def _told(self, article_id: str) -> _Told:
        if article_id not in self._looked_at:
            self._looked_at[article_id] = _told(self._whole(article_id))
        return self._looked_at[article_id]


def _told(article: Article) -> _Told:
    small: set[str] = set()
    capital: set[str] = set()
    inside: set[str] = set()
    for block in article.blocks:
        if not (is_running(block) and is_prose(article.text[block.start : block.end])):
            continue
        opens = True
        for token in tokens(article.text, block.start, block.end):
            if not token.is_word:
                opens = opens or article.text[token.start] in _OPENING
                continue
            is_capital = article.text[token.start].isupper()
            name = _bare(token.key)
            (capital if is_capital else small).add(name)
            if is_capital and not opens:
                inside.add(name)
            opens = False
    headline = frozenset(map(_bare, words(article.title or "")))
    return _Told(headline, frozenset(small | capital), frozenset(inside - small))


def _bare(key: str) -> str:
    """Return a word's key without a genitive's ending."""
    return key.removesuffix("'s").removesuffix("'")


def _is_form(name: str, other: str) -> bool:
    from rapidfuzz.distance import Indel  # 20 ms, not needed before two texts meet

    longer, shorter = sorted((name, other), key=len, reverse=True)
    return longer.startswith(shorter) or Indel.normalized_similarity(name, other) >= _SAME_NAME
