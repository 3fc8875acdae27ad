"""`reader rebuild`, `archive` and `import`: the archive as a file, and what is derived in it."""

from __future__ import annotations

import threading
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import streams
from reader.cli.arguments import whole_number
from reader.cli.interrupts import stoppable
from reader.cli.keeping import open_archive
from reader.cli.progress import ProgressLine
from reader.cli.settled import settled
from reader.cli.status import Status
from reader.export.layout import one_line
from reader.model import Failure
from reader.text.phrases import count, count_new

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from reader.archive.upkeep import Statistics


def add_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `rebuild`, `archive` and `import` to the parser."""
    command = commands.add_parser(
        "rebuild",
        help="group everything anew from the articles as published",
        description="Make everything derived anew: stories, their members, what is searched. What "
        "you did (read, starred, joined, split, labelled) stays. It can be interrupted; the next "
        "refresh or rebuild goes on.",
    )
    command.set_defaults(run=_rebuild)
    command = commands.add_parser(
        "archive",
        help="check, shrink, back up or thin out the archive",
        description="Look after the archive's file. Without a task: where it is and what it holds.",
    )
    tasks = command.add_subparsers(title="tasks", metavar="TASK")
    tasks.add_parser("check", help="say whether everything in it is sound").set_defaults(run=_check)
    tasks.add_parser("vacuum", help="give unused space back").set_defaults(run=_vacuum)
    task = tasks.add_parser("backup", help="copy it to another file, also while it is in use")
    task.add_argument("file", metavar="FILE")
    task.set_defaults(run=_backup)
    task = tasks.add_parser(
        "expire",
        help="remove what is old, but no story that is starred or has a note",
        description="Remove the oldest articles, but no story that is starred or has a note. Feeds "
        "do not bring them back. Without options, what the settings say (keep-days, "
        "keep-megabytes), as every refresh does.",
    )
    task.add_argument(
        "--days", type=whole_number, metavar="N", help="older than so many; 0: of any age"
    )
    task.add_argument(
        "--megabytes", type=whole_number, metavar="N", help="the oldest, until it takes no more"
    )
    task.set_defaults(run=_expire)
    command.set_defaults(run=_about)
    command = commands.add_parser(
        "import",
        help="take over subscriptions, or a grouping made elsewhere",
        description="Take over another reader's subscriptions (OPML, newsboat's urls file), or a "
        "grouping that someone computed elsewhere: the JSON that `reader group --json` prints.",
    )
    command.add_argument("files", nargs="*", metavar="FILE")
    command.add_argument("--grouping", metavar="FILE", help="join the articles that it groups")
    command.set_defaults(run=_import)


def _rebuild(arguments: Namespace) -> Status:
    from reader.services.rebuild import rebuild

    stop = threading.Event()
    with open_archive(settled(arguments)) as archive, ProgressLine() as progress, stoppable(stop):
        stories = rebuild(archive, progress=progress, cancelled=stop.is_set)
    streams.write_lines([count(stories, "story", "stories")])
    return Status.DONE


def _about(arguments: Namespace) -> Status:
    from reader.archive import upkeep

    held = settled(arguments)
    with open_archive(held) as archive, archive.reading() as connection:
        held_there = upkeep.statistics(connection)
    streams.write_lines([one_line(str(held.archive)), *_told(held_there)])
    return Status.DONE


def _told(held: Statistics) -> list[str]:
    stories = count(held.stories, "story", "stories")
    lines = [
        f"{count(held.articles, 'article')} of {count(held.outlets, 'outlet')} in {stories}; "
        f"{count(held.versions, 'version')} among them",
        count(held.feeds, "subscription"),
        f"{held.size / 1e6:,.1f} MB, of which {held.free / 1e6:,.1f} can be given back",
    ]
    if held.oldest is not None and held.newest is not None:
        lines.insert(1, f"from {held.oldest:%Y-%m-%d} to {held.newest:%Y-%m-%d}")
    if held.pending:
        lines.append(f"{count(held.pending, 'article')} not grouped yet: `reader refresh` does it")
    return lines


def _check(arguments: Namespace) -> Status:
    from reader.archive import upkeep

    with open_archive(settled(arguments)) as archive, archive.writing() as connection:
        wrong = upkeep.check(connection)
    for sentence in wrong:
        streams.complain(sentence)
    if wrong:
        return Status.FAILED
    streams.write_lines(["The archive is sound."])
    return Status.DONE


def _vacuum(arguments: Namespace) -> Status:
    from reader.archive import upkeep

    with open_archive(settled(arguments)) as archive:
        saved = upkeep.vacuum(archive)
    streams.write_lines([f"{saved / 1e6:,.1f} MB given back"])
    return Status.DONE


def _backup(arguments: Namespace) -> Status:
    from reader.archive import upkeep

    with open_archive(settled(arguments)) as archive:
        upkeep.backup(archive, Path(arguments.file))
    streams.write_lines([arguments.file])
    return Status.DONE


def _expire(arguments: Namespace) -> Status:
    from reader.services.retention import expire

    held = settled(arguments)
    kept = held.settings.archive
    days = kept.keep_days if arguments.days is None else arguments.days
    megabytes = kept.keep_megabytes if arguments.megabytes is None else arguments.megabytes
    if not days and not megabytes:
        streams.complain("say how much to keep: --days N, --megabytes N, or both in the settings")
        return Status.USAGE
    with open_archive(held) as archive:
        gone = expire(archive, days=days, megabytes=megabytes, now=time.time())
    streams.write_lines([f"{count(gone, 'article')} removed"])
    return Status.DONE


def _import(arguments: Namespace) -> Status:
    from reader.services.importing import import_grouping, import_subscriptions

    if not arguments.files and not arguments.grouping:
        streams.complain("name a file to import, or --grouping FILE")
        return Status.USAGE
    with open_archive(settled(arguments)) as archive:
        failures: list[Failure] = []
        if arguments.files:
            taken, failures = import_subscriptions(archive, arguments.files, now=time.time())
            streams.complain_of(failures)
            feeds = len(taken.feeds)
            if not feeds:
                return Status.FAILED
            streams.write_lines([count_new(feeds, feeds - taken.known, "subscription")])
        if arguments.grouping:
            joined = import_grouping(archive, Path(arguments.grouping), now=time.time())
            streams.write_lines([f"{count(joined, 'article')} joined"])
    return Status.PARTLY if failures else Status.DONE
