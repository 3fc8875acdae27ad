"""`reader add`, from arguments to exit statuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.main import main
from tests.cli.papers import feed, save
from tests.server import Server, document

Captured = pytest.CaptureFixture[str]


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
