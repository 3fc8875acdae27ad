"""Markdown as a draft: its blocks as plain text, and the front matter that notes are saved with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.errors import UnreadableSource
from reader.ingest.assemble import Piece, assemble
from reader.ingest.dates import parse_date
from reader.ingest.draft import Draft
from reader.ingest.gathered import Gathered, collapsed
from reader.ingest.html import html_pieces
from reader.model import Role

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_MARKDOWN = 512 * 1024
"""Characters of one Markdown file: what is all brackets takes the parser ten seconds."""

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_-]{1,40})[ \t]*:[ \t]*(.*)")
_NAMES = {
    "id": ("id",),
    "outlet": ("outlet", "publication", "site", "publisher", "source"),
    "domain": ("domain",),
    "url": ("url", "link", "canonical", "source_url"),
    "title": ("title", "headline"),
    "published": ("published", "date"),
    "byline": ("byline", "author", "authors"),
    "language": ("lang", "language"),
}
"""Our key for the names under which clippers and note programs save it, the first found winning."""

_ROLES = {
    "heading_open": Role.HEADING,
    "list_item_open": Role.ITEM,
    "blockquote_open": Role.QUOTE,
    "th_open": Role.CELL,
    "td_open": Role.CELL,
}


def read_markdown(text: str, source: str) -> Draft:
    """Return a Markdown text as a draft; raises UnreadableSource where it holds no text."""
    if len(text) > MAX_MARKDOWN:
        raise UnreadableSource(source, f"the text is longer than {MAX_MARKDOWN:,} characters")
    front, body = _split_front_matter(text)
    pieces = list(_pieces(body, source))
    if not pieces:
        raise UnreadableSource(source, "it holds no text")
    made = assemble(pieces, front.get("url"))
    headings = (piece.text for piece in pieces if piece.role is Role.HEADING)
    return Draft(
        text=made.text,
        blocks=made.blocks,
        id=front.get("id"),
        outlet=front.get("outlet"),
        domain=front.get("domain"),
        url=front.get("url"),
        title=front.get("title") or next(headings, None),
        published=parse_date(front.get("published")),
        byline=front.get("byline"),
        language=front.get("language"),
        links=made.links,
    )


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the front matter's known fields (simple `name: value` lines) and the text after it."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    fields: dict[str, str] = {}
    for line in found[1].splitlines():
        field = _FIELD.fullmatch(line.strip())
        if field is not None:
            value = field[2].strip().strip("\"'").strip()
            if value:
                fields.setdefault(field[1].lower().replace("-", "_"), value)
    if not fields:
        return {}, text  # a thematic break, not front matter
    known = {
        key: next((fields[name] for name in names if name in fields), "")
        for key, names in _NAMES.items()
    }
    return {key: value for key, value in known.items() if value}, text[found.end() :]


def _pieces(body: str, source: str) -> Iterator[Piece]:
    from markdown_it import MarkdownIt

    roles = [Role.PARAGRAPH]
    for token in MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").parse(body):
        if token.type == "inline":
            yield from _inline(token, roles[-1])
        elif token.type in ("fence", "code_block"):
            yield from _written(token.content, roles[-1])
        elif token.type == "html_block":
            yield from _html(token.content, source)
        elif token.nesting == 1:
            roles.append(_ROLES.get(token.type, roles[-1]))
        elif token.nesting == -1:
            roles.pop()


def _html(content: str, source: str) -> list[Piece]:
    try:
        return html_pieces(content, source)
    except UnreadableSource:
        return []  # a comment, or a closing tag alone: nothing that shows


def _inline(token: Token, role: Role) -> Iterator[Piece]:
    """Yield an inline run as plain text; pictures and tags show none."""
    gathered = Gathered()
    length = linked = 0
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            gathered.put(collapsed(child.content))
            length += len(child.content)
            linked += len(child.content) if gathered.hrefs else 0
        elif child.type in ("softbreak", "hardbreak"):
            gathered.put(" ")
            length += 1
        elif child.type == "link_open":
            gathered.hrefs.append(str(child.attrs["href"]))
        elif child.type == "link_close":
            gathered.hrefs.pop()
    text, anchors = gathered.take()
    if text:
        yield Piece(text, role, linked / length, anchors=anchors)


def _written(text: str, role: Role) -> Iterator[Piece]:
    text = collapsed(text).strip()
    if text:
        yield Piece(text, role)
