"""`reader add`, `refresh`, `feeds` and `remove`, from arguments to exit statuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reader.cli.main import main
from reader.cli.progress import ProgressLine
from reader.cli.subscribing import RefreshProgress
from reader.export.document import schema_text
from reader.services import events
from tests.cli.papers import save
from tests.cli.screens import Screen
from tests.server import Server, document, failing, silent
from tests.services.news import rss, told

Captured = pytest.CaptureFixture[str]


def feed(name: str, *about: str) -> bytes:
    host = f"https://{name.split()[0].lower()}.example"
    items = [
        told(f"{each.title()} opens", f"{host}/news/{at}", each) for at, each in enumerate(about)
    ]
    return rss(name, f"{host}/", items)


@pytest.fixture
def feeds(server: Server, archive: Path, tmp_path: Path, capsys: Captured) -> list[str]:
    """Two subscriptions that answer."""
    server.routes["/a"] = document(feed("Larkfield Post", "tunnel", "ferry"), etag='"1"')
    server.routes["/b"] = document(feed("Quayside Daily", "tunnel"), etag='"1"')
    urls = [server.url("/a"), server.url("/b")]
    (tmp_path / "urls").write_text("\n".join(urls), "utf-8")
    assert main(["add", str(tmp_path / "urls")]) == 0
    capsys.readouterr()
    return urls


def subscriptions(capsys: Captured) -> list[dict[str, Any]]:
    """Return what `reader feeds --json` tells."""
    capsys.readouterr()
    assert main(["feeds", "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    whole = json.loads(captured.out)
    Draft202012Validator(json.loads(schema_text("feeds"))).validate(whole)
    found: list[dict[str, Any]] = whole["feeds"]
    return found


# Adding


def test_adding_tells_what_came(server: Server, archive: Path, capsys: Captured) -> None:
    server.routes["/a"] = document(feed("Larkfield Post", "tunnel", "ferry"))
    assert main(["add", server.url("/a")]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"Larkfield Post ({server.url('/a')})\n2 new articles in 2 stories\n"
    assert captured.err == ""


def test_adding_more_tells_what_of_it_was_there(
    archive: Path, tmp_path: Path, capsys: Captured
) -> None:
    saved = save(tmp_path)
    first = tmp_path / "first.jsonl"
    first.write_text(saved.read_text("utf-8").splitlines()[0], "utf-8")
    assert main(["add", str(first)]) == 0
    assert capsys.readouterr().out == "1 new article in 1 story\n"
    assert main(["add", str(saved)]) == 0
    assert capsys.readouterr().out == "3 new articles in 2 stories; 1 was there already\n"
    assert main(["add", str(saved)]) == 0
    assert capsys.readouterr().out == "4 articles, none of them new\n"


def test_what_was_added_is_listed_at_once(archive: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["add", str(save(tmp_path))]) == 0
    assert main(["list"]) == 0
    assert "Tunnel vote put off" in capsys.readouterr().out


def test_what_failed_beside_what_was_added_makes_it_3(
    server: Server, archive: Path, tmp_path: Path, capsys: Captured
) -> None:
    missing = str(tmp_path / "none.txt")
    assert main(["add", missing, server.url("/none"), str(save(tmp_path))]) == 3
    captured = capsys.readouterr()
    assert captured.out == "4 new articles in 2 stories\n"
    assert [line.split(": ")[1] for line in captured.err.splitlines()] == [
        missing,
        server.url("/none"),
    ]


def test_nothing_added_is_a_failure(archive: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["add", str(tmp_path / "none.txt")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_one_name_is_for_one_subscription(archive: Path, capsys: Captured) -> None:
    assert main(["add", "--name", "X", "a.example", "b.example"]) == 2
    assert "--name" in capsys.readouterr().err
    assert not archive.exists()


def test_many_subscriptions_are_counted(archive: Path, tmp_path: Path, capsys: Captured) -> None:
    lines = [f"https://quay.example/{number}" for number in range(30)]
    (tmp_path / "urls").write_text("\n".join(lines), "utf-8")
    assert main(["add", str(tmp_path / "urls")]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 23
    assert told[0] == "30 new subscriptions"
    assert told[-2:] == ["and 10 more feeds", "`reader refresh` fetches their articles."]
    assert main(["add", str(tmp_path / "urls")]) == 0
    assert capsys.readouterr().out.startswith("30 subscriptions, none of them new\n")


def test_the_screen_is_not_told_to_refresh_as_it_does(
    archive: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "urls").write_text("https://quay.example/1", "utf-8")
    assert main(["add", "--events", str(tmp_path / "urls")]) == 0
    assert capsys.readouterr().out == "https://quay.example/1 (https://quay.example/1)\n"


# Refreshing


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


# Subscriptions


def test_feeds_are_one_document(feeds: list[str], capsys: Captured) -> None:
    main(["refresh"])
    found = subscriptions(capsys)
    assert [(one["title"], one["articles"]) for one in found] == [
        ("Larkfield Post", 2),
        ("Quayside Daily", 1),
    ]
    assert all(one["last_refresh"] and not one["error"] for one in found)


def test_feeds_are_listed_for_people(feeds: list[str], capsys: Captured) -> None:
    assert main(["feeds"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("2 subscriptions, in order\n")
    assert "not fetched yet" in text


def test_subscriptions_are_changed_and_shown(feeds: list[str], capsys: Captured) -> None:
    changes = ["--name", "The Post", "--tag", "coast", "--tag", "daily", "--no-pages", "--pause"]
    assert main(["feeds", feeds[0], *changes, "--every", "15", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["feeds"]
    assert (one["title"], one["tags"], one["paused"]) == ("The Post", ["coast", "daily"], True)
    assert main(["feeds", "1", "2", "--untag", "coast", "--tag", "news"]) == 0
    assert [one["tags"] for one in subscriptions(capsys)] == [["news"], ["daily", "news"]]
    assert main(["feeds", "1", "--name", ""]) == 0
    assert subscriptions(capsys)[0]["title"] == feeds[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["feeds", "--tag", "x"],
        ["feeds", "--pause"],
        ["feeds", "1", "2", "--name", "x"],
        ["feeds", "1", "--every", "-5"],
        ["feeds", "1", "--every", "soon"],
        ["feeds", "1", "--pause", "--resume"],
        ["feeds", "1", "--tag", "x", "--tag", "y", "--untag", "y"],
        ["add"],
        ["add", "--feed", "--page", "x"],
        ["remove"],
    ],
)
def test_wrong_usage_changes_nothing(
    feeds: list[str], arguments: list[str], capsys: Captured
) -> None:
    before = subscriptions(capsys)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err
    assert subscriptions(capsys) == before


def test_removing_ends_a_subscription_and_keeps_its_articles(
    feeds: list[str], capsys: Captured
) -> None:
    main(["refresh"])
    capsys.readouterr()
    assert main(["remove", "1"]) == 0
    assert capsys.readouterr().out == "1 subscription ended\n"
    assert [one["url"] for one in subscriptions(capsys)] == [feeds[1]]
    main(["list", "--json"])
    assert len(json.loads(capsys.readouterr().out)["stories"]) == 2


def test_articles_can_be_removed_too(feeds: list[str], capsys: Captured) -> None:
    main(["refresh"])
    capsys.readouterr()
    assert main(["remove", "--articles", "1", "2"]) == 0
    assert capsys.readouterr().out == "2 subscriptions ended; 3 articles removed with them\n"
    main(["list", "--json"])
    assert json.loads(capsys.readouterr().out) == {"stories": []}


def test_what_is_left_of_a_story_is_listed_at_once(feeds: list[str], capsys: Captured) -> None:
    main(["refresh"])
    capsys.readouterr()
    main(["list", "--json", "--sort", "copies"])
    (story, _) = json.loads(capsys.readouterr().out)["stories"]
    assert len(story["copies"]) == 2
    assert main(["remove", "--articles", "1"]) == 0
    capsys.readouterr()
    main(["list"])
    assert "· 1 copy ·" in capsys.readouterr().out
    main(["archive"])
    assert "not grouped yet" not in capsys.readouterr().out


def test_subscriptions_go_out_and_come_back(
    feeds: list[str], tmp_path: Path, capsys: Captured
) -> None:
    main(["feeds", "1", "--tag", "coast", "--name", "The Post"])
    capsys.readouterr()
    out = tmp_path / "out.opml"
    assert main(["export", "--opml", "-o", str(out)]) == 0
    assert main(["export", "--opml"]) == 0
    assert capsys.readouterr().out == out.read_text("utf-8")
    before = subscriptions(capsys)
    assert main(["--archive", str(tmp_path / "other.sqlite"), "import", str(out)]) == 0
    assert capsys.readouterr().out == "2 new subscriptions\n"
    assert main(["--archive", str(tmp_path / "other.sqlite"), "feeds", "--json"]) == 0
    after = json.loads(capsys.readouterr().out)["feeds"]
    kept = ("title", "url", "tags")
    assert [[one[name] for name in kept] for one in after] == [
        [one[name] for name in kept] for one in before
    ]


def test_an_archive_that_may_not_be_written_is_one_line(
    feeds: list[str], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert main(["refresh"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith("may not be written; check its permissions\n")
    assert captured.err.count("\n") == 1
