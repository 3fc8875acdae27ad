"""Numbers and lists in sentences."""

from __future__ import annotations

from reader.text.phrases import count, listed


def test_a_number_has_its_noun() -> None:
    assert count(1, "copy", "copies") == "1 copy"
    assert count(1903, "copy", "copies") == "1,903 copies"
    assert count(0, "fact") == "0 facts"


def test_names_are_listed() -> None:
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"], [])] == [
        "a",
        "a and b",
        "a, b and c",
        "",
    ]
