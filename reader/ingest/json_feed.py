"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org): the same raw items as of a feed in XML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.ingest.feed_items import MOST_ITEMS, Body, RawFeed, RawItem
from reader.ingest.records import without_surrogates

_VERSION = "jsonfeed.org/version/"


def is_json_feed(value: Any) -> bool:
    """Tell whether a JSON value is a JSON Feed: it says so, or has a title, a version and items."""
    if not isinstance(value, Mapping) or not isinstance(value.get("items"), list):
        return False
    version = value.get("version")
    if isinstance(version, str):
        return _VERSION in version or isinstance(value.get("title"), str)
    return isinstance(value.get("home_page_url") or value.get("feed_url"), str)


def read_json_feed(value: Mapping[str, Any]) -> RawFeed:
    """Return a JSON Feed as written. Values of the wrong type count as absent."""
    title = _string(value, "title")
    authors = _authors(value)
    items = [one for one in value["items"][:MOST_ITEMS] if isinstance(one, Mapping)]
    return RawFeed(
        title=Body(title, html=False) if title else None,
        site=_string(value, "home_page_url"),
        language=_string(value, "language"),
        items=[_item(one, authors) for one in items],
    )


def _item(value: Mapping[str, Any], authors: tuple[str, ...]) -> RawItem:
    title, summary = _string(value, "title"), _string(value, "summary")
    html, text = _string(value, "content_html"), _string(value, "content_text")
    content = Body(html, html=True) if html else Body(text, html=False) if text else None
    return RawItem(
        link=_string(value, "url") or _string(value, "external_url"),
        guid=_identifier(value.get("id")),
        title=Body(title, html=False) if title else None,
        dates=(value.get("date_published"), value.get("date_modified")),
        authors=_authors(value) or authors,
        language=_string(value, "language"),
        content=content,
        summary=Body(summary, html=False) if summary else None,
    )


def _authors(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names in `authors` (1.1), or that in `author` (1.0)."""
    listed = value.get("authors")
    people = listed if isinstance(listed, list) else [value.get("author")]
    names = (_string(one, "name") for one in people if isinstance(one, Mapping))
    return tuple(name for name in names if name)


def _string(value: Mapping[str, Any], key: str) -> str | None:
    found = value.get(key)
    return without_surrogates(found).strip() or None if isinstance(found, str) else None


def _identifier(found: object) -> str | None:
    """Return an item's id as text: the standard lets it be a number."""
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**30:
        return str(found)
    return without_surrogates(found).strip() or None if isinstance(found, str) else None
