"""Which addresses may be handed to a browser."""

from __future__ import annotations

from urllib.parse import urlsplit


def address(url: str | None) -> str | None:
    """Return the address if it is a plain http or https one with a host, else None."""
    if not url or not url.isprintable() or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # an unclosed bracket in the host, for one
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
