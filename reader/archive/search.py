"""What a search finds: stories, each with the passage of a copy in which the words stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from reader.archive import places
from reader.archive.highlight import Span, spans_of
from reader.archive.lists import IN_LIST, listed
from reader.archive.query import Query, Sort, Term
from reader.archive.stories import numbers
from reader.text.normalise import fold

WIDEST = 240
"""Characters of a passage: three lines of a narrow pane."""
_LEAD = 60
"""Characters shown before the first word that was found."""
_MOST = 1000
"""Places in a line that are looked at: more are no help, and could take long."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words stand: `text` is a slice, from `start`, of a line of the article's text or title.

    `spans` are the words, at offsets into `text`; `cut_before` and `cut_after` tell that the line
    goes on.
    """

    text: str
    spans: tuple[Span, ...]
    start: int
    in_title: bool = False
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A story by its number, and the earliest copy (its public id) in which the words stand.

    A query without words finds stories only.
    """

    story: int
    article: str | None = None
    passage: Passage | None = None


def find(
    connection: sqlite3.Connection,
    query: Query,
    sort: Sort = Sort.NEWEST,
    limit: int = 50,
    offset: int = 0,
) -> list[Found]:
    """Return the stories that a query finds, from `offset` at most `limit`, with their passages."""
    page = numbers(connection, query, sort)[offset : offset + limit]
    return passages(connection, query, page)


def passages(connection: sqlite3.Connection, query: Query, stories: Sequence[int]) -> list[Found]:
    """Return these stories, in their order, with the passages that a query finds in them."""
    sought = _sought(query)
    if not sought:
        return [Found(story) for story in stories]
    first = _first_copies(connection, sought, stories)
    terms = list(chain.from_iterable(sought))
    return [
        _found(connection, terms, story, first[story]) if story in first else Found(story)
        for story in stories
    ]


def _sought(query: Query) -> list[tuple[Term, ...]]:
    """Return the clauses of a query as far as they ask for words."""
    words = (
        tuple(term for term in clause if term.in_articles and not term.negated)
        for clause in query.clauses
    )
    return [terms for terms in words if terms]


def _first_copies(
    connection: sqlite3.Connection, sought: Iterable[Sequence[Term]], stories: Iterable[int]
) -> dict[int, int]:
    """Return for each story its earliest article that has all that is sought, else any of it."""
    among = connection.execute(
        f"SELECT min(article), max(article) FROM members WHERE story {IN_LIST}", (listed(stories),)
    ).fetchone()
    tests = [places.has_any(terms, among) for terms in sought]
    values = list(chain.from_iterable(some for _, some in tests))
    every = " AND ".join(f"({sql})" for sql, _ in tests)
    some = " OR ".join(f"({sql})" for sql, _ in tests)
    found: dict[int, int] = {}
    for test in (every, some):
        left = listed(story for story in stories if story not in found)
        found |= dict(
            connection.execute(
                f"SELECT story, min(article) FROM members WHERE story {IN_LIST} AND ({test})"
                " GROUP BY story",
                (left, *values),
            )
        )
    return found


def _found(
    connection: sqlite3.Connection, terms: Sequence[Term], story: int, article: int
) -> Found:
    public, title, text = connection.execute(
        "SELECT id, title, text FROM articles WHERE number = ?", (article,)
    ).fetchone()
    if in_text := spans_of([term for term in terms if not term.name], text):
        return Found(story, public, _passage(text, in_text))
    if in_title := spans_of(terms, title):
        return Found(story, public, replace(_passage(title, in_title), in_title=True))
    return Found(story, public)


def _passage(text: str, spans: Sequence[Span]) -> Passage:
    """Return the line that has most of the words, as much of it as a passage may have."""
    begin, end, inside = _best_line(text, spans)
    start, stop = begin, end
    if end - begin > WIDEST:
        first, last = _best_place(text, inside)
        start = (
            _after_space(text, max(begin, first - _LEAD), first) if first - begin > _LEAD else begin
        )
        stop = start + WIDEST
        stop = _before_space(text, last, stop) if stop < end else end
    shown = [(max(a, start), min(b, stop)) for a, b in inside if a < stop and b > start]
    return Passage(
        text[start:stop],
        tuple((a - start, b - start) for a, b in shown),
        start,
        cut_before=start > begin,
        cut_after=stop < end,
    )


def _best_line(text: str, spans: Sequence[Span]) -> tuple[int, int, list[Span]]:
    """Return where the line with most different words begins and ends, and their places."""
    lines: dict[Span, list[Span]] = {}
    begin, end = 0, -1
    for span in spans:
        if span[0] > end:
            begin = text.rfind("\n", max(end, 0), span[0]) + 1 or begin
            end = text.find("\n", span[0])
            end = len(text) if end < 0 else end
        lines.setdefault((begin, end), []).append(span)
    best = max(lines, key=lambda line: (_different(text, lines[line][:_MOST]), -line[0]))
    return *best, lines[best][:_MOST]


def _best_place(text: str, spans: Sequence[Span]) -> Span:
    """Return from where to where, within a passage's width, most different words stand."""

    def within(index: int) -> list[Span]:
        reach = spans[index][0] + WIDEST - _LEAD
        return [span for span in spans[index : index + WIDEST] if span[1] <= reach] or [
            spans[index]
        ]

    places_of = (within(index) for index in range(len(spans)))
    best = max(places_of, key=lambda some: (_different(text, some), -some[0][0]))
    return best[0][0], best[-1][1]


def _different(text: str, spans: Iterable[Span]) -> int:
    return len({fold(text[start:end]) for start, end in spans})


def _after_space(text: str, start: int, end: int) -> int:
    return max(text.find(" ", start, end) + 1, start)


def _before_space(text: str, start: int, end: int) -> int:
    space = text.rfind(" ", start, end)
    return end if space < 0 else space
