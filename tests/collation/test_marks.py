from __future__ import annotations

import pytest

from reader.collation.marks import Counts, Mark, count_changes, mark, marks
from reader.model import Kind, Label, Segment, Variant, Weight
from tests.export.samples import harbour

HERE = Segment(0, 0, 0, 1, 1)
EQUAL = Label(1, HERE, Kind.WIRE, 1)
STYLED = Label(1, HERE, Kind.WIRE, 1, variants=(Variant.SUBSTITUTION,), weight=Weight.STYLE)
WORDED = Label(1, HERE, Kind.WIRE, 1, variants=(Variant.SUBSTITUTION,), weight=Weight.WORDING)
CHANGED = Label(1, HERE, Kind.WIRE, 1, variants=(Variant.SUBSTITUTION,), weight=Weight.FACT)
SHIFTED = Label(1, HERE, Kind.WIRE, 1, variants=(Variant.TRANSPOSITION,))


@pytest.mark.parametrize(
    ("labels", "mark_shown"),
    [
        ([], Mark.LACKS),
        ([EQUAL], Mark.SAME),
        ([STYLED], Mark.SAME),
        ([EQUAL, WORDED], Mark.REWORDED),
        ([WORDED, EQUAL], Mark.REWORDED),
        ([SHIFTED, WORDED], Mark.REWORDED),
        ([EQUAL, SHIFTED], Mark.MOVED),
        ([SHIFTED, WORDED, CHANGED], Mark.FACT),
    ],
)
def test_the_weightiest_thing_shows(labels: list[Label], mark_shown: Mark) -> None:
    assert mark(labels) is mark_shown


def test_a_passage_has_a_mark_for_each_copy_in_order() -> None:
    shown = {number: "".join(each) for number, each in marks(harbour()).items()}
    assert shown == {1: "●~●", 2: "●●●", 3: "●!·", 4: "··●"}


def test_what_a_copy_did_is_counted_each_thing_once() -> None:
    assert count_changes(harbour()) == {
        1: Counts(added=0, cut=0, reworded=0, facts=0, moved=0),
        2: Counts(added=1, cut=0, reworded=1, facts=1, moved=1),
        3: Counts(added=1, cut=1, reworded=0, facts=0, moved=0),
    }
