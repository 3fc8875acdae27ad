"""HTML put together so that text from outside can be nothing but text.

Only the functions here turn a string into HTML, and they escape; the type checker keeps strings and
HTML apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType

from reader.export.layout import one_line
from reader.text.safe import safe_line

Html = NewType("Html", str)
"""A piece of HTML that is whole by itself."""

NOTHING = Html("")


def text(content: str) -> Html:
    """Return a text as HTML that shows it: harmless, on one line, escaped."""
    return Html(escape(one_line(content), quote=True))


def part(content: str) -> Html:
    """Return part of a line as HTML: like `text`, but every space is kept."""
    return Html(escape(safe_line(content), quote=True))


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Return pieces as one, with these words between them."""
    return Html(part(between).join(parts))


def tag(name: str, *content: Html, **attributes: str | bool | None) -> Html:
    """Return an element. An attribute that is False or None is left out; True has no value.

    `class_` is written `class`; in other names `_` is written `-`.
    """
    written = [
        _attribute(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None and value is not False
    ]
    return Html(f"<{name}{''.join(written)}>{''.join(content)}</{name}>")


def _attribute(name: str, value: str | bool) -> str:
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
