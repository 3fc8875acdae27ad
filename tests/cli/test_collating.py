from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reader.cli.main import main
from reader.export.document import Document, schema_text
from tests.cli.papers import ARTICLES, COST_CHANGED, lines, save

Captured = pytest.CaptureFixture[str]


def document(capsys: Captured) -> dict[str, Any]:
    """Return what was written, after a look at standard error: it must be empty."""
    captured = capsys.readouterr()
    assert captured.err == ""
    loaded: dict[str, Any] = json.loads(captured.out)
    return loaded


def test_collating_writes_one_document_and_nothing_else(tmp_path: Path, capsys: Captured) -> None:
    assert main(["collate", "--json", str(save(tmp_path))]) == 0
    whole = document(capsys)
    Draft202012Validator(json.loads(schema_text("collation"))).validate(whole)
    assert [story["id"] for story in whole["stories"]] == ["inland-2", "post-1"]
    tunnel = whole["stories"][1]
    assert tunnel["headline"] == "Tunnel vote put off"
    assert [copy["id"] for copy in tunnel["copies"]] == ["post-1", "quay-7", "ellen-3"]


def test_the_document_says_what_an_outlet_did(tmp_path: Path, capsys: Captured) -> None:
    main(["collate", "--json", str(save(tmp_path))])
    tunnel = document(capsys)["stories"][1]
    second = {each["text"]: each for each in tunnel["segments"] if each["copy"] == 2}
    assert second["Share on Facebook"]["category"] == "share"
    assert second[COST_CHANGED]["weight"] == "fact"
    (edit,) = second[COST_CHANGED]["edits"]
    assert (edit["reading"], edit["kind"]) == ("4.2", "number")
    (omission,) = tunnel["omissions"]
    assert omission["copy"] == 2


def test_every_visible_character_lies_in_exactly_one_segment(
    tmp_path: Path, capsys: Captured
) -> None:
    main(["collate", "--json", str(save(tmp_path))])
    texts = {article["id"]: article["text"] for article in ARTICLES}
    for story in document(capsys)["stories"]:
        for copy in story["copies"]:
            text = texts[copy["id"]]
            covered = [0] * len(text)
            for segment in story["segments"]:
                if segment["copy"] != copy["copy"]:
                    continue
                assert text[segment["start"] : segment["end"]] == segment["text"]
                for place in range(segment["start"], segment["end"]):
                    covered[place] += 1
            assert all(
                times == 1
                for times, character in zip(covered, text, strict=True)
                if not character.isspace()
            )


def test_grouping_writes_one_document(tmp_path: Path, capsys: Captured) -> None:
    assert main(["group", "--json", str(save(tmp_path))]) == 0
    whole = document(capsys)
    Draft202012Validator(json.loads(schema_text("group"))).validate(whole)
    assert whole["related"] == []
    assert [sorted(story) for story in whole["stories"]] == [
        ["inland-2"],
        ["ellen-3", "post-1", "quay-7"],
    ]


def test_a_report_is_for_people(tmp_path: Path, capsys: Captured) -> None:
    assert main(["collate", str(save(tmp_path))]) == 0
    text = capsys.readouterr().out
    assert "Tunnel vote put off\n3 copies · 5 passages" in text
    assert "! number        2: 4.2 → 2.4" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_list_of_groups_is_for_people(tmp_path: Path, capsys: Captured) -> None:
    assert main(["group", str(save(tmp_path))]) == 0
    text = capsys.readouterr().out
    assert text.startswith("2 stories in 4 articles\n")
    assert "Quayside Daily" in text


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines().encode())))
    assert main(["group", "--json", "-"]) == 0
    assert sum(map(len, document(capsys)["stories"])) == len(ARTICLES)


@pytest.mark.parametrize("command", ["collate", "group"])
def test_nothing_readable_is_a_failure_and_no_document(
    command: str, tmp_path: Path, capsys: Captured
) -> None:
    assert main([command, "--json", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(tmp_path) in captured.err


@pytest.mark.parametrize("command", ["collate", "group"])
def test_what_failed_beside_what_was_read_is_named(
    command: str, tmp_path: Path, capsys: Captured
) -> None:
    missing = str(tmp_path / "missing\x1b[31m.txt")
    assert main([command, "--json", str(save(tmp_path)), missing]) == 3
    captured = capsys.readouterr()
    assert json.loads(captured.out)["stories"]
    assert captured.err.count("\n") == 1
    assert "missing\ufffd[31m.txt: " in captured.err


@pytest.mark.parametrize(("command", "name"), [("collate", "collation"), ("group", "group")])
def test_the_schema_needs_no_path(command: str, name: Document, capsys: Captured) -> None:
    assert main([command, "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(schema_text(name))


def test_paths_in_another_order_make_the_same_document(tmp_path: Path, capsys: Captured) -> None:
    files = []
    for number, line in enumerate(lines().splitlines()):
        files.append(tmp_path / f"{number}.jsonl")
        files[-1].write_text(line, encoding="utf-8")
    main(["collate", "--json", *map(str, files)])
    first = capsys.readouterr().out
    main(["collate", "--json", *map(str, reversed(files))])
    assert capsys.readouterr().out == first


def test_outlets_are_written_as_one_document(tmp_path: Path, capsys: Captured) -> None:
    assert main(["outlets", "--json", str(save(tmp_path))]) == 0
    whole = document(capsys)
    Draft202012Validator(json.loads(schema_text("outlets"))).validate(whole)
    quay = {each["name"]: each for each in whole["outlets"]}["Quayside Daily"]
    assert (quay["articles"], quay["compared"]) == (1, 1)
    assert (quay["omissions"], quay["facts"]) == (1, 1)
    assert quay["additions"][0]["category"] == "share"


def test_outlets_are_reported_in_words(tmp_path: Path, capsys: Captured) -> None:
    assert main(["outlets", str(save(tmp_path))]) == 0
    written = capsys.readouterr().out
    assert "Quayside Daily" in written
    assert "cuts 1" in written
