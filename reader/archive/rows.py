"""An article as a row of its table, and back.

The row holds the article exactly, but for two characters that SQLite's text cannot: a lone
surrogate and NUL become U+FFFD, one for one, so that every offset stays right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b

from reader.archive import values
from reader.archive.editions import inside
from reader.archive.values import optional
from reader.model import Article, Block, Link, Outlet, Role, TextState
from reader.provenance.titles import is_telling, title_key
from reader.text.blocks import split_blocks
from reader.text.scripts import has_unspaced

Value = str | int | float | None
"""What a column holds."""

CONTENT = (
    *("outlet", "domain", "inferred", "evidence", "title", "title_key", "url", "published"),
    *("published_at", "byline", "language", "source", "state", "state_reason", "text", "blocks"),
    *("digest", "unspaced", "links"),
)
"""The columns that `row` gives: all that is said by the article itself."""
COLUMNS = (
    "articles.id, outlet, domain, inferred, evidence, title, url, published, byline, language, "
    "source, arrived, state, state_reason, text, blocks, links"
)
"""The columns that `article` takes, in its order."""

_ROLES = frozenset(Role)
_COMPACT = json.JSONEncoder(separators=(",", ":"))
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_TITLE = 500
"""Characters: what is longer is no headline, and no line is compared with it."""
_DIGEST_BYTES = 8
_SHORT = (3, 4)
"""Values of a block without its defaults, or with its level alone."""
_LONG = 6
"""Values of a block without its level."""


def storable(text: str) -> str:
    """Return the text with each character that SQLite's text cannot hold as U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def row(article: Article) -> dict[str, Value]:
    """Return the values of the columns `CONTENT`."""
    text, title = storable(article.text), storable(article.title or "")
    published = article.published
    return {
        "outlet": storable(article.outlet.name),
        "domain": _storable(article.outlet.domain),
        "inferred": int(article.outlet.inferred),
        "evidence": storable(article.outlet.evidence),
        "title": title,
        "title_key": _lookup_key(title),
        "url": _storable(article.url),
        "published": None if published is None else published.isoformat(),
        "published_at": None if published is None else seconds(published),
        "byline": _storable(article.byline),
        "language": _storable(article.language),
        "source": storable(article.source),
        "state": article.state.value,
        "state_reason": storable(article.state_reason),
        "text": text,
        "blocks": pack(article.blocks),
        "digest": digest("".join(text[b.start : b.end] for b in inside(article.blocks)) or text),
        "unspaced": int(has_unspaced(text) or has_unspaced(title)),
        "links": pack_links(article.links),
    }


def article(found: Sequence[object]) -> Article:
    """Return the article of a row with the columns `COLUMNS`, whatever stands in them.

    One whose layout is damaged has a block for each line of its text, or no links.
    """
    (number_id, outlet, domain, inferred, evidence, title, url, published, *more) = found
    byline, language, source, arrived, state, reason, said, blocks, links = more
    text = values.text(said)
    layout = unpack(blocks, text)
    return Article(
        values.text(number_id),
        Outlet(values.text(outlet), optional(domain), bool(inferred), values.text(evidence)),
        text,
        split_blocks(text) if layout is None else layout,
        values.text(title) or None,
        optional(url),
        None if published is None else _published(values.text(published)),
        optional(byline),
        optional(language),
        values.text(source),
        values.moment(arrived),
        values.one_of(TextState, state, TextState.FULL),
        values.text(reason),
        unpack_links(links, text) or (),
    )


def pack(blocks: tuple[Block, ...]) -> str:
    """Return the blocks as JSON: a list of `Block`'s values each, without what is by default."""
    packed = []
    for block in blocks:
        values: list[object] = [block.start, block.end, block.line]
        if block.role is not Role.PARAGRAPH or block.link_density or block.outside:
            values += [block.role.value, block.link_density, int(block.outside)]
        if block.level is not None:
            values.append(block.level)
        packed.append(values)
    return _COMPACT.encode(packed)


def unpack(packed: object, text: str) -> tuple[Block, ...] | None:
    """Return the blocks of `pack`, None where they are none of this text."""
    known = values.parsed(packed)
    if not isinstance(known, list):
        return None
    blocks = []
    end = 0
    for item in known:
        block = _block(item)
        if block is None or not end <= block.start <= block.end <= len(text):
            return None
        end = block.end
        blocks.append(block)
    return tuple(blocks)


def pack_links(links: tuple[Link, ...]) -> str:
    """Return the links as JSON: a list of `Link`'s values each."""
    return _COMPACT.encode([[link.start, link.end, link.url] for link in links])


def unpack_links(packed: object, text: str) -> tuple[Link, ...] | None:
    """Return the links of `pack_links`, None where they are none of this text."""
    known = values.parsed(packed)
    if not isinstance(known, list):
        return None
    links = []
    end = 0
    for item in known:
        match item:
            case [int(first), int(last), str(url)] if end <= first < last <= len(text):
                links.append(Link(first, last, url))
                end = last
            case _:
                return None
    return tuple(links)


def digest(text: str) -> str:
    """Return a short fingerprint of the text without its white space."""
    compact = "".join(text.split())
    return blake2b(compact.encode("utf-8"), digest_size=_DIGEST_BYTES).hexdigest()


def seconds(moment: datetime) -> float:
    """Return seconds since 1970, UTC; a time without offset is taken for UTC."""
    if moment.utcoffset() is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH).total_seconds()


def _block(item: object) -> Block | None:
    """Return the block of an item of `pack`, None where it is none."""
    if isinstance(item, list) and len(item) in _SHORT and {*map(type, item)} == {int}:
        start, end, line, *below = item  # nearly all; `match` takes three times as long
        return Block(start, end, line, level=below[0] if below else None)
    match item:
        case [int(start), int(end), int(line), str(role), int() | float() as linked, int(outside)]:
            known = 0 <= linked <= 1 and role in _ROLES
            return Block(start, end, line, Role(role), linked, bool(outside)) if known else None
        case [*values, int(level)] if len(values) == _LONG:
            block = _block(values)
            return None if block is None else replace(block, level=level)
    return None


def _published(given: str) -> datetime | None:
    try:
        return datetime.fromisoformat(given)
    except ValueError:
        return None


def _storable(text: str | None) -> str | None:
    return None if text is None else storable(text)


def _lookup_key(title: str) -> str:
    key = title_key(title) if len(title) <= _LONGEST_TITLE else ""
    return key if is_telling(key) else ""
