"""Subscriptions as a document and as a report."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from reader.export.feeds import feeds_document, feeds_report
from reader.export.layout import width
from reader.model import Feed

WHEN = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
FINE = Feed(
    1, "https://larkfield.example/feed", "Larkfield Post", site="https://larkfield.example/",
    tags=("daily", "coast"), articles=12, last_refresh=WHEN, next_try=WHEN,
)  # fmt: skip
FAILING = Feed(
    12, "https://quay.example/feed", "Quayside\x1b[31m Daily", error="timed out\nafter 20 s",
    failing_since=WHEN,
)  # fmt: skip


def test_the_document_names_everything() -> None:
    document = json.loads("".join(feeds_document([FINE, FAILING])))
    assert document["feeds"][0] == {
        "id": 1,
        "title": "Larkfield Post",
        "url": "https://larkfield.example/feed",
        "site": "https://larkfield.example/",
        "tags": ["daily", "coast"],
        "paused": False,
        "articles": 12,
        "last_refresh": "2026-03-04T12:30:00+00:00",
        "next_try": "2026-03-04T12:30:00+00:00",
        "error": None,
        "failing_since": None,
    }
    assert document["feeds"][1]["title"] == FAILING.title
    assert document["feeds"][1]["failing_since"] == "2026-03-04T12:30:00+00:00"


def test_what_fails_comes_first_with_its_reason() -> None:
    lines = list(feeds_report([FINE, FAILING], 80))
    assert lines[0] == "2 subscriptions, 1 failing"
    assert "Quayside" in lines[2]
    when = WHEN.astimezone().strftime("%Y-%m-%d %H:%M")
    assert any(f"fails (since {when}): timed out after 20 s" in x for x in lines)
    assert "\x1b" not in "".join(lines)
    assert all(width(line) <= 80 for line in lines)
    about = f"12 articles · daily, coast · answered {when} · next {when}"
    assert about in " ".join(line.strip() for line in lines)


def test_a_long_reason_is_told_to_its_end() -> None:
    reason = "the server is not there, " * 20
    lines = list(feeds_report([replace(FAILING, error=reason.strip())], 60))
    assert " ".join(line.strip() for line in lines).endswith(reason.strip())
    assert all(width(line) <= 60 for line in lines)


def test_without_any_it_says_what_to_do() -> None:
    assert "reader add" in "".join(feeds_report([], 80))
    assert json.loads("".join(feeds_document([]))) == {"feeds": []}
