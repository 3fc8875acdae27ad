"""Stories that share text with one another without being one story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reader.model import Grouping


class Sharing(StrEnum):
    """How another story shares text with the one that is looked at."""

    OVERLAPS = "overlaps"
    STANDS_IN = "stands in"
    """The other story stands inside an article of this one, a digest for instance."""
    HOLDS = "holds"
    """An article of the other story holds this one."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another story, by its id; `share` is the part (0 to 1) of the shorter text that is shared."""

    story: str
    sharing: Sharing
    share: float


def related_stories(grouping: Grouping) -> Mapping[str, tuple[Related, ...]]:
    """Return for each story that shares text with others those others, the closest first."""
    story_of = {member.article: story.id for story in grouping.stories for member in story.members}
    found: defaultdict[str, list[Related]] = defaultdict(list)
    for relation in grouping.related:
        a, b = story_of[relation.a], story_of[relation.b]
        holds = relation.kind == "contains"
        of_a, of_b = (Sharing.STANDS_IN, Sharing.HOLDS) if holds else (Sharing.OVERLAPS,) * 2
        found[a].append(Related(b, of_a, relation.score))
        found[b].append(Related(a, of_b, relation.score))
    return {
        story: tuple(sorted(others, key=lambda other: (-other.share, other.story)))
        for story, others in found.items()
    }
