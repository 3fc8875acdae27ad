"""Breaking lines by cells, in any script."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.ui.present import wrap as wrapping
from reader.ui.present.ink import FACT, TEXT, Run, badge, plain
from reader.ui.present.wrap import break_lines, clip, cut, pad, width_of, wrap

TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")),
        st.sampled_from("ab  ,.港口トンネル한국어עברית👍🏽🏻🏿\u0301\u200d\ufe0f\u00a0"),
    ),
    max_size=60,
)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("the council met", 11, ["the council", "met"]),
        ("the council met", 10, ["the", "council", "met"]),
        ("  two  blanks  ", 20, ["two  blanks"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("港口隧道关闭", 7, ["港口隧", "道关闭"]),
        ("港口，关闭。", 4, ["港", "口，", "关", "闭。"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("a\u00a0b c", 3, ["a\u00a0b", "c"]),
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("🏽 a", 2, ["🏽 a"]),
        ("🏻 ab", 2, ["🏻", "ab"]),
        ("ab 🏿 cd", 2, ["ab", "🏿", "cd"]),
        ("\u0301 ab \u200d", 3, ["\u0301 ab", "\u200d"]),
    ],
)
def test_lines(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_a_picture_of_several_characters_is_not_cut() -> None:
    family = "👨\u200d👩\u200d👧"
    assert lines(family * 2, 2) == [family, family]


@given(TEXTS, st.integers(2, 20))
@example("🏽 a", 2)
@example("\u0301 ab", 2)
def test_no_line_is_too_wide_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    spans = break_lines(text, width)
    assert all(cell_len(text[start:end]) <= width for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=5), st.integers(2, 20))
def test_runs_keep_their_ink(parts: list[tuple[str, bool]], width: int) -> None:
    runs = tuple(Run(text, FACT if loud else TEXT) for text, loud in parts)
    wrapped = [run for line in wrap(runs, width) for run in line]
    for ink in (FACT, TEXT):
        whole = "".join(run.text for run in runs if run.ink == ink)
        shown = "".join(run.text for run in wrapped if run.ink == ink)
        assert [c for c in shown if not c.isspace()] == [c for c in whole if not c.isspace()]


@given(TEXTS, st.integers(0, 20))
def test_clipped_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    clipped = clip((Run(text, TEXT),), width)
    assert width_of(clipped) <= width
    if not width:
        assert clipped == ()
    elif cell_len(text) <= width:
        assert plain(clipped) == text
    else:
        assert plain(clipped).endswith("…")


def test_an_absurd_text_is_clipped_without_measuring_it_whole() -> None:
    assert plain(clip((Run("x" * 10_000_000, TEXT),), 5)) == "xxxx…"


def test_cutting_is_slicing() -> None:
    runs = (Run("abc", TEXT), Run("def", FACT))
    assert cut(runs, 2, 5) == (Run("c", TEXT), Run("de", FACT))


def test_padding_fills_up_to_the_width() -> None:
    assert width_of(pad((Run("港", TEXT),), 5, TEXT)) == 5


def test_a_badge_is_never_broken() -> None:
    assert wrap((badge(1), Run(" x", TEXT)), 4)[0][0] == badge(1)


def test_lines_after_the_first_hang() -> None:
    assert [plain(line) for line in wrap((Run("aa bb cc dd", TEXT),), 8, hang=3)] == [
        "aa bb cc",
        "   dd",
    ]


@given(st.text("ab é“.", max_size=60), st.integers(2, 20), st.integers(0, 10))
def test_plain_text_is_broken_like_any_other(text: str, width: int, hang: int) -> None:
    narrow = max(2, width - hang)
    expected = wrapping._break_any(text, max(narrow, width), narrow)
    assert break_lines(text, width, hang) == expected


def test_what_counts_as_plain_takes_a_cell_each() -> None:
    plain_ones = [chr(code) for code in range(0x3000) if wrapping._PLAIN.fullmatch(chr(code))]
    assert len(plain_ones) > 500
    assert {cell_len(character) for character in plain_ones} == {1}
