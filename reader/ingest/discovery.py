"""What an address that a person typed leads to, and the feeds that a web page names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from lxml import etree

from reader.errors import UnreadableSource
from reader.ingest.decode import decode
from reader.ingest.feed_items import Body, plain_line
from reader.ingest.feed_markup import from_feed_root, from_opml_root, is_page
from reader.ingest.feeds import charset_of, json_value
from reader.ingest.identity import web_address
from reader.ingest.json_feed import is_json_feed
from reader.ingest.newsboat import looks_like_newsboat
from reader.ingest.page_tree import parse_page
from reader.ingest.sniff import GZIP, WARC, sniff

_LOOKED_AT = 65536
"""Bytes that tell what a document is, except of JSON, which only its whole tells."""
_MOST = 50
"""Feeds of one page that are offered."""
_LINK_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/x-rss+xml",
        "application/x-atom+xml",
        "text/rss+xml",
        "text/atom+xml",
        "application/x.atom+xml",
    }
)
_VAGUE_TYPES = frozenset(
    {"application/json", "application/xml", "text/xml", "text/rss", "text/json"}
)
"""Types that WordPress also writes for what is no feed: the address must look like one."""
_LOOKS = re.compile(
    r"(?:^|[/._?&=-])(?:rss2?|atom|feeds?|rdf|index\.xml|feed\.json)(?:$|[/._?&=-])"
    r"|\.(?:rss|atom|rdf|xml)(?:$|\?)",
    re.IGNORECASE,
)
_NO_FEED = re.compile(r"oembed|sitemap|opensearch|/wp-json/|\.xsl|/(?:help|about|faq)\b", re.I)
_COMMENTS = re.compile(
    r"comments?\b|kommentar|commentaires?|comentarios?|comentários?|commenti\b|reacties"
    r"|комментари|コメント|评论|\breplies\b",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What the bytes at an address, or in a file, are."""

    FEED = "feed"
    PAGE = "page"
    OPML = "opml"
    NEWSBOAT = "newsboat"
    JSON = "json"
    """Records of articles, or one."""
    LINES = "lines"
    """Records of articles, one a line."""
    WARC = "warc"
    GZIP = "gzip"
    """Compressed: what it is shows when it is unpacked."""
    TEXT = "text"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that a page names; its title is empty where the page gives none."""

    url: str
    title: str


def sniff_source(data: bytes, content_type: str | None = None) -> Kind:
    """Return what the bytes are, by looking at them; of the header only the charset is believed.

    Raises UnreadableSource where they are no text.
    """
    if data.startswith(GZIP):
        return Kind.GZIP
    if data.startswith(WARC):
        return Kind.WARC
    charset = charset_of(content_type)
    text = decode(data[:_LOOKED_AT], "it", html=True, stated=charset)
    if not text.strip():
        return Kind.EMPTY
    if from_opml_root(text) is not None:
        return Kind.OPML
    if from_feed_root(text) is not None:
        return Kind.FEED
    if is_page(text):
        return Kind.PAGE
    if looks_like_newsboat(text):
        return Kind.NEWSBOAT
    if text.lstrip()[0] in "{[":
        return _json(decode(data, "it", stated=charset))
    return Kind.PAGE if sniff(text) == "html" else Kind.TEXT


def _json(text: str) -> Kind:
    form = sniff(text)
    if form == "lines":
        return Kind.LINES
    with suppress(UnreadableSource):  # reading it as records will say what is wrong
        if is_json_feed(json_value(text, "it")[0]):
            return Kind.FEED
    return Kind.JSON if form == "json" else Kind.TEXT


def without_feed_scheme(address: str) -> str:
    """Return an address without the scheme by which some sites still hand a feed to a program.

    feed:https://… as feed://…, which stands for http://…
    """
    address = re.sub(r"^feed:(?://)?(?=https?:)", "", address, flags=re.IGNORECASE)
    return re.sub(r"^feed://", "http://", address, flags=re.IGNORECASE)


def find_feeds(html: str, url: str) -> list[Candidate]:
    """Return the feeds that a page names, best first: as its head does, as its links look.

    Feeds of comments come last. Raises UnreadableSource for a page that cannot be read.
    """
    root = parse_page(html, url)
    base = _base(root, url)
    found: dict[str, Candidate] = {}
    for href, title in [*_declared(root), *_linked(root)]:
        address = _joined(base, href)
        if address is not None and address not in found:
            found[address] = Candidate(address, title)
    return sorted(found.values(), key=_is_comments)[:_MOST]


def _declared(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("link"):
        href, kind = element.get("href") or "", (element.get("type") or "").lower()
        kind = kind.partition(";")[0].strip()
        relations = (element.get("rel") or "").lower().split()
        named = "alternate" in relations and kind in _LINK_TYPES
        vague = "alternate" in relations and kind in _VAGUE_TYPES and _LOOKS.search(href)
        if href and (named or vague or "feed" in relations) and not _NO_FEED.search(href):
            yield href, _title(element.get("title"))


def _linked(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("a"):
        href = element.get("href") or ""
        if len(href) <= 500 and _LOOKS.search(href) and not _NO_FEED.search(href):
            yield href, _title(element.get("title") or "".join(map(str, element.itertext())))


def _is_comments(candidate: Candidate) -> bool:
    return bool(_COMMENTS.search(candidate.title) or _COMMENTS.search(candidate.url[:500]))


def _title(text: str | None) -> str:
    return plain_line(Body(text or "")) or ""


def _base(root: etree._Element, url: str) -> str:
    for element in root.iter("base"):
        href = element.get("href")
        if href:
            return _joined(url, href) or url
    return url


def _joined(base: str, href: str) -> str | None:
    try:
        return web_address(urljoin(base, without_feed_scheme(href.strip())))
    except ValueError:  # a bracket that opens no address
        return None
