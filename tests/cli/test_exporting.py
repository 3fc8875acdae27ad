from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import etree

from reader.cli.main import main
from tests.cli.papers import COST, COST_CHANGED, save

Captured = pytest.CaptureFixture[str]


def test_a_story_is_written_to_standard_output(tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", str(save(tmp_path)), "--story", "post-1"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.startswith("# Tunnel vote put off\n")
    assert "“4.2” → “2.4”" in captured.out


def test_each_format_is_what_it_is_called(tmp_path: Path, capsys: Captured) -> None:
    made = {}
    for form in ("markdown", "json", "tei", "csv", "html"):
        assert main(["export", str(save(tmp_path)), "--story", "post-1", "--format", form]) == 0
        made[form] = capsys.readouterr().out
    assert json.loads(made["json"])["stories"][0]["id"] == "post-1"
    assert COST_CHANGED in "".join(map(str, etree.fromstring(made["tei"].encode()).itertext()))
    cells = {cell for row in csv.reader(io.StringIO(made["csv"], newline="")) for cell in row}
    assert {COST, COST_CHANGED, "Share on Facebook"} <= cells
    assert made["html"].startswith("<!doctype html>")


def test_a_file_s_ending_chooses_the_format(tmp_path: Path, capsys: Captured) -> None:
    page = tmp_path / "out.html"
    command = ["export", str(save(tmp_path)), "--story", "post-1", "-o", str(page)]
    assert main(command) == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert main([*command, "--format", "csv", "--force"]) == 0
    assert page.read_bytes().startswith(b"row,passage,")
    assert b"\r\n" in page.read_bytes()
    assert capsys.readouterr() == ("", "")


def test_no_file_is_written_over_unless_asked_for(tmp_path: Path, capsys: Captured) -> None:
    there = tmp_path / "out.md"
    there.write_text("mine", "utf-8")
    command = ["export", str(save(tmp_path)), "--story", "post-1", "-o", str(there)]
    assert main(command) == 1
    error = f"reader: {there}: there is a file of this name already; --force replaces it\n"
    assert capsys.readouterr().err == error
    assert there.read_text("utf-8") == "mine"
    assert main([*command, "--force"]) == 0
    assert there.read_text("utf-8").startswith("# ")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: Captured) -> None:
    there = tmp_path / "none" / "out.md"
    assert main(["export", str(save(tmp_path)), "--story", "post-1", "-o", str(there)]) == 1
    assert f"{there}: there is no folder" in capsys.readouterr().err


def test_an_article_s_id_names_its_story(tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", str(save(tmp_path)), "--story", "ellen-3"]) == 0
    assert capsys.readouterr().out.startswith("# Tunnel vote put off\n")


@pytest.mark.parametrize("named", [[], ["--story", "none\x1b[31m"]])
def test_a_story_has_to_be_named_where_there_are_several(
    named: list[str], tmp_path: Path, capsys: Captured
) -> None:
    assert main(["export", str(save(tmp_path)), *named]) == 1
    error = capsys.readouterr().err
    assert "post-1 (Tunnel vote put off)" in error
    assert "inland-2 (Lake alarm)" in error
    assert "\x1b" not in error


def test_one_story_needs_no_name(tmp_path: Path, capsys: Captured) -> None:
    line = save(tmp_path).read_text("utf-8").splitlines()[0]
    (tmp_path / "papers.jsonl").write_text(line, "utf-8")
    assert main(["export", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("# Tunnel vote put off\n")


def test_variants_their_counts_and_labels_are_three_files(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "study.csv"
    command = ["export", str(save(tmp_path)), "--variants", str(file)]
    assert main(command) == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))
    changed = [row for row in rows if row["weight"] == "fact"]
    assert [(row["outlet"], row["words"], row["reading"]) for row in changed] == [
        ("Quayside Daily", "2.4", "4.2")
    ]
    assert {row["variant"] for row in rows} == {"addition", "omission", "substitution"}
    counts = (tmp_path / "study.outlets.csv").read_text("utf-8").splitlines()
    assert counts[0].startswith("outlet,articles,stories,")
    assert len(counts) == 5
    labels = (tmp_path / "study.labels.csv").read_text("utf-8").splitlines()
    assert labels == ["story,headline,agency,outlet,copy,published,label,category,words,start,end"]
    assert main(command) == 1
    assert "study.csv: there is a file" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0


def test_variants_as_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "study.jsonl"
    assert main(["export", str(save(tmp_path)), "--variants", str(file)]) == 0
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {row["story"] for row in rows} <= {"post-1", "inland-2"}
    assert (tmp_path / "study.outlets.jsonl").exists()


@pytest.mark.parametrize(
    "more",
    [
        ["--variants", "a.txt"],
        ["--variants", "a.csv", "--story", "post-1"],
        ["--variants", "a.csv", "--format", "csv"],
        ["--variants", "a.csv", "-o", "b.csv"],
        ["--variants", "a.csv", "--query", "mill"],
        ["--format", "x"],
        ["--query", "mill"],
        ["--force"],
        ["--force", "-o", "-"],
        ["--opml"],
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(more: list[str], capsys: Captured) -> None:
    assert main(["export", "nowhere", *more]) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "idle"),
    [
        (["--variants", "a.csv"], "--variants"),
        (["--story", "post-1"], "--story"),
        (["--format", "json"], "--format"),
        (["--query", "mill", "--story", "post-1"], "--query and --story"),
        (["some/folder"], "the paths"),
        (["--force"], "--force"),
    ],
)
def test_what_the_list_of_subscriptions_has_no_use_for_is_named(
    archive: Path, more: list[str], idle: str, capsys: Captured
) -> None:
    assert main(["export", "--opml", *more]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith(f"; leave out {idle}\n")
    assert captured.err.count("\n") == 1
    assert not archive.exists()


def test_a_query_chooses_no_single_story(archive: Path, capsys: Captured) -> None:
    assert main(["export", "--story", "post-1", "--query", "mill"]) == 2
    assert capsys.readouterr().err.endswith("; leave out --query\n")


def test_what_failed_beside_what_was_read_is_named(tmp_path: Path, capsys: Captured) -> None:
    paths = [str(save(tmp_path)), str(tmp_path / "missing.txt")]
    assert main(["export", *paths, "--story", "post-1"]) == 3
    captured = capsys.readouterr()
    assert captured.out.startswith("# ")
    assert "missing.txt" in captured.err


def test_nothing_readable_is_a_failure_and_no_file(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "study.csv"
    assert main(["export", str(tmp_path), "--variants", str(file)]) == 1
    assert not file.exists()
    assert capsys.readouterr().err
