"""`reader feeds` and `remove`, from arguments to exit statuses."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reader.cli.main import main
from tests.cli.papers import subscriptions

Captured = pytest.CaptureFixture[str]


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
