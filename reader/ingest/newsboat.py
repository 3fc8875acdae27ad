r"""The list of feeds that newsboat and its kin keep: an address and its tags on each line.

    https://quay.example/feed.xml "Harbour news" daily "~The Quay"

A tag that begins with ~ is the title, one that begins with ! hides the feed from newsboat's list,
which is no tag. Queries, and programs that newsboat runs to get a feed, have no counterpart here.
"""

from __future__ import annotations

import re

from reader.errors import UnreadableSource
from reader.ingest.identity import web_address
from reader.ingest.subscriptions import Gathered, Subscriptions, feed_address

_MOST = 8 * 1024 * 1024
"""Characters of a list."""
_LONGEST_LINE = 10_000
"""Characters of a line."""
_TOKEN = re.compile(r'"((?:[^"\\]++|\\.)*+)"?|([^\s"]++)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPECIAL = {
    "query:": "it is a query over other feeds; a saved search does that here",
    "exec:": "it runs a program, which this reader does not; add the feed's own address",
    "filter:": "it runs a program, which this reader does not; add the feed's own address",
    "file:": "it is a file of this computer; name the file itself to `reader add`",
}


def looks_like_newsboat(text: str) -> bool:
    """Tell whether a text is such a list: every line an address or one of newsboat's own forms."""
    lines = [line.strip() for line in text[:65536].splitlines()][:200]
    lines = [line for line in lines if line and not line.startswith("#")]
    if len(text) > 65536:
        lines = lines[:-1]  # cut off in the middle
    return bool(lines) and all(map(_is_entry, lines)) and any(map(_has_address, lines))


def read_newsboat(text: str, source: str) -> Subscriptions:
    """Return the feeds of such a list, and a failure for each line that stands for something else.

    Raises UnreadableSource, naming `source`, for a list longer than eight million characters.
    """
    if len(text) > _MOST:
        raise UnreadableSource(source, f"the list is longer than {_MOST:,} characters")
    gathered = Gathered(source)
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        place = f"{source}, line {number}"
        if len(line) > _LONGEST_LINE:
            gathered.refuse(place, f"the line is longer than {_LONGEST_LINE:,} characters")
            continue
        address, *tags = _tokens(line) or [""]
        reason = _refused(address)
        if reason is not None:
            gathered.refuse(place, reason)
            continue
        title = next((tag[1:] for tag in tags if tag.startswith("~")), "")
        gathered.add(address, title, None, (tag for tag in tags if not tag.startswith(("~", "!"))))
    return gathered.result()


def _tokens(line: str) -> list[str]:
    """Return the words of a line; quotation marks hold one together, a backslash keeps a mark."""
    found: list[str] = []
    for quoted, bare in _TOKEN.findall(line):
        if bare.startswith("#"):
            break
        found.append(bare or _ESCAPED.sub(r"\1", quoted))
    return found


def _refused(address: str) -> str | None:
    for scheme, reason in _SPECIAL.items():
        if address.lower().startswith(scheme):
            return reason
    return None


def _is_entry(line: str) -> bool:
    address = (_tokens(line[:_LONGEST_LINE]) or [""])[0]
    return _refused(address) is not None or feed_address(address) is not None


def _has_address(line: str) -> bool:
    return web_address((_tokens(line[:_LONGEST_LINE]) or [""])[0]) is not None
