"""Articles that wait in the archive put into their stories, a few at a time.

Which stories there are is decided by `grouping.stories` alone: here it is found out which articles
a newcomer bears on, and these are grouped anew. It takes time by how many those are, not by how
many the archive holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from itertools import chain

from reader.archive import articles as kept
from reader.archive import index, links, removal, stories, templates
from reader.archive.connection import Archive
from reader.archive.lists import numbers_of
from reader.archive.rulings import rulings
from reader.errors import Cancelled
from reader.grouping.likeness import Likeness
from reader.grouping.overlap import Measure
from reader.grouping.recurrence import EVERY, IN_OUTLET, furnished
from reader.grouping.shingles import Body, body
from reader.grouping.stories import Arranged, sharing
from reader.grouping.stories import arrange as arrange_articles
from reader.model import Article
from reader.services.library import Progress
from reader.services.loading import load_all
from reader.services.placing import placed

BATCH = 100
"""Articles in one transaction: a fraction of a second, for which other processes wait."""
_LIKELY = 0.5
"""Of the shorter's sampled shingles: who shares so much with an article is taken to bear on its
story. Of who shares less, each is measured first: what it stands in may be another story."""


def _never() -> bool:
    return False


def arrange(
    archive: Archive,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = _never,
    batch: int = BATCH,
) -> set[str]:
    """Group the articles that wait, and return the ids of the stories that are new or changed.

    Stopped at any moment, what was grouped by then stands, and the rest waits on.

    Raises:
        Cancelled: `cancelled` said so between two steps.
        ArchiveError: the archive cannot be written.
    """
    changed: set[str] = set()
    with archive.reading() as connection:
        if not index.is_current(connection):
            _start_anew(archive)
        waiting = _count(connection, "pending")
        first = waiting > batch and not _any(connection, "stories")
    if first:
        changed |= load_all(archive, progress=progress, cancelled=cancelled)
    while True:
        if cancelled():
            raise Cancelled("stopped before all articles were grouped")
        with archive.reading() as connection:
            left = _count(connection, "pending")
        if not left:
            return changed
        if progress:
            progress("grouping", max(0, waiting - left), max(waiting, left))
        with archive.writing() as connection:
            numbers = numbers_of(
                connection,
                "SELECT article AS number FROM pending ORDER BY article LIMIT ?",
                (batch,),
            )
            changed |= _Turn(connection).group(numbers)


def _start_anew(archive: Archive) -> None:
    """Have all articles indexed and grouped again: the index is of an earlier version."""
    with archive.writing() as connection:
        index.clear(connection)
        connection.execute("INSERT OR IGNORE INTO pending SELECT number FROM articles")


def _any(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


class _Turn:
    """One transaction's work: some articles and all that bears on their stories."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._bodies: dict[int, Body] = {}
        self._articles: dict[int, Article] = {}

    def group(self, numbers: Iterable[int]) -> set[str]:
        """Put the articles into stories, and return the ids of those that are new or changed."""
        connection = self._connection
        fresh: set[int] = set()
        waiting = self._there(numbers)
        found = self._affected(waiting)  # before the links of an earlier text go
        while waiting:
            fresh |= waiting
            self._take(waiting)
            index.add(connection, {number: self._bodies[number] for number in waiting})
            touched = self._learn(waiting)
            found |= self._affected(touched) | self._alike(waiting | touched)
            waiting = index.missing(connection, found)
        self._take(found)
        numbers_of_all = {self._articles[number].id: number for number in sorted(found)}
        bodies = {one: self._bodies[number] for one, number in numbers_of_all.items()}
        arranged = arrange_articles(
            [self._articles[number] for number in numbers_of_all.values()],
            rulings=rulings(connection, found),
            templates=templates.templates(
                connection, chain.from_iterable(one.keys for one in bodies.values())
            ),
            bodies=bodies,
        )
        return self._put(arranged, numbers_of_all, fresh)

    def _there(self, numbers: Iterable[int]) -> set[int]:
        """Return those of the articles that are there; what names the others is taken out."""
        asked = set(numbers)
        there = kept.ids(self._connection, asked).keys()
        if gone := asked - there:
            removal.forget_gone(self._connection, gone)
        return asked & there

    def _affected(self, numbers: Iterable[int]) -> set[int]:
        """Return the articles that bear on the stories of these."""
        return self._there(links.affected(self._connection, numbers))

    def _take(self, numbers: Collection[int]) -> None:
        """Load articles and read them."""
        wanted = sorted(set(numbers) - self._articles.keys())
        for number, article in zip(wanted, kept.load(self._connection, wanted), strict=True):
            self._articles[number] = article
            self._bodies[number] = body(article)

    def _alike(self, numbers: Collection[int]) -> set[int]:
        """Return what bears on the stories of other articles that share text with one of these.

        Whoever most likely does is taken for one of them.
        """
        near = index.near(self._connection, numbers)
        found = self._affected(b for (_, b), share in near.items() if share >= _LIKELY)
        doubtful = [pair for pair in near if pair[1] not in found]
        if not doubtful:
            return found
        asked = {number for pair in doubtful for number in pair}
        self._take(asked)
        number_of = {self._articles[number].id: number for number in asked}
        bodies = {one: self._bodies[number] for one, number in number_of.items()}
        shared = sharing(
            ((self._articles[a].id, self._articles[b].id) for a, b in doubtful),
            [self._articles[number] for number in asked],
            templates.templates(
                self._connection, chain.from_iterable(one.keys for one in bodies.values())
            ),
            bodies,
        )
        return found | self._affected(number_of[b] for _, b in shared)

    def _learn(self, numbers: Collection[int]) -> set[int]:
        """Learn what sentences turn out to be furniture, and return who prints one of them."""
        connection = self._connection
        own = set(chain.from_iterable(self._bodies[number].keys for number in numbers))
        known = templates.templates(connection, own)
        printers = templates.printers(connection, own, IN_OUTLET)
        outlets = templates.outlets(connection, chain.from_iterable(printers.values()))
        measure = Measure(_Bodies(self._body), {})
        alike = Likeness(lambda number: index.sampled(connection, number), measure.covers)
        learned: dict[int, frozenset[str]] = {}
        touched: set[int] = set()
        for sentence, named in printers.items():
            those = [number for number in named if number in outlets]  # and not gone
            new = furnished(those, outlets.__getitem__, alike, numbers)
            new -= known.get(sentence, frozenset())
            if new:
                learned[sentence] = new
                touched.update(n for n in those if EVERY in new or outlets[n] in new)
        templates.learn(connection, learned)
        return touched

    def _body(self, number: int) -> Body:
        self._take((number,))
        return self._bodies[number]

    def _put(self, arranged: Arranged, numbers: dict[str, int], fresh: set[int]) -> set[str]:
        """Put the stories in place that are not there already, and return their ids.

        `numbers` are those of all articles that were grouped, by id.
        """
        connection = self._connection
        by_id = {article_id: self._articles[number] for article_id, number in numbers.items()}
        homes, bases = links.seated(connection, numbers.values())
        made, gone = [], set()
        for story in arranged.grouping.stories:
            now = {numbers[m.article]: (m.score, m.evidence) for m in story.members}
            old = {homes[number] for number in now if number in homes}
            if fresh.isdisjoint(now) and [bases[story] for story in old] == [now]:
                continue
            gone |= old
            made.append(placed(story, by_id, numbers))
        stories.replace(connection, sorted(gone), made)
        links.settle(connection, numbers.values())
        linked = [(numbers[a], numbers[b]) for a, b in arranged.linked]
        links.link(connection, numbers.values(), linked)
        links.relate(connection, numbers.values(), fresh, arranged.grouping.related)
        return {story.id for story in made}


class _Bodies(dict[int, Body]):
    """Articles' prose by number, read when it is asked for."""

    def __init__(self, read: Callable[[int], Body]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, number: int) -> Body:
        self[number] = made = self._read(number)
        return made
