"""`reader refresh`: what the subscriptions bring."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from reader.cli import streams
from reader.cli.feeds_named import ADDRESS, numbers_of
from reader.cli.interrupts import interruptibly
from reader.cli.keeping import open_archive
from reader.cli.progress import ProgressLine
from reader.cli.settled import settled
from reader.cli.status import Status
from reader.errors import Cancelled
from reader.model import Failure
from reader.text.phrases import count

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from reader.archive.connection import Archive
    from reader.services.events import Ended, Event
    from reader.services.refresh import Plan

_MOST_NAMED = 20
"""Paused subscriptions named in the hint how to resume them."""


def add_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `refresh` to the parser."""
    command = commands.add_parser(
        "refresh",
        help="fetch every feed; progress on a terminal",
        description="Fetch every feed that is not paused, and group what is new.",
    )
    command.add_argument("feeds", nargs="*", metavar="FEED", help=ADDRESS)
    command.add_argument(
        "--due", action="store_true", help="only those whose turn it is, for a timer"
    )
    command.add_argument("--no-pages", dest="pages", action="store_false", help="only the feeds")
    command.add_argument(
        "--events", action="store_true", help="write what happens as lines of JSON"
    )
    command.set_defaults(run=_run_refresh)


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
            numbers_of(archive, arguments.feeds) if arguments.feeds else None,
            force=not arguments.due,
            pages=refreshing.pages and arguments.pages,
            interval=refreshing.interval_default * 60.0,
            pace=held.pace,
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
