"""The bytes of a feed as XML text that a parser can be given: decoded, bounded, disarmed, repaired.

What is wrong with feeds in practice is mostly the same: blank lines or a warning before the XML
declaration, a second declaration, control characters, `&` and `<` left bare, entities that only
HTML knows. Mended here, such a feed is well-formed. A document type is dropped, and with it every
entity that it declares: no feed needs one, and a billion laughs do.
"""

from __future__ import annotations

import re
from html.entities import html5

from reader.errors import UnreadableSource
from reader.ingest.decode import decode

MAX_FEED = 32 * 1024 * 1024
"""Bytes of a feed: five thousand items of full text; the largest known are some ten million."""
_HEAD = 65536
"""Characters in which the root element begins, whatever stands before it."""
_STRAY_ZEROS = 0.003
"""Of the bytes: so few zeros are damage, more are UTF-16 or no text at all."""

# What XML 1.0 allows in a document; everything else ends a parser.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROLOG = re.compile(r"(?:\s++|<!--[^-]*+(?:-(?!->)[^-]*+)*+-->|<\?[^>]*+>)*+")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(?:rss|feed|RDF|channel)\b", re.IGNORECASE)
_OPML_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?opml\b", re.IGNORECASE)
_BARE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|(?P<declaration><\?xml\b[^<>]{0,500}>)"
    r"|&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,31});|(?P<number>#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});)|(?P<bare>))"
    r"|<(?P<less>(?![A-Za-z_/!?]))",
    re.DOTALL,
)
_MARKUP = frozenset("<>&\"'")
_KEPT = frozenset({"lt", "gt", "amp", "quot", "apos"})


def xml_text(data: bytes, source: str, charset: str | None = None) -> str:
    """Return bytes as text that holds no character which XML forbids: they become spaces.

    `charset` is what an HTTP header states. Raises UnreadableSource, naming `source`, where the
    bytes are no text or more than 32 MB.
    """
    if len(data) > MAX_FEED:
        raise UnreadableSource(source, f"it is larger than {MAX_FEED >> 20} MB")
    if 0 < data.count(b"\0") <= _STRAY_ZEROS * len(data):
        data = data.replace(b"\0", b" ")
    return _NOT_XML.sub(" ", decode(data, source, html=True, stated=charset))


def from_feed_root(text: str) -> str | None:
    """Return the text from a feed's root element on, or None where there is none."""
    return None if is_page(text) else _from(_FEED_ROOT, text)


def from_opml_root(text: str) -> str | None:
    """Return the text from the root element of a list of subscriptions on, or None."""
    return None if is_page(text) else _from(_OPML_ROOT, text)


def is_page(text: str) -> bool:
    """Tell whether the text is an HTML page: its first element says so."""
    prolog = _PROLOG.match(text, 0, _HEAD)
    return _PAGE.match(text, prolog.end() if prolog is not None else 0) is not None


def _from(root: re.Pattern[str], text: str) -> str | None:
    prolog = _PROLOG.match(text, 0, _HEAD)
    found = root.search(text, prolog.end() if prolog is not None else 0, _HEAD)
    return text[found.start() :] if found is not None else None


def repair(text: str) -> str:
    """Return XML text with bare `&` and `<` escaped and the entities of HTML replaced.

    Further XML declarations are dropped. What stands in CDATA sections is left as it is.
    """
    return _BARE.sub(_mended, text)


def _mended(found: re.Match[str]) -> str:
    name, number = found["name"], found["number"]
    if name is not None:
        if name in _KEPT:
            return found[0]
        char = html5.get(f"{name};")
        return f"&amp;{name};" if char is None or not _MARKUP.isdisjoint(char) else char
    if number is not None:
        return found[0] if _allowed(number) else " "
    if found["declaration"] is not None:
        return ""
    if found["bare"] is not None:
        return "&amp;"
    return "&lt;" if found["less"] is not None else found[0]


def _allowed(number: str) -> bool:
    """Tell whether a character reference names a character that XML allows."""
    digits = number[1:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return 0 < code < 0x110000 and _NOT_XML.match(chr(code)) is None
