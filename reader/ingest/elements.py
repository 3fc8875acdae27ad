"""What each HTML element means for the text: hidden, inline or a block, and in which role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from lxml import etree

from reader.model import Role

Attributes = Mapping[str, str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SKIPPED: Final = _words(
    "script style template noscript head title svg math iframe object embed applet audio video "
    "canvas map select datalist textarea input progress meter noframes frameset"
)
"""Elements whose content no browser with scripts shows as text of the page."""

_BLOCKS: Final = _words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre search section summary table tbody td tfoot th thead tr ul"
)
_RUNNING: Final = _words("p h1 h2 h3 h4 h5 h6")
"""Elements of running text: a button or an unknown element within them is a part of the line."""

_ROLES: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Role.ITEM),
    **dict.fromkeys(("figure", "figcaption", "caption"), Role.CAPTION),
    **dict.fromkeys(("td", "th"), Role.CELL),
    "blockquote": Role.QUOTE,
}
_ROWS: Final = _words("dl ol table tbody tfoot thead tr ul")
_FURNITURE: Final = _words("nav menu button label legend dialog search")
_FURNITURE_ARIA: Final = _words(
    "navigation menu menubar toolbar tablist search button dialog alertdialog tooltip"
)
_FRAME: Final = frozenset({"nav", "footer", "aside"})
_FRAME_ARIA: Final = frozenset({"navigation", "contentinfo", "complementary"})
_FRAME_NAMES: Final = _words(
    "aside author authors bio breadcrumb breadcrumbs carousel comment comments consent cookie "
    "copyright cta disclaimer disqus gallery login modal newsletter newsletters playlist popular "
    "popup promo recommended related respond share sidebar signup slideshow social subscribe "
    "subscription trending"
)
"""Words in an element's class or id by which its author says that it stands beside the article."""
_OPENED: Final = frozenset({"region", "tabpanel"})
"""ARIA roles of the sections that a heading or a tab unfolds: hidden until the reader asks."""
_FRESH: Final = frozenset({"p", "article", "section", "main"})
"""Elements which in a table cell are paragraphs again: old pages lay themselves out with tables."""

_MOST_BLOCKS: Final = {Role.CELL: 1, Role.CAPTION: 3}
"""A cell or caption with more blocks than this is a container that only looks like one."""

_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])captions?(?:$|[\s_-])", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader-(?:text|only))(?:$|\s)", re.IGNORECASE
)
_ICON_CLASS = re.compile(r"(?:^|[\s_-])(?:icons?|material-(?:icons|symbols))(?:$|[\s_-])")
_NAME_PARTS = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_block(tag: str, around: str) -> bool:
    """Tell whether an element starts a block of its own, `around` being the block it stands in.

    Controls and elements unknown to HTML do, except within running text.
    """
    if tag in _BLOCKS:
        return True
    return ("-" in tag or tag in ("button", "label")) and around not in _RUNNING


def role_of(tag: str, attributes: Attributes, inherited: Role) -> Role:
    """Return the role of a block's text, given the role of the block around it."""
    named = Role.HEADING if attributes.get("role") == "heading" else _ROLES.get(tag)
    if named is not None:
        return named
    if attributes and _CAPTION_CLASS.search(attributes.get("class", "")):
        return Role.CAPTION
    if inherited is Role.CELL and tag in _FRESH:
        return Role.PARAGRAPH
    return inherited


def is_row(tag: str) -> bool:
    """Tell whether the element is one that lists and tables are made of, around their cells."""
    return tag in _ROWS


def is_furniture(tag: str, attributes: Attributes) -> bool:
    """Tell whether the element is a control, a menu or a form's label."""
    return tag in _FURNITURE or attributes.get("role") in _FURNITURE_ARIA


def is_frame(tag: str, attributes: Attributes) -> bool:
    """Tell whether the element calls itself navigation, a footer or a part beside the article."""
    if tag in _FRAME or attributes.get("role") in _FRAME_ARIA:
        return True
    return any(_names_frame(attributes[key]) for key in ("class", "id") if key in attributes)


@lru_cache(maxsize=4096)
def _names_frame(names: str) -> bool:
    return not _FRAME_NAMES.isdisjoint(_NAME_PARTS.sub(" ", names).lower().split())


def most_blocks(role: Role) -> int | None:
    """Return how many blocks an element may hold and still have this role; None for any number."""
    return _MOST_BLOCKS.get(role)


def is_hidden(tag: str, attributes: Attributes, element: etree._Element) -> bool:
    """Tell whether a reader of the page does not see this element, as far as the markup says."""
    if tag in SKIPPED:
        return True
    if tag in ("html", "body") or (not attributes and tag != "dialog"):
        return False
    if attributes.get("role") in _OPENED:
        return False
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    names = attributes.get("class")
    if names and _HIDDEN_CLASS.search(names):
        return True
    return _is_icon(tag, names or "", attributes.get("aria-hidden") == "true", element)


def _is_icon(tag: str, names: str, aria_hidden: bool, element: etree._Element) -> bool:
    """Tell whether the element's text is drawn as a picture (an icon font's ligature or glyph)."""
    if "material-" in names and _ICON_CLASS.search(names) and len(element) == 0:
        return True
    if not aria_hidden or len(element):
        return False
    if tag == "i" or _ICON_CLASS.search(names):
        return True
    return not any(char.isalnum() for char in element.text or "")
