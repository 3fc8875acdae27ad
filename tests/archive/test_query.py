from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.archive.filters import FILTERS
from reader.archive.query import LONGEST, MOST, Query, Term, parse
from reader.errors import BadQuery

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=timezone(timedelta(hours=1)))


def one(text: str) -> Term:
    ((term,),) = parse(text, NOW).clauses
    return term


def at(*parts: int) -> float:
    return datetime(*parts, tzinfo=NOW.tzinfo).timestamp()  # type: ignore[arg-type, misc]


def test_words_stand_side_by_side_and_or_binds_closer() -> None:
    assert parse("tunnel ferry OR harb* is:read", NOW).clauses == (
        (Term("", "tunnel"),),
        (Term("", "ferry"), Term("", "harb", prefix=True)),
        (Term("is", "read"),),
    )


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ('"port  ellen"', Term("", "port ellen")),
        ("“port ellen”", Term("", "port ellen")),
        ('"port ell"*', Term("", "port ell", prefix=True)),
        ('"port ell', Term("", "port ell")),
        ('-"port ellen"', Term("", "port ellen", negated=True)),
        ("-ferry", Term("", "ferry", negated=True)),
        ('"OR"', Term("", "OR")),
        ("or", Term("", "or")),
        ("12:30", Term("", "12:30")),
        ("http://quay.example/a", Term("", "http://quay.example/a")),
        ("Update:", Term("", "Update:")),
        ("東京:大阪", Term("", "東京:大阪")),
        ("title:harb*", Term("title", "harb", prefix=True)),
        ('-note:"ask the mayor"', Term("note", "ask the mayor", negated=True)),
        ('Outlet:"Daily Quay"', Term("outlet", "Daily Quay")),
        ("outlet:quay", Term("outlet", "quay")),
        ("IS:Unread", Term("is", "unread")),
        ("cut:", Term("cut", "")),
        ("-cut:quay", Term("cut", "quay", negated=True)),
    ],
)
def test_a_term_is_read(text: str, term: Term) -> None:
    assert one(text) == term


def test_a_quotation_mark_ends_a_word() -> None:
    assert str(parse('ferry"port ellen"ward', NOW)) == 'ferry "port ellen" ward'


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("3", 3, 4),
        ("=3", 3, 4),
        (">3", 4, None),
        (">=3", 3, None),
        ("<3", None, 3),
        ("<=3", None, 4),
        ("2..5", 2, 6),
        ("2..", 2, None),
        ("..5", None, 6),
    ],
)
def test_numbers_admit_a_range(value: str, low: int | None, high: int | None) -> None:
    term = one(f"copies:{value}")
    assert (term.low, term.high) == (low, high)


@pytest.mark.parametrize(
    ("value", "begins"),
    [
        ("2026-11-01", at(2026, 11, 1)),
        ("2026-11", at(2026, 11, 1)),
        ("2026-3-9", at(2026, 3, 9)),
        ("2025", at(2025, 1, 1)),
        ("today", at(2026, 11, 22)),
        ("Yesterday", at(2026, 11, 21)),
        ("7d", at(2026, 11, 15, 15, 30)),
        ("2h", at(2026, 11, 22, 13, 30)),
        ("1w", at(2026, 11, 15, 15, 30)),
        ("1m", at(2026, 10, 23, 15, 30)),
        ("1y", at(2025, 11, 22, 15, 30)),
    ],
)
def test_times_begin_in_the_zone_of_the_clock(value: str, begins: float) -> None:
    after, before = one(f"after:{value}"), one(f"before:{value}")
    assert (after.low, after.high) == (begins, None)
    assert (before.low, before.high) == (None, begins)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("is:unred", "“is:unred”: did you mean is:unread?"),
        ("tunnel outlt:quay", "“outlt:quay”: did you mean outlet:?"),
        ("added:pol", "did you mean added:poll?"),
        ("is:poll", "did you mean added:poll?"),
        ("has:zebra", "has: takes fact, number, name, date, quotation,"),
        ("xqzw:1", "“xqzw:1”: the filters are outlet, only,"),
        ("outlet:", '“outlet:”: something must follow, as in outlet:"Daily Quay".'),
        ("-after:", "“-after:”: something must follow"),
        ("copies:many", "give a number"),
        ("copies:..", "give a number"),
        ("copies:5..2", "as in copies:2..5"),
        ("copies:99999999999999999999", "give a number"),
        ("copies:³", "give a number"),
        ("after:2026-13", "“after:2026-13”: there is no such day."),
        ("after:2026-02-30", "there is no such day"),
        ("after:0000", "there is no such day"),
        ("after:99999y", "there is no such day"),
        ("before:tuesday", "give a day"),
        ("OR ferry", "“OR” stands between two words"),
        ("ferry OR", "“OR” stands between two words"),
        ("ferry OR OR bridge", "“OR” stands between two words"),
        ("ferry - bridge", "“-”: there is no word in it"),
        ("*", "there is no word in it"),
        ('""', "there is no word in it"),
        ("title:…", "there is no word in it"),
        ("a " * (MOST + 1), "too many parts"),
        ("a" * (LONGEST + 1), "too long"),
    ],
)
def test_what_cannot_be_understood_is_named_with_a_remedy(text: str, said: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(text, NOW)
    assert said in str(caught.value)


def test_nothing_asked_is_an_empty_query() -> None:
    assert parse("  \n", NOW) == Query()
    assert not parse("", NOW)
    assert parse("a", NOW)


def test_every_example_is_understood_as_its_filter() -> None:
    for name, kind in FILTERS.items():
        assert one(kind.example).name == name


_PIECES = st.sampled_from(
    ['"', "-", "*", ":", " ", " OR ", "OR", "is:", "read", "title:", "copies:", ">", "3", "..",
     "after:", "7d", "cut:", "harbour", "東京", "“", "”", "\0", "\ud800", "//", "\u00a0", "x:"]
)  # fmt: skip
queries = st.lists(_PIECES | st.characters(), max_size=12).map("".join)


@given(queries)
@example("--a")
@example('-"-a"*')
@example('"a*"*')
@example("http://")
@example('title:"a b"* OR -cut:"x y"')
def test_a_query_read_is_written_as_one_that_reads_the_same(text: str) -> None:
    try:
        query = parse(text, NOW)
    except BadQuery:
        return
    assert parse(str(query), NOW) == query
    assert str(parse(str(query), NOW)) == str(query)


def test_a_clock_in_any_zone_will_do() -> None:
    assert parse("after:0001", datetime(2026, 1, 1, tzinfo=UTC))
