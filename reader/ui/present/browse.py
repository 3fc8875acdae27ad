"""Which addresses may be handed to a browser, and the command that takes one."""

from __future__ import annotations

import shlex
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


def browser_command(template: str, url: str) -> list[str]:
    """Return the words of a command that opens an address: no shell sees them.

    The address takes the place of `{url}`, or stands at the end. Raises ValueError where a
    quotation mark is not closed.
    """
    words = shlex.split(template)
    if any("{url}" in word for word in words):
        return [word.replace("{url}", url) for word in words]
    return [*words, url]
