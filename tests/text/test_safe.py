import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.safe import REPLACEMENT, safe, safe_line

anything = st.text(st.characters(exclude_categories=()), max_size=200)


@given(anything)
def test_the_length_stays(text: str) -> None:
    assert len(safe(text)) == len(text)


@given(anything)
def test_twice_is_once(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@given(anything)
def test_nothing_is_left_that_acts(text: str) -> None:
    shown = safe(text)
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in shown)
    shown.encode("utf-8")


@pytest.mark.parametrize("char", ["\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066", "\ud800"])
def test_what_acts_becomes_visible(char: str) -> None:
    assert safe(f"a{char}b") == f"a{REPLACEMENT}b"


@pytest.mark.parametrize("text", ["Zürich — 北京 👩‍🚀", "[red]no markup[/red]", "مرحبا"])
def test_what_is_only_text_stays(text: str) -> None:
    assert safe(text) == text


def test_a_line_has_no_line_feed() -> None:
    assert safe_line("a\nb") == "a b"
