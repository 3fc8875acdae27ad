"""Stories that share text without being one."""

from __future__ import annotations

from reader.model import Grouping, Member, Relation, Story
from reader.services.related import Related, Sharing, related_stories


def test_each_of_two_stories_knows_the_other_from_its_side() -> None:
    stories = tuple(Story(name, (Member(name), Member(f"{name}2"))) for name in ("a", "b", "c"))
    grouping = Grouping(
        stories, (Relation("a2", "b", "derived", 0.4), Relation("a", "c2", "contains", 0.9))
    )
    assert related_stories(grouping) == {
        "a": (Related("c", Sharing.STANDS_IN, 0.9), Related("b", Sharing.OVERLAPS, 0.4)),
        "b": (Related("a", Sharing.OVERLAPS, 0.4),),
        "c": (Related("a", Sharing.HOLDS, 0.9),),
    }
