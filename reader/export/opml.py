"""Subscriptions as OPML 2.0, which every feed reader takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from reader.model import Feed, FeedKind

_INDENT = "  "
# What XML 1.0 allows in a document.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def opml(feeds: Iterable[Feed], title: str = "Subscriptions") -> str:
    """Return the feeds as an OPML document; pages and folders, which it cannot name, are left out.

    A feed's first tag is its folder. All its tags stand in `category`; one that cannot stand there,
    because it holds a comma or begins with a slash, is a folder within the folder, so that reading
    the document gives the tags back.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"{_INDENT}<head><title>{escape(_xml(title))}</title></head>",
        f"{_INDENT}<body>",
    ]
    folders: dict[tuple[str, ...], list[Feed]] = {}
    for feed in feeds:
        if feed.kind is FeedKind.FEED:
            folders.setdefault(_folders(feed.tags), []).append(feed)
    for path in sorted(folders):
        lines += _folder(path, folders[path])
    return "\n".join([*lines, f"{_INDENT}</body>", "</opml>", ""])


def _folders(tags: Sequence[str]) -> tuple[str, ...]:
    return (*tags[:1], *(tag for tag in tags[1:] if not _fits_category(tag)))


def _fits_category(tag: str) -> bool:
    return "," not in tag and not tag.startswith("/")


def _folder(path: tuple[str, ...], feeds: Sequence[Feed]) -> list[str]:
    opened = [
        f"{_INDENT * (2 + depth)}<outline text={_quoted(name)} title={_quoted(name)}>"
        for depth, name in enumerate(path)
    ]
    closed = [f"{_INDENT * (2 + depth)}</outline>" for depth in reversed(range(len(path)))]
    return [*opened, *(_INDENT * (2 + len(path)) + _outline(feed) for feed in feeds), *closed]


def _outline(feed: Feed) -> str:
    attributes = {"type": "rss", "text": feed.title, "title": feed.title, "xmlUrl": feed.url}
    if feed.site:
        attributes["htmlUrl"] = feed.site
    category = ",".join(filter(_fits_category, feed.tags))
    if category:
        attributes["category"] = category
    said = " ".join(f"{name}={_quoted(value)}" for name, value in attributes.items())
    return f"<outline {said}/>"


def _quoted(value: str) -> str:
    return quoteattr(_xml(value))


def _xml(value: str) -> str:
    return _NOT_XML.sub("\ufffd", value)
