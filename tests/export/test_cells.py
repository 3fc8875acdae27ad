from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.cells import csv_line
from reader.export.layout import one_line
from tests.strategies import hostile_text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+2", "'=1+2"),
        ("-2 degrees", "'-2 degrees"),
        ("@here", "'@here"),
        ("+41 44", "'+41 44"),
        ("'=4", "''=4"),
        ("＝1", "'＝1"),
        ("\t=1", "'=1"),
        ("'tis the season", "'tis the season"),
        ("a = b", "a = b"),
    ],
)
def test_no_cell_begins_a_formula(text: str, cell: str) -> None:
    assert csv_line([text]) == f"{cell}\r\n"


def test_numbers_and_nothing_stand_as_they_are() -> None:
    assert csv_line([-1, 0.5, None, ""]) == "-1,0.5,,\r\n"


@given(st.lists(hostile_text | st.text(), min_size=2, max_size=5))
def test_a_line_is_read_again_as_the_same_harmless_cells(values: list[str]) -> None:
    line = csv_line(values)
    assert line.count("\n") == 1
    (row,) = csv.reader(io.StringIO(line, newline=""))
    for cell, value in zip(row, values, strict=True):
        text = one_line(value)
        assert cell == text or (cell[0] == "'" and cell[1:] == text)
        assert not cell.startswith(("=", "+", "-", "@"))
