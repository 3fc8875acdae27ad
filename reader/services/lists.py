"""Lists of stories as the screen shows them: made anew at the place where a person was."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from reader.archive import feeds, stories
from reader.archive.filters import EDITED
from reader.archive.findings import missing
from reader.archive.highlight import Span, spans_of
from reader.archive.leaving import Left, where_left
from reader.archive.lists import IN_LIST, listed
from reader.archive.names import names, published_names
from reader.archive.query import Query, Sort, parse
from reader.archive.search import Passage, words_of
from reader.archive.values import when
from reader.errors import UnknownStory
from reader.model import Feed
from reader.provenance.agencies import agencies
from reader.services.archived import ArchiveLibrary
from reader.services.listing import Listing

_UNREAD = "is:unread"
_LOOKED_AT = 256
"""Stories among which an unread one is looked for at first; then four times as many, and so on."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is to show: the stories that a query finds, in an order, perhaps unread alone."""

    query: str = ""
    sort: Sort = Sort.NEWEST
    only_unread: bool = False

    @property
    def full(self) -> str:
        """The query with all that is asked."""
        return f"{self.query} {_UNREAD}".strip() if self.only_unread else self.query


@dataclass(frozen=True, slots=True)
class Place:
    """A story in a list (by its public id), and the list, by its stories' numbers."""

    story: str
    numbers: array[int]
    at: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A list, where in it the wanted story stands (or what is next to where it stood).

    `today` is a moment of the day whose stories show the time alone: now, and where nothing is
    kept the time of the newest story. `exact` is whether `at` is the
    story that was asked for. `passages`: words were searched for, which stand in passages;
    `findings`: it rests on what comparing finds, and not all stories were compared. `read_at` is
    when it was read, in seconds since 1970.
    """

    listing: Listing
    at: int
    today: datetime | None
    exact: bool = True
    passages: bool = False
    findings: bool = False
    read_at: float = 0.0


class Lists:
    """The lists of one archive. Every method may be called from any thread."""

    def __init__(self, library: ArchiveLibrary) -> None:
        self._library = library

    def read(self, wanted: Wanted, place: Place | None = None, *, keep: bool = False) -> Placed:
        """Return a list, and in it the place of a story; its rows are at hand.

        `keep`: the story stays listed, next to its neighbour, though the query finds it no longer,
        as one that is being read does among the unread.

        Raises:
            BadQuery: the query cannot be understood.
        """
        read_at = time.time()
        listing = self._library.listing(wanted.full, wanted.sort)
        words, findings = self._asks(wanted.query)
        findings = findings or wanted.sort is Sort.CHANGED
        with self._library.archive.reading() as connection:
            row = connection.execute("SELECT max(latest) FROM stories").fetchone()
            findings = findings and bool(missing(connection, 1))
        number = self._number(place)
        at = None if number is None else listing.place_of(number)
        if at is None and place is not None:
            near = beside(listing.numbers, place.numbers, place.at)
            if keep and number is not None:
                listing.numbers.insert(near, number)
                at = near
            exact, at = at is not None, min(near, max(0, len(listing) - 1))
        else:
            exact, at = at is not None, at or 0
        if len(listing):
            listing[at]  # with its neighbours, which are seen first
        lasting = self._library.archive.path is not None
        today = when(read_at if lasting else row[0])
        return Placed(listing, at, today, exact, words, findings, read_at)

    def begun(self, wanted: Wanted, *, resume: bool) -> tuple[Placed, Left | None]:
        """Return the list to begin with, and (`resume`) where the person left, if that is kept."""
        left = None
        if resume and self._library.archive.path is not None:
            with self._library.archive.reading() as connection:
                left = where_left(connection)
        place = Place(left.story, array("q"), 0) if left is not None else None
        return self.read(wanted, place), left

    def _number(self, place: Place | None) -> int | None:
        if place is None:
            return None
        try:
            return self._library.number(place.story)
        except UnknownStory:
            return None

    def largest(self, listing: Listing) -> int:
        """Return the position of the story with the most copies."""
        with self._library.archive.reading() as connection:
            first = stories.numbers(connection, self._parsed(listing.query), Sort.COPIES)[:1]
        return (listing.place_of(first[0]) or 0) if first else 0

    def next_unread(self, numbers: array[int], at: int, direction: int) -> int | None:
        """Return the position of the next unread story after `at` (or, with -1, before it)."""
        size = _LOOKED_AT
        low = high = at + 1 if direction > 0 else at
        while (high < len(numbers)) if direction > 0 else low > 0:
            if direction > 0:
                low, high = high, min(len(numbers), high + size)
            else:
                low, high = max(0, low - size), low
            unread = self._unread(numbers[low:high])
            part = range(low, high) if direction > 0 else range(high - 1, low - 1, -1)
            if unread:
                return next(position for position in part if numbers[position] in unread)
            size *= 4
        return None

    def _unread(self, numbers: Sequence[int]) -> set[int]:
        with self._library.archive.reading() as connection:
            rows = connection.execute(
                f"SELECT number FROM stories WHERE seen = 0 AND number {IN_LIST}",
                (listed(numbers),),
            )
            return {number for (number,) in rows}

    def passages(
        self, query: str, stories: Mapping[int, str]
    ) -> Iterator[Mapping[str, Passage | None]]:
        """Yield the passages in which the words of a query stand, by the ids of their stories.

        `stories` are ids by numbers. All come at once, as they are at a glance; then, one by one,
        those that read as furniture, as comparing the story's copies has them.
        """
        found = self._library.passages(query, list(stories)) if query.strip() else ()
        told = dict(zip(stories.values(), found, strict=False))
        yield told
        for story, passage in told.items():
            if passage is not None and passage.furniture:
                with suppress(UnknownStory):  # grouped anew since
                    yield {story: self._library.settled(query, passage, story)}

    def _asks(self, query: str) -> tuple[bool, bool]:
        """Tell whether a query asks for words, and whether for what comparing copies finds."""
        parsed = self._parsed(query)
        if parsed is None:
            return False, False
        terms = (term for clause in parsed.clauses for term in clause)
        return bool(words_of(parsed)), any(
            term.name in _FOUND or (term.name == "has" and term.value in ("fact", *EDITED))
            for term in terms
        )

    def sought(self, query: str) -> tuple[str, Callable[[str], list[Span]]]:
        """Return the words that a query looks for in texts, and what finds them in one.

        Raises:
            BadQuery: the query cannot be understood.
        """
        parsed = self._parsed(query)
        terms = words_of(parsed) if parsed else []
        return " ".join(term.value for term in terms), partial(spans_of, terms)

    def _parsed(self, query: str) -> Query | None:
        return parse(query, datetime.now().astimezone()) if query.strip() else None

    def headlines(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the headlines of stories by their ids; one that is gone is left out."""
        with self._library.archive.reading() as connection:
            found = {}
            for story in ids:
                try:
                    number = stories.resolve(connection, story)
                except UnknownStory:
                    continue
                for row in stories.summaries(connection, [number]):
                    found[story] = row.headline
            return found

    def offered(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names that can stand behind a filter: outlets, tags, agencies."""
        with self._library.archive.reading() as connection:
            called = names(connection).called
            outlets = dict.fromkeys(called(name) for name in published_names(connection))
            tags = tuple(feeds.tags(connection))
            rows = connection.execute("SELECT DISTINCT agency FROM stories WHERE agency NOT NULL")
            known = [agency for (agency,) in rows]
        by_name = tuple(sorted(outlets, key=str.casefold))
        named = tuple(sorted(known or (one.name for one in agencies())))
        return {**dict.fromkeys(_BY_OUTLET, by_name), "tag": tags, "agency": named}

    def feeds(self) -> list[Feed]:
        """Return every subscription."""
        with self._library.archive.reading() as connection:
            return feeds.all(connection)

    def feeds_of(self, story: str) -> list[int]:
        """Return the numbers of the subscriptions that delivered a story's articles.

        Raises:
            UnknownStory: it is gone.
        """
        number = self._library.number(story)
        with self._library.archive.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT feed FROM article_feeds JOIN members USING (article)"
                " WHERE story = ? ORDER BY feed",
                (number,),
            )
            return [feed for (feed,) in rows]

    def state(self) -> tuple[object, ...]:
        """Return what differs when stories came or went, or another process did something."""
        with self._library.archive.reading() as connection:
            parts = connection.execute(
                "SELECT (SELECT group_concat(name || seq) FROM sqlite_sequence),"
                " (SELECT count(*) FROM articles WHERE state != 'full'),"
                " (SELECT max(number) FROM deeds)"
            ).fetchone()
        return tuple(parts)

    def written(self) -> int:
        """Return a number that differs when something else wrote to the archive; it costs nothing.

        It is that of the calling thread's connection, so always ask from the same thread.
        """
        with self._library.archive.reading() as connection:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])


_BY_OUTLET = ("outlet", "only", "cut", "changed", "reworded", "moved")
_FOUND = frozenset({"added", "cut", "changed", "reworded", "moved"})


def beside(numbers: array[int], before: array[int], at: int) -> int:
    """Return where a list goes on that lost the story at `at` of the list before.

    It is after the nearest story above it that both have.
    """
    places = {number: place for place, number in enumerate(numbers)}
    for number in reversed(before[:at]):
        if number in places:
            return places[number] + 1
    return 0
