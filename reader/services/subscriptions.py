"""Lists of subscriptions among other files and bytes: recognised by what is in them, and read."""

from __future__ import annotations

from pathlib import Path

from reader.errors import UnreadableSource
from reader.ingest.decode import decode
from reader.ingest.discovery import Kind, sniff_source
from reader.ingest.newsboat import read_newsboat
from reader.ingest.reading import describe, read_all
from reader.ingest.subscriptions import Subscriptions, read_opml

LIST_LIMIT = 16 * 1024 * 1024
"""Bytes of a list of subscriptions: a hundred thousand feeds."""
_LOOKED_AT = 65536
"""Bytes of a file that tell whether it is a list."""


def list_in(data: bytes, source: str) -> Subscriptions | None:
    """Return the subscriptions that bytes list, None where they are something else.

    Raises:
        UnreadableSource: they look like a list, but cannot be read, or are no text.
    """
    kind = sniff_source(data[:_LOOKED_AT]) if data else Kind.EMPTY
    if kind is Kind.OPML:
        return read_opml(data, source)
    if kind is Kind.NEWSBOAT:
        return read_newsboat(decode(data, source), source)
    return None


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
