"""A feed's bytes as its items, whatever it is written in and however broken it is.

Three tries: as it is; with the usual mistakes mended; by feedparser, which reads nearly anything.
Of a feed that breaks off the whole items are read.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from reader.errors import UnreadableSource
from reader.ingest.assemble import Assembled, Piece, assemble
from reader.ingest.draft import Draft
from reader.ingest.feed_breaks import json_until_break, xml_until_break
from reader.ingest.feed_items import Body, FeedDocument, Item, RawFeed, finish, plain_text
from reader.ingest.feed_markup import from_feed_root, is_page, repair, xml_text
from reader.ingest.feed_tree import read_tree
from reader.ingest.html import html_pieces
from reader.ingest.json_feed import is_json_feed, read_json_feed
from reader.ingest.records import parse_json
from reader.model import Role
from reader.text.blocks import split_blocks
from reader.text.phrases import count

_PAGE = "this is a web page, not a feed; `reader add` finds the feed of a site"


def read_feed(
    data: bytes, *, url: str, content_type: str | None = None, now: datetime | None = None
) -> FeedDocument:
    """Return a feed: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed.

    `content_type` is the HTTP header as sent; only its charset is believed. Dates more than two
    days after `now` (the present, if None) count as missing. Raises UnreadableSource, naming `url`.
    """
    text = xml_text(data, url, charset_of(content_type))
    if not text.strip():
        raise UnreadableSource(url, "it is empty; the site may be out of order, try again later")
    when = now or datetime.now(UTC)
    raw, breaks_off = _json(text, url) if text.lstrip()[0] == "{" else _xml(text, url)
    return replace(finish(raw, url, when), breaks_off=breaks_off)


def damage(feed: FeedDocument) -> str:
    """Return in words where a feed breaks off; empty where it is whole."""
    if not feed.breaks_off:
        return ""
    after = (
        f"after {count(len(feed.items), 'item')}" if feed.items else "before its first item ends"
    )
    return f"it breaks off {after}; fetch it again to have the rest"


def json_value(text: str, source: str) -> tuple[Any, bool]:
    """Return a JSON value, of a feed that breaks off with its whole items, and whether it does so.

    Raises UnreadableSource, naming `source`, where it is no valid JSON.
    """
    try:
        return parse_json(text, source), False
    except UnreadableSource:
        begun = json_until_break(text)
        if begun is None:
            raise
        value = parse_json(begun, source)
        if not is_json_feed(value):
            raise
        return value, True


def _json(text: str, url: str) -> tuple[RawFeed, bool]:
    value, breaks_off = json_value(text, url)
    if not is_json_feed(value):
        raise UnreadableSource(url, "this is JSON, but no JSON Feed; look for another address")
    return read_json_feed(value), breaks_off


def _xml(text: str, url: str) -> tuple[RawFeed, bool]:
    markup = from_feed_root(text)
    if markup is None:
        no_feed = "there is no feed in it; look for its address on the site"
        raise UnreadableSource(url, _PAGE if is_page(text) else no_feed)
    raw = read_tree(markup)
    if raw is not None:
        return raw, False
    begun = xml_until_break(markup)
    raw = read_tree(repair(begun or markup))
    if raw is None:
        from reader.ingest.feed_rescue import rescue  # feedparser is loaded for broken feeds alone

        raw = rescue(begun or markup, url)
    if raw is None:
        raise UnreadableSource(url, "it begins like a feed, but holds no item that can be read")
    return raw, begun is not None


def charset_of(content_type: str | None) -> str | None:
    """Return the charset that a Content-Type header states, or None."""
    for parameter in (content_type or "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def item_draft(item: Item, feed: FeedDocument) -> Draft:
    """Return an item's own content as a draft of an article.

    Of an item with neither content nor summary the text is its title.
    """
    made = _content(item, item.url or feed.site)
    if not made.blocks:
        made = assemble([Piece(item.title or item.identity, Role.HEADING)])
    return Draft(
        text=made.text,
        blocks=made.blocks,
        outlet=item.outlet,
        url=item.url,
        title=item.title,
        published=item.published,
        byline=item.byline,
        language=item.language or feed.language,
        links=made.links,
    )


def _content(item: Item, base: str | None) -> Assembled:
    if item.html is None:
        return Assembled(item.text or "", split_blocks(item.text or ""))
    with suppress(UnreadableSource):  # nested too deeply, or nothing but comments
        made = assemble(html_pieces(item.html, item.url or item.identity), base)
        if made.blocks:
            return made
    text = plain_text(Body(item.html))
    return Assembled(text, split_blocks(text))
