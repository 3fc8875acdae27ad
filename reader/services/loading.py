"""The first articles of an archive put into their stories all at once.

What does not depend on the archive is done outside any transaction; then the index and the
stories are written in slices, each a whole. An article that changed meanwhile waits on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

from reader.archive import articles as kept
from reader.archive import index, links, stories, templates
from reader.archive.connection import Archive
from reader.archive.lists import IN_LIST, listed, numbers_of
from reader.archive.rulings import rulings
from reader.archive.stories import Placed
from reader.errors import Cancelled
from reader.grouping.shingles import Body, body
from reader.grouping.stories import Arranged, arrange
from reader.model import Article, Story
from reader.services.headlines import Telling, telling
from reader.services.helpers import share
from reader.services.library import Progress
from reader.services.placing import placed

_MOST = 100_000
"""Articles that are grouped at once: some 1 GB of memory; more wait for their turn."""
_READ = 500
"""Articles that are in memory with their texts, or put in place in one transaction."""
_INDEXED = 5_000
"""Articles indexed in one transaction, of a second or two: each writes most of the pages again."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read: bodies and texts' digests by number, the rest by id.

    The articles are without their texts; `told` is what these tell of a story's name.
    """

    bodies: dict[int, Body]
    digests: dict[int, str]
    numbers: dict[str, int]
    articles: dict[str, Article]
    told: dict[str, Telling]


class _Watch:
    """Says how far the work is, and stops it."""

    def __init__(self, progress: Progress | None, cancelled: Callable[[], bool], all_: int) -> None:
        self._progress, self._cancelled, self._all = progress, cancelled, all_

    def at(self, part: float) -> None:
        if self._cancelled():
            raise Cancelled("stopped before all articles were grouped")
        if self._progress:
            self._progress("grouping", int(part * self._all), self._all)


def load_all(
    archive: Archive, *, progress: Progress | None, cancelled: Callable[[], bool]
) -> set[str]:
    """Group the articles of an archive that has no stories yet, and return the stories' ids.

    Raises:
        Cancelled: `cancelled` said so; what was put in place by then stands.
    """
    with archive.writing() as connection:
        index.clear(connection)
        numbers = numbers_of(
            connection, "SELECT article AS number FROM pending ORDER BY article LIMIT ?", (_MOST,)
        )
        ruled = rulings(connection, numbers)
        stamp = _stamp(connection)
    watch = _Watch(progress, cancelled, len(numbers))
    read = _read(archive, numbers, watch)
    arranged = arrange(
        list(read.articles.values()),
        rulings=ruled,
        bodies={article_id: read.bodies[number] for article_id, number in read.numbers.items()},
        whole=lambda article_id: _whole(archive, read, article_id),
    )
    _index(archive, read, arranged, watch)
    return _put(archive, read, arranged, stamp, watch)


def _read(archive: Archive, numbers: Sequence[int], watch: _Watch) -> _Read:
    read = _Read({}, {}, {}, {}, {})
    watch.at(0)
    parts = list(_sliced(numbers, _READ))
    work = partial(_read_some, archive)
    with closing(share(work, parts, alone=archive.path is None)) as found:
        for some in found:
            for number, digest, article, own, told in some:
                read.bodies[number], read.digests[number] = own, digest
                read.numbers[article.id] = number
                read.articles[article.id], read.told[article.id] = article, told
            watch.at(0.4 * len(read.articles) / len(numbers))
    return read


def _read_some(
    archive: Archive, numbers: Sequence[int]
) -> list[tuple[int, str, Article, Body, Telling]]:
    """Return of each article its number, its digest, itself without its text, and what was read."""
    with archive.reading() as connection:
        known = kept.ids(connection, numbers)
        digests = _digests(connection, numbers)
        articles = kept.load(connection, known)
    outlets = {one.outlet: one.outlet for one in articles}  # few among many: each is held once
    return [
        (
            number,
            digests.get(number, ""),
            replace(one, outlet=outlets[one.outlet], text="", blocks=(), links=()),
            body(one),
            telling(one),
        )
        for number, one in zip(known, articles, strict=True)
    ]


def _whole(archive: Archive, read: _Read, article_id: str) -> Article:
    """Return an article with its text; without, where it is gone by now and will not be placed."""
    with archive.reading() as connection:
        found = kept.load_one(connection, read.numbers[article_id])
    return found or read.articles[article_id]


def _index(archive: Archive, read: _Read, arranged: Arranged, watch: _Watch) -> None:
    with archive.writing() as connection:
        templates.learn(connection, arranged.templates)
    for some in _sliced(list(read.bodies), _INDEXED):
        watch.at(0.6)
        with archive.writing() as connection:
            standing = _standing(connection, read, some)
            index.add(connection, {number: read.bodies[number] for number in standing})
    with archive.writing() as connection:
        standing = _standing(connection, read, list(read.bodies))
        pairs = ((read.numbers[a], read.numbers[b]) for a, b in arranged.linked)
        links.link(connection, (), (pair for pair in pairs if standing.issuperset(pair)))
        links.relate(connection, (), (), arranged.grouping.related)


def _put(
    archive: Archive, read: _Read, arranged: Arranged, stamp: tuple[object, ...], watch: _Watch
) -> set[str]:
    """Put the stories in place, until a person joins or splits some."""
    made: set[str] = set()
    done = 0
    for some in _stories(arranged.grouping.stories):
        watch.at(0.7 + 0.3 * done / len(read.bodies))
        members = [member.article for story in some for member in story.members]
        done += len(members)
        ready = [_placed(archive, read, story) for story in some]
        with archive.writing() as connection:
            if _stamp(connection) != stamp:
                break
            standing = _standing(connection, read, [read.numbers[id_] for id_ in members])
            ready = [one for one in ready if standing.issuperset(s.article for s in one.members)]
            stories.replace(connection, (), ready)
        made.update(one.id for one in ready)
    return made


def _placed(archive: Archive, read: _Read, story: Story) -> Placed:
    ids = [member.article for member in story.members]
    articles: Mapping[str, Article] = read.articles
    if not any(read.told[id_].headline for id_ in ids):  # then it is called by its first sentence
        articles = {id_: _whole(archive, read, id_) for id_ in ids}
    return placed(story, articles, read.numbers, read.told)


def _stories(all_: Sequence[Story]) -> Iterator[list[Story]]:
    """Yield the stories some at a time, each of which makes a transaction."""
    some: list[Story] = []
    size = 0
    for story in all_:
        some.append(story)
        size += len(story.members)
        if size >= _READ:
            yield some
            some, size = [], 0
    if some:
        yield some


def _sliced(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (numbers[place : place + size] for place in range(0, len(numbers), size))


def _stamp(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Return what is another when a person joined or split stories since."""
    found: tuple[object, ...] = connection.execute(
        "SELECT count(*), total(a), total(b), count(CASE kind WHEN 'join' THEN 1 END), max(at)"
        " FROM rulings"
    ).fetchone()
    return found


def _standing(connection: sqlite3.Connection, read: _Read, numbers: Sequence[int]) -> set[int]:
    """Return those of the articles that wait still, with the text that was read."""
    now = _digests(connection, numbers)
    return {number for number, digest in now.items() if read.digests[number] == digest}


def _digests(connection: sqlite3.Connection, numbers: Sequence[int]) -> Mapping[int, str]:
    return dict(
        connection.execute(
            "SELECT number, articles.digest FROM pending JOIN articles ON number = article"
            f" WHERE article {IN_LIST}",
            (listed(numbers),),
        )
    )
