"""An article as a row of its table, and back.

The row holds the article exactly, but for two characters that SQLite's text cannot: a lone
surrogate and NUL become U+FFFD, one for one, so that every offset stays right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from reader.model import Article, Block, Outlet, Role, TextState
from reader.provenance.titles import is_telling, title_key
from reader.text.scripts import has_unspaced

Value = str | int | float | None
"""What a column holds."""

CONTENT = (
    *("outlet", "domain", "inferred", "evidence", "title", "title_key", "url", "published"),
    *("published_at", "byline", "language", "source", "state", "state_reason", "text", "blocks"),
    *("digest", "unspaced"),
)
"""The columns that `row` gives: all that is said by the article itself."""
COLUMNS = (
    "articles.id, outlet, domain, inferred, evidence, title, url, published, byline, language, "
    "source, arrived, state, state_reason, text, blocks"
)
"""The columns that `article` takes, in its order."""

_COMPACT = json.JSONEncoder(separators=(",", ":"))
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_TITLE = 500
"""Characters: what is longer is no headline, and no line is compared with it."""
_LINKED = 0.5
"""Of a block's characters in links: from here on it is a list of links, not prose."""
_DIGEST_BYTES = 8


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
        "domain": _optional(article.outlet.domain),
        "inferred": int(article.outlet.inferred),
        "evidence": storable(article.outlet.evidence),
        "title": title,
        "title_key": _lookup_key(title),
        "url": _optional(article.url),
        "published": None if published is None else published.isoformat(),
        "published_at": None if published is None else seconds(published),
        "byline": _optional(article.byline),
        "language": _optional(article.language),
        "source": storable(article.source),
        "state": article.state.value,
        "state_reason": storable(article.state_reason),
        "text": text,
        "blocks": pack(article.blocks),
        "digest": digest(_telling(text, article.blocks)),
        "unspaced": int(has_unspaced(text) or has_unspaced(title)),
    }


def article(found: Sequence[str]) -> Article:
    """Return the article of a row with the columns `COLUMNS`."""
    (number_id, outlet, domain, inferred, evidence, title, url, published, *more) = found
    byline, language, source, arrived, state, reason, text, blocks = more
    return Article(
        number_id,
        Outlet(outlet, domain, bool(inferred), evidence),
        text,
        unpack(blocks),
        title or None,
        url,
        None if published is None else datetime.fromisoformat(published),
        byline,
        language,
        source,
        moment(float(arrived)),
        TextState(state),
        reason,
    )


def pack(blocks: tuple[Block, ...]) -> str:
    """Return the blocks as JSON: a list of `Block`'s values each, without trailing defaults."""
    packed = []
    for block in blocks:
        values: list[object] = [block.start, block.end, block.line]
        if block.role is not Role.PARAGRAPH or block.link_density or block.outside:
            values += [block.role.value, block.link_density, int(block.outside)]
        packed.append(values)
    return _COMPACT.encode(packed)


def unpack(packed: str) -> tuple[Block, ...]:
    """Return the blocks of `pack`."""
    return tuple(
        Block(*values) if len(values) == 3 else _special(*values) for values in json.loads(packed)
    )


def digest(text: str) -> str:
    """Return a short fingerprint of the text without its white space."""
    compact = "".join(text.split())
    return blake2b(compact.encode("utf-8"), digest_size=_DIGEST_BYTES).hexdigest()


def seconds(moment: datetime) -> float:
    """Return seconds since 1970, UTC; a time without offset is taken for UTC."""
    if moment.utcoffset() is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH).total_seconds()


def moment(at: float) -> datetime:
    """Return the time, in UTC, of so many seconds since 1970."""
    return _EPOCH + timedelta(seconds=at)


def when(at: float | None) -> datetime | None:
    """Return `moment`, None where there is none."""
    return None if at is None else moment(at)


def _special(start: int, end: int, line: int, role: str, linked: float, outside: int) -> Block:
    return Block(start, end, line, Role(role), linked, bool(outside))


def _optional(text: str | None) -> str | None:
    return None if text is None else storable(text)


def _lookup_key(title: str) -> str:
    key = title_key(title) if len(title) <= _LONGEST_TITLE else ""
    return key if is_telling(key) else ""


def _telling(text: str, blocks: tuple[Block, ...]) -> str:
    """Return the text that makes an article another one when it changes.

    The lists of links around an article change with every visit, its furniture too; where links
    are most of it, they are the article.
    """
    inside = [b for b in blocks if not b.outside and b.role is not Role.FURNITURE]
    prose = [b for b in inside if b.link_density < _LINKED]
    if 2 * sum(b.end - b.start for b in prose) < sum(b.end - b.start for b in inside):
        prose = inside
    return "".join(text[b.start : b.end] for b in prose) or text
