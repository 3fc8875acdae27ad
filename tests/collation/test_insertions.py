"""What copies put in, its place, and where facts were changed: one answer for every front end."""

from __future__ import annotations

from hypothesis import given

from reader.collation.insertions import insertions
from reader.collation.marks import OWN, by_copy
from reader.collation.places import merge
from reader.export.apparatus import arrange
from reader.model import Category, Collation, Kind
from reader.ui.present.facts import fact_spans
from reader.ui.present.index import build_index
from tests.strategies import collations

_ELSEWHERE = frozenset({Category.HEADLINE, Category.DATELINE})


@given(collations())
def test_every_segment_that_a_copy_put_in_lies_in_one_insertion(made: Collation) -> None:
    last = len(made.passages)
    for number, labels in by_copy(made).items():
        found = list(insertions(number, labels, last))
        put_in = [label for one in found for label in one.labels]
        assert put_in == [label for label in labels if label.kind is Kind.ADDITION]
        assert all(one.labels and one.copy == number and 0 <= one.after <= last for one in found)


@given(collations())
def test_the_screen_and_the_exports_put_it_at_one_place(made: Collation) -> None:
    def placed(found: object) -> set[tuple[int, int, int]]:
        assert isinstance(found, dict)
        return {
            (label.copy, label.segment.index, after)
            for after, there in found.items()
            for one in there
            for label in one.labels
            if label.category not in _ELSEWHERE
        }

    index = build_index(made)
    assert placed(index.insertions) == placed(arrange(made).insertions)
    for there in index.insertions.values():
        for one in there:
            assert {label.category in OWN for label in one.labels} == {one.own}


@given(collations())
def test_facts_are_marked_within_the_text_that_is_shown(made: Collation) -> None:
    index = build_index(made)
    for passage in made.passages:
        spans = fact_spans(index, passage.number)
        assert spans == merge(spans)
        assert all(0 <= start < end <= len(passage.text) for start, end in spans)
