"""Fetching what is subscribed to: many feeds at once, none of which can hold up or stop the others.

Each feed's articles are kept in one transaction as soon as it has answered, and grouped at once.
Everything that is written is written by one thread after the other. What reads feeds and
pages is imported only when something new has come, which mostly nothing has.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from reader.archive import articles, turns
from reader.archive.articles import Change, Kept, Unfetched
from reader.archive.connection import Archive
from reader.archive.turns import Due
from reader.errors import ArchiveError, ReaderError, reason_of
from reader.ingest.aside import aside
from reader.ingest.fetch import (
    FEED_ACCEPT,
    FEED_LIMIT,
    PAGE_ACCEPT,
    PAGE_LIMIT,
    Fetcher,
    FetchFailed,
    Pace,
    Request,
)
from reader.model import FeedKind
from reader.services import events, settling
from reader.services.answers import keep_answer, read_answer
from reader.services.events import Tell
from reader.services.full_text import full_text
from reader.services.logins import login_for
from reader.services.schedule import USUAL, turn_after

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
    for a host the command that prints its password. `keep_days` and `keep_megabytes`: what
    retention leaves, 0 for all.
    """

    feeds: Sequence[int] | None = None
    force: bool = True
    pages: bool = True
    interval: float = USUAL
    pace: Pace = field(default_factory=Pace)
    passwords: Mapping[str, str] = field(default_factory=dict)
    keep_days: int = 0
    keep_megabytes: int = 0


Result = TypeVar("Result")
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
        except ExceptionGroup as met:
            raise _first_of(met) from None
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
            kept, damage = await self._refresh(due)
        except ArchiveError:
            raise
        except FetchFailed as error:
            await self._failed(due, error.reason, error.retry_after, gone=error.gone)
        except ReaderError as error:
            await self._failed(due, reason_of(error))
        else:
            new = self._count(kept)
            if damage:
                await self._failed(due, damage, partly=True)
                return
            self._done += 1
            self._tell(events.Answered(due.feed.number, due.feed.title, new, self._done, self._of))

    def _count(self, kept: Sequence[Kept]) -> int:
        """Have what was kept grouped, and return how much of it is new."""
        new = sum(one.change in (Change.NEW, Change.VERSION) for one in kept)
        self.new += new
        if kept:
            self._kept.set()
        return new

    async def _refresh(self, due: Due) -> tuple[list[Kept], str]:
        """Return what was kept of what a subscription brought, and in words what is damaged."""
        feed = due.feed
        if feed.kind is FeedKind.FOLDER:
            return await self._folder(due)
        page = feed.kind is FeedKind.PAGE
        response = await self._fetcher.get(
            Request(
                feed.url,
                etag=due.etag,
                modified=due.modified,
                limit=PAGE_LIMIT if page else FEED_LIMIT,
                private=due.typed,
                login=await login_for(feed.url, due.login, self._plan.passwords),
                accept=PAGE_ACCEPT if page else FEED_ACCEPT,
            )
        )
        answer = await read_answer(response, feed.kind, feed.url, due.digest)
        now = self._clock()

        def write() -> list[Kept]:
            with self._archive.writing() as connection:
                return keep_answer(
                    connection,
                    feed.number,
                    answer,
                    now=now,
                    before=due,
                    usual=self._plan.interval,
                )

        return await self._write(write), answer.damage

    async def _folder(self, due: Due) -> tuple[list[Kept], str]:
        """Look through a folder for what is new in it; a file that cannot be read is told of.

        Raises:
            UnreadableSource: it is gone.
        """
        from reader.services import delivery
        from reader.services.folders import first_of, read_folder

        folder = due.feed.url
        sources = await aside(lambda: read_folder(folder, lambda: self._stopped))
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

        damage = first_of(sources.failures, folder) if sources.failures else ""
        return await self._write(write), damage

    async def _failed(
        self,
        due: Due,
        reason: str,
        retry_after: float | None = None,
        *,
        gone: bool = False,
        partly: bool = False,
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
        feed = due.feed
        self._tell(
            events.Failed(feed.number, feed.title, reason, self._done, self._of, partly=partly)
        )

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
        full = await full_text(self._fetcher, summary, wanted)

        def write() -> None:
            with self._archive.writing() as connection:
                articles.keep(
                    connection, full, identity=wanted.identity, feed=wanted.feed, now=self._clock()
                )

        await self._write(write)
        self._kept.set()

    # Grouping

    async def group(self) -> None:
        """Group what is kept, as it comes, until all is kept."""
        watched = self._tell, lambda: self._stopped
        while True:
            await self._kept.wait()
            self._kept.clear()
            last = self._all_kept
            changed = await self._write(lambda: settling.group(self._archive, *watched))
            if changed:
                self._tell(events.Arranged(changed))
            if last:
                gone = await self._write(self._expire)
                if gone + await self._write(lambda: settling.compare(self._archive, *watched)):
                    self._tell(events.Arranged(0))
                return

    def _expire(self) -> int:
        days, megabytes = self._plan.keep_days, self._plan.keep_megabytes
        return settling.expire(self._archive, days, megabytes, self._clock())

    async def _write(self, work: Callable[[], Result]) -> Result:
        """Return what `work` returns, called in the one thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, work)


def _first_of(met: ExceptionGroup[Exception]) -> Exception:
    """Return the first of several errors; groups of tasks within one another nest them."""
    first = met.exceptions[0]
    return _first_of(first) if isinstance(first, ExceptionGroup) else first
