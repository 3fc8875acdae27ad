import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.mend import mend
from reader.text.normalise import fold, plain
from reader.text.tokens import _classed, _parts, count_words, tokens, words
from tests.strategies import any_text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.N. said he’s late", ["The", "U.N.", "said", "he’s", "late"]),
        ("$4.2 billion, 1,000 men", ["$", "4.2", "billion", ",", "1,000", "men"]),
        ("high-end 11th", ["high", "-", "end", "11th"]),
        ("US19.5", ["US", "19.5"]),
        ("他说好", ["他", "说", "好"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    assert [text[t.start : t.end] for t in tokens(text)] == found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("U.N.", "UN"),
        ("São", "Sao"),
        ("it’s", "It's"),
        ("co\u00adop", "coop"),
        ("ﬁve", "five"),
        ("“", '"'),
        ("—", "-"),
    ],
)
def test_folding_makes_these_the_same(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_folding_keeps_the_point_of_a_number() -> None:
    assert fold("4.2") != fold("42")


def test_plain_keeps_case_and_accents() -> None:
    assert plain("São “Paulo”") == 'São "Paulo"'


@given(any_text)
def test_tokens_are_in_order_and_hold_everything_visible(text: str) -> None:
    found = tokens(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(t.start < t.end for t in found)
    held = {place for t in found for place in range(t.start, t.end)}
    assert all(place in held for place, char in enumerate(mend(text)) if char.isalnum())


@given(any_text)
def test_words_of_a_folded_text_are_its_words(text: str) -> None:
    assert words(text) == [t.key for t in tokens(text) if t.is_word]


def test_what_cannot_be_seen_costs_no_more_than_what_can() -> None:
    unseen = "\u200b" * 200_000
    assert words(f"{unseen} town{unseen}") == ["town"]
    assert count_words(unseen) == 0


@given(st.text("ab3Aé.,'’- “\n_½²\u00ad\u200b他", max_size=20))
def test_common_texts_have_the_tokens_that_classing_each_character_finds(text: str) -> None:
    assert _parts(text) == _classed(text)
