from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from reader import __version__
from reader.export.document import (
    collation_document,
    group_document,
    schema_text,
    story_object,
)
from reader.model import (
    Article,
    Category,
    Collation,
    Copy,
    EditKind,
    Grouping,
    Kind,
    Member,
    Origin,
    Outlet,
    Relation,
    Status,
    Story,
    Variant,
    Weight,
)
from reader.text.safe import safe
from tests.export.samples import harbour

COLLATION_SCHEMA: dict[str, Any] = json.loads(schema_text("collation"))
GROUP_SCHEMA: dict[str, Any] = json.loads(schema_text("group"))


def document(*collations: Collation) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads("".join(collation_document(collations)))
    return loaded


def test_the_document_has_the_keys_of_the_contract_in_its_order() -> None:
    whole = document(harbour())
    assert list(whole) == ["schema", "program", "stories"]
    assert (whole["schema"], whole["program"]) == (1, f"wirecopy {__version__}")
    story = whole["stories"][0]
    assert list(story) == [
        *("id", "headline", "agency", "copies", "passages", "segments", "omissions"),
    ]
    assert list(story["copies"][0]) == [
        *("copy", "id", "outlet", "title", "url", "published", "source"),
        *("wire_share", "score", "version_of"),
    ]
    assert list(story["passages"][0]) == [
        *("passage", "paragraph", "text", "from", "support", "status"),
    ]
    assert list(story["segments"][0]) == [
        *("copy", "segment", "line", "start", "end", "text", "label", "category", "passage"),
        *("variants", "weight", "edits", "evidence", "confidence"),
    ]
    assert list(story["segments"][4]["edits"][0]) == ["start", "end", "reading", "kind"]
    assert story["omissions"] == [{"copy": 3, "passage": 3}]


def test_values_stand_as_the_contract_has_them() -> None:
    story = document(harbour())["stories"][0]
    assert story["copies"][0]["published"] == "2026-03-04T12:00:00+00:00"
    assert story["copies"][1]["published"] is None
    assert story["copies"][2]["version_of"] == 1
    share, changed = story["segments"][3:5]
    assert (share["label"], share["category"], share["passage"]) == ("addition", "share", None)
    assert (changed["label"], changed["category"], changed["passage"]) == ("wire", None, 3)
    assert changed["variants"] == ["substitution", "transposition"]
    assert changed["weight"] == "fact"
    (edit,) = changed["edits"]
    copy = harbour().copies[1]
    assert copy.article.text[edit["start"] : edit["end"]] == "2.4"
    assert (edit["reading"], edit["kind"]) == ("4.2", "number")


def test_a_segment_is_the_slice_that_its_offsets_name_line_feeds_included() -> None:
    collation = harbour()
    texts = {copy.number: copy.article.text for copy in collation.copies}
    for segment in document(collation)["stories"][0]["segments"]:
        text = texts[segment["copy"]]
        assert segment["text"] == text[segment["start"] : segment["end"]]
        assert segment["line"] == text.count("\n", 0, segment["start"]) + 1
    assert any("\n" in each["text"] for each in document(collation)["stories"][0]["segments"])


@pytest.mark.parametrize("collations", [(), (harbour(),), (harbour(), harbour())])
def test_documents_are_valid_by_the_schema(collations: tuple[Collation, ...]) -> None:
    Draft202012Validator(COLLATION_SCHEMA).validate(document(*collations))


def test_the_schemas_are_schemas() -> None:
    Draft202012Validator.check_schema(COLLATION_SCHEMA)
    Draft202012Validator.check_schema(GROUP_SCHEMA)


@pytest.mark.parametrize(
    ("definition", "key", "enum", "nullable"),
    [
        ("segment", "category", Category, True),
        ("segment", "label", Kind, False),
        ("segment", "weight", Weight, True),
        ("edit", "kind", EditKind, False),
        ("passage", "status", Status, False),
    ],
)
def test_the_schema_knows_the_words_of_the_model(
    definition: str, key: str, enum: type[StrEnum], nullable: bool
) -> None:
    words = COLLATION_SCHEMA["$defs"][definition]["properties"][key]["enum"]
    assert words == [*enum, *([None] if nullable else [])]


def test_the_schema_knows_the_variants() -> None:
    variants = COLLATION_SCHEMA["$defs"]["segment"]["properties"]["variants"]
    assert variants["items"]["enum"] == list(Variant)


@pytest.mark.parametrize("schema", [COLLATION_SCHEMA, GROUP_SCHEMA])
def test_every_object_of_a_schema_is_closed_and_requires_all_its_keys(
    schema: dict[str, Any],
) -> None:
    objects = list(described_objects(schema))
    assert objects
    for described in objects:
        assert described["additionalProperties"] is False
        assert described["required"] == list(described["properties"])


def described_objects(schema: object) -> list[Mapping[str, Any]]:
    if isinstance(schema, list):
        return [found for each in schema for found in described_objects(each)]
    if not isinstance(schema, dict):
        return []
    found = [schema] if schema.get("type") == "object" else []
    return found + [each for value in schema.values() for each in described_objects(value)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("segments", 3, "category"), None),
        (("segments", 3, "passage"), 1),
        (("segments", 4, "passage"), None),
        (("segments", 4, "category"), "share"),
        (("copies", 0, "copy"), 0),
        (("copies", 0, "wire_share"), 1.5),
        (("passages", 0, "status"), "doubtful"),
        (("omissions", 0, "why"), "no room"),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_have(
    path: tuple[str | int, ...], value: object
) -> None:
    whole = document(harbour())
    place: Any = whole["stories"][0]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(COLLATION_SCHEMA).validate(whole)


def alone(text: str) -> Collation:
    """A story whose headline, id, outlet and evidence are this text."""
    article = Article(text, Outlet(text), text, (), title=text, url=text, source=text)
    return Collation(text, text, Origin(text), (Copy(1, article, ()),), (), (), ())


@given(st.text(st.characters(categories=["L", "Cc", "Cf", "Cs", "Co", "Cn", "Po"])))
def test_any_text_makes_utf_8_that_keeps_it_and_is_harmless_on_a_terminal(text: str) -> None:
    written = "".join(collation_document([alone(text)]))
    assert json.loads(written.encode("utf-8"))["stories"][0]["headline"] == text
    assert safe(written) == written


def test_every_story_is_a_piece_of_its_own() -> None:
    asked: list[int] = []

    def collations() -> Any:
        for number in range(3):
            asked.append(number)
            yield harbour()

    pieces = collation_document(collations())
    next(pieces)
    assert asked == []
    next(pieces)
    assert asked == [0]


def test_a_story_object_stands_alone_too() -> None:
    assert story_object(harbour()) == document(harbour())["stories"][0]


def test_groups_are_sorted_by_story_and_relations_by_article() -> None:
    grouping = Grouping(
        (
            Story("b", (Member("b"), Member("d"))),
            Story("a", (Member("a"), Member("c", 0.8, version_of="a"))),
        ),
        (Relation("c", "d", "derived", 0.512345), Relation("a", "b", "contains", 1.0)),
    )
    whole = json.loads("".join(group_document(grouping)))
    Draft202012Validator(GROUP_SCHEMA).validate(whole)
    assert whole == {
        "stories": [["a", "c"], ["b", "d"]],
        "related": [
            {"a": "a", "b": "b", "relation": "contains", "score": 1.0},
            {"a": "c", "b": "d", "relation": "derived", "score": 0.5123},
        ],
    }


def test_no_articles_make_an_empty_document() -> None:
    assert json.loads("".join(group_document(Grouping(())))) == {"stories": [], "related": []}
