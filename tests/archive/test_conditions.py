from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.archive.query import Sort, parse
from reader.archive.stories import Totals, numbers, totals
from reader.errors import BadQuery
from tests.archive.shelf import NOON, Shelf
from tests.archive.test_query import queries


def shelf() -> Shelf:
    """Six stories: 1 of three copies and a version, 2 of two, the others of one."""
    made = Shelf()
    made.article("Larkfield Post", "The harbour tunnel was delayed.\nShare this", "Tunnel on ice")
    made.article("Daily Quay", "The harbour tunnel was delayed again.", "Council blinks")
    made.article("The Ellen Star", "A harbour tunnel, delayed.", "Tunnel", tags=["Politics"])
    made.article("Larkfield Post", "The harbour tunnel opens.", "Tunnel on ice")
    made.article("Daily Quay", "Ferries to Port Ellen stop.", "No ferries", state="blocked")
    made.article("Larkfield Post", "Ferries stop: the port is closed.", "No ferries")
    made.article("Daily Quay", "A café opened in Łódź, on the U.N. square.", "Café")
    made.article("浦戸日日", "東京都は雨。大阪も東京", "首相が京都", tags=["politics", "Ärzte"])
    made.article("The Ellen Star", "Short of it.", "Brief", state="summary")
    made.article("Daily Quay", 'It said "no \\ 100% sure_thing".', "Quotes")
    made.story(1, 2, 3, agency="NPA", versions=[4])
    made.story(5, 6, agency="Northern Press Agency")
    for alone in (7, 8, 9, 10):
        made.story(alone, agency="AP" if alone == 7 else None)
    execute = made.connection.execute
    execute("INSERT INTO notes VALUES (6, 'Ask the Mayor about\nthe café', 0)")
    execute("UPDATE stories SET seen = 2, starred = 1, noted = 1 WHERE number = 2")
    execute("UPDATE stories SET facts = 2 WHERE number = 1")
    execute("UPDATE stories SET facts = 0 WHERE number = 2")
    execute("INSERT INTO findings VALUES (1, 'Daily Quay', 'addition', 'poll', 1)")
    execute("INSERT INTO findings VALUES (1, 'Daily Quay', 'omission', '', 2)")
    execute("INSERT INTO findings VALUES (2, 'Larkfield Post', 'omission', '', 1)")
    execute("INSERT INTO findings VALUES (1, 'Daily Quay', 'fact', '', 2)")
    execute("INSERT INTO findings VALUES (1, 'Daily Quay', 'edit', 'number', 2)")
    execute("INSERT INTO findings VALUES (1, 'The Ellen Star', 'substitution', '', 2)")
    execute("INSERT INTO findings VALUES (2, 'The Ellen Star', 'transposition', '', 2)")
    return made


def found(text: str, sort: Sort = Sort.OLDEST, made: Shelf | None = None) -> list[int]:
    connection = (made or shelf()).connection
    return list(numbers(connection, parse(text, datetime(2026, 11, 5, tzinfo=UTC)), sort))


@pytest.mark.parametrize(
    ("text", "stories"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("tunnel", [1]),
        ("TUNNEL harbour", [1]),
        ("tunnel ferries", []),
        ("blinks ice", []),  # in two copies, but in neither both
        ("tunnel OR ferries", [1, 2]),
        ("stop tunnel OR ferries", [2]),
        ('"harbour tunnel"', [1]),
        ('"tunnel harbour"', []),
        ("harb*", [1]),
        ("harb", []),
        ('"port ell"*', [2]),
        ("-tunnel", [2, 3, 4, 5, 6]),
        ("-ellen -tunnel", [3, 4, 5, 6]),
        ("ferries -ellen", []),  # one of its copies has it
        ("-brief OR tunnel", [1, 2, 3, 4, 6]),
        ("cafe", [3]),
        ("CAFÉ łódź", [3]),
        ("u.n.", [3]),
        ("quay", []),  # an outlet's name is no word of its copies
        ("100%", [6]),
        ("tunnel²", []),
        ("東京都", [4]),
        ("大阪も", [4]),
        ("東京", [4]),
        ("大阪", [4]),
        ("都", [4]),
        ("京", [4]),
        ("京*", [4]),
        ("東", [4]),
        ("首相 東京", [4]),
        ("名古屋", []),
        ("奈", []),
        ("東京 OR tunnel", [1, 4]),
        ("東京 tunnel", []),
        ('"雨。大"', [4]),
        ("title:京都", [4]),
        ("title:東京", []),
        ("title:大阪も", []),
        ("-京", [1, 2, 3, 5, 6]),
        ("title:tunnel", [1]),
        ("title:delayed", []),
        ('title:"no ferr"*', [2]),
        ("title:blinks delayed again", [1]),
    ],
)
def test_words_are_found(text: str, stories: list[int]) -> None:
    assert found(text) == stories


@pytest.mark.parametrize(
    ("text", "stories"),
    [
        ("outlet:quay", [1, 2, 3, 6]),
        ('outlet:"THE ELLEN STAR"', [1, 5]),
        ("outlet:浦戸", [4]),
        ("outlet:nowhere", []),
        ("-outlet:quay", [4, 5]),
        ("only:quay", [3, 6]),
        ('only:"The Ellen Star"', [5]),
        ("-only:quay", [1, 2, 4, 5]),
        ("agency:npa", [1]),
        ('agency:"northern press agency"', [2]),
        ("agency:press", [2]),
        ("agency:ap", [3]),
        ('agency:"associated press"', [3]),
        ("-agency:ap", [1, 2, 4, 5, 6]),
        ("tag:politics", [1, 4]),
        ("tag:arzte", [4]),
        ("tag:polit", []),
        ("copies:3", [1]),
        ("copies:>1", [1, 2]),
        ("copies:2..3", [1, 2]),
        ("-copies:>1", [3, 4, 5, 6]),
        ("is:unread", [1, 3, 4, 5, 6]),
        ("is:read", [2]),
        ("is:starred", [2]),
        ("-is:noted", [1, 3, 4, 5, 6]),
        ("has:fact", [1]),
        ("-has:fact", [2, 3, 4, 5, 6]),
        ("has:number", [1]),
        ("has:quotation", []),
        ("has:version", [1]),
        ("has:summary", [5]),
        ("has:blocked", [2]),
        ("added:poll", [1]),
        ("added:bio", []),
        ("cut:", [1, 2]),
        ("cut:larkfield", [2]),
        ("-cut:larkfield", [1, 3, 4, 5, 6]),
        ("changed:", [1]),
        ("changed:star", []),
        ("reworded:star", [1]),
        ("moved:", [2]),
        ("note:mayor", [2]),
        ('note:"about the cafe"', [2]),
        ("note:tunnel", []),
        ("after:2026-11-04", [1, 2, 3, 4, 5, 6]),
        ("before:2026-11-04", []),
        ("after:6h", [3, 4, 5, 6]),  # the clock stands twelve hours after the first article
        ("before:6h", [1, 2]),
        ("after:6h before:4h", [3, 4]),
        ("is:starred OR tunnel", [1, 2]),
        ("outlet:quay -is:read tunnel OR cafe", [1, 3]),
    ],
)
def test_filters_find_their_stories(text: str, stories: list[int]) -> None:
    assert found(text) == stories


def test_an_outlet_of_exactly_this_name_goes_before_those_that_hold_it() -> None:
    made = Shelf()
    made.story(made.article("The Star"))
    made.story(made.article("The Star Tribune"))
    assert found('outlet:"the star"', made=made) == [1]
    assert found("outlet:star", made=made) == [1, 2]


def test_an_outlet_is_found_by_either_name() -> None:
    made = shelf()
    made.connection.execute("INSERT INTO outlet_names VALUES ('daily quay', 'Harbour Letter')")
    assert found("only:letter", made=made) == [3, 6]
    assert found("only:quay", made=made) == [3, 6]
    made.connection.execute("INSERT INTO outlet_names VALUES ('The Ellen Star', 'Harbour Letter')")
    assert found('only:"harbour letter"', made=made) == [3, 5, 6]


@pytest.mark.parametrize(
    ("sort", "stories"),
    [
        (Sort.NEWEST, [6, 5, 4, 3, 2, 1]),
        (Sort.OLDEST, [1, 2, 3, 4, 5, 6]),
        (Sort.COPIES, [1, 2, 6, 5, 4, 3]),
        (Sort.CHANGED, [1, 2, 6, 5, 4, 3]),
        (Sort.OUTLET, [6, 3, 2, 1, 5, 4]),
        (Sort.RELEVANCE, [6, 5, 4, 3, 2, 1]),
    ],
)
def test_stories_are_listed_in_order(sort: Sort, stories: list[int]) -> None:
    made = shelf()
    assert list(numbers(made.connection, None, sort)) == stories
    assert found("", sort, made) == stories


def test_a_renamed_outlet_is_sorted_by_the_name_it_is_called() -> None:
    made = shelf()
    made.connection.execute("INSERT INTO outlet_names VALUES ('Daily Quay', 'Zebra')")
    assert found("", Sort.OUTLET, made) == [1, 5, 6, 3, 2, 4]


def test_what_a_word_weighs_most_in_comes_first_and_nothing_is_left_out() -> None:
    made = Shelf()
    made.story(made.article(text="The tunnel. " + "Other words of a long report. " * 20))
    made.story(made.article(text="A tunnel is a tunnel."))
    made.story(made.article(text="Ferries.", title="Tunnel"))
    made.story(made.article(text="東京 tunnel"))
    made.story(made.article(text="Nothing of it."))
    assert found("tunnel", Sort.RELEVANCE, made)[0] == 3
    assert found("tunnel", Sort.RELEVANCE, made)[-1] == 1
    assert sorted(found("tunnel OR 東京", Sort.RELEVANCE, made)) == [1, 2, 3, 4]
    assert found("東京", Sort.RELEVANCE, made) == [4]


def test_totals_are_of_what_is_found() -> None:
    made = shelf()
    assert totals(made.connection) == Totals(stories=6, copies=9, outlets=4, unread=5)
    one = parse("ferries", NOON)
    assert totals(made.connection, one) == Totals(stories=1, copies=2, outlets=2, unread=0)
    either = parse("tunnel OR ferries", NOON)
    assert totals(made.connection, either) == Totals(stories=2, copies=5, outlets=3, unread=1)
    none = parse("nowhere", NOON)
    assert totals(made.connection, none) == Totals(stories=0, copies=0, outlets=0, unread=0)


SHELF = shelf()


@settings(deadline=None)  # a database may take its time
@given(queries)
def test_no_query_raises_anything_but_what_names_its_fault(text: str) -> None:
    try:
        query = parse(text, NOON)
    except BadQuery:
        return
    for sort in Sort:
        assert set(numbers(SHELF.connection, query, sort)) <= {1, 2, 3, 4, 5, 6}
    assert totals(SHELF.connection, query).stories <= 6


_WORDS = st.text(st.sampled_from('東京都雨大阪も。 tunelhrbo.-éÉ%_\\\n"'), min_size=1, max_size=4)


@settings(deadline=None)  # a database may take its time
@given(st.lists(_WORDS.filter(lambda text: any(c >= "\u3040" for c in text)), max_size=3))
def test_characters_of_unspaced_scripts_are_found_wherever_they_stand(words: list[str]) -> None:
    for word in words:
        value = " ".join(word.replace('"', "").split())
        if not any(map(str.isalnum, value)):
            continue
        texts = ("東京都は雨。大阪も東京", "首相が京都")
        expected = [4] if any(value.lower() in text.lower() for text in texts) else []
        assert found(f'"{value}"', made=SHELF) == expected


@pytest.mark.parametrize("text", ["tunnel", "-tunnel", "京", "outlet:quay", "only:quay", "tag:x"])
def test_a_search_reads_no_whole_table_of_articles(text: str) -> None:
    plans: list[str] = []
    made = SHELF.connection
    made.set_trace_callback(plans.append)
    found(text, made=SHELF)
    made.set_trace_callback(None)
    for sql in plans:
        if sql.startswith("SELECT number"):
            plan = [row[3] for row in made.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert not [
                step for step in plan if step in ("SCAN articles", "SCAN a", "SCAN members")
            ]
