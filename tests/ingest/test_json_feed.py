from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadableSource
from reader.ingest.feed_items import FeedDocument
from reader.ingest.feeds import read_feed
from tests.ingest.feed_samples import BODY, URL

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ITEM = {
    "id": "1",
    "url": "https://quay.example/1",
    "title": "Ferry aground",
    "content_html": BODY,
    "date_published": "2026-03-02T10:00:00Z",
}


def read(*items: Any, **about: Any) -> FeedDocument:
    value = {"version": "https://jsonfeed.org/version/1.1", "title": "The Quay Herald"}
    return read_feed(json.dumps({**value, "items": items, **about}).encode(), url=URL, now=NOW)


def test_version_1_1() -> None:
    authors = [{"name": "Ana Brandt"}, {"name": "Tomas Kell"}, {"url": "https://quay.example"}]
    feed = read(
        {**ITEM, "authors": authors, "language": "de"},
        home_page_url="https://quay.example/",
        language="en",
    )
    assert (feed.title, feed.site, feed.language) == (
        "The Quay Herald",
        "https://quay.example/",
        "en",
    )
    (one,) = feed.items
    assert (one.identity, one.url, one.guid) == (ITEM["url"], ITEM["url"], "1")
    assert (one.title, one.html, one.text) == ("Ferry aground", BODY, None)
    assert (one.byline, one.language) == ("Ana Brandt, Tomas Kell", "de")
    assert one.published == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert not one.is_summary


def test_version_1_0_has_one_author_for_item_or_feed() -> None:
    version = "https://jsonfeed.org/version/1"
    feed = read({**ITEM, "author": {"name": "Ana"}}, ITEM, version=version, author={"name": "Desk"})
    assert [one.byline for one in feed.items] == ["Ana", "Desk"]


def test_text_summary_and_links() -> None:
    feed = read(
        {"id": 7, "content_text": "Fog.\n<b> is no markup", "external_url": "/7"},
        {"id": "8", "summary": "Thick fog."},
        {"id": "https://quay.example/9", "title": "A <b> & B"},
    )
    first, second, third = feed.items
    assert (first.guid, first.url) == ("7", "https://quay.example/7")
    assert (second.text, second.is_summary) == ("Thick fog.", True)
    assert (third.url, third.title) == ("https://quay.example/9", "A <b> & B")


@pytest.mark.parametrize("value", [None, 1, [], {}, "x", True, [[]], {"name": 1}])
def test_values_of_the_wrong_type_count_as_absent(value: Any) -> None:
    item = {**dict.fromkeys(ITEM, value), "title": "Ferry", "authors": value, "author": value}
    feed = read(item, value, title=value, home_page_url=value, language=value, authors=value)
    assert [one.title for one in feed.items] == ["Ferry"]
    assert feed.items[0].byline is None


@pytest.mark.parametrize(
    "text",
    [
        '{"items": []}',
        '{"version": "1", "items": {}}',
        "{}",
        '{"articles": []}',
        '{"items"',
        "{" * 9999,
    ],
)
def test_other_json_is_no_feed(text: str) -> None:
    with pytest.raises(UnreadableSource):
        read_feed(text.encode(), url=URL, now=NOW)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ITEM, "items", "authors", "name", "summary"]), inner)
    ),
    max_leaves=20,
)


@given(items=st.lists(_JSON, max_size=4), about=_JSON)
def test_any_json(items: list[Any], about: Any) -> None:
    read(*items, authors=about, title=about)
