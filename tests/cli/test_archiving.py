"""`reader rebuild`, `archive` and `import`, and archives that cannot be used."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from reader.archive.schema import VERSION
from reader.cli.main import main
from tests.cli.papers import save

Captured = pytest.CaptureFixture[str]

COMMANDS = [
    ["list"],
    ["list", "--json"],
    ["search", "tunnel"],
    ["show", "post-1"],
    ["feeds"],
    ["refresh"],
    ["outlets"],
    ["rebuild"],
    ["archive"],
    ["archive", "check"],
    ["export", "--opml"],
]


def ids(capsys: Captured) -> list[str]:
    """Return the ids of the stories that are listed."""
    capsys.readouterr()
    assert main(["list", "--json"]) == 0
    return sorted(story["id"] for story in json.loads(capsys.readouterr().out)["stories"])


# Archives that cannot be used


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_archive_is_named_and_left_alone(
    archive: Path, command: list[str], capsys: Captured
) -> None:
    archive.write_text("This is a text.\n" * 1000, "utf-8")
    assert main(command) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        f"reader: {archive}: this is no archive of reader; name another with --archive\n"
    )
    assert archive.read_text("utf-8").startswith("This is a text.")


def test_an_archive_of_a_later_version_is_left_alone(papers: Path, capsys: Captured) -> None:
    connection = sqlite3.connect(papers)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    assert main(["list"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "a later version of reader wrote this archive; update reader" in captured.err


def test_a_folder_is_no_archive(tmp_path: Path, capsys: Captured) -> None:
    assert main(["--archive", str(tmp_path), "list"]) == 1
    assert "this is a folder; name a file in it" in capsys.readouterr().err


def test_an_archive_where_none_can_be_is_named(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").touch()
    assert main(["--archive", str(tmp_path / "file" / "a.sqlite"), "list"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(tmp_path / "file") in captured.err


@pytest.mark.parametrize("command", [["list"], ["show", "post-1"], ["outlets", "--json"]])
def test_an_archive_that_may_not_be_written_can_be_read(
    papers: Path, command: list[str], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert main(command) == 0
    captured = capsys.readouterr()
    assert captured.out
    assert captured.err == ""


@pytest.mark.parametrize("command", [["rebuild"], ["archive", "expire", "--days", "1"]])
def test_an_archive_that_may_not_be_written_says_so(
    papers: Path, command: list[str], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert main(command) == 1
    assert capsys.readouterr().err.endswith("may not be written; check its permissions\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_archive_that_may_not_be_read_is_named(papers: Path, capsys: Captured) -> None:
    papers.chmod(0)
    assert main(["list"]) == 1
    assert "may" in capsys.readouterr().err


def test_the_archive_is_named_before_the_command(
    archive: Path, filled: Path, capsys: Captured
) -> None:
    assert main(["--archive", str(filled), "list"]) == 0
    assert "Tunnel vote put off" in capsys.readouterr().out
    assert not archive.exists()


# Looking after it


def test_it_says_where_it_is_and_what_it_holds(papers: Path, capsys: Captured) -> None:
    assert main(["archive"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(papers)
    assert lines[1].startswith("4 articles of 4 outlets in 2 stories")


def test_a_sound_archive_is_called_so(papers: Path, capsys: Captured) -> None:
    assert main(["archive", "check"]) == 0
    assert capsys.readouterr().out == "The archive is sound.\n"


def test_what_is_wrong_in_an_archive_is_said(papers: Path, capsys: Captured) -> None:
    connection = sqlite3.connect(papers)
    connection.execute("DELETE FROM members")
    connection.commit()
    connection.close()
    assert main(["archive", "check"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("reader: ")
    assert main(["rebuild"]) == 0
    assert main(["archive", "check"]) == 0


def test_a_damaged_archive_is_called_so(papers: Path, capsys: Captured) -> None:
    size = papers.stat().st_size
    with papers.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    assert main(["archive", "check"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "damaged" in captured.err


def test_a_backup_is_an_archive(papers: Path, tmp_path: Path, capsys: Captured) -> None:
    copy = tmp_path / "copy.sqlite"
    assert main(["archive", "backup", str(copy)]) == 0
    assert capsys.readouterr().out == f"{copy}\n"
    assert main(["--archive", str(copy), "archive", "check"]) == 0
    assert main(["archive", "backup", str(copy)]) == 0


def test_a_backup_replaces_no_other_file(papers: Path, tmp_path: Path, capsys: Captured) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear reader", "utf-8")
    assert main(["archive", "backup", str(other)]) == 1
    assert main(["archive", "backup", str(papers)]) == 1
    assert main(["archive", "backup", str(tmp_path / "none" / "copy.sqlite")]) == 1
    assert capsys.readouterr().err.count("\n") == 3
    assert other.read_text("utf-8") == "Dear reader"


def test_room_is_given_back(papers: Path, capsys: Captured) -> None:
    assert main(["archive", "vacuum"]) == 0
    assert capsys.readouterr().out.endswith(" MB given back\n")
    assert main(["archive", "check"]) == 0


def test_what_is_old_goes(papers: Path, capsys: Captured) -> None:
    assert main(["archive", "expire", "--days", "3000"]) == 0
    assert capsys.readouterr().out == "0 articles removed\n"
    connection = sqlite3.connect(papers)
    connection.execute("UPDATE articles SET arrived = 1000 WHERE id = 'inland-2'")
    connection.commit()
    connection.close()
    assert main(["archive", "expire", "--days", "3000"]) == 0
    assert capsys.readouterr().out == "1 article removed\n"
    assert ids(capsys) == ["post-1"]


@pytest.mark.parametrize(
    "options", [[], ["--days", "0"], ["--days", "-1"], ["--megabytes", "few"], ["--days", "1.5"]]
)
def test_nothing_goes_unasked(papers: Path, options: list[str], capsys: Captured) -> None:
    assert main(["archive", "expire", *options]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err
    assert len(ids(capsys)) == 2


def test_what_the_settings_say_goes(papers: Path, tmp_path: Path, capsys: Captured) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[archive]\nkeep-days = 3000\n", "utf-8")
    assert main(["--config", str(config), "archive", "expire"]) == 0
    assert capsys.readouterr().out == "0 articles removed\n"


def test_everything_is_grouped_anew(papers: Path, capsys: Captured) -> None:
    before = ids(capsys)
    assert main(["rebuild"]) == 0
    assert capsys.readouterr().out == "2 stories\n"
    assert ids(capsys) == before


# Importing


def test_a_grouping_is_taken_over(papers: Path, tmp_path: Path, capsys: Captured) -> None:
    grouping = tmp_path / "grouping.json"
    joined = {"stories": [["inland-2", "quay-7"], ["unknown", "post-1"]], "related": []}
    grouping.write_text(json.dumps(joined), "utf-8")
    assert main(["import", "--grouping", str(grouping)]) == 0
    assert capsys.readouterr().out == "2 articles joined\n"
    assert len(ids(capsys)) == 1
    assert main(["rebuild"]) == 0
    assert len(ids(capsys)) == 1


def test_what_group_prints_can_be_taken_over(
    papers: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["group", "--json", str(save(tmp_path))]) == 0
    (tmp_path / "grouping.json").write_text(capsys.readouterr().out, "utf-8")
    assert main(["import", "--grouping", str(tmp_path / "grouping.json")]) == 0
    assert len(ids(capsys)) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "it is not what `reader group --json` prints"),
        ('{"stories": [["a", 1]]}', "it is not what `reader group --json` prints"),
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        (None, "No such file"),
    ],
)
def test_what_is_no_grouping_is_named(
    papers: Path, tmp_path: Path, content: str | None, said: str, capsys: Captured
) -> None:
    file = tmp_path / "grouping.json"
    if content is not None:
        file.write_text(content, "utf-8")
    assert main(["import", "--grouping", str(file)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"reader: {file}: {said}")


def test_importing_takes_lists_alone(archive: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "urls").write_text("https://quay.example/feed\n", "utf-8")
    assert main(["import", str(save(tmp_path)), str(tmp_path / "urls")]) == 3
    captured = capsys.readouterr()
    assert captured.out == "1 new subscription\n"
    assert "see `reader add`" in captured.err
    assert main(["import", str(save(tmp_path))]) == 1
    assert main(["import"]) == 2
    assert capsys.readouterr().out == ""
