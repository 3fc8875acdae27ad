"""A feed's bytes as its items, whatever it is written in and however broken it is.

Three tries: as it is; with the usual mistakes mended; by feedparser, which reads nearly anything.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from reader.errors import UnreadableSource
from reader.ingest.assemble import Piece, assemble
from reader.ingest.draft import Draft
from reader.ingest.feed_items import Body, FeedDocument, Item, finish, plain_text
from reader.ingest.feed_markup import from_feed_root, is_page, repair, xml_text
from reader.ingest.feed_tree import read_tree
from reader.ingest.html import html_pieces
from reader.ingest.json_feed import is_json_feed, read_json_feed
from reader.ingest.records import parse_json
from reader.model import Block, Role
from reader.text.blocks import split_blocks

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
    if text.lstrip()[0] == "{":
        value = parse_json(text, url)
        if not is_json_feed(value):
            raise UnreadableSource(url, "this is JSON, but no JSON Feed; look for another address")
        return finish(read_json_feed(value), url, when)
    markup = from_feed_root(text)
    if markup is None:
        no_feed = "there is no feed in it; look for its address on the site"
        raise UnreadableSource(url, _PAGE if is_page(text) else no_feed)
    raw = read_tree(markup) or read_tree(repair(markup))
    if raw is None:
        from reader.ingest.feed_rescue import rescue  # feedparser is loaded for broken feeds alone

        raw = rescue(markup, url)
    if raw is None:
        raise UnreadableSource(url, "it begins like a feed, but holds no item that can be read")
    return finish(raw, url, when)


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
    text, blocks = _content(item)
    if not blocks:
        text, blocks = assemble([Piece(item.title or item.identity, Role.HEADING)])
    return Draft(
        text=text,
        blocks=blocks,
        outlet=item.outlet,
        url=item.url,
        title=item.title,
        published=item.published,
        byline=item.byline,
        language=item.language or feed.language,
    )


def _content(item: Item) -> tuple[str, tuple[Block, ...]]:
    if item.html is None:
        return item.text or "", split_blocks(item.text or "")
    with suppress(UnreadableSource):  # nested too deeply, or nothing but comments
        text, blocks = assemble(html_pieces(item.html, item.url or item.identity))
        if blocks:
            return text, blocks
    text = plain_text(Body(item.html))
    return text, split_blocks(text)
