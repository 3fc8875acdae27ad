"""A feed that is not well-formed, read by feedparser as far as it can be saved.

feedparser is given text that is known to be UTF-8, so that it guesses no charset, and never an
address. It needs quadratic time for some documents (measured with 6.0.14: an author of 200,000
letters takes minutes, a tag of 20,000 attributes nine seconds), so what it is given is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import feedparser

from reader.errors import UnreadableSource
from reader.ingest.feed_items import MOST_ITEMS, Body, RawFeed, RawItem
from reader.ingest.feed_tree import every
from reader.ingest.page_tree import has_attribute_bomb

_MOST = 4 * 1024 * 1024
"""Characters of a broken feed that are read, its first ones: the newest items stand first."""
_MOST_TAGS = 50_000
"""Tags of a broken feed that are read: five seconds; 500 items with unescaped HTML have 25,000."""
_MOST_SPACES = 100
"""Namespaces that a feed declares: feedparser looks through all of them for every element."""
_LONGEST_WORD = 200
"""Characters of an unbroken run of an address's letters: feedparser looks for an e-mail address in
an author from each of them to the end."""
_LONG_WORD = re.compile(rf"([\w.+-]{{{_LONGEST_WORD}}})[\w.+-]+", re.ASCII)
_PREFIX = re.compile(r"xmlns:([\w.-]{1,40})")
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What feedparser's loose parser has been seen to raise on documents made to break it."""


def rescue(text: str, source: str) -> RawFeed | None:
    """Return what can be read of a broken feed, or None where there is nothing of a feed in it.

    Raises UnreadableSource, naming `source`, where it cannot be read at all.
    """
    if len(set(_PREFIX.findall(text))) > _MOST_SPACES or has_attribute_bomb(text[:_MOST]):
        raise UnreadableSource(source, "its XML is broken, and made to stall whoever mends it")
    text = _LONG_WORD.sub(r"\1", _bounded(text))
    try:
        parsed = feedparser.parse(
            text.encode("utf-8", "replace"),
            response_headers=_HEADERS,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _FAULTS as error:
        reason = "its XML is too broken to be read; ask its publisher to mend it"
        raise UnreadableSource(source, reason) from error
    if not parsed["version"] and not parsed["entries"]:
        return None
    return _feed(parsed["feed"], parsed["entries"], str(parsed["version"] or ""))


def _bounded(text: str) -> str:
    text = text[:_MOST]
    if text.count("<") <= _MOST_TAGS:
        return text
    end = 0
    for _ in range(_MOST_TAGS):
        end = text.index("<", end) + 1
    return text[: end - 1]


def _feed(feed: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], version: str) -> RawFeed:
    atom = version.startswith("atom")
    authors = _authors(feed) if atom else ()
    return RawFeed(
        title=_body(feed, "title"),
        site=_string(feed, "link"),
        language=_string(feed, "language"),
        items=[_item(entry, authors) for entry in entries[:MOST_ITEMS]],
        every=every(
            _string(feed, "ttl"),
            _string(feed, "sy_updateperiod"),
            _string(feed, "sy_updatefrequency"),
        ),
        base="." if atom else None,
    )


def _item(entry: Mapping[str, Any], authors: tuple[str, ...]) -> RawItem:
    contents = [_content(one) for one in entry.get("content", ()) if isinstance(one, Mapping)]
    content = next((one for one in contents if one is not None), None)
    summary = _body(entry, "summary")
    if content is not None and summary is not None and summary.value == content.value:
        summary = None  # feedparser copies a content into the summary that lacks
    source = entry.get("source")
    return RawItem(
        link=_string(entry, "feedburner_origlink") or _string(entry, "link"),
        guid=_string(entry, "id"),
        title=_body(entry, "title") or _body(entry, "media_title"),
        dates=tuple(
            date
            for name in ("published", "created", "updated", "date")
            if name in entry and (date := _string(entry, name))
        ),
        authors=_authors(entry) or authors,
        language=_string(entry, "language") or _string(entry, "dc_language"),
        content=content,
        summary=summary or _body(entry, "media_description"),
        outlet=_string(source, "title") if isinstance(source, Mapping) else None,
    )


def _content(content: Mapping[str, Any]) -> Body | None:
    value = content.get("value")
    if not isinstance(value, str) or not value.strip():
        return None
    kind = str(content.get("type") or "")
    return Body(value, html=True if "html" in kind else None)


def _body(entry: Mapping[str, Any], name: str) -> Body | None:
    value = _string(entry, name)
    return Body(value) if value is not None else None


def _string(entry: Mapping[str, Any], name: str) -> str | None:
    value = entry.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    listed = entry.get("authors")
    if isinstance(listed, list):
        names = [_string(one, "name") for one in listed if isinstance(one, Mapping)]
        found = tuple(name for name in names if name)
        if found:
            return found
    single = _string(entry, "author")
    return (single,) if single is not None else ()
