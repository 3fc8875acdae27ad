"""What the server of a subscription answered: kept with its articles, all of it or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from reader.archive import turns
from reader.archive.articles import Kept
from reader.archive.turns import Due
from reader.ingest.aside import aside
from reader.ingest.exchange import Response
from reader.model import FeedKind
from reader.services.schedule import USUAL, turn_after

if TYPE_CHECKING:
    from reader.services.delivery import Delivered


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and what is in it; `every`: seconds between two turns that the document asks for.

    `found` is empty where nothing changed; `digest` is then None, as is everything unknown.
    `damage` says in words that the document breaks off behind what was found, empty: it does not.
    """

    response: Response
    found: Sequence[Delivered] = ()
    digest: str | None = None
    title: str | None = None
    site: str | None = None
    every: float | None = None
    damage: str = ""


async def read_answer(response: Response, kind: FeedKind, url: str, digest: str | None) -> Answer:
    """Return what an answer has for the subscription to `url`, if it is not that of `digest`.

    Raises:
        UnreadableSource: it is no feed, or no page that shows an article.
    """
    own = blake2b(response.body, digest_size=16).hexdigest()
    if response.status == 304 or own == digest:
        return Answer(response)
    # Mostly nothing is new; then what reads feeds and pages is not even loaded.
    from reader.ingest.feeds import damage, read_feed
    from reader.services import delivery

    if kind is FeedKind.PAGE:
        draft = await aside(lambda: delivery.page_draft(response))
        return Answer(response, [delivery.page_alone(draft, response.url)], own, draft.title)
    content_type = response.headers.get("content-type")
    feed = await aside(
        lambda: read_feed(response.body, url=response.url, content_type=content_type)
    )
    found = await aside(lambda: delivery.from_feed(feed, url))
    return Answer(response, found, own, feed.title, feed.site, feed.every, damage(feed))


def keep_answer(
    connection: sqlite3.Connection,
    feed: int,
    answer: Answer,
    *,
    now: float,
    before: Due | None = None,
    usual: float = USUAL,
) -> list[Kept]:
    """Keep what an answer brought, and when the subscription has its next turn.

    Of one that breaks off only its articles are kept: to note that it failed is the caller's.

    Args:
        connection: within a transaction.
        feed: the subscription's number.
        answer: what came.
        now: seconds since 1970.
        before: how it stood when it was asked, None for the first time.
        usual: seconds between two turns of one that does not say.
    """
    headers = answer.response.headers
    kept: list[Kept] = []
    if answer.found:
        from reader.services.delivery import keep_all

        kept = keep_all(connection, answer.found, feed=feed, now=now)
    if answer.damage:
        return kept
    unchanged = before if answer.response.status == 304 else None
    wanted = answer.every
    if before is not None:
        wanted = before.interval or answer.every or before.every
    turns.answered(
        connection,
        feed,
        now=now,
        etag=headers.get("etag", unchanged.etag if unchanged else None),
        modified=headers.get("last-modified", unchanged.modified if unchanged else None),
        next_try=turn_after(now, headers, wanted, usual),
        digest=answer.digest,
        title=answer.title,
        site=answer.site,
        every=answer.every,
        moved=answer.response.moved,
    )
    return kept
