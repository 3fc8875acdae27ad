"""What is being added, on its way into the archive: subscriptions, and articles with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reader.archive import feeds, turns
from reader.archive.articles import Change, Kept
from reader.archive.connection import Archive
from reader.ingest.subscriptions import Subscriptions
from reader.ingest.trail import shown
from reader.model import Failure, Feed, FeedKind
from reader.services import delivery
from reader.services.answers import Answer, keep_answer
from reader.services.delivery import Delivered
from reader.services.importing import subscribe
from reader.services.schedule import USUAL


@dataclass(slots=True)
class Added:
    """What came of adding: the subscriptions, the articles, and what could not be added.

    `known` counts the subscriptions that were there already; `new` are the numbers of the articles
    that were not; `notes` say what a person may want to know, such as which of several feeds was
    taken.
    """

    feeds: list[Feed] = field(default_factory=list)
    known: int = 0
    articles: int = 0
    new: list[int] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def fresh(self) -> int:
        """How many articles are new, or new versions of what was there."""
        return len(self.new)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wants it: what an address is taken for (None: what it shows), tags, a name."""

    kind: FeedKind | None = None
    tags: tuple[str, ...] = ()
    name: str = ""
    login: str = ""
    pages: bool = True


class Intake:
    """Takes in, as a person wishes it, and counts."""

    def __init__(self, archive: Archive, wish: Wish, clock: Callable[[], float]) -> None:
        self.added = Added()
        self._archive, self._wish, self._clock = archive, wish, clock

    def new_feed(
        self, url: str, kind: FeedKind, title: str = "", site: str | None = None, *, typed: bool
    ) -> Feed:
        """Subscribe to an address that a person named, or to a folder."""
        wish = self._wish
        with self._archive.writing() as connection:
            known = feeds.by_address(connection, url)
            feed = feeds.add(
                connection,
                url,
                now=self._clock(),
                kind=kind,
                title=title,
                name=wish.name,
                site=site,
                tags=wish.tags,
                typed=typed,
                login=wish.login,
                pages=wish.pages,
            )
        if known is not None:
            paused = f"; it is paused: `reader feeds {feed.number} --resume`" if feed.paused else ""
            self.added.notes.append(f"{url} was subscribed to already{paused}")
            self.added.known += 1
        self.added.feeds.append(feed)
        return feed

    def keep_answer(self, url: str, kind: FeedKind, answer: Answer, *, typed: bool = True) -> None:
        """Subscribe to an address, and keep what it answered.

        One that breaks off is among the failures as well, and has its next turn at its usual time.
        """
        now = self._clock()
        with self._archive.writing() as connection:
            feed = self.new_feed(url, kind, answer.title or "", answer.site, typed=typed)
            self._count(keep_answer(connection, feed.number, answer, now=now))
            if answer.damage:
                next_try = now + turns.wait_after(0, answer.every or USUAL)
                turns.failed(
                    connection, feed.number, now=now, error=answer.damage, next_try=next_try
                )
        if answer.damage:
            self.added.failures.append(Failure(shown(url), answer.damage))

    def subscribe(self, source: str, listed: Subscriptions, typed: Callable[[str], bool]) -> None:
        """Subscribe to the feeds of a list; `typed` tells which addresses may be private.

        Raises:
            UnreadableSource: it lists nothing; `source` names it.
        """
        wish = self._wish
        taken = subscribe(
            self._archive,
            source,
            listed,
            now=self._clock(),
            typed=typed,
            tags=wish.tags,
            pages=wish.pages,
        )
        self.added.feeds += taken.feeds
        self.added.known += taken.known
        self.added.failures += listed.failures

    def keep(self, found: Iterable[Delivered], feed: Feed | None) -> None:
        """Keep articles, with the subscription that they came by, if any."""
        delivered = list(found)
        number = None if feed is None else feed.number
        with self._archive.writing() as connection:
            self._count(delivery.keep_all(connection, delivered, feed=number, now=self._clock()))

    def keep_folder(self, folder: Path, found: Iterable[Delivered]) -> None:
        """Have a folder watched, and keep the articles that are in it."""
        with self._archive.writing():
            feed = self.new_feed(str(folder), FeedKind.FOLDER, folder.name, typed=True)
            self.keep(found, feed)

    def _count(self, kept: Iterable[Kept]) -> None:
        there = [one for one in kept if one.change is not Change.REMOVED]
        self.added.articles += len(there)
        self.added.new += [one.number for one in there if one.change is not Change.SAME]
