from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from reader.grouping.shingles import WIDTH, shingles

_FEW = st.sampled_from([0, 1, 2, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF])


@given(st.lists(_FEW | st.integers(0, 0xFFFF_FFFF), max_size=60))
def test_equal_runs_of_words_and_no_others_have_equal_numbers(words: list[int]) -> None:
    runs = [tuple(words[at : at + WIDTH]) for at in range(len(words) - WIDTH + 1)]
    numbers = shingles(array("I", words))
    assert len(numbers) == len(runs)
    assert len(set(zip(runs, numbers, strict=True))) == len(set(runs)) == len(set(numbers))
