"""`reader add`, `refresh`, `feeds` and `remove`: what comes into the archive, and from where."""

from __future__ import annotations

import sys
import threading
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from reader.cli import streams
from reader.cli.arguments import STDIN, add_json, whole_number
from reader.cli.interrupts import interruptibly, stoppable
from reader.cli.keeping import open_archive
from reader.cli.progress import ProgressLine
from reader.cli.settled import Settled, settled
from reader.cli.status import Status
from reader.errors import Cancelled, UnknownFeed
from reader.model import Failure, FeedKind
from reader.text.phrases import count, count_new

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from sqlite3 import Connection

    from reader.archive.connection import Archive
    from reader.ingest.fetch import Pace
    from reader.services.events import Ended, Event
    from reader.services.intake import Added
    from reader.services.refresh import Plan

_MOST_NAMED = 20
"""Subscriptions named one by one; more are counted."""
_ADDRESS = "a feed's address, or the number that `reader feeds` prints"


def add_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `add`, `refresh`, `feeds` and `remove` to the parser."""
    _add(commands)
    _refresh(commands)
    _feeds(commands)
    _remove(commands)


def _add(commands: _SubParsersAction[ArgumentParser]) -> None:
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
    _add_wishes(command)
    command.add_argument(
        "--events", action="store_true", help="write how far grouping is as lines of JSON"
    )
    command.set_defaults(run=_run_add)


def _add_wishes(command: ArgumentParser) -> None:
    command.add_argument("--name", help="what to call it")
    command.add_argument("--tag", action="append", metavar="TAG", help="a tag; may be repeated")
    pages = command.add_mutually_exclusive_group()
    pages.add_argument(
        "--pages", action="store_const", const=True, default=None,
        help="fetch the pages of articles of which the feed gives only a summary",
    )  # fmt: skip
    pages.add_argument(
        "--no-pages", action="store_const", dest="pages", const=False,
        help="keep the summaries as they are",
    )  # fmt: skip
    command.add_argument(
        "--login",
        metavar="NAME",
        help="log in under this name, with the password in the system's keyring; or, with an "
        "exclamation mark before it, a command that prints name:password (or the password "
        "alone, where the name stands in the address)",
    )


def _refresh(commands: _SubParsersAction[ArgumentParser]) -> None:
    command = commands.add_parser(
        "refresh",
        help="fetch every feed; progress on a terminal",
        description="Fetch every feed that is not paused, and group what is new.",
    )
    command.add_argument("feeds", nargs="*", metavar="FEED", help=_ADDRESS)
    command.add_argument(
        "--due", action="store_true", help="only those whose turn it is, for a timer"
    )
    command.add_argument("--no-pages", dest="pages", action="store_false", help="only the feeds")
    command.add_argument(
        "--events", action="store_true", help="write what happens as lines of JSON"
    )
    command.set_defaults(run=_run_refresh)


def _feeds(commands: _SubParsersAction[ArgumentParser]) -> None:
    command = commands.add_parser(
        "feeds",
        help="list the subscriptions, with those that fail; or change them",
        description="List the subscriptions; with names of feeds and an option, change those.",
    )
    command.add_argument("feeds", nargs="*", metavar="FEED", help=_ADDRESS)
    add_json(command, "feeds")
    _add_wishes(command)
    command.add_argument("--untag", action="append", metavar="TAG", help="take a tag away")
    paused = command.add_mutually_exclusive_group()
    paused.add_argument(
        "--pause", action="store_const", dest="paused", const=True, default=None,
        help="fetch it no longer, until it is resumed",
    )  # fmt: skip
    paused.add_argument(
        "--resume", action="store_const", dest="paused", const=False, help="fetch it again"
    )
    command.add_argument(
        "--every", type=whole_number, metavar="MINUTES", help="refresh it so often; 0: as it asks"
    )
    command.set_defaults(run=_run_feeds)


def _remove(commands: _SubParsersAction[ArgumentParser]) -> None:
    command = commands.add_parser(
        "remove",
        help="end subscriptions; their articles stay, unless you say so",
        description="End subscriptions. Their articles stay in the archive.",
    )
    command.add_argument("feeds", nargs="+", metavar="FEED", help=_ADDRESS)
    command.add_argument(
        "--articles",
        action="store_true",
        help="remove their articles too, but no story that is starred or has a note",
    )
    command.set_defaults(run=_run_remove)


# Adding and refreshing


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
        async with Fetcher(_pace(held)) as fetcher:
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


def _run_refresh(arguments: Namespace) -> Status:
    from reader.services.events import Ended, Failed, to_line
    from reader.services.refresh import Plan, refresh

    held = settled(arguments)
    refreshing = held.settings.refresh
    failed: list[Failed] = []
    with open_archive(held) as archive, ProgressLine() as progress:
        shown = RefreshProgress(progress)

        def tell(event: Event) -> None:
            if isinstance(event, Failed):
                failed.append(event)
            if arguments.events:
                streams.write([to_line(event) + "\n"])
                sys.stdout.flush()
            else:
                shown(event)

        plan = Plan(
            _numbers(archive, arguments.feeds) if arguments.feeds else None,
            force=not arguments.due,
            pages=refreshing.pages and arguments.pages,
            interval=refreshing.interval_default * 60.0,
            pace=_pace(held),
            passwords=held.settings.passwords,
            keep_days=held.settings.archive.keep_days,
            keep_megabytes=held.settings.archive.keep_megabytes,
        )
        try:
            ended = interruptibly(refresh(archive, plan, tell))
        except Cancelled:
            tell(Ended(0, len(failed), 0, stopped=True))
            raise
        why_none = "" if ended.feeds else _why_none(archive, plan)
    if not arguments.events:
        streams.complain_of([Failure(one.title, one.reason) for one in failed])
        if why_none:
            streams.complain(why_none)
        else:
            streams.write_lines([_summary(ended)])
    if not ended.failed:
        return Status.DONE
    none = ended.failed == ended.feeds and not any(one.partly for one in failed)
    return Status.FAILED if none else Status.PARTLY


class RefreshProgress:
    """Shows on a terminal what a refresh tells: what is fetched, and meanwhile what is grouped."""

    def __init__(self, progress: ProgressLine) -> None:
        self._progress = progress
        self._fetching = ""

    def __call__(self, event: Event) -> None:
        """Show an event, if it is one of progress."""
        from reader.services import events

        match event:
            case events.Began():
                self._fetch("fetching feeds", 0, event.feeds)
            case events.Answered() | events.Failed():
                self._fetch("fetching feeds", event.done, event.of)
            case events.Fetched():
                self._fetch("fetching pages", event.done, event.of)
            case events.Grouping():
                self._progress(f"{self._fetching}grouping", event.done, event.of)
            case events.Comparing():
                self._progress("comparing", event.done, 0)

    def _fetch(self, stage: str, done: int, of: int) -> None:
        self._progress(stage, done, of)
        self._fetching = f"{stage} … {100 * done // of} %, " if done < of else ""


def _summary(ended: Ended) -> str:
    told = f"{count(ended.feeds, 'feed')}: {count(ended.new, 'new article')}"
    return f"{told}; {ended.failed} failed" if ended.failed else told


def _why_none(archive: Archive, plan: Plan) -> str:
    """Tell why no feed was fetched."""
    from reader.archive import feeds

    with archive.reading() as connection:
        found = feeds.all(connection)
    if not found:
        return "there is no subscription yet; `reader add` takes an address, or an OPML file"
    asked = [feed for feed in found if plan.feeds is None or feed.number in plan.feeds]
    waiting = [feed for feed in asked if not feed.paused]
    if not waiting:
        numbers = " ".join(str(feed.number) for feed in asked[:_MOST_NAMED])
        return f"nothing to fetch, it is paused; `reader feeds {numbers} --resume` goes on"
    turns = [feed.next_try for feed in waiting if feed.next_try is not None]
    when = f"{min(turns).astimezone():%Y-%m-%d %H:%M}" if turns else "later"
    if plan.force:
        return f"nothing to fetch before {when}: so long the servers ask to be left alone"
    return f"no feed has its turn before {when}"


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


# Subscriptions


def _run_feeds(arguments: Namespace) -> Status:
    from reader.archive import feeds

    if not arguments.feeds and _changes(arguments):
        streams.complain("say which subscriptions to change, by address or number")
        return Status.USAGE
    if arguments.name is not None and len(arguments.feeds) > 1:
        streams.complain("--name names one subscription; rename the others by themselves")
        return Status.USAGE
    if both := sorted(set(arguments.tag or ()) & set(arguments.untag or ())):
        streams.complain(f"{both[0]}: a tag is either given (--tag) or taken away (--untag)")
        return Status.USAGE
    held = settled(arguments)
    with open_archive(held) as archive:
        if _changes(arguments):
            numbers = _numbers(archive, arguments.feeds)
            with archive.writing() as connection:
                for number in numbers:
                    _change(connection, number, arguments)
        with archive.reading() as connection:
            found = feeds.all(connection)
        if arguments.feeds:
            numbers = _numbers(archive, arguments.feeds)
            found = [feed for feed in found if feed.number in numbers]
    if arguments.json:
        from reader.export.feeds import feeds_document

        streams.write(feeds_document(found))
    else:
        from reader.export.feeds import feeds_report

        streams.write_lines(feeds_report(found, streams.columns(), streams.paint()))
    return Status.DONE


def _changes(arguments: Namespace) -> bool:
    wanted = ("name", "tag", "untag", "pages", "login", "paused", "every")
    return any(getattr(arguments, name) is not None for name in wanted)


def _change(connection: Connection, number: int, arguments: Namespace) -> None:
    """Do to a subscription what the options say."""
    from reader.archive import feeds

    if arguments.name is not None:
        feeds.rename(connection, number, arguments.name)
    if arguments.tag or arguments.untag:
        feed = feeds.by_number(connection, number)
        tags = dict.fromkeys((*(feed.tags if feed else ()), *(arguments.tag or ())))
        feeds.tag(connection, number, [t for t in tags if t not in (arguments.untag or ())])
    if arguments.pages is not None:
        feeds.set_pages(connection, number, pages=arguments.pages)
    if arguments.login is not None:
        feeds.set_login(connection, number, arguments.login)
    if arguments.paused is not None:
        feeds.pause(connection, number, paused=arguments.paused)
    if arguments.every is not None:
        feeds.set_interval(connection, number, arguments.every * 60.0 or None)


def _run_remove(arguments: Namespace) -> Status:
    from reader.archive import feeds
    from reader.services.arranging import arrange

    stop = threading.Event()
    with open_archive(settled(arguments)) as archive, ProgressLine() as progress:
        numbers = _numbers(archive, arguments.feeds)
        with archive.writing() as connection:
            gone = [feeds.remove(connection, n, articles=arguments.articles) for n in numbers]
        if any(gone):
            with stoppable(stop):  # what is left of their stories
                arrange(archive, progress=progress, cancelled=stop.is_set)
    them = "it" if len(numbers) == 1 else "them"
    removed = f"; {count(sum(gone), 'article')} removed with {them}" if arguments.articles else ""
    streams.write_lines([f"{count(len(numbers), 'subscription')} ended{removed}"])
    return Status.DONE


def _numbers(archive: Archive, named: Sequence[str]) -> list[int]:
    """Return the numbers of the subscriptions that a person named.

    Raises:
        UnknownFeed: one of them names none.
    """
    from reader.archive import feeds
    from reader.services.adding import address_of

    numbers: dict[int, None] = {}
    with archive.reading() as connection:
        for name in named:
            feed = feeds.by_address(connection, name)
            if feed is None and (address := address_of(name)):
                feed = feeds.by_address(connection, address)
            if feed is None and name.isdecimal() and len(name) < 10:
                feed = feeds.by_number(connection, int(name))
            if feed is None:
                raise UnknownFeed(
                    f"{name}: there is no such subscription; `reader feeds` lists them all"
                )
            numbers[feed.number] = None
    return list(numbers)


def _pace(held: Settled) -> Pace:
    from reader.ingest.fetch import Pace

    asked = held.settings.refresh
    return Pace(asked.at_once, asked.per_host, asked.timeout, 3 * asked.timeout)
