"""The subscriptions as a table, a line each, and what is told of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reader.model import Failure, Feed, FeedKind
from reader.text.phrases import count
from reader.ui.present.index import shown
from reader.ui.present.ink import ACCENT, FAINT, QUIET, STRONG, TEXT, WARN, Run, Runs
from reader.ui.present.rows import Place, Row
from reader.ui.present.words import clock
from reader.ui.present.wrap import clip, pad

_ARTICLES = 8
"""Cells of the number of articles."""
_TITLE = (16, 36)
_TAGS = (0, 24)
_STATE = 22
"""Cells of the state: less says nothing."""


def feed_rows(feeds: Sequence[Feed], width: int, newest: datetime | None) -> tuple[Row, ...]:
    """Return a row for each subscription; `Place.copy` is its position."""
    title = max(_TITLE[0], min(_TITLE[1], width * 2 // 5))
    tags = min(_TAGS[1], max(0, width - title - _ARTICLES - _STATE - 3))
    tags = tags if tags >= 6 and any(feed.tags for feed in feeds) else 0
    return tuple(
        Row(Place(0, at), _runs(feed, title, tags, newest), clip=True, yank=feed.url)
        for at, feed in enumerate(feeds)
    )


def _runs(feed: Feed, title: int, tags: int, newest: datetime | None) -> Runs:
    name = clip((Run(shown(feed.title), FAINT if feed.paused else STRONG),), title)
    tagged: Runs = ()
    if tags:
        tagged = pad(clip((Run(shown(" ".join(feed.tags)), ACCENT),), tags - 1), tags, TEXT)
    many = Run(f"{feed.articles:>{_ARTICLES - 2},}  ", QUIET)
    return (*pad(name, title, TEXT), Run(" ", TEXT), many, *tagged, *_state(feed, newest))


def _state(feed: Feed, newest: datetime | None) -> Runs:
    if feed.paused and feed.error:
        return (Run(f"paused: {shown(feed.error)}", WARN),)
    if feed.paused:
        return (Run("paused", QUIET),)
    if feed.error:
        since = clock(feed.failing_since, newest)
        return (Run(f"! since {since}: {shown(feed.error)}", WARN),)
    if feed.last_refresh is None:
        return (Run("not fetched yet", QUIET),)
    return (Run(f"fetched {clock(feed.last_refresh, newest)}", QUIET),)


def feeds_head(feeds: Sequence[Feed]) -> str:
    """Return in a line how many subscriptions there are, and how they fare."""
    failing_now = sum(bool(feed.error) and not feed.paused for feed in feeds)
    paused = sum(feed.paused for feed in feeds)
    parts = [count(len(feeds), "feed"), count(sum(x.articles for x in feeds), "article")]
    parts += [f"{failing_now} failing"] * bool(failing_now) + [f"{paused} paused"] * bool(paused)
    return " · ".join(parts)


def feed_told(feed: Feed, newest: datetime | None) -> tuple[Runs, ...]:
    """Return what is known of a subscription, in lines."""
    told: list[Runs] = [(Run(shown(feed.url), TEXT),)]
    if feed.error:
        since = clock(feed.failing_since, newest)
        told.append((Run(f"failing since {since}: {shown(feed.error)}", WARN),))
    when = [f"last fetched {clock(feed.last_refresh, newest)}"] if feed.last_refresh else []
    if feed.next_try is not None and not feed.paused:
        when.append(f"next try {clock(feed.next_try, newest)}")
    if when:
        told.append((Run(" · ".join(when), QUIET),))
    kind = {FeedKind.PAGE: "a page, watched for its versions", FeedKind.FOLDER: "a folder, watched"}
    pages = "pages are fetched where it gives summaries" if feed.pages else "only what it gives"
    told.append((Run(kind.get(feed.kind, pages), QUIET),))
    return tuple(told)


def failing(feeds: Sequence[Feed]) -> tuple[Failure, ...]:
    """Return the subscriptions that fail, each with reason, since when, and the next try."""
    return tuple(
        Failure(feed.title, ". ".join(filter(None, (feed.error, _since(feed)))))
        for feed in feeds
        if feed.error
    )


def _since(feed: Feed) -> str:
    parts = []
    if feed.failing_since is not None:
        parts.append(f"failing since {feed.failing_since.astimezone():%d %b %H:%M}")
    if feed.paused:
        parts.append("paused: it is not tried again")
    elif feed.next_try is not None:
        parts.append(f"next try {feed.next_try.astimezone():%d %b %H:%M}")
    return "; ".join(parts)
