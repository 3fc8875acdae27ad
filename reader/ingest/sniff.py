"""Which form a text without a file name is written in."""

from __future__ import annotations

import json
import re

GZIP = b"\x1f\x8b"
"""The first bytes of everything that gzip compressed."""
WARC = b"WARC/"
"""The first bytes of an archive of web pages (ISO 28500)."""

_HTML = re.compile(
    r"<(?:!doctype\s+html|\?xml|!--|html|head|body|title|meta|article|section|main|div|p|h[1-6]|span|table|script|style|link)\b"
    r"|<!--",
    re.IGNORECASE,
)


def sniff(text: str) -> str:
    """Return "html", "json", "lines" or "text" for the form that a text seems to be written in."""
    start = text[:4096].lstrip()
    if _HTML.match(start):
        return "html"
    if start.startswith(("{", "[")):
        return _json_form(text.strip())
    return "text"


def _json_form(text: str) -> str:
    """Tell one JSON document from a record on each line, and both from a text in brackets."""
    first, _, rest = text.partition("\n")
    first_is_record = _is_object(first)
    if first_is_record and rest.strip():
        return "lines"
    if first_is_record or text[-1] in "}]":
        return "json"
    return "text"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
