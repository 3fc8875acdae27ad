"""What a person does with subscriptions from the screen. Each method returns words for it."""

from __future__ import annotations

from collections.abc import Iterable

from reader.archive import feeds
from reader.archive.connection import Archive
from reader.model import Feed
from reader.text.phrases import count, listed


class Subscribing:
    """The subscriptions of one archive; every method raises ArchiveError where it cannot write."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def rename(self, feed: Feed, name: str) -> str:
        """Call a feed otherwise; an empty name gives back its own."""
        with self._archive.writing() as connection:
            feeds.rename(connection, feed.number, name)
            found = feeds.by_number(connection, feed.number)
        return f"{feed.title} is called {found.title if found else name}"

    def tag(self, feed: Feed, tags: Iterable[str]) -> str:
        """Give a feed these tags and no others."""
        wanted = list(dict.fromkeys(tag for tag in tags if tag))
        with self._archive.writing() as connection:
            feeds.tag(connection, feed.number, wanted)
        return f"{feed.title} is tagged {listed(wanted)}" if wanted else f"{feed.title} has no tag"

    def toggle_pause(self, feed: Feed) -> str:
        """Pause a feed, or go on with it."""
        with self._archive.writing() as connection:
            feeds.pause(connection, feed.number, paused=not feed.paused)
        return f"{feed.title} {'is fetched again' if feed.paused else 'is paused'}"

    def toggle_pages(self, feed: Feed) -> str:
        """Fetch the pages of a feed that gives summaries, or leave them."""
        with self._archive.writing() as connection:
            feeds.set_pages(connection, feed.number, pages=not feed.pages)
        return f"{feed.title}: {'only what the feed gives' if feed.pages else 'pages are fetched'}"

    def remove(self, feed: Feed) -> str:
        """End a subscription; its articles stay."""
        with self._archive.writing() as connection:
            feeds.remove(connection, feed.number)
        return f"{feed.title} is removed; {count(feed.articles, 'article')} of it stay"
