from __future__ import annotations

from datetime import UTC, datetime

from reader.ingest.ninjs import is_ninjs
from reader.ingest.records import read_record

FIRST = {
    "uri": "https://northernpress.example/items/77",
    "type": "text",
    "versioncreated": "2026-03-09T10:20:00Z",
    "language": "en",
    "headline": "Ferry aground",
    "byline": "Mara Quill",
    "copyrightholder": "Northern Press Agency",
    "body_text": "The ferry ran aground. All are safe.",
    "body_xhtml": "<p>The ferry ran aground.</p><p>All are safe.</p>",
}
SECOND = {
    "uri": "urn:newsml:northernpress.example:20260309:77",
    "versioncreated": "2026-03-09T10:20:00Z",
    "by": "Mara Quill",
    "infosources": [{"role": "x"}, {"name": "Northern Press Agency"}],
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry aground"}],
    "bodies": [
        {"contenttype": "text/plain", "value": "The ferry ran aground. All are safe."},
        {"contenttype": "application/xhtml+xml", "value": FIRST["body_xhtml"]},
    ],
}


def test_both_generations_say_the_same() -> None:
    for item in (FIRST, SECOND):
        draft = read_record(item, "a.json")
        assert draft.text == "The ferry ran aground.\nAll are safe."
        assert draft.id == item["uri"]
        assert draft.outlet == "Northern Press Agency"
        assert draft.title == "Ferry aground"
        assert draft.byline == "Mara Quill"
        assert draft.published == datetime(2026, 3, 9, 10, 20, tzinfo=UTC)
    assert read_record(FIRST, "a.json").url == FIRST["uri"]
    assert read_record(FIRST, "a.json").language == "en"
    assert read_record(SECOND, "a.json").url is None


def test_plain_text_alone_is_kept_as_given() -> None:
    item = {
        "uri": "urn:x",
        "headlines": [{"value": "Brief"}],
        "bodies": [{"value": "One.\n\nTwo."}],
    }
    draft = read_record(item, "a.json")
    assert (draft.text, draft.title) == ("One.\n\nTwo.", "Brief")


def test_a_record_of_ours_with_a_uri_is_no_ninjs() -> None:
    assert not is_ninjs({"uri": "x", "headline": "y", "text": "z"})
    assert not is_ninjs({"uri": "x"})
    assert not is_ninjs({"uri": 5, "headline": "y"})
