"""Taking over what another program has: subscriptions, or a grouping computed elsewhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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


def subscribe(
    archive: Archive,
    listed: Subscriptions,
    *,
    now: float,
    tags: Sequence[str] = (),
    pages: bool = True,
) -> list[Feed]:
    """Subscribe to the feeds of a list; those subscribed to already take on its tags."""
    with archive.writing() as connection:
        return [
            feeds.add(
                connection,
                one.url,
                now=now,
                name=one.title,
                site=one.site,
                tags=(*one.tags, *tags),
                pages=pages,
            )
            for one in listed.feeds
        ]


def import_subscriptions(
    archive: Archive, files: Sequence[str], *, now: float
) -> tuple[int, list[Failure]]:
    """Take over lists of subscriptions; return how many feeds, and what could not be taken."""
    taken, failures = 0, []
    for file in files:
        try:
            listed = read_list(file)
            if listed is None:
                raise UnreadableSource(
                    file, "it is no list of subscriptions (OPML, newsboat); see `reader add`"
                )
        except UnreadableSource as error:
            failures.append(Failure(error.source, error.reason))
            continue
        taken += len(subscribe(archive, listed, now=now))
        failures += listed.failures
    return taken, failures


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
