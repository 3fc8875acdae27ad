"""Every visible text block of a page, in order, with its role and its place in the tree.

Nothing is judged here: what is boilerplate is decided by comparing copies, not by the extractor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from reader.ingest.elements import (
    Attributes,
    is_block,
    is_frame,
    is_furniture,
    is_hidden,
    is_row,
    most_blocks,
    role_of,
)
from reader.ingest.gathered import Anchor, Gathered, collapsed, shows
from reader.model import Role

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


@dataclass(slots=True)
class PageBlock:
    """One block of a page: `node` is the number of the block element that it stands in."""

    text: str
    role: Role
    link_density: float
    node: int
    anchors: tuple[Anchor, ...] = ()


@dataclass(slots=True)
class Page:
    """A page's blocks, and its block elements as a tree of numbers in document order.

    `parents[n]` is the element around n (-1 for the root), `ends[n]` the number after its last
    descendant. `furniture` and `frames` name the elements that the markup calls controls or menus,
    and navigation or footers: claims that a page's author got wrong often enough to be weighed.
    `rows` are the elements that lists and tables are made of, around their items and cells;
    elements have the same number in `paths` whose tags, from the root down, are the same.
    `entries` are the articles of the markup by the element around them.
    """

    blocks: list[PageBlock] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    furniture: list[int] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    paths: list[int] = field(default_factory=list)
    entries: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """A block element that the walk is inside of."""

    element: etree._Element | None
    tag: str
    role: Role
    around: Role
    node: int
    first: int


class _Walk:
    def __init__(self) -> None:
        self.page = Page()
        self.open = [_Open(None, "", Role.PARAGRAPH, Role.PARAGRAPH, -1, 0)]
        self.gathered = Gathered()
        self.length = self.linked = 0
        self.paths: dict[tuple[int, str], int] = {}
        self.preformatted = 0
        self.after_link = self.after_break = False

    def run(self, root: etree._Element) -> Page:
        """Walk the tree, with a loop: its depth is the page's choice, not ours."""
        events = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in events:
            tag = element.tag
            if event == "start":
                attributes = dict(element.items())
                if is_hidden(tag, attributes, element):
                    skipped = element
                    events.skip_subtree()
                else:
                    self.enter(tag, attributes, element)
                continue
            if element is skipped:
                skipped = None
            else:
                self.leave(tag, element)
            if element.tail:
                self.text(element.tail)
        self.flush()
        return self.page

    def enter(self, tag: str, attributes: Attributes, element: etree._Element) -> None:
        around = self.open[-1]
        if is_block(tag, around.tag):
            self.flush()
            node = len(self.page.parents)
            self.page.parents.append(around.node)
            self.page.ends.append(node + 1)
            above = self.page.paths[around.node] if around.node >= 0 else -1
            self.page.paths.append(self.paths.setdefault((above, tag), len(self.paths)))
            if is_furniture(tag, attributes):
                self.page.furniture.append(node)
            if is_frame(tag, attributes):
                self.page.frames.append(node)
            if tag == "article":
                self.page.entries.setdefault(around.node, []).append(node)
            if is_row(tag):
                self.page.rows.add(node)
            role = role_of(tag, attributes, around.role)
            self.open.append(_Open(element, tag, role, around.role, node, len(self.page.blocks)))
            self.preformatted += tag == "pre"
        elif tag == "a" and "href" in attributes:
            if self.after_link:
                self.gathered.put(" ")  # a row of links, set apart by style alone
            self.gathered.hrefs.append(attributes["href"])
        elif tag == "br":
            self.line_break()
        if element.text:
            self.text(element.text)

    def leave(self, tag: str, element: etree._Element) -> None:
        if self.open[-1].element is element:
            self.flush()
            self.close()
            self.preformatted -= tag == "pre"
        elif tag == "a" and "href" in element.attrib:
            self.gathered.hrefs.pop()
            self.after_link = True

    def close(self) -> None:
        """Leave a block element; a cell or caption that held too many blocks was neither."""
        closed = self.open.pop()
        self.page.ends[closed.node] = len(self.page.parents)
        most = most_blocks(closed.role) if closed.role is not closed.around else None
        if most is not None and len(self.page.blocks) - closed.first > most:
            for block in self.page.blocks[closed.first :]:
                if block.role is closed.role:
                    block.role = closed.around

    def line_break(self) -> None:
        if self.after_break:
            self.flush()
        self.gathered.put(" ")
        self.after_break = True
        self.after_link = False

    def text(self, text: str) -> None:
        if self.preformatted and _BLANK_LINE.search(text):
            first, *rest = _BLANK_LINE.split(text)
            self.add(first)
            for part in rest:
                self.flush()
                self.add(part)
        else:
            self.add(text)

    def add(self, text: str) -> None:
        if not self.gathered.parts and text.isspace():
            return
        text = collapsed(text)
        self.gathered.put(text)
        self.after_link = False
        if text.strip():
            self.after_break = False
            self.length += len(text)
            if self.gathered.hrefs:
                self.linked += len(text)

    def flush(self) -> None:
        """End the block that is being gathered, and keep it where it shows anything."""
        self.after_link = self.after_break = False
        if not self.gathered.parts:
            return
        text, anchors = self.gathered.take()
        if shows(text):
            inside = self.open[-1]
            density = self.linked / self.length
            self.page.blocks.append(PageBlock(text, inside.role, density, inside.node, anchors))
        self.length = self.linked = 0


def walk_page(root: etree._Element) -> Page:
    """Return all visible text blocks under `root`, in the order of the page."""
    return _Walk().run(root)
