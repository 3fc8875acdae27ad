"""Subscriptions as a person names them in a command, and what may be wished of them."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.errors import UnknownFeed

if TYPE_CHECKING:
    from reader.archive.connection import Archive

ADDRESS = "a feed's address, or the number that `reader feeds` prints"
"""What names a subscription."""


def add_wishes(command: ArgumentParser) -> None:
    """Add what may be wished of a subscription: its name, tags, pages and login."""
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


def numbers_of(archive: Archive, named: Sequence[str]) -> list[int]:
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
