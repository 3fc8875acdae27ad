"""Taking over what another program has: subscriptions, or a grouping computed elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reader.archive import articles, feeds, rulings
from reader.archive.connection import Archive
from reader.errors import UnreadableSource
from reader.ingest.reading import describe
from reader.ingest.subscriptions import Subscriptions
from reader.model import Failure, Feed
from reader.services.arranging import arrange
from reader.services.subscriptions import read_list

_LARGEST = 1 << 30
"""Bytes of a grouping: fifty million articles."""


class Subscribed(NamedTuple):
    """The subscriptions of a list, and how many of them there were already."""

    feeds: list[Feed]
    known: int


def subscribe(
    archive: Archive,
    source: str,
    listed: Subscriptions,
    *,
    now: float,
    typed: Callable[[str], bool],
    tags: Sequence[str] = (),
    pages: bool = True,
) -> Subscribed:
    """Subscribe to the feeds of a list; those subscribed to already take on its tags.

    `typed` tells of an address whether it counts as typed by the person, as those in a file of
    theirs do: then it may be a private one.

    Raises:
        UnreadableSource: the list is empty; `source` names it.
    """
    if not listed.feeds and not listed.failures:
        raise UnreadableSource(source, "it is a list of subscriptions without any")
    with archive.writing() as connection:
        known = sum(feeds.by_address(connection, one.url) is not None for one in listed.feeds)
        taken = [
            feeds.add(
                connection,
                one.url,
                now=now,
                name=one.title,
                site=one.site,
                tags=(*one.tags, *tags),
                typed=typed(one.url),
                pages=pages,
            )
            for one in listed.feeds
        ]
    return Subscribed(taken, known)


def import_subscriptions(
    archive: Archive, files: Sequence[str], *, now: float
) -> tuple[Subscribed, list[Failure]]:
    """Take over lists of subscriptions; return what came of it, and what could not be taken."""
    taken: list[Feed] = []
    known, failures = 0, []
    for file in files:
        try:
            listed = read_list(file)
            if listed is None:
                raise UnreadableSource(
                    file, "it is no list of subscriptions (OPML, newsboat); see `reader add`"
                )
            subscribed = subscribe(archive, file, listed, now=now, typed=lambda url: True)
        except UnreadableSource as error:
            failures.append(Failure(error.source, error.reason))
            continue
        taken += subscribed.feeds
        known += subscribed.known
        failures += listed.failures
    return Subscribed(taken, known), failures


def import_grouping(archive: Archive, file: Path, *, now: float) -> int:
    """Join the articles that a grouping puts together, as if by hand, and return how many.

    `file` is what `reader group --json` prints. Ids that the archive does not have say nothing, and
    what a person split stays split. It can be undone as one deed.

    Raises:
        UnreadableSource: the file is no such grouping.
    """
    groups = _groups(file)
    with archive.writing() as connection:
        known = articles.numbers(connection, (one for group in groups for one in group))
        joined = [sorted({known[one] for one in group if one in known}) for group in groups]
        joined = [group for group in joined if len(group) > 1]
        rulings.join_all(connection, joined, now)
    arrange(archive)
    return sum(map(len, joined))


def _groups(file: Path) -> list[list[str]]:
    try:
        if file.stat().st_size > _LARGEST:
            raise UnreadableSource(str(file), f"it is larger than {_LARGEST >> 20} MB")
        document: Any = json.loads(file.read_bytes())
    except OSError as error:
        raise UnreadableSource(str(file), describe(error)) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(str(file), f"it is no JSON ({error})") from error
    groups = document.get("stories") if isinstance(document, dict) else None
    if not isinstance(groups, list) or not all(map(_is_group, groups)):
        raise UnreadableSource(str(file), "it is not what `reader group --json` prints")
    return groups


def _is_group(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
