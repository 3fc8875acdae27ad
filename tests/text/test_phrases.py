"""Numbers and lists in sentences."""

from __future__ import annotations

from reader.text.phrases import count, count_new, listed


def test_a_number_has_its_noun() -> None:
    assert count(1, "copy", "copies") == "1 copy"
    assert count(1903, "copy", "copies") == "1,903 copies"
    assert count(0, "fact") == "0 facts"


def test_it_is_told_how_many_are_new() -> None:
    assert count_new(3, 3, "copy", "copies") == "3 new copies"
    assert count_new(1, 1, "feed") == "1 new feed"
    assert count_new(3, 1, "copy", "copies") == "3 copies, 1 of them new"
    assert count_new(2000, 0, "feed") == "2,000 feeds, none of them new"
    assert count_new(1, 0, "feed") == "1 feed, which was there already"


def test_names_are_listed() -> None:
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"], [])] == [
        "a",
        "a and b",
        "a, b and c",
        "",
    ]
