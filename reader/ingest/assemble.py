"""Blocks of a page or a marked-up text put together into one published text with offsets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reader.ingest.gathered import Anchor
from reader.ingest.identity import joined, untracked, web_address
from reader.model import Block, Link, Role

MOST_LINKS = 500
"""Links that are kept of one article: the longest lists of sources have some 300."""

_DROPPED = str.maketrans("", "", "\t\n\r")
"""Characters that browsers take out of an address, wherever they stand in it."""


class Piece(NamedTuple):
    """A block's text, without line feeds, and what is known of it."""

    text: str
    role: Role = Role.PARAGRAPH
    link_density: float = 0.0
    outside: bool = False
    level: int | None = None
    anchors: tuple[Anchor, ...] = ()


class Assembled(NamedTuple):
    """A text with its blocks, and the links that stand in it."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()


def assemble(pieces: Iterable[Piece], base: str | None = None) -> Assembled:
    """Join the pieces by line feeds, one block a line; `base` is what links are relative to.

    The links of what stands outside the article, menus mostly, are not kept.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    start = 0
    for line, piece in enumerate(pieces, 1):
        end = start + len(piece.text)
        density = round(piece.link_density, 3)
        blocks.append(Block(start, end, line, piece.role, density, piece.outside, piece.level))
        texts.append(piece.text)
        for anchor in () if piece.outside else piece.anchors:
            url = _target(base, anchor.href) if len(links) < MOST_LINKS else None
            if url is not None:
                links.append(Link(start + anchor.start, start + anchor.end, url))
        start = end + 1
    return Assembled("\n".join(texts), tuple(blocks), tuple(links))


def _target(base: str | None, href: str) -> str | None:
    """Return where a link leads, or None where that is no address of the web.

    A script or a mail is none, nor is a place on the same page.
    """
    href = href.translate(_DROPPED).strip()
    url = None if href.startswith("#") else web_address(joined(base or "", href))
    return None if url is None else untracked(url)
