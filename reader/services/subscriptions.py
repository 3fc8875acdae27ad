"""Lists of subscriptions among other files and bytes: recognised by what is in them, and read."""

from __future__ import annotations

from pathlib import Path

from reader.errors import UnreadableSource
from reader.ingest.decode import decode
from reader.ingest.discovery import Kind, sniff_source
from reader.ingest.newsboat import read_newsboat
from reader.ingest.reading import describe, read_all
from reader.ingest.subscriptions import Subscriptions, read_opml
from reader.ingest.trail import shown
from reader.model import Failure
from reader.services.logins import HAS_PASSWORD, has_password

LIST_LIMIT = 16 * 1024 * 1024
"""Bytes of a list of subscriptions: a hundred thousand feeds."""
_LOOKED_AT = 65536
"""Bytes of a file that tell whether it is a list."""


def list_in(data: bytes, source: str) -> Subscriptions | None:
    """Return the subscriptions that bytes list, None where they are something else.

    An address with a password is not among them, but among the failures.

    Raises:
        UnreadableSource: they look like a list, but cannot be read, or are no text.
    """
    kind = sniff_source(data[:_LOOKED_AT]) if data else Kind.EMPTY
    if kind is Kind.OPML:
        return _without_passwords(read_opml(data, source))
    if kind is Kind.NEWSBOAT:
        return _without_passwords(read_newsboat(decode(data, source), source))
    return None


def _without_passwords(listed: Subscriptions) -> Subscriptions:
    open_ = tuple(one for one in listed.feeds if not has_password(one.url))
    secret = [Failure(shown(one.url), HAS_PASSWORD) for one in listed.feeds if one not in open_]
    return Subscriptions(open_, (*listed.failures, *secret))


def read_list(path: str) -> Subscriptions | None:
    """Return the subscriptions that a file lists, None where it is something else.

    Raises:
        UnreadableSource: it cannot be read.
    """
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(_LOOKED_AT)
            if not head or sniff_source(head) not in (Kind.OPML, Kind.NEWSBOAT):
                return None
            return list_in(head + read_all(stream, path, LIST_LIMIT, lambda: False), path)
    except (OSError, ValueError) as error:
        raise UnreadableSource(path, describe(error)) from error
