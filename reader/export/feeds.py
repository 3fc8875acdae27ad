"""Subscriptions as a JSON document, and as lines that a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from reader.export.document import array, dump, moment_text
from reader.export.layout import Paint, Tone, clip, one_line, unpainted, wrap
from reader.model import Feed
from reader.text.phrases import count

_INDENT = "    "


def feeds_document(feeds: Sequence[Feed]) -> Iterator[str]:
    """Write the document of `reader feeds --json` in pieces; the feeds in the order given."""
    yield from array('{"feeds": [', (dump(feed_object(feed)) for feed in feeds))
    yield "}\n"


def feed_object(feed: Feed) -> dict[str, object]:
    """Return one subscription of the document."""
    return {
        "id": feed.number,
        "title": feed.title,
        "url": feed.url,
        "site": feed.site,
        "tags": list(feed.tags),
        "paused": feed.paused,
        "articles": feed.articles,
        "last_refresh": _moment(feed.last_refresh),
        "next_try": _moment(feed.next_try),
        "error": feed.error or None,
        "failing_since": _moment(feed.failing_since),
    }


def feeds_report(feeds: Sequence[Feed], columns: int, paint: Paint = unpainted) -> Iterator[str]:
    """Give the lines that tell of each subscription; those that fail come first, with reasons."""
    if not feeds:
        yield "No subscription yet: `reader add` takes an address, or an OPML file."
        return
    ordered = sorted(feeds, key=lambda feed: not feed.error)
    digits = len(str(max(feed.number for feed in feeds)))
    failing = sum(bool(feed.error) for feed in feeds)
    told = f"{failing} failing" if failing else "in order"
    yield f"{count(len(feeds), 'subscription')}, {told}"
    for feed in ordered:
        yield ""
        head = f"{feed.number:>{digits}}  {one_line(feed.title)}"
        yield paint(Tone.STRONG, clip(head, columns))
        yield paint(Tone.QUIET, clip(_INDENT + one_line(feed.url), columns))
        for line in wrap(_about(feed), columns - len(_INDENT)):
            yield _INDENT + line
        if feed.error:
            since = f" (since {_time(feed.failing_since)})" if feed.failing_since else ""
            told = f"fails{since}: {one_line(feed.error)}"
            for line in wrap(told, columns - len(_INDENT)):
                yield paint(Tone.FACT, _INDENT + line)


def _about(feed: Feed) -> str:
    parts = [count(feed.articles, "article")]
    if feed.tags:
        parts.append(one_line(", ".join(feed.tags)))
    if feed.paused:
        parts.append("paused")
    elif feed.last_refresh is None:
        parts.append("not fetched yet")
    else:
        parts.append(f"answered {_time(feed.last_refresh)}")
    if feed.next_try is not None and not feed.paused:
        parts.append(f"next {_time(feed.next_try)}")
    return " · ".join(parts)


def _time(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment)
