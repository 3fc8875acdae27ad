"""Feeds that break off: a connection was lost on the way, or a disk was full.

What stands before the break is made a whole feed again, without the item in which it breaks off:
half an item would pass for the article, and stay beside the whole one for good.
"""

from __future__ import annotations

import re
from typing import Final

_FRAMES: Final = "rss|feed|RDF|channel"
_ITEMS: Final = "item|entry"
_PREFIX: Final = r"(?:[A-Za-z][\w.-]{0,30}:)?"
_TAG: Final = re.compile(
    r"(?P<section><!(?:\[CDATA\[.*?(?:\]\]>|\Z)|--.*?(?:-->|\Z)))"
    rf"|</{_PREFIX}(?:(?P<frame_end>{_FRAMES})|(?P<item_end>{_ITEMS}))\s*+>"
    rf"|<(?:(?P<frame>{_PREFIX}(?:{_FRAMES}))|{_PREFIX}(?:{_ITEMS}))(?=[\s/>])",
    re.DOTALL | re.IGNORECASE,
)
"""What holds a feed's items, and where each of these begins and ends."""
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
"""A string or a bracket of JSON."""
_CLOSING: Final = {"{": "}", "[": "]"}


def xml_until_break(text: str) -> str | None:
    """Return a feed in XML up to the item in which it breaks off, and ended there.

    `text` begins with the root element. None: it does not break off, for behind its last item the
    root element ends, or the channel in it, whatever else may be amiss.
    """
    root = channel = ""
    whole = False
    begun: int | None = None
    behind = len(text)
    for tag in _TAG.finditer(text):
        if tag["frame"]:
            if root:
                channel = tag["frame"]
            root = root or tag["frame"]
        elif tag["frame_end"]:
            own, name = _local(root), tag["frame_end"].lower()
            channel = "" if name == "channel" else channel
            whole = name == own or (name, own) == ("channel", "rss")
            if name == own and begun is None:
                return None  # what stands behind it is no part of the feed
        elif tag["section"]:
            # In one that nobody closed everything is lost to XML, the end of the feed too.
            whole = whole or (tag.end() == len(text) and tag[0].rstrip().endswith(f"</{root}>"))
        else:
            whole = False
            begun = None if tag["item_end"] else tag.start()
            behind = tag.end() if tag["item_end"] else behind
    if whole or not root:
        return None
    return text[: begun or behind] + "".join(f"</{name}>" for name in (channel, root) if name)


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def json_until_break(text: str) -> str | None:
    """Return a JSON Feed up to the item in which it breaks off, and ended there.

    None: its brackets are closed, so that it does not break off, or not one item is whole.
    """
    left: list[str] = []
    behind: int | None = None
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in _CLOSING:
            left.append(_CLOSING[mark])
        elif mark in _CLOSING.values():
            if not left or left.pop() != mark or not left:
                return None
            if left == ["}", "]"]:
                behind = token.end()
    return None if behind is None else f"{text[:behind]}]}}"
