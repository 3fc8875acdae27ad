"""Invented articles: prose of made-up words, so that two seeds share nothing by chance."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from reader.grouping.stories import group
from reader.model import Article, Grouping, Outlet
from reader.text.blocks import split_blocks

_ONSETS = [*"bcdfghklmnprstvw", "st", "tr", "pl", "gr"]
_VOWELS = [*"aeiou", "ai", "ea", "ou"]
_ENDINGS = ("n", "r", "l", "s", "t", "nd", "rk", "")
FIRST_DAY = datetime(2031, 3, 1, 8, 0, tzinfo=UTC)


def word(rng: random.Random) -> str:
    """Return a made-up word of two or three syllables."""
    syllables = rng.choice((2, 3))
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables)) + (
        rng.choice(_ENDINGS)
    )


def sentences(seed: int, count: int, words: int = 16) -> list[str]:
    """Return sentences that only this seed gives."""
    rng = random.Random(seed)
    return [" ".join(word(rng) for _ in range(words)).capitalize() + "." for _ in range(count)]


def article(
    name: str,
    lines: Iterable[str],
    *,
    outlet: str | None = None,
    title: str | None = None,
    hours: float | None = None,
    url: str | None = None,
) -> Article:
    """Return an article of these paragraphs, published so many hours after the first day began."""
    text = "\n".join(lines)
    published = None if hours is None else FIRST_DAY + timedelta(hours=hours)
    return Article(
        name,
        Outlet(outlet or f"Outlet of {name}"),
        text,
        split_blocks(text),
        title=title,
        published=published,
        url=url,
    )


def ids(grouping: Grouping) -> list[list[str]]:
    """Return the stories as lists of the articles' ids."""
    return [[member.article for member in story.members] for story in grouping.stories]


def together(*articles: Article) -> bool:
    """Tell whether these articles, grouped on their own, make one story."""
    return len(group(articles).stories) == 1
