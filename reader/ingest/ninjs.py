"""IPTC ninjs, news in JSON, as a record of ours.

Generation 1 has `headline`, `byline` and `body_text`, `body_html`, …; generations 2 and 3 have
lists `headlines` and `bodies`, and `by`. See https://iptc.org/standards/ninjs/.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_MARKS = (
    "bodies",
    "headlines",
    "headline",
    "body_text",
    "body_html",
    "body_xhtml",
    "versioncreated",
)
_HTML = ("text/html", "application/xhtml+xml")
_DATES = ("firstcreated", "contentcreated", "versioncreated")


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Tell whether a record is a ninjs item rather than one of ours."""
    if not isinstance(record.get("uri"), str) or "text" in record or "html" in record:
        return False
    return any(mark in record for mark in _MARKS)


def from_ninjs(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a ninjs item as a record: id, outlet, url, title, published, byline, text or html.

    The markup is preferred to the plain text, which often runs all paragraphs together.
    """
    uri = item["uri"]
    html, text = _body(item)
    record: dict[str, Any] = {
        "id": uri,
        "outlet": _provider(item),
        "url": uri if uri.lower().startswith(("http://", "https://")) else None,
        "title": item.get("headline") or _main(item.get("headlines")) or item.get("title"),
        "published": next((item[key] for key in _DATES if item.get(key)), None),
        "byline": item.get("byline") or item.get("by"),
        "language": item.get("language"),
    }
    record["html" if html else "text"] = html or text
    return record


def _body(item: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the item's body as HTML and as plain text, either of them None."""
    html = _string(item.get("body_html")) or _string(item.get("body_xhtml"))
    text = _string(item.get("body_text"))
    for body in _objects(item.get("bodies")):
        value = _string(body.get("value"))
        if body.get("contenttype") in _HTML or body.get("role") == "html":
            html = html or value
        else:
            text = text or value
    return html, text


def _provider(item: Mapping[str, Any]) -> str | None:
    for key in ("copyrightholder", "infosource", "infosources"):
        value = item.get(key)
        if _string(value):
            return _string(value)
        for source in [value] if isinstance(value, Mapping) else _objects(value):
            if _string(source.get("name")):
                return _string(source.get("name"))
    return None


def _main(values: object) -> str | None:
    """Return the value whose role is main, else the first."""
    found = list(_objects(values))
    chosen = next((value for value in found if value.get("role") == "main"), None)
    return _string((chosen or (found[0] if found else {})).get("value"))


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
