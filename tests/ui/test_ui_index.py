"""What the copies did, by passage and by copy."""

from __future__ import annotations

from reader.collation.marks import Counts, Mark
from reader.model import Category, EditKind
from reader.ui.present.facts import fact_spans
from reader.ui.present.index import build_index, shown
from reader.ui.present.reading import Reading
from tests import factories
from tests.factories import added, collation, copy, wire


def marks(passage: int) -> str:
    return "".join(mark for _, mark in build_index(factories.tunnel()).marks(passage))


def test_marks() -> None:
    assert marks(1) == "●●●●●●"
    assert marks(2) == "●●●~··"
    assert marks(3) == "●●!●●●"
    assert marks(5) == "●●●●●·", "style alone is no rewording"
    assert marks(7) == "●●●↕●·"
    assert marks(8) == "····●·"


def test_counts() -> None:
    counts = Reading(factories.tunnel()).counts
    assert counts[3] == Counts(added=1, cut=0, reworded=0, facts=1, moved=0)
    assert (counts[6].added, counts[6].cut) == (5, 5)
    assert counts[4].moved == 1
    assert build_index(factories.tunnel()).facts() == 1


def test_what_was_put_in_stands_after_the_passage_before_it() -> None:
    index = build_index(factories.tunnel())
    after = {
        (item.copy, item.after): [category.value for category in item.categories]
        for items in index.insertions.values()
        for item in items
    }
    assert after[2, 2] == ["poll"]
    assert after[1, 5] == ["related"]
    assert after[3, 8] == ["editorial"], "after the copy's last passage is the end of the story"
    assert after[6, 8] == ["promo", "share", "tags", "comments", "navigation"]
    assert after[2, 0] == ["share"], "headline and dateline have places of their own"


def test_own_text_and_boilerplate_are_kept_apart() -> None:
    made = collation(
        [
            copy("A", [wire(1, "One.")], [added("Mine.", Category.EDITORIAL)],
                 [added("Share", Category.SHARE)]),
            copy("B", [wire(1, "One.")]),
        ]
    )  # fmt: skip
    items = build_index(made).insertions[1]
    assert [(item.own, len(item.labels)) for item in items] == [(True, 1), (False, 1)]


def test_undecided_only_where_there_are_several_copies() -> None:
    assert build_index(factories.pair()).undecided(2)
    assert not build_index(factories.pair()).undecided(1)
    assert not build_index(factories.lone()).undecided(1)


def test_the_dateline_of_most_copies() -> None:
    assert build_index(factories.tunnel()).dateline(1) == "PORT ELLEN (NPA) —"
    assert build_index(factories.pair()).dateline(1) == ""


def test_changed_words_are_found_in_the_reading_shown() -> None:
    index = build_index(factories.tunnel())
    text = index.passage(3).text
    assert [text[start:end] for start, end in fact_spans(index, 3)] == ["$4.2 billion"]
    assert fact_spans(index, 2) == ()


def test_of_equal_words_those_at_the_place_are_meant() -> None:
    number = EditKind.NUMBER
    made = collation(
        [
            copy("A", [wire(1, "Of 12 ships 12 sank and 12 fled.")]),
            copy("B", [wire(1, "Of 12 ships 15 sank and 12 fled.", ("12", "15", number))]),
        ]
    )
    assert fact_spans(build_index(made), 1) == ((12, 14),)


def test_absurdly_long_text_is_cut_and_says_so() -> None:
    text = shown("x" * 1_000_000)
    assert len(text) < 21_000
    assert "980,000 more characters" in text


def test_mark_is_lacks_without_a_label() -> None:
    assert build_index(factories.pair()).mark(2, 2) is Mark.LACKS
