"""What a search finds: stories, each with the passage of a copy in which the words stand."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from reader.archive import places, rows, stories, values
from reader.archive.conditions import titled
from reader.archive.highlight import Span, spans_of
from reader.archive.lists import IN_LIST, listed
from reader.archive.query import Query, Sort, Term
from reader.model import Block, Category
from reader.provenance.glance import is_furniture
from reader.text.normalise import fold

WIDEST = 240
"""Characters of a passage: three lines of a narrow pane."""
_LEAD = 60
"""Characters shown before the first word that was found."""
_MOST = 1000
"""Places in a line that are looked at: more are no help, and could take long."""
_LINES = 40
"""Lines of a text that are looked at, the first in which words stand."""
_COPIES = 4
"""Copies of a story that are looked at for words in its own text, the earliest."""
_RANKED = 24
"""Stories, the first of a list, that are looked at for where the words stand: two screenfuls."""
_TITLED = 32
"""Stories with the words in a title, the newest, that are sought behind those."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words stand: `text` is a slice, from `start`, of a line of the article's text or title.

    `spans` are the words, at offsets into `text`; `cut_before` and `cut_after` tell that the line
    goes on. `furniture`: all that has the words reads as furniture. Where the story's copies were
    set against each other, `added` is what they stand in: the copy's number, and the category.
    """

    text: str
    spans: tuple[Span, ...]
    start: int
    in_title: bool = False
    cut_before: bool = False
    cut_after: bool = False
    furniture: bool = False
    added: tuple[int, Category] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A story by its number, and the copy (its public id) in which the words stand.

    It is the earliest that has them in the story's text, else in its title, else at all.

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
    found, seen = _ranked(connection, query, sort)
    page = found[offset : offset + limit]
    rest = [number for number in page if number not in seen]
    seen |= {one.story: one for one in passages(connection, query, rest)}
    return [seen[number] for number in page]


def numbers(
    connection: sqlite3.Connection, query: Query | None, sort: Sort = Sort.NEWEST
) -> array[int]:
    """Return the numbers of all stories that a query finds, in order.

    Of the newest and of the best, those come first whose headline or text has the words, before
    those in which they stand in furniture alone; so far as it can be told at a glance, and among
    the first stories and those of whose titles they are part.
    """
    if not query:
        return stories.numbers(connection, query, sort)
    return _ranked(connection, query, sort)[0]


def _ranked(
    connection: sqlite3.Connection, query: Query, sort: Sort
) -> tuple[array[int], dict[int, Found]]:
    """Return the stories in order, and what was found in those that were looked at for it."""
    found = stories.numbers(connection, query, sort)
    if sort not in (Sort.NEWEST, Sort.RELEVANCE) or not _sought(query):
        return found, {}
    near, rest = found[:_RANKED], found[_RANKED:]
    seen = {one.story: one for one in passages(connection, query, near)}
    last = [n for n, one in seen.items() if one.passage is not None and one.passage.furniture]
    if not last:
        return found, seen
    named = titled(connection, query, _TITLED)
    first = [number for number in near if number not in last]
    first += [number for number in rest if number in named]
    return array("q", [*first, *last, *(n for n in rest if n not in named)]), seen


def passages(connection: sqlite3.Connection, query: Query, stories: Sequence[int]) -> list[Found]:
    """Return these stories, in their order, with the passages that a query finds in them."""
    sought = _sought(query)
    if not sought:
        return [Found(story) for story in stories]
    copies = _copies(connection, sought, stories)
    terms = words_of(query)
    return [_found(connection, terms, story, copies.get(story, ())) for story in stories]


def words_of(query: Query) -> list[Term]:
    """Return the terms of a query that ask for words."""
    return list(chain.from_iterable(_sought(query)))


def _sought(query: Query) -> list[tuple[Term, ...]]:
    """Return the clauses of a query as far as they ask for words."""
    words = (
        tuple(term for term in clause if term.in_articles and not term.negated)
        for clause in query.clauses
    )
    return [terms for terms in words if terms]


def _copies(
    connection: sqlite3.Connection, sought: Iterable[Sequence[Term]], stories: Iterable[int]
) -> Mapping[int, Sequence[int]]:
    """Return for each story its earliest articles that have all that is sought, else any of it."""
    among = connection.execute(
        f"SELECT min(article), max(article) FROM members WHERE story {IN_LIST}", (listed(stories),)
    ).fetchone()
    tests = [places.has_any(terms, among) for terms in sought]
    values = list(chain.from_iterable(some for _, some in tests))
    every = " AND ".join(f"({sql})" for sql, _ in tests)
    some = " OR ".join(f"({sql})" for sql, _ in tests)
    found: dict[int, list[int]] = {}
    for test in (every, some):
        left = listed(story for story in stories if story not in found)
        for story, article in connection.execute(
            f"SELECT story, article FROM members WHERE story {IN_LIST} AND ({test})"
            " ORDER BY article",
            (left, *values),
        ):
            found.setdefault(story, []).append(article)
    return found


def _found(
    connection: sqlite3.Connection, terms: Sequence[Term], story: int, articles: Sequence[int]
) -> Found:
    best = Found(story)
    for article in articles[:_COPIES]:
        found = _in_article(connection, terms, story, article)
        if found.passage is not None and not found.passage.furniture:
            return found
        if best.passage is None:
            best = found
    return best


def _in_article(
    connection: sqlite3.Connection, terms: Sequence[Term], story: int, article: int
) -> Found:
    *said, blocks = connection.execute(
        "SELECT id, title, text, blocks FROM articles WHERE number = ?", (article,)
    ).fetchone()
    public, title, text = map(values.text, said)
    passage = None
    if in_text := spans_of([term for term in terms if not term.name], text):
        passage = passage_at(text, in_text, _at_a_glance(text, rows.unpack(blocks, text) or ()))
    if (passage is None or passage.furniture) and (in_title := spans_of(terms, title)):
        passage = replace(passage_at(title, in_title), in_title=True)
    return Found(story, public, passage)


def _at_a_glance(text: str, blocks: Sequence[Block]) -> Callable[[Span], bool]:
    """Return what tells whether words stand in a block that reads as furniture."""
    starts = [block.start for block in blocks]

    def furniture(span: Span) -> bool:
        at = bisect_right(starts, span[0]) - 1
        block = blocks[at] if at >= 0 else Block(*_line_at(text, span[0]), 0)
        return is_furniture(block, text[block.start : block.end])

    return furniture


def passage_at(
    text: str, spans: Sequence[Span], furniture: Callable[[Span], bool] = lambda _: False
) -> Passage:
    """Return the line that has most of the words, as much of it as a passage may have.

    What is no `furniture` goes before what is.
    """
    begin, end, inside, apart = _best_line(text, spans, furniture)
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
        furniture=apart,
    )


def _best_line(
    text: str, spans: Sequence[Span], furniture: Callable[[Span], bool]
) -> tuple[int, int, list[Span], bool]:
    """Return where the best line begins and ends, the words' places, and whether it is furniture.

    It is the one with most different words, of lines that are no furniture if there are any.
    """
    lines: dict[Span, list[Span]] = {}
    begin, end = 0, -1
    for span in spans:
        if span[0] > end:
            begin, end = _line_at(text, span[0])
        lines.setdefault((begin, end), []).append(span)
    some = list(islice(lines.items(), _LINES))
    story = [(line, inside) for line, inside in some if not furniture(inside[0])]

    def worth(one: tuple[Span, list[Span]]) -> tuple[int, int]:
        return _different(text, one[1][:_MOST]), -one[0][0]

    (begin, end), inside = max(story or some, key=worth)
    return begin, end, inside[:_MOST], not story


def _line_at(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


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
