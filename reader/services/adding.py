"""Taking something into the archive: a feed, a site, a page, another reader's list, files."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from reader.archive import feeds
from reader.archive.articles import Change
from reader.archive.connection import Archive
from reader.errors import ArchiveError, ReaderError, UnreadableSource
from reader.ingest.aside import aside
from reader.ingest.decode import decode
from reader.ingest.discovery import Kind, find_feeds, sniff_source
from reader.ingest.draft import Draft
from reader.ingest.feeds import charset_of, read_feed
from reader.ingest.fetch import FEED_LIMIT, Fetcher, Request, Response
from reader.ingest.files import read_sources
from reader.ingest.found import STDIN
from reader.ingest.reading import read_all
from reader.ingest.subscriptions import Subscriptions
from reader.model import Failure, Feed, FeedKind
from reader.services import delivery
from reader.services.delivery import Delivered
from reader.services.importing import subscribe
from reader.services.subscriptions import list_in, read_list
from reader.text.prose import word_count

_PIPED_LIMIT = 256 * 1024 * 1024
"""Bytes of standard input: it is held in memory as a whole."""
_ARTICLE = 150
"""Words of prose from which on a page is an article: front pages are made of links."""
_LINKED = 0.5
"""Of a block's characters in links: from here on it is no prose."""
_STDIN_NAME = "standard input"
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:/\S*)?|localhost(?::\d+)?(?:/\S*)?", re.I)

Cancelled = Callable[[], bool]


@dataclass(slots=True)
class Added:
    """What came of adding: the subscriptions, the articles, and what could not be added.

    `fresh` counts the articles that are new; `notes` say what a person may want to know: which of
    several feeds was taken, what was there already.
    """

    feeds: list[Feed] = field(default_factory=list)
    articles: int = 0
    fresh: int = 0
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wants it: what an address is taken for (None: what it shows), tags, a name."""

    kind: FeedKind | None = None
    tags: tuple[str, ...] = ()
    name: str = ""
    login: str = ""
    pages: bool = True


def address_of(source: str) -> str | None:
    """Return the web address that a source names, its scheme put in front, or None for a path."""
    if _SCHEME.match(source):
        return source
    if _HOST.fullmatch(source) is None or Path(source).exists():
        return None
    return f"{'http' if source.startswith('localhost') else 'https'}://{source}"


async def add(
    archive: Archive,
    sources: Sequence[str],
    wish: Wish,
    *,
    fetcher: Fetcher,
    stdin: BinaryIO | None = None,
    clock: Callable[[], float] = time.time,
    cancelled: Cancelled = lambda: False,
) -> Added:
    """Take sources into the archive: web addresses, lists of subscriptions, files and folders.

    Articles that come with them are kept but not grouped yet; what cannot be added is in the
    result's `failures`, and the rest is added.

    Raises:
        ArchiveError: the archive cannot be written.
        Cancelled: `cancelled` said so between two files.
    """
    adding = _Adding(archive, wish, fetcher, clock)
    paths: list[str] = []
    for source in sources:
        address = address_of(source)
        try:
            if address is not None:
                await adding.address(address)
            elif source == STDIN:
                adding.piped(stdin)
            elif not adding.is_list(source):
                paths.append(source)
        except ArchiveError:
            raise
        except ReaderError as error:
            adding.failed(source, error)
    if paths:
        adding.files(paths, cancelled)
    return adding.added


class _Adding:
    """What is under way."""

    def __init__(
        self, archive: Archive, wish: Wish, fetcher: Fetcher, clock: Callable[[], float]
    ) -> None:
        self.added = Added()
        self._archive, self._wish, self._fetcher, self._clock = archive, wish, fetcher, clock

    def failed(self, source: str, error: ReaderError) -> None:
        """Note that a source could not be added."""
        self.added.failures.append(Failure(source, getattr(error, "reason", None) or str(error)))

    # The web

    async def address(self, url: str) -> None:
        """Add what an address shows: a feed, a site's feed, one page."""
        response = await self._get(url)
        kind = sniff_source(response.body, response.headers.get("content-type"))
        if kind is Kind.FEED:
            await self._feed(url, response)
        elif (listed := list_in(response.body, url)) is not None:
            self._subscribe(listed)
        elif kind is Kind.PAGE:
            await self._page(url, response)
        else:
            raise UnreadableSource(url, "there is neither a feed nor a page at this address")

    async def _get(self, url: str) -> Response:
        return await self._fetcher.get(Request(url, limit=FEED_LIMIT, private=True))

    async def _page(self, url: str, response: Response) -> None:
        """Add a page as a person wants it, or by its look: an article, else its site's feed."""
        draft = await aside(lambda: delivery.page_draft(response))
        wanted = self._wish.kind
        if wanted is FeedKind.PAGE:
            self._keep([delivery.page_alone(draft, response.url)], self._new_feed(url, wanted))
        elif wanted is None and _is_article(draft):
            self._keep([delivery.page_alone(draft, response.url)], None)
        else:
            await self._site(url, response)

    async def _site(self, url: str, response: Response) -> None:
        charset = charset_of(response.headers.get("content-type"))
        html = decode(response.body, url, html=True, stated=charset)
        found = await aside(lambda: find_feeds(html, response.url))
        if not found:
            raise UnreadableSource(
                url,
                "the page names no feed; look for one on the site, or add the page itself "
                "with --page",
            )
        first, *others = found
        await self._feed(first.url, await self._get(first.url))
        for other in others:
            title = f" ({other.title})" if other.title else ""
            self.added.notes.append(f"{url} has another feed, not added: {other.url}{title}")

    async def _feed(self, url: str, response: Response) -> None:
        content_type = response.headers.get("content-type")
        document = await aside(
            lambda: read_feed(response.body, url=response.url, content_type=content_type)
        )
        found = await aside(lambda: delivery.from_feed(document, url))
        feed = self._new_feed(url, FeedKind.FEED, document.title or "", document.site)
        self._keep(found, feed)

    def _new_feed(self, url: str, kind: FeedKind, title: str = "", site: str | None = None) -> Feed:
        """Subscribe to an address that a person named."""
        with self._archive.writing() as connection:
            if feeds.by_address(connection, url) is not None:
                self.added.notes.append(f"{url} was subscribed to already")
            wish = self._wish
            feed = feeds.add(
                connection,
                url,
                now=self._clock(),
                kind=kind,
                title=title,
                name=wish.name,
                site=site,
                tags=wish.tags,
                typed=True,
                login=wish.login,
                pages=wish.pages,
            )
        self.added.feeds.append(feed)
        return feed

    # Lists

    def is_list(self, path: str) -> bool:
        """Add the subscriptions of a file if it is a list of them; tell whether it is."""
        try:
            listed = read_list(path)
        except UnreadableSource:
            return False  # reading it as an article will say what is wrong
        if listed is not None:
            self._subscribe(listed)
        return listed is not None

    def _subscribe(self, listed: Subscriptions) -> None:
        wish = self._wish
        self.added.feeds += subscribe(
            self._archive, listed, now=self._clock(), tags=wish.tags, pages=wish.pages
        )
        self.added.failures += listed.failures

    # Files

    def piped(self, stdin: BinaryIO | None) -> None:
        """Add what standard input holds: a list of subscriptions, or articles."""
        if stdin is None:
            raise UnreadableSource(_STDIN_NAME, "nothing is connected to it")
        data = read_all(stdin, _STDIN_NAME, _PIPED_LIMIT, lambda: False)
        listed = list_in(data, _STDIN_NAME)
        if listed is not None:
            self._subscribe(listed)
            return
        sources = read_sources([STDIN], stdin=BytesIO(data))
        self.added.failures.extend(sources.failures)
        self._keep(delivery.from_files(sources.articles), None)

    def files(self, paths: Sequence[str], cancelled: Cancelled) -> None:
        """Add the articles of files and folders; a folder is watched from then on."""
        for path in paths:
            sources = read_sources([path], cancelled=cancelled)
            self.added.failures.extend(sources.failures)
            feed = None
            if Path(path).is_dir():
                folder = Path(path).resolve()
                feed = self._new_feed(str(folder), FeedKind.FOLDER, folder.name)
            self._keep(delivery.from_files(sources.articles), feed)

    def _keep(self, found: Iterable[Delivered], feed: Feed | None) -> None:
        delivered = list(found)
        number = None if feed is None else feed.number
        with self._archive.writing() as connection:
            kept = delivery.keep_all(connection, delivered, feed=number, now=self._clock())
        self.added.articles += len(kept)
        self.added.fresh += sum(one.change is not Change.SAME for one in kept)


def _is_article(draft: Draft) -> bool:
    """Tell whether a page has enough prose to be an article."""
    words = 0
    for block in draft.blocks:
        if not block.outside and block.link_density < _LINKED:
            words += word_count(draft.text[block.start : block.end])
    return words >= _ARTICLE and draft.title is not None
