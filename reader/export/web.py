"""Addresses that may stand as links in what is exported."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from reader.export.layout import one_line

_SAFE = "/:?#@!$&'*+,;=%~-._"
"""What stands in an address as it is; brackets, spaces and all else are percent-encoded."""


def web_address(url: str | None) -> str | None:
    """Return an http or https address with everything encoded that could end it, else None."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return quote(one_line(url), safe=_SAFE)
