"""Invented feeds, pages and archives for tests of what is fetched and kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

from reader.archive import feeds
from reader.archive.connection import Archive
from reader.ingest.fetch import Fetcher, Pace
from reader.model import Feed
from reader.services.adding import add
from reader.services.archived import ArchiveLibrary
from reader.services.arranging import arrange
from reader.services.events import Ended, Event
from reader.services.intake import Added, Wish
from reader.services.refresh import Plan, refresh

NOON = 1_772_625_600.0
"""Noon of 4 March 2026, UTC, in seconds since 1970."""

HASTY = Pace(wait=0.3, deadline=0.6)
"""For servers that do not answer."""


def story(about: str, paragraphs: int = 6) -> list[str]:
    """Paragraphs of a story that no other story shares a phrase with."""
    acts = ("opened", "paid for", "measured", "repaired", "argued over", "closed")
    return [
        f"The {about} board {acts[n % 6]} its {about}-{n} works on day {n + 3} of the {about} "
        f"season, said {about.title()} Chair Ilse Brand{n}, who had asked the {about} council "
        f"for {n + 2} million crowns in {about} bonds before the {about} vote number {n}."
        for n in range(paragraphs)
    ]


@dataclass(frozen=True)
class Told:
    """An item of a feed: `whole` in the feed itself, else a summary of it."""

    title: str
    link: str
    paragraphs: tuple[str, ...]
    whole: bool = True


def told(title: str, link: str, about: str, *, whole: bool = True) -> Told:
    """An item that tells a story."""
    return Told(title, link, tuple(story(about)), whole)


def rss(title: str, site: str, items: Iterable[Told]) -> bytes:
    """A feed in RSS 2.0."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>{site}</link>{''.join(map(_item, items))}</channel></rss>"
    ).encode()


def _item(one: Told) -> str:
    markup = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in one.paragraphs)
    if one.whole:
        content = f"<content:encoded>{escape(markup)}</content:encoded>"
    else:
        content = f"<description>{escape(one.paragraphs[0][:80])}…</description>"
    return (
        f"<item><title>{escape(one.title)}</title><link>{one.link}</link>"
        f"<pubDate>Wed, 04 Mar 2026 09:00:00 GMT</pubDate>{content}</item>"
    )


def page(title: str, paragraphs: Iterable[str], head: str = "") -> str:
    """A page of an outlet."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>{escape(title)}</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{escape(title)}</h1>{body}</article>"
        "</body></html>"
    )


def record(
    article: str, outlet: str, about: str, *lines: str, title: str = "", paragraphs: int = 6
) -> dict[str, str]:
    """An article as a line of JSON: a story, with further lines behind it."""
    text = "\n".join([*story(about, paragraphs), *lines])
    return {
        "id": article,
        "outlet": outlet,
        "title": title or f"{about.title()} news",
        "text": text,
        "published": "2026-03-04T09:00:00+00:00",
    }


class Morning:
    """An archive with its subscriptions, refreshed as often as a test asks."""

    def __init__(self, folder: Path, name: str = "archive.sqlite") -> None:
        self.archive = Archive(folder / name)
        self.library = ArchiveLibrary(self.archive)
        self.told: list[Event] = []
        self.now = NOON

    def subscribe(self, *urls: str) -> list[Feed]:
        """Subscribe to addresses that a person typed."""
        with self.archive.writing() as connection:
            return [feeds.add(connection, url, now=self.now, typed=True) for url in urls]

    def refresh(self, plan: Plan | None = None) -> Ended:
        """Refresh, and remember what was told."""
        self.told.clear()
        work = refresh(self.archive, plan or Plan(), self.told.append, clock=lambda: self.now)
        return asyncio.run(work)

    def add(self, *sources: str, wish: Wish | None = None, piped: bytes | None = None) -> Added:
        """Add what a person names, and group it."""

        async def adding() -> Added:
            async with Fetcher(HASTY) as fetcher:
                return await add(
                    self.archive,
                    sources,
                    wish or Wish(),
                    fetcher=fetcher,
                    stdin=None if piped is None else BytesIO(piped),
                    clock=lambda: self.now,
                )

        added = asyncio.run(adding())
        arrange(self.archive)
        return added

    def put(self, *articles: Mapping[str, str]) -> Added:
        """Add articles as lines of JSON."""
        return self.add("-", piped="\n".join(map(json.dumps, articles)).encode())

    def feed(self, url: str) -> Feed:
        """A subscription as it stands now."""
        with self.archive.reading() as connection:
            found = feeds.by_address(connection, url)
        assert found is not None
        return found

    def headlines(self, query: str = "") -> list[str]:
        """What the list shows."""
        return [row.headline for row in self.library.listing(query)]
