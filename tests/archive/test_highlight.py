from __future__ import annotations

import re
import sqlite3
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.archive.highlight import spans_of
from reader.archive.places import expression
from reader.archive.query import Term


def found(value: str, text: str, *, prefix: bool = False) -> list[str]:
    return [text[a:b] for a, b in spans_of([Term("", value, prefix=prefix)], text)]


@pytest.mark.parametrize(
    ("value", "text", "words"),
    [
        ("tunnel", "Tunnel, tunnels and TUNNEL", ["Tunnel", "TUNNEL"]),
        ("cafe", "Cafés, a café, a cafe\u0301!", ["café", "cafe\u0301"]),
        ("café", "a cafe", ["cafe"]),
        ("u.n.", "the U.N.; the U N", ["U.N", "U N"]),
        ("port ellen", "Port\nEllen, portellen, port – ellen", ["Port\nEllen", "port – ellen"]),
        ("가", "가 각", ["가"]),
        ("東京", "東京都、東京", ["東京", "東京"]),
        ("a東", "A東 a東", ["A東", "a東"]),
        ("a", "_a_ a\ue000 a", ["a", "a"]),
    ],
)
def test_words_are_found_by_their_folded_form(value: str, text: str, words: list[str]) -> None:
    assert found(value, text) == words


def test_a_beginning_finds_the_whole_word() -> None:
    assert found("port ell", "Port Ellen, port", prefix=True) == ["Port Ellen"]


def test_terms_that_overlap_are_one_span() -> None:
    terms = [Term("", "port ellen"), Term("", "ellen today"), Term("", "today")]
    assert spans_of(terms, "Port Ellen today, today") == [(0, 16), (18, 23)]


LETTERS = st.text(st.sampled_from("abAB éÉåñ\u0301\u0308.,-_'\n1²½ßøŁЙйα"), max_size=24)


@settings(deadline=None)  # each opens a database
@given(LETTERS, LETTERS.filter(lambda text: any(map(str.isalnum, text))), st.booleans())
@example("e\u0301 \u0301b", "e", False)
def test_words_stand_where_sqlite_finds_them(text: str, value: str, prefix: bool) -> None:
    value = " ".join(value.split())
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE words USING fts5 (title, text,"
        " tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute("INSERT INTO words VALUES ('', ?)", (text,))
    term = Term("", value, prefix=prefix)
    row = connection.execute(
        "SELECT highlight(words, 1, '[', ']') FROM words WHERE words MATCH ?",
        (expression([[term]]),),
    ).fetchone()
    connection.close()
    marked = "" if row is None else row[0]
    expected = [_bare(word) for word in re.findall(r"\[(.*?)\]", marked, re.DOTALL)]
    assert [_bare(text[a:b]) for a, b in spans_of([term], text)] == expected


def _bare(text: str) -> str:
    """The text without accents at its ends: to which word one between two belongs, none can see."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
