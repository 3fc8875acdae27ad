"""Bytes of any kind as feeds and lists of feeds: what is read, or a named failure."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadableSource
from reader.ingest.discovery import find_feeds, sniff_source
from reader.ingest.feed_items import FeedDocument
from reader.ingest.feeds import item_draft, read_feed
from reader.ingest.newsboat import read_newsboat
from reader.ingest.subscriptions import Subscriptions, read_opml
from tests.ingest.feed_samples import URL, item, rss

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/">
<title>Q</title><entry><title type="html">&lt;b&gt;F</title><link href="b"/><id>1</id>
<author><name>A</name></author><updated>2026-03-02T10:00:00Z</updated>
<content type="xhtml"><div>x<br/></div></content></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1", "title": "Q",
"items": [{"id": 1, "title": "t"}]}"""
OPML = """<opml version="2.0"><body><outline text="A"><outline text="B &amp; C"><outline type="rss"
text="Quay" xmlUrl="https://quay.example/f" category="/x/y,z"/></outline></outline></body></opml>"""
URLS = 'https://quay.example/f "a b" c "~The \\"Quay\\""\n# x\n"query:x:y"\n'
PAGE = """<html><head><link rel="alternate" type="application/rss+xml" href="/f"></head>
<a href="rss">x"""
SEEDS = [rss(item(0) + item(1)), ATOM, JSON, OPML, URLS, PAGE]


def check_feed(feed: FeedDocument) -> None:
    for one in feed.items:
        assert one.identity
        assert one.html is None or one.text is None
        assert one.published is None or one.published.tzinfo is not None
        draft = item_draft(one, feed)
        assert draft.blocks
        for block in draft.blocks:
            assert draft.text[block.start : block.end].strip()
        for said in (one.title, one.byline, feed.title):
            assert said is None or (said == " ".join(said.split()) and len(said) <= 500)
        for address in (one.url, feed.site):
            assert address is None or address.lower().startswith(("http://", "https://"))


def check_list(found: Subscriptions) -> None:
    addresses = [one.url for one in found.feeds]
    assert len(addresses) == len(set(addresses))
    for one in found.feeds:
        assert one.url.lower().startswith(("http://", "https://"))
        assert all(tag and len(tag) <= 100 for tag in one.tags)
        assert len(one.tags) == len(set(one.tags))
    for failure in found.failures:
        assert failure.source
        assert failure.reason


def read_all(data: bytes) -> None:
    with suppress(UnreadableSource):
        check_feed(read_feed(data, url=URL, now=NOW))
    with suppress(UnreadableSource):
        check_list(read_opml(data, "a list"))
    with suppress(UnreadableSource):
        sniff_source(data)
    text = data.decode("utf-8", "replace")
    check_list(read_newsboat(text, "a list"))
    with suppress(UnreadableSource):
        assert all(one.url.startswith("http") for one in find_feeds(text, URL))


@given(st.binary(max_size=200))
def test_any_bytes_behind_any_beginning(data: bytes) -> None:
    for start in (
        b"",
        b"<rss><channel><item>",
        b"<feed><entry>",
        b"<opml><outline ",
        b"{",
        b"http://",
    ):
        read_all(start + data)


@given(st.text("<>/=\"'&; \n!?[]-:#ab\u202e\x1b", max_size=80))
def test_any_markup(text: str) -> None:
    for start in ("<rss><channel><item><title>", "<opml><body>", "https://quay.example/ "):
        read_all((start + text).encode("utf-8", "replace"))


def _mutated(rng: random.Random, count: int) -> Iterator[bytes]:
    """Yield documents cut, repeated, spliced and with bytes changed, the same ones every time."""
    for _ in range(count):
        encoding = rng.choice(["utf-8", "utf-8", "utf-8", "utf-16", "cp1252"])
        data = bytearray(rng.choice(SEEDS).encode(encoding))
        for _ in range(rng.randint(1, 6)):
            at, to = sorted(rng.randrange(len(data) + 1) for _ in range(2))
            change = rng.randrange(4)
            if change == 0:
                del data[at:to]
            elif change == 1:
                data[at:at] = data[at:to] * rng.randint(1, 10)
            elif change == 2:
                data[at:at] = rng.choice(SEEDS).encode()[: rng.randint(0, 200)]
            else:
                data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 4)))
            del data[30_000:]
        yield bytes(data)


@pytest.mark.parametrize("count", [60, pytest.param(10_000, marks=pytest.mark.slow)])
def test_broken_documents(count: int) -> None:
    for data in _mutated(random.Random(count), count):
        read_all(data)
