"""What a query asks of stories, as SQL over the rows of `stories`.

A person's words reach SQLite as values only, and FTS5 as strings that it quotes. Words that must
all occur must do so in one copy; what must not occur must not in any.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from reader.archive import places
from reader.archive.filters import EDITED
from reader.archive.lists import IN_LIST, as_json, listed
from reader.archive.names import names, published_names
from reader.archive.query import Query, Term
from reader.provenance.agencies import agencies
from reader.text.normalise import fold, squeeze

Value = str | float | None
"""What is bound to a parameter."""


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL that is true or false, and the values of its parameters."""

    sql: str
    values: tuple[Value, ...] = ()


ALWAYS = Condition("1")


Clause = tuple[Term, ...]


def condition(connection: sqlite3.Connection, query: Query | None) -> Condition:
    """Return what is true of the rows of `stories` that a query finds; None finds all."""
    if not query:
        return ALWAYS
    texts, others = split(query)
    found = [_any(_of_story(connection, term) for term in clause) for clause in others]
    if texts:
        found.append(_has_copy(texts))
    return _all(found)


def split(query: Query) -> tuple[list[Clause], list[Clause]]:
    """Return the clauses that one copy's text must fulfil, and the others."""
    texts: list[Clause] = []
    others: list[Clause] = []
    for clause in query.clauses:
        of_text = all(term.in_articles and not term.negated for term in clause)
        (texts if of_text else others).append(clause)
    return texts, others


_WEIGHED = 5000
"""Copies that are weighed, the newest first: 13 ms, where a word of every second copy took 350."""
_TITLE_WEIGHT = 4.0
"""How much more a word weighs in a copy's title than in its text."""


def ranked(connection: sqlite3.Connection, query: Query) -> list[int]:
    """Return the numbers of stories by the weight of the query's words in them, by BM25.

    Those of the newest copies alone where there are very many. Only words of scripts with spaces
    are weighed.
    """
    texts, _ = split(query)
    spaced = [clause for clause in texts if all(map(places.is_spaced, clause))]
    if not spaced:
        return []
    rows = connection.execute(
        f"SELECT story, min(weight) FROM (SELECT rowid, bm25(words, {_TITLE_WEIGHT}) AS weight"
        " FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?)"
        " JOIN members ON article = rowid GROUP BY story ORDER BY 2, 1 DESC",
        (places.expression(spaced), _WEIGHED),
    )
    return [story for story, _ in rows]


def titled(connection: sqlite3.Connection, query: Query, most: int) -> frozenset[int]:
    """Return the numbers of stories with a copy whose title has the query's words, the newest.

    Of words of scripts with spaces alone, as `ranked`; at most so many.
    """
    texts, _ = split(query)
    spaced = [
        tuple(replace(term, name="title") for term in clause)
        for clause in texts
        if all(map(places.is_spaced, clause))
    ]
    if not spaced:
        return frozenset()
    rows = connection.execute(
        "SELECT story FROM (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC"
        " LIMIT ?) JOIN members ON article = rowid",
        (places.expression(spaced), most),
    )
    return frozenset(story for (story,) in rows)


def _of_story(connection: sqlite3.Connection, term: Term) -> Condition:
    found = _has_copy([(term,)]) if term.in_articles else _FILTERS[term.name](connection, term)
    return Condition(f"NOT coalesce({found.sql}, 0)", found.values) if term.negated else found


def _has_copy(clauses: Iterable[Clause]) -> Condition:
    """Return what is true of a story with a copy that has a term of each clause."""
    spaced: list[Clause] = []
    selects: list[places.Found] = []
    for clause in clauses:
        if all(map(places.is_spaced, clause)):
            spaced.append(clause)
        else:
            selects.append(places.articles(clause))
    if spaced:
        selects.append(places.with_words(spaced))  # one look-up for all
    # The first is gone through as it is found; a list made of it takes half as long again.
    (first, values), *others = selects
    sql = f"SELECT story FROM ({first}) CROSS JOIN members ON article = found"
    sql += "".join(f" AND article IN ({select})" for select, _ in others)
    return Condition(f"number IN ({sql})", sum((more for _, more in others), values))


def _all(conditions: Iterable[Condition]) -> Condition:
    return _joined(conditions, " AND ")


def _any(conditions: Iterable[Condition]) -> Condition:
    return _joined(conditions, " OR ")


def _joined(conditions: Iterable[Condition], word: str) -> Condition:
    found = list(conditions)
    if len(found) == 1:
        return found[0]
    return Condition(
        word.join(f"({one.sql})" for one in found), tuple(v for one in found for v in one.values)
    )


def outlets_called(connection: sqlite3.Connection, value: str) -> list[str]:
    """Return the names, as published, of the outlets that a person means.

    Those of this name, as published or as the person calls them; where none is called so, those
    whose names hold it. Case and accents do not count.
    """
    called = names(connection).called
    wanted = fold(value)
    known = [
        (outlet, {fold(squeeze(outlet)), fold(squeeze(called(outlet)))})
        for outlet in published_names(connection)
    ]
    exact = [outlet for outlet, forms in known if wanted in forms]
    return exact or [outlet for outlet, forms in known if any(wanted in form for form in forms)]


def _outlet(connection: sqlite3.Connection, term: Term) -> Condition:
    return Condition(
        "number IN (SELECT story FROM articles a CROSS JOIN members ON article = a.number"
        f" WHERE outlet COLLATE NOCASE {IN_LIST})",
        (as_json(outlets_called(connection, term.value)),),
    )


def _only(connection: sqlite3.Connection, term: Term) -> Condition:
    printed = _outlet(connection, term)
    return Condition(
        f"{printed.sql} AND NOT EXISTS (SELECT 1 FROM members"
        " JOIN articles a ON a.number = article WHERE story = stories.number"
        f" AND NOT outlet COLLATE NOCASE {IN_LIST})",
        printed.values * 2,
    )


def _agency(_connection: sqlite3.Connection, term: Term) -> Condition:
    wanted = fold(term.value)
    meant = {term.value} | {
        agency.name
        for agency in agencies()
        if wanted in map(fold, (agency.name, *agency.names, *agency.short))
    }
    return _any(
        Condition("' ' || agency || ' ' LIKE ? ESCAPE '\\'", (f"% {places.literally(name)} %",))
        for name in sorted(meant)
    )


def _tag(connection: sqlite3.Connection, term: Term) -> Condition:
    wanted = fold(term.value)
    tags = [
        tag
        for (tag,) in connection.execute("SELECT DISTINCT tag FROM feed_tags")
        if fold(squeeze(tag)) == wanted
    ]
    return Condition(
        "number IN (SELECT story FROM feed_tags JOIN article_feeds USING (feed)"
        f" JOIN members USING (article) WHERE tag {IN_LIST})",
        (as_json(tags),),
    )


def _note(connection: sqlite3.Connection, term: Term) -> Condition:
    wanted = fold(term.value)
    noted = [
        article
        for article, text in connection.execute("SELECT article, text FROM notes")
        if wanted in fold(squeeze(text))
    ]
    return Condition(
        f"number IN (SELECT story FROM members WHERE article {IN_LIST})", (listed(noted),)
    )


def _range(column: str) -> Callable[[sqlite3.Connection, Term], Condition]:
    def within(_connection: sqlite3.Connection, term: Term) -> Condition:
        bounds = ((">=", term.low), ("<", term.high))
        return _all(
            Condition(f"{column} {sign} ?", (bound,)) for sign, bound in bounds if bound is not None
        )

    return within


_STATES = {
    "unread": "seen = 0",
    "read": "seen > 0",
    "starred": "starred",
    "noted": "noted",
    "fact": "facts > 0",
    "version": "versions > 0",
    "summary": "",
    "blocked": "",
}


def _state(_connection: sqlite3.Connection, term: Term) -> Condition:
    if term.value in EDITED:
        return _found_as("edit", term.value)
    if known := _STATES[term.value]:
        return Condition(known)
    return Condition(
        "number IN (SELECT story FROM articles a CROSS JOIN members ON article = a.number"
        " WHERE state != 'full' AND state = ?)",  # the first half lets it use the small index
        (term.value,),
    )


def _added(_connection: sqlite3.Connection, term: Term) -> Condition:
    return _found_as("addition", term.value)


def _found_as(kind: str, value: str) -> Condition:
    return Condition(
        "number IN (SELECT story FROM findings WHERE kind = ? AND value = ?)", (kind, value)
    )


def _finding(kind: str) -> Callable[[sqlite3.Connection, Term], Condition]:
    def made(connection: sqlite3.Connection, term: Term) -> Condition:
        sql = f"SELECT story FROM findings WHERE kind = '{kind}'"
        if not term.value:
            return Condition(f"number IN ({sql})")
        return Condition(
            f"number IN ({sql} AND outlet COLLATE NOCASE {IN_LIST})",
            (as_json(outlets_called(connection, term.value)),),
        )

    return made


_FILTERS: Mapping[str, Callable[[sqlite3.Connection, Term], Condition]] = MappingProxyType(
    {
        "outlet": _outlet,
        "only": _only,
        "agency": _agency,
        "tag": _tag,
        "note": _note,
        "copies": _range("copies"),
        "after": _range("latest"),
        "before": _range("latest"),
        "is": _state,
        "has": _state,
        "added": _added,
        "cut": _finding("omission"),
        "changed": _finding("fact"),
        "reworded": _finding("substitution"),
        "moved": _finding("transposition"),
    }
)
