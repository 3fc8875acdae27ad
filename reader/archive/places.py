"""Where words stand in articles: the index that a term is looked up in, and how.

Words are looked up in `words`, which knows them by their folded form; what holds a character of a
script without spaces in `grams`, which knows every three characters in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.archive.query import Term
from reader.text.scripts import has_unspaced

_GRAM = 3
"""Characters of a trigram: the least that `grams` can look up by itself."""
_LAST = "\U0010ffff"


Found = tuple[str, tuple[str, ...]]
"""SQL, and the values of its parameters."""


def articles(terms: Iterable[Term]) -> Found:
    """Return a SELECT of the numbers of the articles that have one of the terms."""
    spaced, unspaced = _by_index(terms)
    selects = [_characters(term) for term in unspaced]
    if spaced:
        selects.append(with_words([spaced]))
    return " UNION ".join(sql for sql, _ in selects), tuple(v for _, some in selects for v in some)


def with_words(clauses: Iterable[Iterable[Term]]) -> Found:
    """Return a SELECT of the numbers of the articles that have a term of each clause.

    The terms are words of scripts with spaces.
    """
    return "SELECT rowid AS found FROM words WHERE words MATCH ?", (expression(clauses),)


def has_any(terms: Iterable[Term], among: tuple[int, int]) -> tuple[str, tuple[str | int, ...]]:
    """Return SQL that tells whether the article `article` has one of the terms.

    For a few articles, with numbers from the first to the second of `among`; `articles` finds
    those of all.
    """
    spaced, unspaced = _by_index(terms)
    tests: list[tuple[str, tuple[str | int, ...]]] = [_holds(term) for term in unspaced]
    if spaced:
        select, values = with_words([spaced])
        select += " AND rowid BETWEEN ? AND ?"
        tests.append((f"article IN ({select})", (*values, *among)))
    return " OR ".join(sql for sql, _ in tests), sum((some for _, some in tests), ())


def expression(clauses: Iterable[Iterable[Term]]) -> str:
    """Return what FTS5 understands as a term of each clause; there must be one."""
    return " AND ".join(f"({' OR '.join(map(_phrase, terms))})" for terms in clauses)


def is_spaced(term: Term) -> bool:
    """Tell whether a term is looked up by its words."""
    return not has_unspaced(term.value)


def literally(text: str) -> str:
    """Return a pattern of LIKE that stands for the text itself."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def _by_index(terms: Iterable[Term]) -> tuple[list[Term], list[Term]]:
    every = list(terms)
    return [t for t in every if is_spaced(t)], [t for t in every if not is_spaced(t)]


def _phrase(term: Term) -> str:
    words = term.value.replace('"', " ")
    return f'{{{" ".join(_columns(term))}}} : "{words}"{" *" if term.prefix else ""}'


def _characters(term: Term) -> Found:
    """Return a SELECT of the numbers of the articles that have a run of characters.

    Less than a trigram begins trigrams, but for one among the last two characters of a text.
    """
    columns = _columns(term)
    if len(term.value) >= _GRAM:
        phrase = f'{{{" ".join(columns)}}} : "{term.value}"'
        return "SELECT rowid AS found FROM grams WHERE grams MATCH ?", (phrase,)
    first = term.value.lower()
    among = ", ".join(f"'{column}'" for column in columns)
    ends = " OR ".join(f"substr({column}, -2) LIKE ? ESCAPE '\\'" for column in columns)
    return (
        f"SELECT doc AS found FROM gram_places WHERE term >= ? AND term < ? AND col IN ({among})"
        f" UNION SELECT number FROM articles WHERE unspaced AND ({ends})",
        (first, first + _LAST, *[_holding(term)] * len(columns)),
    )


def _holds(term: Term) -> Found:
    columns = _columns(term)
    likes = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns)
    sql = f"EXISTS (SELECT 1 FROM articles WHERE number = article AND ({likes}))"
    return sql, (_holding(term),) * len(columns)


def _columns(term: Term) -> tuple[str, ...]:
    return ("title",) if term.name else ("title", "text")


def _holding(term: Term) -> str:
    return f"%{literally(term.value)}%"
