from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive import articles, feeds, values
from reader.archive.connection import Archive
from reader.model import Article, Feed, FeedKind, Outlet
from reader.text.blocks import split_blocks

NOW = 1_800_000_000.0
HOUR = 3600.0
QUAY = "https://quay.example/feed"
LARK = "https://larkfield.example/feed"


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    archive = Archive(None)
    with archive.writing() as opened:
        yield opened
    archive.close()


def answer(
    connection: sqlite3.Connection, number: int, *, moved: str | None = None, now: float = NOW
) -> int:
    return feeds.answered(
        connection, number, now=now, etag=None, modified=None, next_try=now + HOUR, moved=moved
    )


def deliver(connection: sqlite3.Connection, name: str, *by: int) -> int:
    text = f"The council of {name} met on Tuesday."
    article = Article(name, Outlet("Quay"), text, split_blocks(text))
    [number] = {
        articles.keep(connection, article, identity=name, feed=feed, now=NOW).number for feed in by
    }
    return number


def found(connection: sqlite3.Connection, number: int) -> Feed:
    feed = feeds.by_number(connection, number)
    assert feed is not None
    return feed


def numbers(connection: sqlite3.Connection, now: float = NOW, *, force: bool = False) -> list[int]:
    return [turn.feed.number for turn in feeds.due(connection, now, force=force)]


def test_a_subscription_is_what_was_asked_for(connection: sqlite3.Connection) -> None:
    made = feeds.add(
        connection, QUAY, now=NOW, tags=["port", " work ", ""], site="https://quay.example"
    )
    assert made == Feed(made.number, QUAY, QUAY, site="https://quay.example", tags=("port", "work"))
    assert feeds.by_address(connection, QUAY) == made
    assert feeds.by_address(connection, LARK) is None
    folder = feeds.add(connection, "/papers", now=NOW, kind=FeedKind.FOLDER, pages=False)
    assert (folder.kind, folder.pages) == (FeedKind.FOLDER, False)


def test_an_address_is_subscribed_to_once(connection: sqlite3.Connection) -> None:
    first = feeds.add(connection, QUAY, now=NOW, name="Quay", tags=["port"])
    feeds.pause(connection, first.number)
    again = feeds.add(connection, QUAY, now=NOW, name="Other", title="Daily Quay", tags=["work"])
    assert again.number == first.number
    assert (again.title, again.tags, again.paused) == ("Quay", ("port", "work"), True)
    assert feeds.all(connection) == [again]


def test_the_persons_name_comes_before_the_feeds_and_that_before_the_address(
    connection: sqlite3.Connection,
) -> None:
    number = feeds.add(connection, QUAY, now=NOW, title="Daily Quay").number
    feeds.rename(connection, number, "The paper")
    assert found(connection, number).title == "The paper"
    feeds.rename(connection, number, " ")
    assert found(connection, number).title == "Daily Quay"


def test_tags_take_the_place_of_those_before(connection: sqlite3.Connection) -> None:
    number = feeds.add(connection, QUAY, now=NOW, tags=["port", "work"]).number
    feeds.add(connection, LARK, now=NOW, tags=["work"])
    assert feeds.tags(connection) == {"port": 1, "work": 2}
    feeds.tag(connection, number, ["harbour"])
    assert found(connection, number).tags == ("harbour",)
    assert feeds.tags(connection) == {"harbour": 1, "work": 1}


def test_articles_are_counted(connection: sqlite3.Connection) -> None:
    quay, lark = (feeds.add(connection, url, now=NOW).number for url in (QUAY, LARK))
    deliver(connection, "a", quay, lark)
    deliver(connection, "b", quay)
    assert {feed.number: feed.articles for feed in feeds.all(connection)} == {quay: 2, lark: 1}


def test_a_subscription_ends_and_its_articles_stay(connection: sqlite3.Connection) -> None:
    quay = feeds.add(connection, QUAY, now=NOW, tags=["port"]).number
    deliver(connection, "a", quay)
    assert feeds.remove(connection, quay) == 0
    assert feeds.all(connection) == []
    assert feeds.tags(connection) == {}
    assert articles.count(connection) == 1


def test_its_articles_go_with_it_if_asked_but_none_that_is_held(
    connection: sqlite3.Connection,
) -> None:
    quay, lark = (feeds.add(connection, url, now=NOW).number for url in (QUAY, LARK))
    deliver(connection, "shared", quay, lark)
    starred, noted, beside = (deliver(connection, name, quay) for name in ("s", "n", "b"))
    connection.execute("INSERT INTO stars VALUES (?, 1.0)", (starred,))
    connection.execute("INSERT INTO notes VALUES (?, 'see', 1.0)", (noted,))
    connection.execute(
        "INSERT INTO stories (id, headline, outlets, copies, versions, latest, first_seen)"
        " VALUES ('s', '', '[]', 2, 0, 0, 0)"
    )
    for article in (starred, beside):
        connection.execute("INSERT INTO members VALUES (?, 1, 1.0, NULL, '[]')", (article,))
    deliver(connection, "plain", quay)
    assert feeds.remove(connection, quay, articles=True) == 1
    left = articles.ids(connection, articles.all_numbers(connection))
    assert sorted(left.values()) == ["b", "n", "s", "shared"]
    lark_again = feeds.add(connection, QUAY, now=NOW).number
    assert deliver(connection, "plain", lark_again) > 0  # not held back as retention does


def test_a_feed_is_due_when_its_time_has_come(connection: sqlite3.Connection) -> None:
    quay, lark = (feeds.add(connection, url, now=NOW).number for url in (QUAY, LARK))
    assert numbers(connection) == [quay, lark]
    answer(connection, quay)
    answer(connection, lark, now=NOW - 1)
    assert numbers(connection) == []
    assert numbers(connection, NOW + HOUR) == [lark, quay]
    assert numbers(connection, force=True) == [lark, quay]
    turns = feeds.due(connection, NOW, force=True, only=[quay, 99])
    assert [turn.feed.number for turn in turns] == [quay]


def test_a_paused_feed_is_never_due_until_taken_up_again(connection: sqlite3.Connection) -> None:
    quay = feeds.add(connection, QUAY, now=NOW).number
    answer(connection, quay)
    feeds.pause(connection, quay)
    assert numbers(connection, NOW + HOUR, force=True) == []
    feeds.pause(connection, quay, paused=False)
    assert numbers(connection) == [quay]


def test_a_server_that_asks_for_quiet_is_left_alone_even_when_a_person_refreshes(
    connection: sqlite3.Connection,
) -> None:
    quay = feeds.add(connection, QUAY, now=NOW).number
    feeds.failed(connection, quay, now=NOW, error="429", next_try=NOW + 60, not_before=NOW + HOUR)
    assert numbers(connection, NOW + 120) == numbers(connection, NOW + 120, force=True) == []
    assert found(connection, quay).next_try == values.moment(NOW + HOUR)
    assert numbers(connection, NOW + HOUR) == [quay]
    answer(connection, quay)
    assert numbers(connection, force=True) == [quay]


def test_what_the_next_request_needs_is_kept_exactly(connection: sqlite3.Connection) -> None:
    quay = feeds.add(connection, QUAY, now=NOW, typed=True, login="ana").number
    feeds.set_interval(connection, quay, 900)
    feeds.answered(
        connection, quay, now=NOW, etag='W/"a b"', modified="yesterday", digest="d",
        title="Daily Quay", site="https://quay.example", every=HOUR, next_try=NOW,
    )  # fmt: skip
    [turn] = feeds.due(connection, NOW)
    assert turn == feeds.Due(
        found(connection, quay), 'W/"a b"', "yesterday", "d", True, "ana", HOUR, 900, 0
    )
    assert (turn.feed.title, turn.feed.site) == ("Daily Quay", "https://quay.example")
    answer(connection, quay)
    [turn] = feeds.due(connection, NOW, force=True)
    assert (turn.etag, turn.digest, turn.feed.title, turn.every) == (None, "d", "Daily Quay", HOUR)


def test_failures_are_counted_and_dated_until_it_answers(connection: sqlite3.Connection) -> None:
    quay = feeds.add(connection, QUAY, now=NOW).number
    for n in range(3):
        feeds.failed(connection, quay, now=NOW + n, error=f"no answer {n}", next_try=NOW + HOUR)
    failing = found(connection, quay)
    assert (failing.error, failing.failing_since) == ("no answer 2", values.moment(NOW))
    assert failing.next_try == values.moment(NOW + HOUR)
    assert feeds.due(connection, NOW, force=True)[0].failures == 3
    answer(connection, quay)
    well = found(connection, quay)
    assert (well.error, well.failing_since, well.last_refresh) == ("", None, values.moment(NOW))
    assert feeds.due(connection, NOW, force=True)[0].failures == 0


def test_a_feed_that_is_no_more_is_paused(connection: sqlite3.Connection) -> None:
    quay = feeds.add(connection, QUAY, now=NOW).number
    feeds.failed(connection, quay, now=NOW, error="gone for good", next_try=NOW, gone=True)
    assert found(connection, quay).paused


def test_a_move_is_believed_when_seen_twice_in_a_row(connection: sqlite3.Connection) -> None:
    quay = feeds.add(connection, QUAY, now=NOW, typed=True).number
    new = "https://quay.example/rss"
    assert answer(connection, quay, moved=new) == quay
    answer(connection, quay)  # it was a mistake
    answer(connection, quay, moved=new)
    feeds.failed(connection, quay, now=NOW, error="503", next_try=NOW)
    answer(connection, quay, moved=new)
    answer(connection, quay, moved=LARK)
    answer(connection, quay, moved=new)
    assert found(connection, quay).url == QUAY
    assert answer(connection, quay, moved=new) == quay
    assert found(connection, quay).url == new
    assert feeds.due(connection, NOW, force=True)[0].typed


def test_an_address_that_nobody_typed_is_no_private_one(connection: sqlite3.Connection) -> None:
    quay = feeds.add(connection, QUAY, now=NOW, typed=True).number
    for _ in range(2):
        answer(connection, quay, moved="https://other.example/feed")
    [turn] = feeds.due(connection, NOW, force=True)
    assert (turn.feed.url, turn.typed) == ("https://other.example/feed", False)


@pytest.mark.parametrize(
    ("old", "new", "follows"),
    [
        ("http://quay.example/a", "https://quay.example/b", True),
        ("https://quay.example/a", "https://quay.example/b", True),
        ("https://quay.example/a", "http://quay.example/a", False),
        ("https://quay.example/a", "https://other.example/a", False),
        ("http://quay.example:80/a", "http://quay.example:8080/a", False),
    ],
)
def test_a_password_is_carried_nowhere_else(
    connection: sqlite3.Connection, old: str, new: str, follows: bool
) -> None:
    number = feeds.add(connection, old, now=NOW, login="ana").number
    for _ in range(3):
        answer(connection, number, moved=new)
    assert found(connection, number).url == (new if follows else old)


def test_two_subscriptions_that_become_one_keep_all_that_both_had(
    connection: sqlite3.Connection,
) -> None:
    quay = feeds.add(connection, QUAY, now=NOW, name="Quay", tags=["port", "work"]).number
    lark = feeds.add(connection, LARK, now=NOW, title="Larkfield", tags=["work", "home"]).number
    feeds.set_interval(connection, quay, 900)
    feeds.pause(connection, lark)
    deliver(connection, "a", quay)
    deliver(connection, "b", quay, lark)
    answer(connection, quay, moved=LARK)
    assert answer(connection, quay, moved=LARK) == lark
    [feed] = feeds.all(connection)
    assert (feed.number, feed.url, feed.title) == (lark, LARK, "Quay")
    assert (feed.tags, feed.articles, feed.paused) == (("home", "port", "work"), 2, False)
    assert feeds.due(connection, NOW, force=True)[0].interval == 900


def test_a_feed_removed_meanwhile_answers_to_nobody(connection: sqlite3.Connection) -> None:
    quay = feeds.add(connection, QUAY, now=NOW).number
    feeds.remove(connection, quay)
    assert answer(connection, quay, moved=LARK) == quay
    feeds.failed(connection, quay, now=NOW, error="no answer", next_try=NOW)
    feeds.rename(connection, quay, "nobody")
    assert feeds.by_number(connection, quay) is None


def test_pages_and_login_can_be_changed(connection: sqlite3.Connection) -> None:
    quay = feeds.add(connection, QUAY, now=NOW).number
    answer(connection, quay)
    feeds.set_pages(connection, quay, pages=False)
    feeds.set_login(connection, quay, "ana")
    [turn] = feeds.due(connection, NOW)  # at once, as the refusal may be over
    assert (turn.feed.pages, turn.login) == (False, "ana")


@given(st.integers(0, 10**6), st.floats(60, 10**6))
def test_each_failure_lengthens_the_wait_up_to_a_day(failures: int, interval: float) -> None:
    wait, longer = (feeds.wait_after(n, interval) for n in (failures, failures + 1))
    assert interval <= wait <= longer <= max(interval, 86400)
    assert longer == 2 * wait or longer == max(interval, 86400)
