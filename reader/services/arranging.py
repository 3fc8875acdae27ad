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
from reader.archive import index, links, stories, templates
from reader.archive.connection import Archive
from reader.archive.lists import numbers_of
from reader.archive.rulings import rulings
from reader.errors import Cancelled
from reader.grouping.likeness import Likeness
from reader.grouping.overlap import Measure
from reader.grouping.prints import Print, take
from reader.grouping.recurrence import EVERY, IN_OUTLET, furnished
from reader.grouping.shingles import Body, body
from reader.grouping.stories import Arranged
from reader.grouping.stories import arrange as arrange_articles
from reader.grouping.vocabulary import Vocabulary
from reader.model import Article
from reader.services.library import Progress
from reader.services.loading import load_all
from reader.services.placing import placed

BATCH = 100
"""Articles in one transaction: a fraction of a second, for which other processes wait."""


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
    with archive.writing() as connection:
        if not index.is_current(connection):
            index.clear(connection)
            connection.execute("INSERT OR IGNORE INTO pending SELECT number FROM articles")
    with archive.reading() as connection:
        waiting = _count(connection, "pending")
        first = waiting > batch and not _count(connection, "stories")
    if first:
        changed |= load_all(archive, progress=progress, cancelled=cancelled)
    vocabulary = Vocabulary()
    while True:
        if cancelled():
            raise Cancelled("stopped before all articles were grouped")
        with archive.writing() as connection:
            left = _count(connection, "pending")
            if progress and waiting:
                progress("grouping", max(0, waiting - left), max(waiting, left))
            numbers = numbers_of(
                connection,
                "SELECT article AS number FROM pending ORDER BY article LIMIT ?",
                (batch,),
            )
            if not numbers:
                return changed
            changed |= _Turn(connection, vocabulary).group(numbers)


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


class _Turn:
    """One transaction's work: some articles and all that bears on their stories."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._prints: dict[int, Print] = {}
        self._articles: dict[int, Article] = {}

    def group(self, numbers: Iterable[int]) -> set[str]:
        """Put the articles into stories, and return the ids of those that are new or changed."""
        connection = self._connection
        fresh: set[int] = set()
        found = links.affected(connection, numbers)  # before the links of an earlier text go
        waiting = set(numbers)
        while waiting:
            fresh |= waiting
            self._take(waiting)
            index.add(connection, {number: self._prints[number] for number in waiting})
            changed = waiting | self._learn(waiting)
            found |= index.near(connection, changed) | changed
            found = links.affected(connection, found)
            waiting = index.missing(connection, found)
        self._take(found)
        found &= self._articles.keys()
        arranged = arrange_articles(
            list(self._articles.values()),
            rulings=rulings(connection, found),
            templates=templates.templates(
                connection, chain.from_iterable(one.sentences for one in self._prints.values())
            ),
            prints={self._articles[number].id: one for number, one in self._prints.items()},
        )
        return self._put(arranged, fresh)

    def _take(self, numbers: Collection[int]) -> None:
        """Load articles and take their prints."""
        wanted = sorted(set(numbers) - self._articles.keys())
        for number, article in zip(wanted, kept.load(self._connection, wanted), strict=True):
            self._articles[number] = article
            self._prints[number] = take(article, self._vocabulary)

    def _learn(self, numbers: Collection[int]) -> set[int]:
        """Learn what sentences turn out to be furniture, and return who prints one of them."""
        connection = self._connection
        own = set(chain.from_iterable(self._prints[number].sentences for number in numbers))
        known = templates.templates(connection, own)
        printers = templates.printers(connection, own, IN_OUTLET)
        outlets = templates.outlets(connection, chain.from_iterable(printers.values()))
        measure = Measure(_Bodies(self._body), {})
        alike = Likeness(lambda number: index.sampled(connection, number), measure.covered)
        learned: dict[int, frozenset[str]] = {}
        touched: set[int] = set()
        for sentence, those in printers.items():
            new = furnished(those, outlets.__getitem__, alike, numbers)
            new -= known.get(sentence, frozenset())
            if new:
                learned[sentence] = new
                touched.update(n for n in those if EVERY in new or outlets[n] in new)
        templates.learn(connection, learned)
        return touched

    def _body(self, number: int) -> Body:
        if number in self._prints:
            return self._prints[number].body
        article = kept.load_one(self._connection, number)
        assert article is not None  # it is indexed
        return body(article, self._vocabulary)

    def _put(self, arranged: Arranged, fresh: set[int]) -> set[str]:
        """Put the stories in place that are not there already, and return their ids."""
        connection = self._connection
        by_id = {article.id: article for article in self._articles.values()}
        numbers = {article.id: number for number, article in self._articles.items()}
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
