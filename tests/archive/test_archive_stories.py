from __future__ import annotations

from datetime import timedelta

import pytest

from reader.archive import names, relations, stories
from reader.errors import UnknownStory
from reader.model import Member, Relation
from tests.archive.shelf import NOON, Shelf


def given(shelf: Shelf, table: str, article: int, *more: object) -> None:
    marks = ", ?" * len(more)
    shelf.connection.execute(f"INSERT INTO {table} VALUES (?{marks}, 7.0)", (article, *more))


def test_a_row_says_what_is_known_of_a_story() -> None:
    shelf = Shelf()
    for outlet in ("Larkfield Post", "Daily Quay", "Larkfield Post"):
        shelf.article(outlet)
    (row,) = stories.summaries(shelf.connection, [shelf.story(1, 2, agency="NPA", versions=[3])])
    assert (row.id, row.headline, row.agency) == ("a1", "Story of a1", "NPA")
    assert row.outlets == ("Larkfield Post", "Daily Quay")
    assert (row.copies, row.versions, row.facts) == (2, 1, None)
    assert row.first_seen == NOON
    assert row.latest == NOON + timedelta(hours=2)
    assert row.latest.utcoffset() == timedelta(0)
    assert (row.unread, row.fresh, row.starred, row.noted) == (True, 0, False, False)


def test_rows_come_in_the_order_asked_for_and_without_those_gone() -> None:
    shelf = Shelf()
    made = [shelf.story(shelf.article()) for _ in range(3)]
    rows = stories.summaries(shelf.connection, [made[2], 99, made[0]])
    assert [row.id for row in rows] == ["a3", "a1"]


def test_a_read_story_that_gains_a_copy_stays_read_and_says_how_many_are_fresh() -> None:
    shelf = Shelf()
    first = shelf.story(shelf.article())
    given(shelf, "reads", 1)
    copies = [1, shelf.article(), shelf.article()]
    (number,) = stories.replace(shelf.connection, [first], [shelf.placed(copies)])
    (row,) = stories.summaries(shelf.connection, [number])
    assert number == first
    assert (row.unread, row.fresh) == (False, 2)


def test_a_copy_in_a_story_of_its_own_is_unread_whatever_was_read() -> None:
    shelf = Shelf()
    both = shelf.story(shelf.article(), shelf.article())
    given(shelf, "reads", 1)
    made = stories.replace(shelf.connection, [both], [shelf.placed([1]), shelf.placed([2])])
    assert [row.unread for row in stories.summaries(shelf.connection, made)] == [False, True]


def test_star_and_note_stay_with_the_article_through_every_grouping() -> None:
    shelf = Shelf()
    numbers = [shelf.story(shelf.article()) for _ in range(2)]
    given(shelf, "stars", 1)
    given(shelf, "notes", 2, "ask the mayor")
    (joined,) = stories.replace(shelf.connection, numbers, [shelf.placed([1, 2])])
    (row,) = stories.summaries(shelf.connection, [joined])
    assert (row.starred, row.noted) == (True, True)
    parted = stories.replace(shelf.connection, [joined], [shelf.placed([1]), shelf.placed([2])])
    rows = stories.summaries(shelf.connection, parted)
    assert [(row.starred, row.noted) for row in rows] == [(True, False), (False, True)]


def test_what_is_put_in_place_is_pending_no_longer() -> None:
    shelf = Shelf()
    for _ in range(3):
        shelf.connection.execute("INSERT INTO pending VALUES (?)", (shelf.article(),))
    shelf.story(1, 3)
    assert shelf.rows("pending") == [(2,)]


def test_a_number_is_never_given_to_another_story() -> None:
    shelf = Shelf()
    first = shelf.story(shelf.article())
    stories.replace(shelf.connection, [first], [])
    assert shelf.story(shelf.article()) != first


def test_members_come_in_order_of_arrival_with_their_evidence() -> None:
    shelf = Shelf()
    for _ in range(3):
        shelf.article()
    shelf.story(1, 3, versions=[2])
    found = stories.members(shelf.connection, "a1")
    assert found.id == "a1"
    assert found.members == (
        Member("a1"),
        Member("a2", 0.5, "a1", ("it has its address",)),
        Member("a3"),
    )


def test_a_story_is_known_by_its_id_and_by_that_of_any_of_its_articles() -> None:
    shelf = Shelf()
    number = shelf.story(shelf.article(), shelf.article())
    alone = shelf.article()
    assert stories.number_of(shelf.connection, "a1") == number
    assert stories.id_of(shelf.connection, number) == "a1"
    assert stories.resolve(shelf.connection, "a1") == number
    assert stories.resolve(shelf.connection, "a2") == number
    assert stories.story_of(shelf.connection, ["a1", "a2", "a3", "x"]) == {"a1": "a1", "a2": "a1"}
    assert list(stories.stories_of(shelf.connection, [1, 2, alone])) == [number]
    assert list(stories.articles_of(shelf.connection, [number])) == [1, 2]


def test_a_story_that_is_not_there_is_named() -> None:
    shelf = Shelf()
    shelf.article()
    for ask in (stories.members, stories.number_of, stories.resolve):
        with pytest.raises(UnknownStory, match="'a1'"):
            ask(shelf.connection, "a1")
    with pytest.raises(UnknownStory, match="grouped anew"):
        stories.id_of(shelf.connection, 5)


def test_outlets_are_called_as_the_person_calls_them() -> None:
    shelf = Shelf()
    number = shelf.story(*map(shelf.article, ("postlarkfield", "Daily Quay", "The Post")))
    execute = shelf.connection.execute
    execute("INSERT INTO outlet_names VALUES ('PostLarkfield', 'The Post')")
    (row,) = stories.summaries(shelf.connection, [number])
    assert row.outlets == ("The Post", "Daily Quay")
    assert names.published_names(shelf.connection) == ["Daily Quay", "postlarkfield", "The Post"]


def test_an_archive_without_articles_knows_no_outlet() -> None:
    assert names.published_names(Shelf().connection) == []


def test_relations_are_those_with_other_stories() -> None:
    shelf = Shelf()
    for _ in range(4):
        shelf.article()
    here = shelf.story(1, 2)
    shelf.story(3)
    found = [
        Relation("a1", "a3", "derived", 0.4),
        Relation("a3", "a2", "contains", 0.6),
        Relation("a1", "a2", "derived", 0.5),
        Relation("a4", "a1", "derived", 0.3),
        Relation("a1", "gone", "derived", 0.3),
    ]
    relations.replace_relations(shelf.connection, [1, 2, 3], found)
    assert relations.relations_of(shelf.connection, here) == (found[1], found[0])
    relations.replace_relations(shelf.connection, [3], [])
    assert relations.relations_of(shelf.connection, here) == ()
    assert shelf.rows("relations") == [(1, 2, "derived", 0.5), (4, 1, "derived", 0.3)]
