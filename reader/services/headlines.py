"""What a story is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.model import Article, Origin, Role
from reader.provenance.origin import Sign, is_own_copy, signs, weighed
from reader.text.normalise import fold, squeeze
from reader.text.prose import ends_sentence, is_prose, word_count
from reader.text.segments import segment

_LEADING_BLOCKS = 4
"""Blocks at the head of a page among which a headline without markup is looked for."""
_SHORTEST, _LONGEST = 4, 24  # words of a headline


@dataclass(frozen=True, slots=True)
class Caption:
    """What a row of the list says a story is; `outlets` in order of its copies, each once."""

    headline: str
    agency: str | None
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What an article tells of its story's name: its own headline, and the signs of an agency."""

    headline: str | None
    signs: tuple[Sign, ...]


def telling(article: Article) -> Telling:
    """Return what the article tells of its story's name."""
    return Telling(article_headline(article), tuple(signs(article)))


def caption(copies: Sequence[Article], told: Mapping[str, Telling] | None = None) -> Caption:
    """Return what a story is called; `copies` are in order of publication, without versions.

    `told`, by id, is what was read of them before: of their texts it is asked for no more, unless
    none of them has a headline.
    """
    known = [told[one.id] for one in copies] if told else list(map(telling, copies))
    source = weighed([sign for one in known for sign in one.signs])
    outlets = dict.fromkeys(article.outlet.name for article in copies)
    called = _most_carried(copies, [one.headline for one in known], source)
    return Caption(called, source.agency, tuple(outlets))


def headline(articles: Sequence[Article], source: Origin) -> str:
    """Return the headline that most copies carry, else the agency's, else the earliest.

    Without any, the first sentence. `articles` are the copies in order of publication.
    """
    return _most_carried(articles, list(map(article_headline, articles)), source)


def _most_carried(
    articles: Sequence[Article], headlines: Sequence[str | None], source: Origin
) -> str:
    carried = [(own, one) for own, one in zip(headlines, articles, strict=True) if own]
    if not carried:
        return first_sentence(articles)
    counts = Counter(fold(text) for text, _ in carried)

    def rank(item: tuple[int, tuple[str, Article]]) -> tuple[int, bool, int]:
        place, (text, article) = item
        return (
            -counts[fold(text)],
            not (source.agency and is_own_copy(article, source.agency)),
            place,
        )

    return min(enumerate(carried), key=rank)[1][0]


def article_headline(article: Article) -> str | None:
    """Return the article's own headline: as given, or the headline-like line at its head."""
    if article.title and article.title.strip():
        return squeeze(article.title)
    for block in article.blocks[:_LEADING_BLOCKS]:
        text = squeeze(article.text[block.start : block.end])
        if block.role is Role.HEADING:
            return text
        if is_prose(text):
            return None
        if (
            _SHORTEST <= word_count(text) <= _LONGEST
            and "@" not in text
            and not ends_sentence(text)
        ):
            return text
    return None


def first_sentence(articles: Sequence[Article]) -> str:
    """Return the first sentence of prose, else the first text, else the first article's id."""
    texts = [
        squeeze(article.text[s.start : s.end]) for article in articles for s in segment(article)
    ]
    return next((t for t in texts if is_prose(t)), texts[0] if texts else articles[0].id)
