"""`reader add`: what is taken into the archive, and from where."""

from __future__ import annotations

import sys
import threading
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from reader.cli import streams
from reader.cli.arguments import STDIN
from reader.cli.feeds_named import add_wishes
from reader.cli.interrupts import interruptibly, stoppable
from reader.cli.keeping import open_archive
from reader.cli.progress import ProgressLine
from reader.cli.settled import settled
from reader.cli.status import Status
from reader.errors import Cancelled
from reader.model import FeedKind
from reader.text.phrases import count, count_new

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from reader.archive.connection import Archive
    from reader.services.intake import Added

_MOST_NAMED = 20
"""Subscriptions named one by one; more are counted."""


def add_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `add` to the parser."""
    command = commands.add_parser(
        "add",
        help="take feeds, sites, pages, lists of subscriptions or files into the archive",
        description="Take into the archive: the address of a feed, of a site (its feed is looked "
        "for) or of one page; a list of subscriptions (OPML, or newsboat's urls file); saved "
        "articles, feeds and WARC files; and folders of articles, which are watched from then on.",
    )
    command.add_argument(
        "sources", nargs="+", metavar="SOURCE", help=f"an address, a file or folder, or {STDIN}"
    )
    kind = command.add_mutually_exclusive_group()
    kind.add_argument(
        "--feed", action="store_const", dest="kind", const=FeedKind.FEED,
        help="of a page take the site's feed, also where it looks like an article",
    )  # fmt: skip
    kind.add_argument(
        "--page", action="store_const", dest="kind", const=FeedKind.PAGE,
        help="keep the page itself, and watch it for later versions",
    )  # fmt: skip
    add_wishes(command)
    command.add_argument(
        "--events", action="store_true", help="write how far grouping is as lines of JSON"
    )
    command.set_defaults(run=_run_add)


def _run_add(arguments: Namespace) -> Status:
    from reader.archive.stories import stories_of
    from reader.ingest.fetch import Fetcher
    from reader.services.adding import add
    from reader.services.arranging import arrange
    from reader.services.intake import Wish

    if arguments.name is not None and len(arguments.sources) > 1:
        streams.complain("--name names one subscription; add the others by themselves")
        return Status.USAGE
    held = settled(arguments)
    wish = Wish(
        arguments.kind,
        tuple(arguments.tag or ()),
        arguments.name or "",
        arguments.login or "",
        arguments.pages is not False,
    )
    stop = threading.Event()
    piped = _piped(arguments.sources)

    async def adding(archive: Archive) -> Added:
        async with Fetcher(held.pace) as fetcher:
            return await add(
                archive,
                arguments.sources,
                wish,
                fetcher=fetcher,
                stdin=piped,
                passwords=held.settings.passwords,
                cancelled=stop.is_set,
            )

    with open_archive(held) as archive, ProgressLine() as progress:
        progress("adding", 0, 0)
        added = interruptibly(adding(archive), stop)
        try:
            with stoppable(stop):
                arrange(
                    archive,
                    progress=_tell_grouping if arguments.events else progress,
                    cancelled=stop.is_set,
                )
        except Cancelled:
            streams.write_lines([*_told(added), "Stopped: the next refresh groups the rest."])
            raise
        with archive.reading() as connection:
            stories = len(stories_of(connection, added.new))
    streams.complain_of(added.failures)
    streams.write_lines(_told(added, stories))
    if not arguments.events:  # the screen refreshes by itself
        streams.write_lines(_what_next(added))
    if not added.feeds and not added.articles:
        return Status.FAILED
    return Status.PARTLY if added.failures else Status.DONE


def _piped(sources: Sequence[str]) -> BinaryIO | None:
    """Return what standard input holds, if it is asked for.

    It is read before there is an event loop, in which an interrupt would not end the reading.
    """
    from reader.services.adding import PIPED_LIMIT

    if STDIN not in sources or (given := streams.given()) is None:
        return None
    with ProgressLine() as progress:
        progress("reading", 0, 0)
        return BytesIO(given.read(PIPED_LIMIT + 1))


def _tell_grouping(stage: str, done: int, of: int) -> None:
    from reader.services.events import Grouping, to_line

    streams.write([to_line(Grouping(done, of)) + "\n"])
    sys.stdout.flush()


def _told(added: Added, stories: int | None = None) -> list[str]:
    """Return what came, in lines; `stories`: in how many the new articles stand, if it is known.

    Of many subscriptions it is said first how many they are: who has no room reads that.
    """
    from reader.export.layout import one_line

    names = [one_line(f"{feed.title} ({feed.url})") for feed in added.feeds[:_MOST_NAMED]]
    if len(added.feeds) > len(names):
        names.append(f"and {count(len(added.feeds) - len(names), 'more feed')}")
    articles = [_came(added, stories)] if added.articles else []
    if len(added.feeds) > 1:
        fresh = len(added.feeds) - added.known
        lines = [count_new(len(added.feeds), fresh, "subscription"), *articles, *names]
    else:
        lines = [*names, *articles]
    return [*lines, *map(one_line, added.notes)]


def _came(added: Added, stories: int | None) -> str:
    within = f" in {count(stories, 'story', 'stories')}" if stories else ""
    there = added.articles - added.fresh
    if not added.fresh or not there:
        return f"{count_new(added.articles, added.fresh, 'article')}{within}"
    were = "was" if there == 1 else "were"
    return f"{count(added.fresh, 'new article')}{within}; {there:,} {were} there already"


def _what_next(added: Added) -> list[str]:
    """Return what fetches the articles of subscriptions that came without any."""
    if len(added.feeds) == added.known or added.articles:
        return []
    return [f"`reader refresh` fetches {'its' if len(added.feeds) == 1 else 'their'} articles."]
