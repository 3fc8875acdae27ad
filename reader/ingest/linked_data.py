"""The article that a page describes in JSON-LD, schema.org's vocabulary."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from reader.ingest.dates import parse_date

_LARGEST = 2_000_000
"""Characters of one script: article bodies stay below a tenth of it."""
_MOST_NODES = 5000
"""Objects looked at in one page; real pages have a few dozen."""
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What JSON-LD says of the article."""

    headline: str | None = None
    url: str | None = None
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    body: str | None = None


def read_linked_data(root: etree._Element) -> LinkedData:
    """Return what the page's JSON-LD says of its article; an empty value where it says nothing."""
    nodes = list(_nodes(root))
    article = next((node for node in nodes if _is_article(node)), None)
    if article is None:
        return LinkedData(publisher=_site(nodes))
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    publishers = _names(article.get("publisher"), by_id)
    return LinkedData(
        headline=_string(article.get("headline")) or _string(article.get("name")),
        url=_string(article.get("url")),
        published=parse_date(article.get("datePublished")),
        authors=_names(article.get("author"), by_id),
        publisher=publishers[0] if publishers else _site(nodes),
        body=next((text for text in map(_body, nodes) if text), None),
    )


def _nodes(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, outer ones first, at most a few thousand."""
    scripts = (script for script in root.iter("script") if _is_linked_data(script))
    waiting: deque[Any] = deque(_parse(script.text or "") for script in scripts)
    seen = 0
    while waiting and seen < _MOST_NODES:
        value = waiting.popleft()
        seen += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _is_linked_data(script: etree._Element) -> bool:
    kind = (script.get("type") or "").split(";")[0]
    return kind.strip().lower() == "application/ld+json"


def _parse(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    if len(text) > _LARGEST:
        return None
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            # Raw line feeds within strings are the commonest fault of generated JSON-LD.
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _types(node: dict[str, Any]) -> list[str]:
    value = node.get("@type")
    return [
        name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str)
    ]


def _is_article(node: dict[str, Any]) -> bool:
    named = "headline" in node or "articleBody" in node or "datePublished" in node
    return named and any(_ARTICLE.search(name) for name in _types(node))


def _string(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value[:2000]).split())[:500] or None


def _names(value: object, by_id: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """Return the names of persons or organisations: strings, objects, references, or lists."""
    found: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:20]:
        if isinstance(item, dict) and "name" not in item:
            item = by_id.get(str(item.get("@id")))
        name = _string(item.get("name")) if isinstance(item, dict) else _string(item)
        if name and not name.lower().startswith(("http://", "https://")) and name not in found:
            found.append(name)
    return tuple(found)


def _site(nodes: list[dict[str, Any]]) -> str | None:
    for wanted in ("WebSite", "NewsMediaOrganization"):
        for node in nodes:
            if wanted in _types(node) and (name := _string(node.get("name"))):
                return name
    return None


def _body(node: dict[str, Any]) -> str | None:
    value = node.get("articleBody")
    return value if isinstance(value, str) and value.strip() else None
