"""What a person ruled stands, whatever the texts say."""

from __future__ import annotations

import random
from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from reader.grouping.rulings import Rulings
from reader.grouping.stories import group
from reader.model import Article, Grouping
from tests.grouping.test_grouping_invariants import pages
from tests.grouping.writing import article, ids, sentences

STORY, OTHER = sentences(61, 12), sentences(62, 12)


def ruled(
    articles: list[Article],
    joined: Collection[tuple[str, str]] = (),
    parted: Collection[tuple[str, str]] = (),
) -> Grouping:
    return group(articles, rulings=Rulings(frozenset(joined), frozenset(parted)))


def two_stories() -> list[Article]:
    return [
        *(article(name, STORY, hours=hour) for hour, name in enumerate(("a1", "a2", "a3"))),
        *(article(name, OTHER, hours=9 + hour) for hour, name in enumerate(("b1", "b2"))),
    ]


def test_joining_two_articles_joins_their_stories() -> None:
    assert ids(ruled(two_stories(), joined={("b2", "a2")})) == [["a1", "a2", "a3", "b1", "b2"]]


def test_a_member_joined_by_hand_says_so() -> None:
    (story,) = ruled(two_stories(), joined={("a1", "b1")}).stories
    evidence = {member.article: member.evidence for member in story.members}
    assert [name for name, found in evidence.items() if found[0] == "joined by hand"] == [
        "a1",
        "b1",
    ]
    assert all("12 sentences" in " ".join(found) for found in evidence.values())


def test_a_member_that_shares_nothing_rests_on_the_ruling_alone() -> None:
    articles = [article("a", STORY, hours=0), article("b", OTHER, hours=1)]
    (story,) = ruled(articles, joined={("a", "b")}).stories
    assert [(m.score, m.evidence) for m in story.members] == [(0.0, ("joined by hand",))] * 2


def test_what_articles_joined_by_hand_share_is_said_too() -> None:
    rewrite = article("c", [*OTHER, *STORY[4:7]], hours=3)
    (story,) = ruled([article("a", STORY, hours=1), rewrite], joined={("a", "c")}).stories
    assert [member.evidence[:2] for member in story.members] == [
        ("joined by hand", "3 of its 12 sentences stand in the copy of Outlet of c (c)"),
        ("joined by hand", "has 3 of the 12 sentences of the copy of Outlet of a (a)"),
    ]
    assert 0.2 < story.members[1].score < 0.3


def test_a_copy_parted_from_all_others_stands_alone() -> None:
    articles = [article(name, STORY, hours=hour) for hour, name in enumerate("abcd")]
    grouping = ruled(articles, parted={("c", "a"), ("c", "b"), ("d", "c")})
    assert ids(grouping) == [["a", "b", "d"], ["c"]]
    assert [(r.a, r.b, r.kind) for r in grouping.related] == [("a", "c", "derived")]


def test_articles_parted_do_not_share_a_story_through_a_third() -> None:
    articles = [article(name, STORY, hours=hour) for hour, name in enumerate("abc")]
    stories = ids(ruled(articles, parted={("a", "b")}))
    assert len(stories) == 2
    assert not any({"a", "b"} <= set(story) for story in stories)


def test_what_was_not_parted_goes_where_it_shares_most() -> None:
    whole, cut = STORY, [*STORY[:7], *sentences(63, 3)]
    articles = [
        article("a", whole, hours=0),
        article("b", whole, hours=1),
        article("c", cut, hours=2),
        article("d", cut, hours=3),
    ]
    assert ids(ruled(articles, parted={("c", "a")})) == [["a", "b"], ["c", "d"]]


def test_a_newcomer_to_a_joined_story_belongs_to_it() -> None:
    newcomer = article("b3", OTHER[:8], hours=30)
    (story,) = ruled([*two_stories(), newcomer], joined={("a1", "b1")}).stories
    assert len(story.members) == 6


def test_one_outlets_article_joined_by_hand_is_a_version() -> None:
    articles = [
        article("a", STORY, outlet="Gazette", hours=0),
        article("b", OTHER, outlet="Gazette", hours=1),
    ]
    (story,) = ruled(articles, joined={("b", "a")}).stories
    assert [member.version_of for member in story.members] == [None, "a"]


def test_parting_wins_where_both_cannot_hold() -> None:
    articles = [article(name, sentences(64 + n, 9), hours=n) for n, name in enumerate("abc")]
    stories = ids(ruled(articles, joined={("a", "b"), ("b", "c")}, parted={("a", "c")}))
    assert stories == [["a", "b"], ["c"]]


def test_ids_that_are_not_there_say_nothing() -> None:
    joined, parted = {("a1", "zz"), ("a1", "a1")}, {("zz", "yy"), ("a2", "a2")}
    assert ruled(two_stories(), joined, parted) == group(two_stories())


def test_hundreds_of_copies_are_parted_at_once() -> None:
    many = [article(f"a{number:03}", STORY) for number in range(300)]
    parted = {("a150", one.id) for one in many if one.id != "a150"}
    stories = ids(ruled(many, parted=parted))
    assert sorted(map(len, stories)) == [1, 299]


@st.composite
def rulings(draw: st.DrawFn) -> Rulings:
    pair = st.tuples(*[st.integers(0, 8).map("n{}".format)] * 2)
    pairs = st.frozensets(pair.filter(lambda ab: ab[0] != ab[1]), max_size=4)
    return Rulings(draw(pairs), draw(pairs))


@given(pages(), rulings())
def test_rulings_hold_whatever_the_texts(made: list[Article], rulings: Rulings) -> None:
    stories = ids(group(made, rulings=rulings))
    home = {id_: number for number, story in enumerate(stories) for id_ in story}
    assert sorted(home) == sorted(one.id for one in made)
    for a, b in rulings.parted:
        assert a not in home or b not in home or home[a] != home[b]
    if not rulings.parted:
        for a, b in rulings.joined:
            assert a not in home or b not in home or home[a] == home[b]


@given(pages(), rulings(), st.randoms(use_true_random=False))
def test_the_order_given_changes_nothing_under_rulings(
    made: list[Article], rulings: Rulings, rng: random.Random
) -> None:
    turned = Rulings(
        frozenset((b, a) for a, b in rulings.joined), frozenset((b, a) for a, b in rulings.parted)
    )
    shuffled = list(made)
    rng.shuffle(shuffled)
    assert group(shuffled, rulings=turned) == group(made, rulings=rulings)


@given(pages(), rulings())
def test_ruling_again_what_holds_already_changes_no_story(
    made: list[Article], rulings: Rulings
) -> None:
    first = ids(group(made, rulings=rulings))
    home = {id_: number for number, story in enumerate(first) for id_ in story}
    apart = frozenset((a, b) for a in home for b in home if a < b and home[a] != home[b])
    assert ids(group(made, rulings=Rulings(rulings.joined, rulings.parted | apart))) == first
