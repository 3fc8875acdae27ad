from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadableSource
from reader.ingest.records import find_records, parse_json, read_record

RECORD: dict[str, Any] = {
    "id": "q1",
    "outlet": "The Daily Quay",
    "url": "https://www.dailyquay.example/a",
    "title": "Ferry aground",
    "published": "2026-03-09 10:00",
    "byline": "Mara Quill",
    "text": "One line.\r\n\r\n  Two lines.",
}


def test_a_record_s_keys_and_its_text_as_given() -> None:
    draft = read_record({**RECORD, "story": 7, "label": "x", "language": "xx"}, "a.json")
    assert draft.text == RECORD["text"]
    assert [draft.text[b.start : b.end] for b in draft.blocks] == ["One line.", "Two lines."]
    assert [b.line for b in draft.blocks] == [1, 3]
    assert (draft.id, draft.outlet, draft.title) == ("q1", "The Daily Quay", "Ferry aground")
    assert (draft.url, draft.byline) == (RECORD["url"], "Mara Quill")
    assert draft.published == datetime(2026, 3, 9, 10, tzinfo=UTC)
    assert draft.language is None


def test_the_second_names_of_keys() -> None:
    draft = read_record({"domain": "quay.example", "date": "2026-03-09", "text": "x"}, "a.json")
    assert draft.domain == "quay.example"
    assert draft.published == datetime(2026, 3, 9, tzinfo=UTC)
    nulls = read_record({"published": None, "date": "2026-03-09", "text": "x"}, "a.json")
    assert nulls.published == draft.published


def test_html_in_a_record_is_read_as_a_page_and_the_record_goes_first() -> None:
    html = "<html lang=de><title>Page title</title><h1>Page title</h1><p>Satz.</p>"
    draft = read_record({"html": html, "title": "Record title", "id": 7}, "a.json")
    assert draft.text == "Page title\nSatz."
    assert (draft.title, draft.language, draft.id) == ("Record title", "de", "7")
    assert read_record({"html": html, "title": " ", "id": True}, "a.json").title == "Page title"


def test_text_goes_before_html() -> None:
    assert read_record({"text": "Text.", "html": "<p>HTML."}, "a.json").text == "Text."
    assert read_record({"text": "  ", "html": "<p>HTML."}, "a.json").text == "HTML."


@pytest.mark.parametrize(
    "record", [None, 3, "text", [], {}, {"text": ""}, {"text": 5}, {"html": "<p>"}]
)
def test_what_holds_no_article(record: object) -> None:
    with pytest.raises(UnreadableSource, match=r"^a\.json: "):
        read_record(record, "a.json")


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    draft = read_record(
        parse_json('{"id": "\\ud800", "text": "a\\udfffb \\ud83d\\ude00"}', "x"), "x"
    )
    assert draft.text == "a\ufffdb 😀"
    assert draft.id == "\ufffd"


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ({"text": "x"}, [None]),
        ([{"text": "x"}, 5], [1, 2]),
        ({"articles": [{"text": "x"}]}, [1]),
        ({"articles": 5, "text": "x"}, [None]),
    ],
)
def test_where_records_are_found(value: object, places: list[int | None]) -> None:
    assert [place for place, _ in find_records(value, "a.json")] == places


@pytest.mark.parametrize("value", [5, "x", None, [], {"articles": []}])
def test_where_none_are_found(value: object) -> None:
    with pytest.raises(UnreadableSource):
        list(find_records(value, "a.json"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1,\n "b"}', "line 2, column 5"),
        ('{"a"', "column 5"),
        ("[" * 200_000, "nested too deeply"),
        ("[" + "1" * 5_000 + "]", "thousands of digits"),
    ],
)
def test_bad_json_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(UnreadableSource, match=said):
        parse_json(text, "a.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [*RECORD, "html", "articles", "uri", "bodies", "headlines", "headline", "value"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_articles_or_named_errors(value: Any) -> None:
    with suppress(UnreadableSource):
        for _, record in find_records(value, "a.json"):
            draft = read_record(record, "a.json")
            assert draft.blocks
            assert draft.text.encode()
