"""An HTML page as a draft of an article: every visible block, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from reader.errors import UnreadableSource
from reader.ingest.assemble import Assembled, Piece, assemble
from reader.ingest.draft import Draft
from reader.ingest.identity import joined
from reader.ingest.levels import find_levels
from reader.ingest.metadata import Metadata, read_metadata
from reader.ingest.page_tree import parse_page
from reader.ingest.walker import PageBlock, walk_page
from reader.ingest.zone import FEW_LINKS, mark_furniture, mark_outside
from reader.model import Role
from reader.text.blocks import split_blocks
from reader.text.normalise import plain
from reader.text.scripts import spaced_length

_MARKUP = re.compile(r"</?(?:p|br|div|span|h[1-6]|ul|li|a|em|strong|b|i)\b[^<>]*>", re.IGNORECASE)
_PROSE_LENGTH = 80
"""Characters: a page with no block of at least this length outside links has no text of its own."""
_SAMPLES, _SAMPLE = 40, 30
"""How many samples of a text are looked for in another, and their length in characters."""
_TAG = re.compile(r"<[^<>]*>")


def read_html(html: str, source: str, *, url: str | None = None) -> Draft:
    """Return a page as a draft; `url` is its address where something outside the page gives it.

    Keeps every visible block in order, with its role, link density and whether it stands outside
    the article's zone, and the links within that zone. A page that does not show its article is
    read from its JSON-LD. Raises UnreadableSource, naming `source`, where nothing can be read.
    """
    root = parse_page(html, source)
    known = read_metadata(root, url)
    page = walk_page(root)
    furniture = mark_furniture(page)
    outside = mark_outside(page, known.title)
    apart = [control or far for control, far in zip(furniture, outside, strict=True)]
    levels = find_levels(page, apart)
    pieces = [
        _piece(block)._replace(
            role=Role.FURNITURE if control else block.role, outside=far, level=level
        )
        for block, control, far, level in zip(page.blocks, furniture, outside, levels, strict=True)
    ]
    base = _base(root, url or known.url)
    made = assemble(pieces, base)
    if known.body is not None and not _shows(page.blocks, known.body):
        made = _body(known.body, source, base)
    if not made.blocks:
        raise UnreadableSource(
            source, "the page has no visible text; save it from a browser once it has loaded"
        )
    return _draft(made, known, url)


def html_pieces(html: str, source: str) -> list[Piece]:
    """Return the visible blocks of a piece of HTML that stands within another text."""
    page = walk_page(parse_page(html, source))
    return [_piece(block) for block in page.blocks]


def _piece(block: PageBlock) -> Piece:
    return Piece(block.text, block.role, block.link_density, anchors=block.anchors)


def _base(root: etree._Element, url: str | None) -> str | None:
    """Return what the page's links are relative to: its address, unless it names another."""
    named = next(
        (element.get("href") for element in root.iter("base") if element.get("href")), None
    )
    return joined(url or "", named) or url


def _is_prose(block: PageBlock) -> bool:
    return spaced_length(block.text) >= _PROSE_LENGTH and block.link_density < FEW_LINKS


def _shows(blocks: Sequence[PageBlock], body: str) -> bool:
    """Tell whether the page shows an article, be it not the body that it names.

    It does not where its prose is less than the body and it has nothing of that, as where there is
    but a notice on cookies, before a script has drawn the page.
    """
    if sum(len(block.text) for block in blocks if _is_prose(block)) >= len(body):
        return True
    shown = _bare(" ".join(block.text for block in blocks))
    told = _bare(_TAG.sub(" ", body))
    step = max(1, len(told) // _SAMPLES)
    samples = (told[at : at + _SAMPLE] for at in range(0, len(told), step))
    return any(sample in shown for sample in samples)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, plain(text))).casefold()


def _body(body: str, source: str, base: str | None) -> Assembled:
    if _MARKUP.search(body):
        return assemble(html_pieces(body, source), base)
    return Assembled(body, split_blocks(body))


def _draft(made: Assembled, known: Metadata, url: str | None) -> Draft:
    return Draft(
        text=made.text,
        blocks=made.blocks,
        site_name=known.site_name,
        url=url or known.url,
        title=known.title,
        published=known.published,
        byline=known.byline,
        language=known.language,
        links=made.links,
    )
