from __future__ import annotations

import pytest

from reader.export.marks import FACT, LACKS, MOVED, REWORDED, SAME, mark, marks
from reader.model import Kind, Label, Segment, Variant, Weight
from tests.export.samples import harbour

HERE = Segment(0, 0, 0, 1, 1)
EQUAL = Label(1, HERE, Kind.WIRE, 1)
STYLED = Label(1, HERE, Kind.WIRE, 1, variants=(Variant.SUBSTITUTION,), weight=Weight.STYLE)
WORDED = Label(1, HERE, Kind.WIRE, 1, variants=(Variant.SUBSTITUTION,), weight=Weight.WORDING)
CHANGED = Label(1, HERE, Kind.WIRE, 1, variants=(Variant.SUBSTITUTION,), weight=Weight.FACT)
SHIFTED = Label(1, HERE, Kind.WIRE, 1, variants=(Variant.TRANSPOSITION,))


@pytest.mark.parametrize(
    ("labels", "glyph"),
    [
        ([], LACKS),
        ([EQUAL], SAME),
        ([STYLED], SAME),
        ([EQUAL, WORDED], REWORDED),
        ([WORDED, EQUAL], REWORDED),
        ([WORDED, SHIFTED], MOVED),
        ([SHIFTED, WORDED, CHANGED], FACT),
    ],
)
def test_the_weightiest_thing_shows(labels: list[Label], glyph: str) -> None:
    assert mark(labels) == glyph


def test_a_passage_has_a_mark_for_each_copy_in_order() -> None:
    assert marks(harbour()) == {1: "●~●", 2: "●●●", 3: "●!·", 4: "··●"}
