from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.layout import clip, fit, one_line, width, wrap

WORDS = st.lists(st.text("ab漢é", min_size=1, max_size=30), max_size=20).map(" ".join)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("plain", 5), ("漢字", 4), ("e\u0301", 1), ("ﾊﾝ", 2), ("", 0)],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@given(WORDS, st.integers(min_value=2, max_value=40))
def test_wrapping_keeps_every_character_and_fits(text: str, columns: int) -> None:
    lines = list(wrap(text, columns))
    assert all(0 < width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(WORDS, st.integers(min_value=8, max_value=40))
def test_wrapping_breaks_no_word_that_fits(text: str, columns: int) -> None:
    whole = {word for word in text.split() if width(word) <= columns}
    assert whole <= {word for line in wrap(text, columns) for word in line.split()}


@given(WORDS, st.integers(min_value=1, max_value=40))
def test_fitting_is_exact_and_clipping_shows_that_it_clipped(text: str, columns: int) -> None:
    assert width(fit(text, columns)) == columns
    assert clip(text, columns) == text or clip(text, columns).endswith("…")


def test_text_from_outside_is_one_harmless_line() -> None:
    assert one_line(" red\x1b[31m\n\tline \u202e") == "red\ufffd[31m line \ufffd"
