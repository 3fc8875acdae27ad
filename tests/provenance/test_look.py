from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.provenance.look import look, looks_like_prose, words_in
from reader.text.prose import is_headline_case


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("The harbour was closed on Monday after the storm.", True),
        ("Harbour Closed After Storm Sinks Two Ferries In The Night.", False),
        ("The harbour was closed on Monday after the storm", False),
        ("The harbour was closed on Monday after the…", False),
        ("No one was hurt.", False),
    ],
)
def test_prose_is_long_closed_and_no_headline(text: str, prose: bool) -> None:
    assert look(text).prose is prose
    assert looks_like_prose(text) is prose


def test_a_teaser_breaks_off() -> None:
    assert look("A retired couple has claimed a second…").teaser
    assert look("A retired couple has claimed a second...").teaser
    assert not look("A retired couple has claimed a second prize.").teaser


@pytest.mark.parametrize("text", ["Should the ferry run?", "¿Debe navegar?", "Soll sie fahren?"])
def test_a_question_to_be_answered_with_yes_or_no(text: str) -> None:
    assert look(text).question
    assert look(text).yes_no


def test_a_question_of_another_kind() -> None:
    assert look("Who owns the ferry?").question
    assert not look("Who owns the ferry?").yes_no


def test_words_are_counted_in_spaced_and_unspaced_scripts() -> None:
    assert words_in("Nine don’t count — twice") == 4
    assert words_in("火山が噴火した") == 3 + 1  # seven characters, and the run that they make
    assert words_in("* * *") == 0


def test_what_closes_a_teaser_or_a_question_may_stand_behind_its_mark() -> None:
    assert look("“A retired couple has claimed a second…” ").teaser
    assert look("(Who owns the ferry?)\n").question
    assert not look("Who owns the ferry? Nobody knows").question


@given(st.lists(st.sampled_from([*"aB", "Lark", "fog", "Tide", "ford", *string.punctuation])))
def test_a_character_of_another_alphabet_changes_no_headline(parts: list[str]) -> None:
    text = " ".join(parts)
    assert is_headline_case(text) is is_headline_case(f"{text} é")
