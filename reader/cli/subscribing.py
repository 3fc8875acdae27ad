"""`reader feeds` and `remove`: the subscriptions themselves."""

from __future__ import annotations

import threading
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from reader.cli import streams
from reader.cli.arguments import add_json, whole_number
from reader.cli.feeds_named import ADDRESS, add_wishes, numbers_of
from reader.cli.interrupts import stoppable
from reader.cli.keeping import open_archive
from reader.cli.progress import ProgressLine
from reader.cli.settled import settled
from reader.cli.status import Status
from reader.text.phrases import count

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from sqlite3 import Connection


def add_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `feeds` and `remove` to the parser."""
    _feeds(commands)
    _remove(commands)


def _feeds(commands: _SubParsersAction[ArgumentParser]) -> None:
    command = commands.add_parser(
        "feeds",
        help="list the subscriptions, with those that fail; or change them",
        description="List the subscriptions; with names of feeds and an option, change those.",
    )
    command.add_argument("feeds", nargs="*", metavar="FEED", help=ADDRESS)
    add_json(command, "feeds")
    add_wishes(command)
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
    command.add_argument("feeds", nargs="+", metavar="FEED", help=ADDRESS)
    command.add_argument(
        "--articles",
        action="store_true",
        help="remove their articles too, but no story that is starred or has a note",
    )
    command.set_defaults(run=_run_remove)


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
            numbers = numbers_of(archive, arguments.feeds)
            with archive.writing() as connection:
                for number in numbers:
                    _change(connection, number, arguments)
        with archive.reading() as connection:
            found = feeds.all(connection)
        if arguments.feeds:
            numbers = numbers_of(archive, arguments.feeds)
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
        numbers = numbers_of(archive, arguments.feeds)
        with archive.writing() as connection:
            gone = [feeds.remove(connection, n, articles=arguments.articles) for n in numbers]
        if any(gone):
            with stoppable(stop):  # what is left of their stories
                arrange(archive, progress=progress, cancelled=stop.is_set)
    them = "it" if len(numbers) == 1 else "them"
    removed = f"; {count(sum(gone), 'article')} removed with {them}" if arguments.articles else ""
    streams.write_lines([f"{count(len(numbers), 'subscription')} ended{removed}"])
    return Status.DONE
