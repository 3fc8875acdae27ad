"""The stories of an archive, as the screen and the command line ask for them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from reader.archive import articles as kept
from reader.archive import feeds, findings, labels, relations, search, stories
from reader.archive.connection import Archive
from reader.archive.names import Names, names
from reader.archive.query import Sort, parse
from reader.archive.search import Passage
from reader.errors import Cancelled, UnknownStory
from reader.model import Article, Collation, Copy, Failure, Feed, Grouping, Story, StorySummary
from reader.services.listing import Listing
from reader.services.related import Related, related_stories

if TYPE_CHECKING:
    from reader.provenance.profile import Profile
    from reader.services.learning import Learning
    from reader.services.library import Progress

_COLLATIONS = 64
"""Collations kept: more than a person leafs through between two visits to one story."""
_COMPARED_AT_ONCE = 200
"""Stories looked up at a time when many are compared."""
PROFILED = 1000
"""Stories that outlets' profiles are drawn from, the newest: habits show in far fewer."""

_State = tuple[str, tuple[str, ...], int]


def _never() -> bool:
    return False


class ArchiveLibrary:
    """Stories kept in an archive. Every method may be called from any thread.

    `failures` are the sources that could not be read when it was filled.
    """

    def __init__(self, archive: Archive, failures: Sequence[Failure] = ()) -> None:
        self.archive = archive
        self.failures = tuple(failures)
        self._collations: OrderedDict[str, tuple[_State, Collation]] = OrderedDict()
        self._lock = threading.RLock()

    @cached_property
    def _learning(self) -> Learning:
        from reader.services.learning import Learning

        return Learning(self.archive)

    def listing(
        self, query: str = "", sort: Sort = Sort.NEWEST, *, now: datetime | None = None
    ) -> Listing:
        """Return the stories that a query finds; `now` is what "today" in it is counted from.

        Raises:
            BadQuery: it cannot be understood.
        """
        wanted = parse(query, now or datetime.now().astimezone()) if query.strip() else None
        with self.archive.reading() as connection:
            numbers = search.numbers(connection, wanted, sort)
            totals = stories.totals(connection, wanted)
        return Listing(
            numbers,
            self.rows,
            query=query,
            copies=totals.copies,
            outlets=totals.outlets,
            unread=totals.unread,
        )

    def rows(self, numbers: Sequence[int]) -> list[StorySummary | None]:
        """Return the rows of the list for stories, by number; None for one that is gone."""
        with self.archive.reading() as connection:
            found = stories.summaries(connection, numbers)
            if len(found) != len(numbers):
                alone = [stories.summaries(connection, [number]) for number in numbers]
                return [self._as_known(rows[0]) if rows else None for rows in alone]
        return [self._as_known(row) for row in found]

    def _as_known(self, row: StorySummary) -> StorySummary:
        """Return a row that does not say of files that are only looked at when they came."""
        return row if self.archive.path is not None else replace(row, dated=True)

    def passages(self, query: str, numbers: Sequence[int]) -> list[Passage | None]:
        """Return for each of these stories (by number) where the words of a query stand in it."""
        wanted = parse(query, datetime.now().astimezone())
        with self.archive.reading() as connection:
            found = search.passages(connection, wanted, numbers)
        return [one.passage for one in found]

    def settled(self, query: str, passage: Passage, story_id: str) -> Passage:
        """Return a passage that at a glance is furniture as comparing the story's copies has it.

        Raises:
            UnknownStory: no story has this id, nor an article of a story.
        """
        from reader.services.standing import settled

        wanted = parse(query, datetime.now().astimezone())
        return settled(passage, self.collation(story_id), search.words_of(wanted))

    def feeds(self) -> list[Feed]:
        """Return the subscriptions, in order of their titles."""
        with self.archive.reading() as connection:
            return feeds.all(connection)

    def number(self, story_id: str) -> int:
        """Return the number under which lists hold a story.

        Raises:
            UnknownStory: no story has this id, nor an article of a story.
        """
        with self.archive.reading() as connection:
            return stories.resolve(connection, story_id)

    def story(self, story_id: str) -> Story:
        """Return the story's members, with what each membership rests on.

        Raises:
            UnknownStory: no story has this id, nor an article of a story.
        """
        with self.archive.reading() as connection:
            number = stories.resolve(connection, story_id)
            return stories.members(connection, stories.id_of(connection, number))

    def articles(self, story: Story) -> dict[str, Article]:
        """Return the articles of a story by their ids."""
        with self.archive.reading() as connection:
            numbers = kept.numbers(connection, (member.article for member in story.members))
            return {one.id: one for one in kept.load(connection, numbers.values())}

    def related(self, story_id: str) -> tuple[Related, ...]:
        """Return the other stories that share text with this one, the closest first."""
        with self.archive.reading() as connection:
            number = stories.resolve(connection, story_id)
            found = relations.relations_of(connection, number)
            ids = stories.story_of(connection, {x for one in found for x in (one.a, one.b)})
            held = [stories.members(connection, story) for story in sorted(set(ids.values()))]
            own = stories.id_of(connection, number)
        return related_stories(Grouping(tuple(held), found)).get(own, ())

    def collation(self, story_id: str) -> Collation:
        """Return the story's collation; what it found can then be searched for.

        Raises:
            UnknownStory: no story has this id, nor an article of a story.
        """
        # The list of stories is there sooner where aligning and judging are not loaded with it.
        from reader.services.analysis import analyse, arrival_order

        with self._lock:
            story = self.story(story_id)
            articles = self.articles(story)
            with self.archive.reading() as connection:
                numbers = kept.numbers(connection, articles)
                overrules = labels.overrules(connection, numbers.values())
                called = names(connection)
            texts = tuple(f"{one.id} {one.state} {hash(one.text)}" for one in articles.values())
            outlets = tuple(called.called(one.outlet.name) for one in articles.values())
            now = story.id, texts, hash((tuple(overrules), outlets))
            known = self._collations.get(story.id)
            if known is not None and known[0] == now:
                self._collations.move_to_end(story.id)
                return known[1]
            everything = list(articles.values())
            made = analyse(
                story,
                articles,
                self._learning.memory(everything),
                self._learning.titles(everything),
                overrules=overrules,
                order=arrival_order,
            )
            self._note(made)
            if self.archive.path is None:  # files that are only looked at came at no time
                made = replace(made, copies=tuple(map(_without_arrival, made.copies)))
            if called:
                made = replace(made, copies=tuple(_renamed(copy, called) for copy in made.copies))
            self._collations[story.id] = now, made
            while len(self._collations) > _COLLATIONS:
                self._collations.popitem(last=False)
            return made

    def _note(self, collation: Collation) -> None:
        if self.archive.read_only:  # it is read all the same
            return
        with self.archive.writing() as connection, suppress(UnknownStory):  # grouped anew since
            findings.put(connection, stories.number_of(connection, collation.story), collation)

    def compare(
        self, *, progress: Progress | None = None, cancelled: Callable[[], bool] = _never
    ) -> int:
        """Collate the stories of several copies that were not yet, and return how many.

        After that they are found by what was changed in them.

        Raises:
            Cancelled: `cancelled` said so between two stories; those done stay done.
        """
        done = 0
        tried: set[str] = set()
        while not self.archive.read_only and (waiting := self._uncompared(tried)):
            tried.update(waiting)  # never twice: another process may be grouping it anew
            for story_id in waiting:
                if cancelled():
                    raise Cancelled("stopped before all stories were compared")
                if progress:
                    progress("comparing", done, 0)
                with self._lock:  # what is at hand was noted before a rebuild, or an undone deed
                    self._collations.pop(story_id, None)
                with suppress(UnknownStory):
                    self.collation(story_id)
                    done += 1
        return done

    def _uncompared(self, tried: Collection[str]) -> list[str]:
        with self.archive.reading() as connection:
            numbers = findings.missing(connection, _COMPARED_AT_ONCE)
            found = stories.summaries(connection, numbers)
        return [story.id for story in found if story.id not in tried]

    def profiles(
        self,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = _never,
        most: int = PROFILED,
    ) -> tuple[Profile, ...]:
        """Return what each outlet makes of its stories: the newest ones, at most so many.

        Raises:
            Cancelled: `cancelled` said so between two stories.
        """
        from reader.provenance.profile import profiles

        with self.archive.reading() as connection:
            numbers = stories.numbers(connection)[:most]
            newest = stories.summaries(connection, numbers)
            held = kept.load(connection, stories.articles_of(connection, numbers))
        ids = [story.id for story in newest]
        memory = self._learning.memory(held)
        return profiles(self._collated(ids, progress, cancelled), memory)

    def surveyed(self, most: int = PROFILED) -> tuple[int, int]:
        """Return from how many stories `profiles` is made, and how many there are."""
        with self.archive.reading() as connection:
            (there,) = connection.execute("SELECT count(*) FROM stories").fetchone()
        return min(most, there), there

    def _collated(
        self, ids: Sequence[str], progress: Progress | None, cancelled: Callable[[], bool]
    ) -> Iterator[Collation]:
        for done, story_id in enumerate(ids):
            if cancelled():
                raise Cancelled("stopped before all stories were compared")
            if progress:
                progress("collating", done, len(ids))
            try:
                made = self.collation(story_id)
            except UnknownStory:  # grouped anew since
                continue
            yield made


def _without_arrival(copy: Copy) -> Copy:
    return replace(copy, article=replace(copy.article, arrived=None))


def _renamed(copy: Copy, called: Names) -> Copy:
    outlet = replace(copy.article.outlet, name=called.called(copy.article.outlet.name))
    return replace(copy, article=replace(copy.article, outlet=outlet))
