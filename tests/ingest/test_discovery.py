from __future__ import annotations

import gzip

import pytest

from reader.errors import UnreadableSource
from reader.ingest.discovery import Candidate, Kind, find_feeds, sniff_source
from tests.ingest.feed_samples import rss

URL = "https://quay.example/news/"


def page(head: str = "", body: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>Quay</title>{head}</head><body>{body}</body></html>"


def found(head: str = "", body: str = "") -> list[str]:
    return [one.url for one in find_feeds(page(head, body), URL)]


def link(href: str, kind: str = "application/rss+xml", title: str = "") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}" title="{title}">'


def test_the_feed_that_the_head_names() -> None:
    (one,) = find_feeds(page(link("/feed.xml", title="The Quay &amp; Herald")), URL)
    assert one == Candidate("https://quay.example/feed.xml", "The Quay & Herald")


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml",
        "application/atom+xml; charset=utf-8",
        "Application/RSS+XML",
        "application/feed+json",
        "application/rdf+xml",
    ],
)
def test_every_type_of_feed(kind: str) -> None:
    assert found(link("main", kind)) == ["https://quay.example/news/main"]


@pytest.mark.parametrize(
    "head",
    [
        link("/wp-json/wp/v2/posts/1", "application/json"),
        link("/oembed?url=x&format=xml", "text/xml+oembed"),
        link("/oembed/feed?format=xml", "text/xml"),
        link("/sitemap.xml", "application/xml"),
        link("/de/", "text/html"),
        '<link rel="stylesheet" type="application/rss+xml" href="/feed.xml">',
        link("javascript:feed()"),
        link(""),
        link("https://["),
    ],
)
def test_what_is_no_feed(head: str) -> None:
    assert found(head) == []


def test_vague_types_count_where_the_address_looks_like_a_feed() -> None:
    assert found(link("/feed.json", "application/json")) == ["https://quay.example/feed.json"]
    assert found('<link rel="feed" href="/all">') == ["https://quay.example/all"]


def test_links_of_the_page_come_second_and_comments_last() -> None:
    head = (
        link("/comments/feed/", title="Quay » Comments Feed")
        + link("/ferry/feed/", title="Kommentare zu: Ferry")
        + link("/feed/", title="Quay » Feed")
    )
    body = (
        '<a href="/harbour/rss.xml">RSS</a><a href="/news/feeding">Gulls</a><a href="/feed/">F</a>'
    )
    assert found(head, body) == [
        "https://quay.example/feed/",
        "https://quay.example/harbour/rss.xml",
        "https://quay.example/comments/feed/",
        "https://quay.example/ferry/feed/",
    ]


def test_addresses_are_resolved() -> None:
    assert found('<base href="https://cdn.example/x/">' + link("a.rss")) == [
        "https://cdn.example/x/a.rss"
    ]
    assert found(link("feed:https://quay.example/f")) == ["https://quay.example/f"]
    assert found(link("feed://quay.example/f")) == ["http://quay.example/f"]


def test_a_page_of_nothing_but_feeds_is_bounded() -> None:
    assert len(found(body="".join(f'<a href="/{n}/feed.xml">x</a>' for n in range(500)))) == 50


def test_a_page_that_cannot_be_read_is_named() -> None:
    with pytest.raises(UnreadableSource, match="quay"):
        find_feeds("", URL)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (rss(), Kind.FEED),
        ("<br/>Notice: x" + rss(), Kind.FEED),
        ('<rdf:RDF xmlns:rdf="x"><channel/></rdf:RDF>', Kind.FEED),
        ('{"version": "https://jsonfeed.org/version/1", "title": "x", "items": []}', Kind.FEED),
        ('{"text": "The ferry ran aground."}', Kind.JSON),
        ('[{"text": "a"}]', Kind.JSON),
        ('{"text": "a"}\n{"text": "b"}\n', Kind.LINES),
        (page(), Kind.PAGE),
        ("<p>Ferry aground</p>", Kind.PAGE),
        ('<?xml version="1.0"?><!-- x --><opml version="1.0"><body/></opml>', Kind.OPML),
        ("# mine\nhttps://quay.example/f news\n\nquery:x:y\n", Kind.NEWSBOAT),
        ("https://quay.example/f", Kind.NEWSBOAT),
        ("# only a heading\n", Kind.TEXT),
        ("See https://quay.example/f for more.", Kind.TEXT),
        ("The ferry ran aground.", Kind.TEXT),
        ("[sic] he wrote", Kind.TEXT),
        ("WARC/1.1\r\nWARC-Type: warcinfo\r\n", Kind.WARC),
        ("", Kind.EMPTY),
        ("\n \n", Kind.EMPTY),
    ],
)
def test_what_the_bytes_are(data: str, kind: Kind) -> None:
    assert sniff_source(data.encode()) is kind
    if kind not in (Kind.EMPTY, Kind.WARC):
        assert sniff_source(b"\xef\xbb\xbf" + data.encode()) is kind
        assert sniff_source(data.encode("utf-16"), "text/plain; charset=utf-16") is kind


def test_what_is_compressed_or_binary() -> None:
    assert sniff_source(gzip.compress(b"x")) is Kind.GZIP
    with pytest.raises(UnreadableSource):
        sniff_source(bytes(range(256)))
