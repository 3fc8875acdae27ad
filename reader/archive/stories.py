"""Stories as grouping made them: put in place, listed, counted and looked up.

A story has a number, under which lists hold it, and a public id, that of its first article. A
number is never given to another story.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from reader.archive import values
from reader.archive.conditions import condition, ranked
from reader.archive.lists import IN_LIST, as_json, listed, numbers_of
from reader.archive.names import names, published_names
from reader.archive.query import Query, Sort
from reader.errors import UnknownStory
from reader.model import Member, Story, StorySummary


class Seat(NamedTuple):
    """An article's place in a story: as `model.Member`, but articles by their numbers."""

    article: int
    score: float = 1.0
    version_of: int | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A story to be put in place; `latest` and `first_seen` are seconds since 1970, UTC.

    `outlets` are names as published, in order of the copies.
    """

    id: str
    headline: str
    agency: str | None
    outlets: tuple[str, ...]
    copies: int
    versions: int
    latest: float
    first_seen: float
    members: tuple[Seat, ...]


def replace(
    connection: sqlite3.Connection, gone: Iterable[int], made: Sequence[Placed]
) -> list[int]:
    """Take stories away and put others in their place; return the numbers of those made.

    One that is made under an id that goes keeps its number. What the person did with the articles
    shows in the stories made; they are not collated yet, and their articles no longer pending.
    """
    going = listed(gone)
    kept: dict[str, int] = dict(
        connection.execute(f"SELECT id, number FROM stories WHERE number {IN_LIST}", (going,))
    )
    connection.execute(f"DELETE FROM stories WHERE number {IN_LIST}", (going,))
    placed = [_place(connection, story, kept.get(story.id)) for story in made]
    seats = [
        (seat.article, number, seat.score, seat.version_of, as_json(seat.evidence))
        for number, story in zip(placed, made, strict=True)
        for seat in story.members
    ]
    connection.executemany(  # OR REPLACE: the story that an article stood in may be gone by itself
        "INSERT OR REPLACE INTO members (article, story, score, version_of, evidence)"
        " VALUES (?, ?, ?, ?, ?)",
        seats,
    )
    connection.execute(
        f"DELETE FROM pending WHERE article {IN_LIST}", (listed(seat[0] for seat in seats),)
    )
    recount(connection, placed)
    return placed


def _place(connection: sqlite3.Connection, story: Placed, number: int | None) -> int:
    cursor = connection.execute(
        "INSERT INTO stories (number, id, headline, agency, outlets, outlet, copies, versions,"
        " latest, first_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, story.id, story.headline, story.agency, as_json(story.outlets), story.outlets[0],
         story.copies, story.versions, story.latest, story.first_seen),
    )  # fmt: skip
    assert cursor.lastrowid is not None
    return cursor.lastrowid


_DONE = "FROM members JOIN {0} USING (article) WHERE story = stories.number"
_MARKS = {
    "reads": f"seen = (SELECT count(*) {_DONE})",
    "stars": f"starred = EXISTS (SELECT 1 {_DONE})",
    "notes": f"noted = EXISTS (SELECT 1 {_DONE})",
}


def recount(
    connection: sqlite3.Connection, numbers: Iterable[int], tables: Iterable[str] = tuple(_MARKS)
) -> None:
    """Bring the marks of stories in line with what was done to their articles.

    Called wherever members change, or one of the tables of what was done.
    """
    marks = ", ".join(_MARKS[table].format(table) for table in tables)
    connection.execute(f"UPDATE stories SET {marks} WHERE number {IN_LIST}", (listed(numbers),))


_NEWEST = "latest DESC, number DESC"
_ORDER = {
    Sort.OLDEST: "latest, number",
    Sort.COPIES: f"copies DESC, {_NEWEST}",
    Sort.CHANGED: f"facts DESC, {_NEWEST}",
    Sort.OUTLET: f"outlet COLLATE NOCASE, {_NEWEST}",
}
_BY_NAME = (
    "coalesce((SELECT name FROM outlet_names WHERE outlet_names.outlet = stories.outlet), outlet)"
    f" COLLATE NOCASE, {_NEWEST}"
)


def numbers(
    connection: sqlite3.Connection, query: Query | None = None, sort: Sort = Sort.NEWEST
) -> array[int]:
    """Return the numbers of all stories that a query finds (None: all there are), in order."""
    where = condition(connection, query)
    by_name = sort is Sort.OUTLET and names(connection)  # where none is renamed, an index has it
    order = _BY_NAME if by_name else _ORDER.get(sort, _NEWEST)
    select = f"SELECT number FROM stories WHERE {where.sql} ORDER BY {order}"
    found = numbers_of(connection, select, where.values)
    if sort is not Sort.RELEVANCE or not query:
        return found
    rest = dict.fromkeys(found)
    first = [number for number in ranked(connection, query) if number in rest]
    for number in first:
        del rest[number]
    return array("q", [*first, *rest])


@dataclass(frozen=True, slots=True)
class Totals:
    """What a list of stories holds together; `unread` counts stories."""

    stories: int
    copies: int
    outlets: int
    unread: int


def totals(connection: sqlite3.Connection, query: Query | None = None) -> Totals:
    """Return what the stories that a query finds hold together."""
    where = condition(connection, query)
    select = f"FROM stories WHERE ({where.sql})"
    stories, copies = connection.execute(
        f"SELECT count(*), coalesce(sum(copies), 0) {select}", where.values
    ).fetchone()
    (unread,) = connection.execute(
        f"SELECT count(*) {select} AND seen = 0", where.values
    ).fetchone()
    if query:
        lists = connection.execute(f"SELECT outlets {select}", where.values)
        known = _all_strings([values.text(packed) for (packed,) in lists])
    else:
        known = [published_names(connection)]
    called = names(connection).called
    outlets = {called(outlet).casefold() for outlet in set(chain.from_iterable(known))}
    return Totals(stories, copies, len(outlets), unread)


_LONGEST_HEADLINE = 1000
"""Characters of a headline that lists get: more than any screen's line shows."""
_COLUMNS = (
    f"number, id, substr(headline, 1, {_LONGEST_HEADLINE}), agency, outlets, copies, versions,"
    " latest, first_seen, seen, starred, noted, facts,"
    # What was published came later, so that few articles need be looked at.
    " latest < first_seen OR EXISTS (SELECT 1 FROM members JOIN articles"
    " ON articles.number = members.article WHERE story = stories.number AND published NOT NULL)"
)


def summaries(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[StorySummary]:
    """Return the rows of the list for these stories, in their order; one that is gone is left out.

    Outlets have the names that the person gave.
    """
    called = names(connection).called
    found = {}
    for row in connection.execute(
        f"SELECT {_COLUMNS} FROM stories WHERE number {IN_LIST}", (listed(numbers),)
    ):
        number, story, headline, agency, outlets, *counts = row[:7]
        latest, first, seen, starred, noted, facts, dated = row[7:]
        copies, versions, read = map(values.count, (*counts, seen))
        found[number] = StorySummary(
            id=values.text(story),
            headline=values.text(headline),
            agency=values.optional(agency),
            outlets=tuple(dict.fromkeys(map(called, _strings(outlets) or ("",)))),
            copies=copies,
            versions=versions,
            latest=values.moment(latest),
            first_seen=values.moment(first),
            unread=not read,
            fresh=max(0, copies + versions - read) if read else 0,
            starred=bool(starred),
            noted=bool(noted),
            facts=None if facts is None else values.count(facts),
            dated=bool(dated),
        )
    return [found[number] for number in numbers if number in found]


def members(connection: sqlite3.Connection, story: str) -> Story:
    """Return a story's members in order of arrival, with what each membership rests on.

    Raises:
        UnknownStory: no story has this id; `resolve` finds one that was joined to another.
    """
    rows = connection.execute(
        "SELECT a.id, m.score, v.id, m.evidence FROM stories s"
        " JOIN members m ON m.story = s.number JOIN articles a ON a.number = m.article"
        " LEFT JOIN articles v ON v.number = m.version_of WHERE s.id = ? ORDER BY m.article",
        (story,),
    )
    found = rows.fetchall()
    if not found:
        raise _unknown(story)
    copies = {article for article, _, version_of, _ in found if version_of is None}
    return Story(
        story,
        tuple(
            Member(
                values.text(article),
                values.number(score),
                values.text(version_of) if version_of in copies else None,
                _strings(evidence),
            )
            for article, score, version_of, evidence in found
        ),
    )


def number_of(connection: sqlite3.Connection, story: str) -> int:
    """Return the number of the story with this id.

    Raises:
        UnknownStory: there is none.
    """
    row = connection.execute("SELECT number FROM stories WHERE id = ?", (story,)).fetchone()
    if row is None:
        raise _unknown(story)
    found: int = row[0]
    return found


def id_of(connection: sqlite3.Connection, number: int) -> str:
    """Return the id of the story with this number.

    Raises:
        UnknownStory: it is gone.
    """
    row = connection.execute("SELECT id FROM stories WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise UnknownStory("this story was grouped anew; look for it in the list")
    found: str = row[0]
    return found


def resolve(connection: sqlite3.Connection, known: str) -> int:
    """Return the number of the story with this id, else of that which holds the article so named.

    A story's id is its first article's, so one that was joined to another is still found.

    Raises:
        UnknownStory: no story and no article of a story has this id.
    """
    row = connection.execute(
        "SELECT number FROM stories WHERE id = ?1 UNION ALL SELECT m.story FROM members m"
        " JOIN articles a ON a.number = m.article WHERE a.id = ?1 LIMIT 1",
        (known,),
    ).fetchone()
    if row is None:
        raise _unknown(known)
    found: int = row[0]
    return found


def story_of(connection: sqlite3.Connection, articles: Iterable[str]) -> Mapping[str, str]:
    """Return the ids of the stories that these articles (ids) stand in; not of those in none."""
    return dict(
        connection.execute(
            "SELECT a.id, s.id FROM articles a JOIN members m ON m.article = a.number"
            f" JOIN stories s ON s.number = m.story WHERE a.id {IN_LIST}",
            (as_json(articles),),
        )
    )


def stories_of(connection: sqlite3.Connection, articles: Iterable[int]) -> array[int]:
    """Return the numbers of the stories that these articles (numbers) stand in."""
    select = f"SELECT DISTINCT story AS number FROM members WHERE article {IN_LIST} ORDER BY 1"
    return numbers_of(connection, select, (listed(articles),))


def articles_of(connection: sqlite3.Connection, stories: Iterable[int]) -> array[int]:
    """Return the numbers of the articles of these stories, in order of arrival."""
    select = f"SELECT article AS number FROM members WHERE story {IN_LIST} ORDER BY 1"
    return numbers_of(connection, select, (listed(stories),))


def _unknown(story: str) -> UnknownStory:
    return UnknownStory(f"no story has the id {story!r}")


_strings = lru_cache(maxsize=1 << 12)(values.strings)


def _all_strings(lists: Sequence[str]) -> Sequence[Sequence[str]]:
    """Return the texts of many lists, by one call where all are sound: ten times as quick."""
    together: Any = values.parsed(f"[{','.join(lists)}]")
    if isinstance(together, list) and all(isinstance(one, list) for one in together):
        known: list[list[str]] = together
        if all(isinstance(name, str) for one in known for name in one):
            return known
    return [_strings(packed) for packed in lists]
