"""HTML to an lxml tree, with the documents refused that would stall the parser or lose text.

Measured with lxml 6.1 (libxml2 2.14): attributes cost quadratic time within one tag (30,000 take
seven seconds), and what is nested deeper than 2,048 elements is dropped without an exception.
"""

from __future__ import annotations

import re

from lxml import etree

from reader.errors import UnreadableSource

MAX_PAGE = 8 * 1024 * 1024
"""Characters of one page: real article pages stay below two million."""
_LONG_TAG = 8192
"""Characters of one tag; longer ones are looked at for their number of attributes."""
_MAX_ATTRIBUTES = 1000
"""Attributes of one tag: parsed in 3 ms; real tags have fewer than a hundred."""

# Comments, raw text and tags, each consumed once and never given back, so that the search stays
# linear in the page's length whatever it holds: an unclosed comment or script reaches to the end.
# As in the HTML standard a quotation mark opens a value only after an equals sign; pages are full
# of stray ones.
_QUOTED = r"\"[^\"]*+\"|'[^']*+'"
_INSIDE_TAG = rf"(?:[^=>]++|=\s*+(?:{_QUOTED})?+)*+"
_MARKUP = re.compile(
    rf"<!--[^-]*+(?:-(?!->)[^-]*+)*+"
    rf"|<(?P<raw>[sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE]))\b(?P<attributes>{_INSIDE_TAG})"
    rf"[^<]*+(?:<(?!/[sS](?:[cC]|[tT][yY]))[^<]*+)*+"
    rf"|<[a-zA-Z](?P<rest>{_INSIDE_TAG})"
)
_ATTRIBUTE = re.compile(rf"[^\s/=]++(?:\s*+=\s*+(?:{_QUOTED}|[^\s]*+))?+")


def parse_page(html: str, source: str) -> etree._Element:
    """Return the tree of a page, comments and processing instructions removed.

    Raises UnreadableSource, naming `source`, for a page too long, too deeply nested, with a tag of
    too many attributes, or without any element.
    """
    if len(html) > MAX_PAGE:
        raise UnreadableSource(source, f"the page is longer than {MAX_PAGE:,} characters")
    if has_attribute_bomb(html):
        raise UnreadableSource(source, f"a tag has more than {_MAX_ATTRIBUTES:,} attributes")
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise UnreadableSource(source, f"it is no HTML that can be read ({error})") from error
    if root is None:
        raise UnreadableSource(source, "the page is empty")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableSource(source, "its elements are nested too deeply to be read whole")
    return root


def has_attribute_bomb(html: str) -> bool:
    """Tell whether a tag has more attributes than a parser reads in reasonable time."""
    for found in _MARKUP.finditer(html):
        if found.end() - found.start() < _LONG_TAG:
            continue
        attributes = found["attributes"] or found["rest"] or ""
        if len(attributes) >= _LONG_TAG and len(_ATTRIBUTE.findall(attributes)) > _MAX_ATTRIBUTES:
            return True
    return False
