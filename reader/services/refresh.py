"""Fetching what is subscribed to: many feeds at once, none of which can hold up or stop the others.

Each feed's articles are kept in one transaction as soon as it has answered, and grouped at once.
Everything that is written is written by one thread after the other.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeVar
from urllib.parse import urlsplit

from reader.archive import articles, turns
from reader.archive.articles import Change, Kept, Unfetched
from reader.archive.connection import Archive
from reader.archive.turns import Due
from reader.errors import ArchiveError, Cancelled, ReaderError
from reader.ingest.aside import aside
from reader.ingest.feeds import read_feed
from reader.ingest.fetch import (
    FEED_ACCEPT,
    FEED_LIMIT,
    PAGE_ACCEPT,
    PAGE_LIMIT,
    Fetcher,
    FetchFailed,
    Pace,
    Request,
    Response,
)
from reader.ingest.files import read_sources
from reader.ingest.logins import login_from_command, login_from_keyring
from reader.model import Article, FeedKind
from reader.services import delivery, events
from reader.services.archived import ArchiveLibrary
from reader.services.arranging import arrange
from reader.services.delivery import Delivered
from reader.services.events import Event
from reader.services.schedule import turn_after

COMMAND = "!"
"""What a subscription's login begins with where it is a command, not a user's name."""
_PAGES_SINCE = 3 * 86_400.0
"""Seconds back to which articles are looked for whose pages were not fetched yet."""
_PAGES_AT_MOST = 400
"""Pages fetched in one refresh: a first one of fifty feeds would ask for a thousand."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be refreshed, and how.

    `feeds`: these alone (by number), None: all. `force`: whatever their turn, as when a person asks
    for it; only Retry-After is heeded. `pages`: whether pages are fetched where feeds give
    summaries; `interval`: seconds between two turns of a feed that does not say. `passwords` has
    for a host the command that prints its password.
    """

    feeds: Sequence[int] | None = None
    force: bool = True
    pages: bool = True
    interval: float = 1800.0
    pace: Pace = field(default_factory=Pace)
    passwords: Mapping[str, str] = field(default_factory=dict)


Result = TypeVar("Result")
Tell = Callable[[Event], None]
Clock = Callable[[], float]


async def refresh(
    archive: Archive, plan: Plan, tell: Tell, *, clock: Clock = time.time
) -> events.Ended:
    """Refresh feeds, telling what happens; one that fails is told of and tried again later.

    Cancelling the task ends it in good order: what was kept by then stays kept.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    with archive.reading() as connection:
        due = turns.due(connection, clock(), force=plan.force, only=plan.feeds)
    tell(events.Began(len(due)))
    async with Fetcher(plan.pace, clock=clock) as fetcher:
        run = _Run(archive, plan, tell, clock, fetcher, len(due))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(run.group())
                group.create_task(run.fetch(due))
        except* ReaderError as met:
            raise met.exceptions[0] from None
        finally:
            await run.stop()
    ended = events.Ended(run.new, run.failed, len(due))
    tell(ended)
    return ended


class _Run:
    """One refresh under way."""

    def __init__(
        self, archive: Archive, plan: Plan, tell: Tell, clock: Clock, fetcher: Fetcher, of: int
    ) -> None:
        self.new = self.failed = 0
        self._archive, self._plan, self._tell, self._clock = archive, plan, tell, clock
        self._fetcher = fetcher
        self._done, self._of = 0, of
        self._writer = ThreadPoolExecutor(1, "writer")
        self._kept = asyncio.Event()
        self._all_kept = self._stopped = False

    async def fetch(self, due: Sequence[Due]) -> None:
        """Refresh the feeds, then fetch the pages that they only sum up."""
        async with asyncio.TaskGroup() as group:
            for one in due:
                group.create_task(self._feed(one))
        if self._plan.pages:
            await self._pages()
        self._all_kept = True
        self._kept.set()

    async def stop(self) -> None:
        """End what goes on in threads; what is being written is written to its end."""
        self._stopped = True
        await aside(lambda: self._writer.shutdown(cancel_futures=True))

    # Feeds

    async def _feed(self, due: Due) -> None:
        """Refresh one subscription, and say how it went."""
        try:
            kept = await self._refresh(due)
        except ArchiveError:
            raise
        except FetchFailed as error:
            await self._failed(due, error.reason, error.retry_after, gone=error.gone)
        except ReaderError as error:
            await self._failed(due, getattr(error, "reason", None) or str(error))
        else:
            new = sum(one.change in (Change.NEW, Change.VERSION) for one in kept)
            self.new += new
            self._done += 1
            self._tell(events.Answered(due.feed.number, due.feed.title, new, self._done, self._of))
            if kept:
                self._kept.set()

    async def _refresh(self, due: Due) -> list[Kept]:
        if due.feed.kind is FeedKind.FOLDER:
            return await self._folder(due)
        page = due.feed.kind is FeedKind.PAGE
        response = await self._fetcher.get(
            Request(
                due.feed.url,
                etag=due.etag,
                modified=due.modified,
                limit=PAGE_LIMIT if page else FEED_LIMIT,
                private=due.typed,
                login=await self._login(due),
                accept=PAGE_ACCEPT if page else FEED_ACCEPT,
            )
        )
        digest = blake2b(response.body, digest_size=16).hexdigest()
        if response.status == 304 or digest == due.digest:
            return await self._answered(due, response, None, [])
        if page:
            draft = await aside(lambda: delivery.page_draft(response))
            return await self._answered(
                due, response, digest, [delivery.page_alone(draft, due.feed.url)], draft.title
            )
        content_type = response.headers.get("content-type")
        feed = await aside(
            lambda: read_feed(response.body, url=response.url, content_type=content_type)
        )
        found = await aside(lambda: delivery.from_feed(feed, due.feed.url))
        return await self._answered(
            due, response, digest, found, feed.title, site=feed.site, every=feed.every
        )

    async def _login(self, due: Due) -> tuple[str, str] | None:
        """Return name and password: by the feed's command, else its host's, else the keyring."""
        parts = urlsplit(due.feed.url)
        host = parts.hostname or ""
        user = parts.username if due.login.startswith(COMMAND) else due.login or parts.username
        command = due.login.removeprefix(COMMAND) if due.login.startswith(COMMAND) else ""
        if command := command or self._plan.passwords.get(host, ""):
            return await login_from_command(command, user)
        return await login_from_keyring(host, due.login) if due.login else None

    async def _answered(
        self,
        due: Due,
        response: Response,
        digest: str | None,
        found: Sequence[Delivered],
        title: str | None = None,
        *,
        site: str | None = None,
        every: float | None = None,
    ) -> list[Kept]:
        """Keep what an answer brought, and when the feed has its next turn: all of it or none."""
        unchanged = response.status == 304
        now = self._clock()
        wanted = due.interval or every or due.every

        def write() -> list[Kept]:
            with self._archive.writing() as connection:
                kept = delivery.keep_all(connection, found, feed=due.feed.number, now=now)
                turns.answered(
                    connection,
                    due.feed.number,
                    now=now,
                    etag=response.headers.get("etag", due.etag if unchanged else None),
                    modified=response.headers.get(
                        "last-modified", due.modified if unchanged else None
                    ),
                    next_try=turn_after(now, response.headers, wanted, self._plan.interval),
                    digest=digest,
                    title=title,
                    site=site,
                    every=every,
                    moved=response.moved,
                )
                return kept

        return await self._write(write)

    async def _folder(self, due: Due) -> list[Kept]:
        """Look through a folder for what is new in it."""
        sources = await aside(lambda: read_sources([due.feed.url], cancelled=lambda: self._stopped))
        now = self._clock()

        def write() -> list[Kept]:
            with self._archive.writing() as connection:
                found = delivery.from_files(sources.articles)
                kept = delivery.keep_all(connection, found, feed=due.feed.number, now=now)
                turns.answered(
                    connection,
                    due.feed.number,
                    now=now,
                    etag=None,
                    modified=None,
                    next_try=turn_after(now, {}, due.interval, self._plan.interval),
                )
                return kept

        return await self._write(write)

    async def _failed(
        self, due: Due, reason: str, retry_after: float | None = None, *, gone: bool = False
    ) -> None:
        now = self._clock()
        wait = turns.wait_after(due.failures, due.interval or due.every or self._plan.interval)

        def write() -> None:
            with self._archive.writing() as connection:
                turns.failed(
                    connection,
                    due.feed.number,
                    now=now,
                    error=reason,
                    next_try=now + max(wait, retry_after or 0.0),
                    not_before=None if retry_after is None else now + retry_after,
                    gone=gone,
                )

        await self._write(write)
        self.failed += 1
        self._done += 1
        self._tell(events.Failed(due.feed.number, due.feed.title, reason, self._done, self._of))

    # Pages

    async def _pages(self) -> None:
        """Fetch the pages of articles of which there is only a summary."""
        with self._archive.reading() as connection:
            wanted = articles.unfetched(
                connection, since=self._clock() - _PAGES_SINCE, feeds=self._plan.feeds
            )[-_PAGES_AT_MOST:]
        if not wanted:
            return
        done = 0
        self._tell(events.Fetched(0, len(wanted)))

        async def fetch(one: Unfetched) -> None:
            nonlocal done
            await self._page(one)
            done += 1
            self._tell(events.Fetched(done, len(wanted)))

        async with asyncio.TaskGroup() as group:
            for one in wanted:
                group.create_task(fetch(one))

    async def _page(self, wanted: Unfetched) -> None:
        with self._archive.reading() as connection:
            summary = articles.load_one(connection, wanted.number)
        if summary is None:
            return
        full = await self._full_text(summary, wanted)

        def write() -> None:
            with self._archive.writing() as connection:
                articles.keep(
                    connection, full, identity=wanted.identity, feed=wanted.feed, now=self._clock()
                )

        await self._write(write)
        self._kept.set()

    async def _full_text(self, summary: Article, wanted: Unfetched) -> Article:
        """Return the article with its page's text, or with the reason why there is none."""
        try:
            response = await self._fetcher.get(
                Request(
                    wanted.url,
                    limit=PAGE_LIMIT,
                    private=wanted.typed and _is_beside(wanted.url, wanted.feed_url),
                    accept=PAGE_ACCEPT,
                )
            )
            draft = await aside(lambda: delivery.page_draft(response))
            return await aside(lambda: delivery.from_page(draft, summary))
        except ArchiveError:
            raise
        except ReaderError as error:
            return delivery.blocked(summary, getattr(error, "reason", None) or str(error))

    # Grouping

    async def group(self) -> None:
        """Group what is kept, as it comes, until all is kept."""
        while True:
            await self._kept.wait()
            self._kept.clear()
            last = self._all_kept
            changed = await self._write(self._arrange)
            if changed:
                self._tell(events.Arranged(changed))
            if last:
                if await self._write(self._compare):
                    self._tell(events.Arranged(0))
                return

    def _arrange(self) -> int:
        def progress(stage: str, done: int, of: int) -> None:
            self._tell(events.Grouping(done, of))

        try:
            return len(arrange(self._archive, progress=progress, cancelled=lambda: self._stopped))
        except Cancelled:
            return 0

    def _compare(self) -> int:
        """Collate what is new, so that it is found by what was changed in it."""
        library = ArchiveLibrary(self._archive)
        try:
            return library.compare(
                progress=lambda stage, done, of: self._tell(events.Comparing(done)),
                cancelled=lambda: self._stopped,
            )
        except Cancelled:
            return 0

    async def _write(self, work: Callable[[], Result]) -> Result:
        """Return what `work` returns, called in the one thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, work)


def _is_beside(page: str, feed: str) -> bool:
    """Tell whether a page is on its feed's own server."""
    return urlsplit(page)[:2] == urlsplit(feed)[:2]
