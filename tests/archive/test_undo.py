from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive import labels, names, rulings, searches, state, stories
from reader.archive.deeds import KEPT, TABLES, as_runs, from_runs
from reader.archive.query import parse
from reader.archive.undo import undo
from reader.model import Category, Kind
from tests.archive.shelf import NOON, Shelf

OUTLETS = ("Larkfield Post", "Daily Quay", "The Ellen Star")


def shelf() -> Shelf:
    """Three stories: of three articles, of two and of one."""
    made = Shelf()
    for number in range(6):
        made.article(OUTLETS[number % 3], ("Tunnel.", "Ferry.")[number % 2])
    made.story(1, 2, versions=[3])
    made.story(4, 5)
    made.story(6)
    return made


story = st.integers(1, 3)
some = st.lists(story, min_size=1, max_size=3, unique=True)
called = st.sampled_from((*OUTLETS, "Star", "The Post", ""))
deeds = st.one_of(
    st.tuples(st.sampled_from([state.mark_read, state.mark_unread, state.toggle_read,
                               state.star, state.unstar, state.toggle_star]), st.tuples(some)),
    st.tuples(st.just(state.mark_all_read),
              st.tuples(st.sampled_from([None, parse("tunnel", NOON), parse("is:starred", NOON)]))),
    st.tuples(st.just(state.note), st.tuples(story, st.sampled_from(["", "Ask", "Ask\nagain"]))),
    st.tuples(st.just(state.clear_note), st.tuples(story)),
    st.tuples(st.just(rulings.join), st.tuples(story, story)),
    st.tuples(st.just(rulings.split), st.tuples(st.integers(1, 6))),
    st.tuples(st.just(names.rename_outlet), st.tuples(called, called)),
    st.tuples(st.just(labels.overrule), st.tuples(
        st.integers(1, 6), st.integers(0, 1), st.integers(2, 3),
        st.sampled_from(Kind), st.sampled_from([None, Category.POLL]))),
    st.tuples(st.just(labels.withdraw),
              st.tuples(st.integers(1, 6), st.integers(0, 1), st.integers(2, 3))),
    st.tuples(st.just(searches.save_search),
              st.tuples(st.sampled_from("ab"), st.sampled_from("xy"))),
    st.tuples(st.just(searches.remove_search), st.tuples(st.sampled_from("ab"))),
)  # fmt: skip


def everything(made: Shelf) -> dict[str, list[tuple[object, ...]]]:
    found = {table: made.rows(table) for table in TABLES}
    marks = made.connection.execute("SELECT number, seen, starred, noted FROM stories")
    return found | {"stories": marks.fetchall()}


@given(st.lists(deeds, max_size=12))
def test_deeds_undone_one_by_one_leave_everything_as_it_was(done: list) -> None:  # type: ignore[type-arg]
    made = shelf()
    stood = [everything(made)]
    for at, (deed, values) in enumerate(done):
        words = deed(made.connection, *values, float(at))
        assert words
        if len(made.rows("deeds")) == len(stood):
            stood.append(everything(made))
        else:  # nothing was to be done
            assert everything(made) == stood[-1]
    while len(stood) > 1:
        assert everything(made) == stood.pop()
        said = undo(made.connection)
        assert said is not None
        assert said.startswith("undone: ")
    assert everything(made) == stood[0]
    assert undo(made.connection) is None


@given(st.sets(st.integers(0, 400)))
def test_runs_of_numbers_are_kept_short_and_come_back(numbers: set[int]) -> None:
    assert list(from_runs(as_runs(numbers))) == sorted(numbers)


def test_marking_very_many_read_is_put_down_in_few_words() -> None:
    made = Shelf()
    for _ in range(2000):
        made.article()
    made.story(*range(1, 2001))
    state.mark_read(made.connection, [1], 1.0)
    ((before,),) = made.connection.execute("SELECT before FROM deeds")
    assert len(before) < 100
    undo(made.connection)
    assert made.rows("reads") == []


def test_only_so_many_deeds_can_be_undone() -> None:
    made = shelf()
    for at in range(KEPT + 5):
        state.toggle_star(made.connection, [1], float(at))
    assert len(made.rows("deeds")) == KEPT
    assert sum(undo(made.connection) is not None for _ in range(KEPT + 5)) == KEPT


def test_what_was_done_to_an_article_that_is_gone_stays_undone() -> None:
    made = shelf()
    state.mark_read(made.connection, [2], 1.0)
    state.mark_unread(made.connection, [2], 2.0)
    rulings.join(made.connection, 1, 2, 3.0)
    rulings.split(made.connection, 4, 4.0)
    made.connection.execute("DELETE FROM articles WHERE number = 4")
    for _ in range(3):
        undo(made.connection)
    assert made.rows("reads") == [(5, 1.0)]
    assert made.rows("rulings") == []


def test_a_ruling_taken_back_is_grouped_again() -> None:
    made = shelf()
    rulings.join(made.connection, 1, 3, 1.0)
    made.connection.execute("DELETE FROM pending")
    undo(made.connection)
    assert made.rows("pending") == [(1,), (2,), (3,), (6,)]


def test_a_label_taken_back_is_collated_again() -> None:
    made = shelf()
    labels.overrule(made.connection, 2, 0, 3, Kind.WIRE, None, 1.0)
    made.connection.execute("UPDATE stories SET facts = 0")
    undo(made.connection)
    assert made.one(1, "facts") == (None,)
    assert made.one(2, "facts") == (0,)


def test_undoing_holds_for_the_story_that_an_article_stands_in_now() -> None:
    made = shelf()
    state.star(made.connection, [3], 1.0)
    (both,) = stories.replace(made.connection, [2, 3], [made.placed([4, 5, 6])])
    assert made.one(both, "starred") == (1,)
    undo(made.connection)
    assert made.one(both, "starred") == (0,)


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_of_deeds_are_those_of_the_archive(table: str) -> None:
    info = Shelf().connection.execute(f"PRAGMA table_info({table})").fetchall()
    shape = TABLES[table]
    assert [row[1] for row in info] == [column.strip('"') for column in shape.columns]
    assert [row[1] for row in info if row[5]] == [c.strip('"') for c in shape.columns[: shape.keys]]


def test_a_deed_is_put_down_as_json() -> None:
    made = shelf()
    state.mark_read(made.connection, [1], 1.0)
    ((before,),) = made.connection.execute("SELECT before FROM deeds")
    assert json.loads(before) == [{"table": "reads", "keys": [1, 3], "rows": []}]


def statements(stories_: int) -> int:
    """Mark as read all of so many stories and take it back; return how many statements that is."""
    made = Shelf()
    for number in range(1, stories_ + 1):
        made.article()
        made.story(number)
    said: list[str] = []
    made.connection.set_trace_callback(said.append)
    assert state.mark_all_read(made.connection, None, 1.0) == f"{stories_} stories marked read"
    assert undo(made.connection) == f"undone: {stories_} stories marked read"
    made.connection.set_trace_callback(None)
    return len(said)


def test_any_number_of_stories_is_marked_and_taken_back_in_as_many_statements() -> None:
    assert statements(2) == statements(300)
