"""A group of articles as the members of a story, each with what its place rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from reader.grouping.overlap import Overlap
from reader.model import Article, Member

BY_HAND = "joined by hand"
"""The evidence of a person's ruling."""


def members(
    pivot: int,
    numbers: Sequence[int],
    links: Mapping[int, Mapping[int, Overlap]],
    articles: Sequence[Article],
    outlets: Sequence[str],
    by_hand: Collection[int] = (),
) -> tuple[Member, ...]:
    """Return the members in the order of `numbers`, which is that of publication.

    The first article of an outlet is its copy; its later ones are versions of that. `by_hand`
    names those that a person joined to another.
    """
    copy_of: dict[str, int] = {}
    made = []
    for number in numbers:
        copy = copy_of.setdefault(outlets[number], number)
        version_of = None if copy == number else articles[copy].id
        other = _resting_on(number, pivot, numbers, links)
        if other is None:
            made.append(Member(articles[number].id, version_of=version_of))
            continue
        overlap = links[number][other]
        evidence = _evidence(articles[number], articles[other], overlap, overlap.shorter == number)
        if number in by_hand:
            evidence = (BY_HAND, *evidence) if overlap.total_shared else (BY_HAND,)
        score = round(overlap.score, 4)
        made.append(Member(articles[number].id, score, version_of, evidence))
    return tuple(made)


def _resting_on(
    number: int, pivot: int, numbers: Sequence[int], links: Mapping[int, Mapping[int, Overlap]]
) -> int | None:
    """Return the pivot where the article matches it, else the member that it shares most with."""
    own = links.get(number, {})
    if pivot in own and own[pivot].total_shared:  # nothing is shared with one joined by hand
        return pivot
    others = [other for other in numbers if other in own]
    return max(others, key=lambda other: (own[other].score, -other), default=None)


def _evidence(
    article: Article, other: Article, overlap: Overlap, is_shorter: bool
) -> tuple[str, ...]:
    copy = f"the copy of {other.outlet.name} ({other.id})"
    if is_shorter:
        sentences = f"{overlap.sentences} of its {overlap.of} sentences stand in {copy}"
    else:
        sentences = f"has {overlap.sentences} of the {overlap.of} sentences of {copy}"
    quoted = overlap.total_shared - overlap.shared
    words = f"shares {overlap.total_shared:,} words with it"
    if quoted:
        words += f", {quoted:,} of them quoted"
    found = [sentences, words]
    if article.published and other.published:
        found.append(_apart(abs(article.published - other.published)))
    return tuple(found)


def _apart(time: timedelta) -> str:
    hours = round(time.total_seconds() / 3600)
    if hours < 1:
        return "published within the same hour"
    if hours < 48:
        return f"published {hours} {'hour' if hours == 1 else 'hours'} apart"
    return f"published {round(hours / 24)} days apart"
