from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from reader.provenance.titles import Titles, title_key
from tests.provenance.made import article


def test_a_title_is_known_whatever_its_marks() -> None:
    other = article("A", "Text.", title="Toll Collector Hailed: ‘I Only Opened a Door’", name="a")
    titles = Titles([other])
    key = title_key('toll collector hailed — "I only opened a door"')
    assert titles.is_other_title(key, frozenset())
    assert not titles.is_other_title(key, frozenset({"a"}))


def test_short_titles_and_unknown_lines_are_nobodys() -> None:
    titles = Titles([article("A", "Text.", title="Weather")])
    assert not titles.is_other_title(title_key("Weather"), frozenset())
    assert not Titles().is_other_title(title_key("Toll collector hailed as hero"), frozenset())


def test_titles_without_spaces_between_words_count_by_characters() -> None:
    titles = Titles([article("A", "本文。", title="火山噴火で島民避難")])
    assert titles.is_other_title(title_key("火山噴火で島民避難"), frozenset())


@given(st.text(string.printable, max_size=40))
def test_a_character_that_cannot_be_seen_makes_no_other_title(text: str) -> None:
    assert title_key(text) == title_key(f"{text}\u200b")
