"""`reader refresh`, from arguments to exit statuses."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.cli.progress import ProgressLine
from reader.cli.refreshing import RefreshProgress
from reader.services import events
from tests.cli.papers import feed, subscriptions
from tests.cli.screens import Screen
from tests.server import Server, document, failing, silent

Captured = pytest.CaptureFixture[str]


def test_a_refresh_tells_how_much_is_new(feeds: list[str], capsys: Captured) -> None:
    assert main(["refresh"]) == 0
    assert capsys.readouterr().out == "2 feeds: 3 new articles\n"
    assert main(["refresh"]) == 0
    assert capsys.readouterr().out == "2 feeds: 0 new articles\n"
    assert main(["list"]) == 0
    assert "2 copies" in capsys.readouterr().out


def test_some_feeds_that_fail_make_it_3_and_a_line_each(
    server: Server, feeds: list[str], capsys: Captured
) -> None:
    server.routes["/b"] = failing(500)
    assert main(["refresh"]) == 3
    captured = capsys.readouterr()
    assert captured.out == "2 feeds: 2 new articles; 1 failed\n"
    assert captured.err == (
        f"reader: {feeds[1]}: HTTP 500: the server has a fault; try again later\n"
    )
    (failed,) = [one for one in subscriptions(capsys) if one["error"]]
    assert failed["url"] == feeds[1]
    assert failed["failing_since"]
    assert failed["next_try"] > failed["failing_since"]


def test_the_only_feed_makes_it_3_where_it_breaks_off(
    server: Server, archive: Path, capsys: Captured
) -> None:
    server.routes["/a"] = document(feed("Larkfield Post", "tunnel", "ferry")[:-200])
    assert main(["add", server.url("/a")]) == 3
    capsys.readouterr()
    assert main(["refresh"]) == 3
    captured = capsys.readouterr()
    assert captured.out == "1 feed: 0 new articles; 1 failed\n"
    assert captured.err == (
        "reader: Larkfield Post: it breaks off after 1 item; fetch it again to have the rest\n"
    )


def test_all_feeds_that_fail_make_it_1(server: Server, feeds: list[str], capsys: Captured) -> None:
    server.routes.clear()
    assert main(["refresh"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "2 feeds: 0 new articles; 2 failed\n"
    assert captured.err.count("\n") == 2


def test_nothing_subscribed_is_said(archive: Path, capsys: Captured) -> None:
    assert main(["refresh"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("reader: there is no subscription yet; `reader add`")


def test_one_feed_is_refreshed_by_number_or_address(
    server: Server, feeds: list[str], capsys: Captured
) -> None:
    assert main(["refresh", "1", feeds[0], feeds[0].removeprefix("http://")]) == 0
    assert capsys.readouterr().out == "1 feed: 2 new articles\n"
    assert not server.asked("/b")


@pytest.mark.parametrize("command", ["refresh", "feeds", "remove"])
def test_a_feed_that_is_none_is_named(feeds: list[str], command: str, capsys: Captured) -> None:
    assert main([command, "1", "no-such\x1bfeed"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no-such\ufffdfeed: there is no such subscription" in captured.err
    assert len(subscriptions(capsys)) == 2


def test_a_paused_feed_is_not_fetched_and_it_says_so(
    server: Server, feeds: list[str], capsys: Captured
) -> None:
    assert main(["feeds", "1", "--pause"]) == 0
    capsys.readouterr()
    assert main(["refresh", "1"]) == 0
    assert "it is paused; `reader feeds 1 --resume`" in capsys.readouterr().err
    assert not server.asked("/a")
    assert main(["feeds", "1", "--resume"]) == 0
    capsys.readouterr()
    assert main(["refresh", "1"]) == 0
    assert capsys.readouterr().out == "1 feed: 2 new articles\n"


def test_for_a_timer_those_whose_turn_it_is(feeds: list[str], capsys: Captured) -> None:
    assert main(["refresh", "--due"]) == 0
    assert capsys.readouterr().out == "2 feeds: 3 new articles\n"
    assert main(["refresh", "--due"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("reader: no feed has its turn before 2")


def test_a_server_that_asks_to_be_left_alone_is(
    server: Server, feeds: list[str], capsys: Captured
) -> None:
    server.routes["/a"] = failing(429, retry_after="3600")
    assert main(["refresh", "1"]) == 1
    capsys.readouterr()
    assert main(["refresh", "1"]) == 0
    assert "the servers ask to be left alone" in capsys.readouterr().err
    assert len(server.asked("/a")) == 1


def test_events_are_lines_of_json_and_nothing_else(
    server: Server, feeds: list[str], capsys: Captured
) -> None:
    server.routes["/b"] = failing(500)
    assert main(["refresh", "--events"]) == 3
    captured = capsys.readouterr()
    assert captured.err == ""
    told = [events.from_line(line) for line in captured.out.splitlines()]
    assert told[0] == events.Began(2)
    assert told[-1] == events.Ended(new=2, failed=1, feeds=2)
    assert None not in told
    assert any(isinstance(event, events.Failed) for event in told)


def test_progress_goes_from_stage_to_stage() -> None:
    stream = Screen()
    show = RefreshProgress(ProgressLine(stream))
    for event in (
        events.Began(2),
        events.Answered(1, "", 1, 1, 2),
        events.Grouping(0, 1),
        events.Failed(2, "", "", 2, 2),
        events.Fetched(0, 1),
        events.Grouping(0, 1),
        events.Fetched(1, 1),
        events.Grouping(1, 2),
        events.Comparing(7),
        events.Arranged(3),
        events.Ended(1, 0, 2),
    ):
        show(event)
    assert [part for part in stream.getvalue().split("\r\x1b[K") if part] == [
        "fetching feeds … 0 %",
        "fetching feeds … 50 %",
        "fetching feeds … 50 %, grouping … 0 %",
        "fetching feeds … 100 %",
        "fetching pages … 0 %",
        "fetching pages … 0 %, grouping … 0 %",
        "fetching pages … 100 %",
        "grouping … 50 %",
        "comparing … 7",
    ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_refresh_keeps_what_came(
    server: Server, feeds: list[str], number: signal.Signals, capsys: Captured
) -> None:
    server.routes["/b"] = silent()
    with subprocess.Popen(
        [sys.executable, "-m", "reader", "refresh", "--events"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            if isinstance(events.from_line(line), events.Arranged):
                process.send_signal(number)
                break
        rest = process.stdout.read().splitlines()
        complaint = process.stderr.read()
    assert process.returncode == 130
    assert complaint == "reader: interrupted\n"
    last = events.from_line(rest[-1])
    assert isinstance(last, events.Ended)
    assert last.stopped
    assert main(["list"]) == 0
    assert "Ferry opens" in capsys.readouterr().out
    assert not any(one["error"] for one in subscriptions(capsys))


def test_who_watches_a_refresh_may_leave(server: Server, feeds: list[str]) -> None:
    """The screen ends, and with it the pipe that its child writes to."""
    server.routes["/b"] = silent()
    with subprocess.Popen(
        [sys.executable, "-m", "reader", "refresh", "--events"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
