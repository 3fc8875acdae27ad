"""Articles put into stories one by one: the same stories as all at once, in any order."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive import articles as kept
from reader.archive import index, relations, rulings, stories
from reader.archive.checking import check
from reader.archive.connection import Archive
from reader.archive.removal import remove_articles
from reader.errors import Cancelled
from reader.grouping.shingles import Body, body
from reader.grouping.stories import group
from reader.model import Article, TextState
from reader.services import arranging, loading
from reader.services.arranging import arrange
from tests.grouping.test_frames import copy_of_one, framed
from tests.grouping.test_grouping_invariants import pages
from tests.grouping.writing import article, ids, sentences

NOON = 1_800_000_000.0
STORY, OTHER = sentences(71, 12), sentences(72, 12)


def keep(archive: Archive, articles: Iterable[Article], *, now: float = NOON) -> list[int]:
    with archive.writing() as connection:
        return [
            kept.keep(connection, one, identity=one.id, feed=None, now=now).number
            for one in articles
        ]


def found(archive: Archive) -> list[list[str]]:
    """Return the stories as lists of ids, each and all in order."""
    with archive.reading() as connection:
        names = [id_ for (id_,) in connection.execute("SELECT id FROM stories")]
        made = [stories.members(connection, name).members for name in names]
    return sorted(sorted(member.article for member in story) for story in made)


def at_once(articles: Sequence[Article]) -> list[list[str]]:
    return sorted(sorted(story) for story in ids(group(articles)))


def one_by_one(articles: Iterable[Article]) -> Archive:
    archive = Archive(None)
    for number, one in enumerate(articles):
        keep(archive, [one], now=NOON + number)
        arrange(archive)
    return archive


@given(pages(), st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_gives_the_same_stories_as_all_at_once(
    made: list[Article], rng: random.Random
) -> None:
    shuffled = list(made)
    rng.shuffle(shuffled)
    archive = one_by_one(shuffled)
    assert found(archive) == at_once(made)
    with archive.reading() as connection:
        assert check(connection) == []


@given(pages(), st.integers(1, 4), st.randoms(use_true_random=False))
def test_some_at_a_time_gives_the_same_stories(
    made: list[Article], batch: int, rng: random.Random
) -> None:
    archive = Archive(None)
    left = list(made)
    while left:
        size = rng.randint(1, len(left))
        keep(archive, left[:size])
        arrange(archive, batch=batch)  # the first time, more than fit are loaded at once
        del left[:size]
    assert found(archive) == at_once(made)


@given(st.permutations([*framed(), copy_of_one()]))
def test_stories_in_one_frame_are_parted_in_whatever_order_they_come(made: list[Article]) -> None:
    parted = at_once(made)
    assert sorted(map(len, parted)) == [1, 1, 2]
    assert found(one_by_one(made)) == parted
    archive = Archive(None)
    keep(archive, made)
    arrange(archive, batch=1)  # all are loaded at once
    assert found(archive) == parted


def story_of(archive: Archive, article_id: str) -> list[str]:
    return next(story for story in found(archive) if article_id in story)


def ruled(archive: Archive, a: str, b: str, kind: str) -> None:
    """Join the stories of two articles, or split the first from its story."""
    with archive.writing() as connection:
        numbers = kept.numbers(connection, [a, b])
        if kind == "join":
            own = stories.stories_of(connection, numbers.values())
            if len(own) == 2:
                rulings.join(connection, own[0], own[1], NOON)
        else:
            rulings.split(connection, numbers[a], NOON)
    arrange(archive)


@given(pages(), st.data(), st.randoms(use_true_random=False))
def test_what_a_person_ruled_stands_as_articles_come(
    made: list[Article], data: st.DataObject, rng: random.Random
) -> None:
    archive = Archive(None)
    come: list[Article] = []
    for one in rng.sample(made, len(made)):
        keep(archive, [one])
        arrange(archive)
        come.append(one)
        if data.draw(st.booleans()):
            a, b = (rng.choice(come).id for _ in range(2))
            ruled(archive, a, b, data.draw(st.sampled_from(["join", "part"])))
    with archive.reading() as connection:
        stand = rulings.rulings(connection, kept.all_numbers(connection))
    assert found(archive) == sorted(sorted(s) for s in ids(group(made, rulings=stand)))


def test_a_copy_joins_its_story_and_the_story_keeps_its_number_and_id() -> None:
    archive = one_by_one([article("b", STORY, hours=5), article("x", OTHER, hours=6)])
    with archive.reading() as connection:
        before = stories.number_of(connection, "b")
    keep(archive, [article("a", STORY[:9], hours=1)], now=NOON + 9)
    assert arrange(archive) == {"b"}
    with archive.reading() as connection:
        assert stories.number_of(connection, "b") == before
        members = stories.members(connection, "b").members
    assert [member.article for member in members] == ["b", "a"]
    assert members[1].evidence[0].startswith("9 of its 9 sentences stand in the copy")


def test_versions_are_of_the_copy_that_came_first() -> None:
    later, earlier = (
        article(name, STORY, outlet="Gazette", hours=hours) for name, hours in (("l", 9), ("e", 1))
    )
    archive = one_by_one([later, earlier])
    with archive.reading() as connection:
        members = stories.members(connection, "l").members
        (row,) = stories.summaries(connection, [stories.number_of(connection, "l")])
    assert [(member.article, member.version_of) for member in members] == [("l", None), ("e", "l")]
    assert (row.copies, row.versions) == (1, 1)


def test_a_story_that_nothing_bears_on_is_left_alone() -> None:
    archive = one_by_one([article("a", STORY), article("b", STORY), article("x", OTHER)])
    with archive.writing() as connection:
        connection.execute("UPDATE stories SET facts = 3")
    keep(archive, [article("y", OTHER)], now=NOON + 9)
    assert arrange(archive) == {"x"}
    with archive.reading() as connection:
        facts = dict(connection.execute("SELECT id, facts FROM stories"))
    assert facts == {"a": 3, "x": None}


def test_a_story_with_which_a_newcomer_shares_a_notice_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notice = sentences(75, 3)
    archive = one_by_one([article("a", STORY + notice), article("b", STORY), article("c", STORY)])
    read: list[str] = []

    def noted(one: Article) -> Body:
        read.append(one.id)
        return body(one)

    monkeypatch.setattr(arranging, "body", noted)
    keep(archive, [article("x", OTHER + notice)])
    arrange(archive)
    assert found(archive) == [["a", "b", "c"], ["x"]]
    assert sorted(read) == ["a", "x"]


def test_furniture_learned_later_parts_what_it_had_joined() -> None:
    notice = sentences(73, 5)
    made = [article(f"p{n}", notice + sentences(80 + n, 5)) for n in range(4)]
    archive = one_by_one(made[:2])
    assert found(archive) == [["p0", "p1"]]
    keep(archive, made[2:])
    arrange(archive)
    assert found(archive) == [["p0"], ["p1"], ["p2"], ["p3"]]
    brief = article("q", notice + sentences(90, 2))
    keep(archive, [brief])
    arrange(archive)
    assert story_of(archive, "q") == ["q"]


def test_a_page_that_takes_a_summarys_place_moves_to_its_story() -> None:
    summary = replace(article("a", OTHER[:4], outlet="Gazette"), state=TextState.SUMMARY)
    archive = one_by_one([article("x", OTHER), article("s", STORY), summary])
    assert story_of(archive, "a") == ["a", "x"]
    keep(archive, [article("a", STORY, outlet="Gazette")])
    arrange(archive)
    assert found(archive) == [["a", "s"], ["x"]]
    with archive.reading() as connection:
        assert relations.relations_of(connection, stories.number_of(connection, "x")) == ()
        assert check(connection) == []


def test_what_is_left_when_an_article_goes_is_grouped_again() -> None:
    archive = one_by_one([article(name, STORY) for name in "abc"] + [article("x", OTHER)])
    with archive.writing() as connection:
        remove_articles(connection, [kept.numbers(connection, ["a"])["a"]])
    arrange(archive)
    assert found(archive) == [["b", "c"], ["x"]]
    with archive.reading() as connection:
        assert check(connection) == []


def test_relations_come_and_go_with_their_articles() -> None:
    rewrite = [*sentences(74, 9), *STORY[4:9]]
    archive = one_by_one([article("a", STORY), article("b", rewrite), article("c", STORY)])
    with archive.reading() as connection:
        (relation,) = relations.relations_of(connection, stories.number_of(connection, "b"))
    assert (relation.b, relation.kind) == ("b", "derived")
    assert relation.a in ("a", "c")


def test_an_index_of_another_version_is_made_anew() -> None:
    archive = one_by_one([article("a", STORY), article("b", STORY), article("x", OTHER)])
    with archive.writing() as connection:
        connection.execute("UPDATE derived SET value = 'old' WHERE name = 'bodies'")
        connection.execute("UPDATE fingerprints SET shingles = x'', sentences = x''")
    keep(archive, [article("y", OTHER)])
    arrange(archive, batch=1)
    assert found(archive) == [["a", "b"], ["x", "y"]]
    with archive.reading() as connection:
        assert index.is_current(connection)
        assert not index.missing(connection, kept.all_numbers(connection))


def test_arranging_says_how_far_it_is_and_can_be_stopped() -> None:
    archive = Archive(None)
    keep(archive, [article(f"a{n}", sentences(100 + n, 8)) for n in range(6)])
    said: list[tuple[str, int, int]] = []

    def stopped() -> bool:
        return len(said) > 2

    with pytest.raises(Cancelled):
        arrange(archive, batch=2, progress=lambda *now: said.append(now), cancelled=stopped)
    assert all(stage == "grouping" and done <= of for stage, done, of in said)
    arrange(archive)
    assert len(found(archive)) == 6


def test_an_article_that_changes_while_all_are_loaded_waits_and_is_grouped_after() -> None:
    archive = Archive(None)
    made = [article("a", STORY), article("b", STORY), article("c", OTHER)]
    keep(archive, [replace(made[0], state=TextState.SUMMARY), *made[1:]])
    turned: list[list[int]] = []

    def meanwhile(stage: str, done: int, of: int) -> None:
        if not turned:
            turned.append(keep(archive, [article("a", OTHER)]))

    arrange(archive, batch=2, progress=meanwhile)
    assert found(archive) == [["a", "c"], ["b"]]


def test_an_article_in_a_frame_that_goes_while_all_are_loaded_hinders_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "_READ", 1)
    archive = Archive(None)
    made = framed()
    numbers = keep(archive, made)
    said: list[int] = []

    def meanwhile(stage: str, done: int, of: int) -> None:
        said.append(done)
        if len(said) == 2:  # the first has been read, and is not placed yet
            with archive.writing() as connection:
                remove_articles(connection, numbers[:1])

    arrange(archive, batch=2, progress=meanwhile)
    assert found(archive) == sorted([one.id] for one in made[1:])


def test_nothing_waiting_changes_nothing() -> None:
    assert arrange(Archive(None)) == set()
