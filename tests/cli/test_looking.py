"""`reader list`, `search` and `show`: one document or lines for people, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reader.cli.main import main
from reader.export.document import Document, schema_text
from tests.cli.papers import ARTICLES, COST_CHANGED, save

Captured = pytest.CaptureFixture[str]


def document(capsys: Captured, schema: Document) -> dict[str, Any]:
    """Return what was written, which the schema must allow; standard error must be empty."""
    captured = capsys.readouterr()
    assert captured.err == ""
    loaded: dict[str, Any] = json.loads(captured.out)
    Draft202012Validator(json.loads(schema_text(schema))).validate(loaded)
    return loaded


def listed(capsys: Captured, *query: str) -> list[str]:
    """Return the headlines that a query finds."""
    assert main(["list", "--json", *query]) == 0
    return [story["headline"] for story in document(capsys, "stories")["stories"]]


# Documents


def test_a_list_is_one_document(papers: Path, capsys: Captured) -> None:
    assert main(["list", "--json", "--sort", "copies"]) == 0
    tunnel, lake = document(capsys, "stories")["stories"]
    assert (tunnel["id"], tunnel["headline"]) == ("post-1", "Tunnel vote put off")
    assert [copy["outlet"] for copy in tunnel["copies"]] == [
        "Larkfield Post",
        "Quayside Daily",
        "The Ellen Star",
    ]
    assert (tunnel["unread"], tunnel["starred"]) == (True, False)
    assert tunnel["first_seen"]
    assert "passage" not in lake


def test_a_search_finds_the_passage(papers: Path, capsys: Captured) -> None:
    assert main(["search", "--json", "ventilation", "shaft*"]) == 0
    (story,) = document(capsys, "stories")["stories"]
    assert "ventilation shaft" in story["passage"]
    assert "passage_in" not in story


def test_words_that_only_an_outlet_put_in_are_said_to_stand_there(
    papers: Path, capsys: Captured
) -> None:
    assert main(["search", "facebook"]) == 0
    assert "  in copy 2, share: Share on Facebook" in capsys.readouterr().out
    assert main(["search", "--json", "facebook"]) == 0
    (story,) = document(capsys, "stories")["stories"]
    assert story["passage_in"] == {"copy": 2, "category": "share"}


def test_an_empty_answer_is_a_document_too(papers: Path, capsys: Captured) -> None:
    assert main(["search", "--json", "zeppelin"]) == 0
    assert document(capsys, "stories") == {"stories": []}


def test_a_story_is_one_document(papers: Path, capsys: Captured) -> None:
    assert main(["show", "--json", "post-1"]) == 0
    story = document(capsys, "story")
    assert story["unread"] is True
    second = {each["text"]: each for each in story["segments"] if each["copy"] == 2}
    assert second[COST_CHANGED]["weight"] == "fact"


def test_the_same_story_has_the_same_form_alone_in_a_list_and_collated(
    papers: Path, tmp_path: Path, capsys: Captured
) -> None:
    main(["collate", "--json", str(save(tmp_path))])
    collated = {story["id"]: story for story in document(capsys, "collation")["stories"]}
    main(["list", "--json"])
    rows = {story["id"]: story for story in document(capsys, "stories")["stories"]}
    main(["show", "--json", "post-1"])
    shown = document(capsys, "story")
    own = {"unread", "starred", "first_seen"}
    assert {name: shown[name] for name in shown if name not in own} == collated["post-1"]
    assert {name: shown[name] for name in rows["post-1"]} == rows["post-1"]


def test_a_story_is_named_by_any_of_its_articles(papers: Path, capsys: Captured) -> None:
    for one in ("post-1", "quay-7", "ellen-3"):
        assert main(["show", "--json", one]) == 0
        assert document(capsys, "story")["id"] == "post-1"


@pytest.mark.parametrize(
    ("command", "schema"),
    [("list", "stories"), ("search", "stories"), ("show", "story"), ("feeds", "feeds")],
)
def test_the_schema_needs_nothing_beside_it(
    command: str, schema: Document, capsys: Captured
) -> None:
    assert main([command, "--schema"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written == json.loads(schema_text(schema))
    Draft202012Validator.check_schema(written)


@pytest.mark.parametrize("schema", ["story", "stories"])
def test_schemas_say_the_same_of_the_same_thing(schema: Document) -> None:
    whole, own = (json.loads(schema_text(one))["$defs"] for one in ("collation", schema))
    shared = own.keys() & whole.keys() - {"story"}
    assert "copy" in shared
    assert {name: own[name] for name in shared} == {name: whole[name] for name in shared}


# For people


def test_a_list_is_two_lines_a_story(papers: Path, capsys: Captured) -> None:
    assert main(["list"]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert captured.err == ""
    assert len(lines) == 4
    assert "• Tunnel vote put off" in lines
    assert any("post-1" in line and "3 copies" in line for line in lines)
    assert "\x1b" not in captured.out


def test_a_search_shows_where_the_words_stand(papers: Path, capsys: Captured) -> None:
    assert main(["search", "fleet"]) == 0
    assert "before the herring fleet comes home." in " ".join(capsys.readouterr().out.split())


def test_an_empty_archive_says_what_to_do(archive: Path, capsys: Captured) -> None:
    assert main(["list"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "`reader add`" in captured.err


def test_what_is_not_found_is_said(papers: Path, capsys: Captured) -> None:
    assert main(["search", "zeppelin", "-ferry"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "reader: no story is found by zeppelin -ferry\n"


FORMS = {
    "--text": "Tunnel vote put off\n\nThe harbour council",
    "--markdown": "# Tunnel vote put off\n",
    "--html": "<!doctype html>",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_story_is_shown_in_each_form(papers: Path, form: str, capsys: Captured) -> None:
    assert main(["show", form, "post-1"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.lower().startswith(FORMS[form].lower())


def test_a_story_is_reported(papers: Path, capsys: Captured) -> None:
    assert main(["show", "post-1"]) == 0
    assert "! number        2: 4.2 → 2.4" in capsys.readouterr().out


def test_one_passage_is_shown_as_each_copy_has_it(papers: Path, capsys: Captured) -> None:
    assert main(["show", "post-1#2"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "doubled to 4.2 million" in text
    assert f"2 Quayside Daily {COST_CHANGED}" in text
    assert main(["show", "post-1#4"]) == 0
    assert "2 Quayside Daily\n  lacks it" in capsys.readouterr().out


@pytest.mark.parametrize("wanted", ["post-1#9", "post-1#0", "post-1#x", "post-1#" + "9" * 30])
def test_a_passage_that_is_none_is_named(papers: Path, wanted: str, capsys: Captured) -> None:
    assert main(["show", wanted]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "has the passages 1 to 5" in captured.err


def test_a_story_that_is_none_is_named(papers: Path, capsys: Captured) -> None:
    assert main(["show", "no\x1b[31mne"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "[31mne" in captured.err
    assert "\x1b" not in captured.err
    assert captured.err.count("\n") == 1


# Queries


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["tunnel"], ["Tunnel vote put off"]),
        (["-tunnel"], ["Lake alarm"]),
        (["-tunnel", "glacier"], ["Lake alarm"]),
        (["glacier", "-village"], []),
        (['-"second shaft"', "glacier"], ["Lake alarm"]),
        (["--", "-tunnel"], ["Lake alarm"]),
        (["-outlet:Inland Day"], ["Tunnel vote put off"]),
        (["outlet:Inland Day"], ["Lake alarm"]),
        (["outlet:Inland Day", "copies:1"], ["Lake alarm"]),
        (["outlet:star copies:>2"], ["Tunnel vote put off"]),
        (["is:unread copies:>2"], ["Tunnel vote put off"]),
        (['outlet:"Inland Day" lake'], ["Lake alarm"]),
        (["has:fact"], ["Tunnel vote put off"]),
        (["added:share", "cut:quayside"], ["Tunnel vote put off"]),
        (["tunnel", "OR", "glacier", "is:starred"], []),
    ],
)
def test_a_query_comes_through_the_shell(
    papers: Path, query: list[str], found: list[str], capsys: Captured
) -> None:
    if query[0].startswith(("has", "added")):
        main(["list", "--json"])  # which compares the copies
        capsys.readouterr()
    assert listed(capsys, *query) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("copies:many", "copies:>3"),
        ("colour:red", "the filters are"),
        ("is:ripe", "is:"),
        ("tunnel OR", "“OR” stands between two words"),
        ('"', "there is no word in it"),
        ("x" * 3000, "too long"),
    ],
)
@pytest.mark.parametrize("command", ["list", "search"])
def test_a_query_that_cannot_be_understood_is_wrong_usage(
    papers: Path, command: str, query: str, said: str, capsys: Captured
) -> None:
    assert main([command, "--json", query]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--limit", "many"],
        ["list", "--limit", "-1"],
        ["list", "--sort", "size"],
        ["search"],
        ["show"],
        ["list", "--no-such-option"],
        ["show", "post-1", "--text", "--html"],
    ],
)
def test_wrong_usage_writes_no_document(
    papers: Path, arguments: list[str], capsys: Captured
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "_" not in captured.err.replace("_limit", "_")
    assert "usage: reader" in captured.err


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_passage_alone_has_one_form(papers: Path, form: str, capsys: Captured) -> None:
    assert main(["show", "post-1#2", f"--{form}"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"leave out --{form}" in captured.err
    assert captured.err.count("\n") == 1


def test_as_many_as_asked_for_in_the_order_asked_for(papers: Path, capsys: Captured) -> None:
    assert listed(capsys, "--sort", "outlet") == ["Lake alarm", "Tunnel vote put off"]
    assert listed(capsys, "--sort", "copies", "--limit", "1") == ["Tunnel vote put off"]
    assert len(listed(capsys, "--limit", "0")) == len({article["id"] for article in ARTICLES}) - 2


# Copies set against each other


def test_two_copies_are_compared_by_word(papers: Path, capsys: Captured) -> None:
    assert main(["show", "post-1", "--compare", "1", "2"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 Larkfield Post  →  2 Quayside Daily")
    assert "[-" in said
    assert "these words are gone" in said
    assert main(["show", "post-1", "--compare", "0", "9"]) == 1
    assert "no 9; 0 is the clean text" in capsys.readouterr().err


def test_what_changed_from_version_to_version(
    papers: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["show", "post-1", "--versions"]) == 0
    assert "has another version" in capsys.readouterr().err
    changed = {**ARTICLES[0], "text": ARTICLES[0]["text"].replace("4.2", "4.4")}
    assert changed["text"] != ARTICLES[0]["text"]
    later = tmp_path / "later.json"
    later.write_text(json.dumps(changed), encoding="utf-8")
    assert main(["add", str(later)]) == 0
    capsys.readouterr()
    assert main(["show", "post-1", "--versions"]) == 0
    captured = capsys.readouterr()
    assert "[-4.2-] {+4.4+}" in captured.out
    assert captured.err == ""
