import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.provenance.tables import MIN_AMOUNTS, tables
from tests.provenance.made import STORY, additions, article, judged, remembered

HEAD = ("LARKFIELD FERRIES PLC", "CONSOLIDATED BALANCE SHEET", "(in thousands)", "March 31,")
YEARS = ("2025", "2026")
CELLS = tuple(
    line
    for item, first, second in (
        ("Ships and quays", "4,988,451", "5,120,007"),
        ("Fuel", "(12,500)", "-"),
        ("Total assets", "$ 4,975.9", "$ 5,120.0"),
        ("Share of loans", "15.5%", "n/a"),
    )
    for line in (item, first, second)
)
TABLE = (*HEAD, *YEARS, *CELLS, *CELLS, *CELLS)
ROWS = tuple(f"Quay {n} 1,0{n}0.5 (2,{n}00) 3.{n}%" for n in range(1, 8))


def found(lines: tuple[str, ...], *strange: str) -> list[range]:
    return list(tables(lines, [line in strange for line in lines]))


def test_a_table_is_found_with_its_head_whether_cells_or_rows_stand_a_line_each() -> None:
    assert found((*STORY, *TABLE, *STORY), *STORY) == [range(6, 6 + len(TABLE))]
    assert found((*STORY, "Dues by quay", *ROWS, *STORY), *STORY) == [range(6, 14)]


def test_two_tables_share_no_line() -> None:
    first, second = found(
        (*TABLE, "The notes are a part of this.", *TABLE), "The notes are a part of this."
    )
    assert (first, second) == (range(len(TABLE)), range(len(TABLE) + 1, 2 * len(TABLE) + 1))


@pytest.mark.parametrize(
    "lines",
    [
        ("12", "34", "5", "678", "90", "1", "2") * 6,  # counts of shares and comments
        (*YEARS, *CELLS[:6]),  # too few
        tuple(f"{n}.{m} Ports of the region" for n in range(1, 6) for m in range(1, 6)),
        tuple(f"It rose by {n}.{n}% on March 1{n}, 2026." for n in range(1, 9)) * 2,
        tuple(f"Chapter {n}, page {n}0" for n in range(1, 30)),
        tuple(line for n in range(9) for line in ("Dues", "Ships", "Quays", f"{n},100")) * 2,
    ],
)
def test_what_is_no_table_is_not_found(lines: tuple[str, ...]) -> None:
    assert found(lines) == []


@given(st.lists(st.sampled_from([*TABLE, *ROWS, *STORY]), max_size=60))
def test_tables_come_in_order_apart_and_hold_as_many_amounts_as_they_must(lines: list[str]) -> None:
    last = 0
    for table in tables(lines, [line in STORY for line in lines]):
        inside = lines[table.start : table.stop]
        assert last <= table.start < table.stop <= len(lines)
        assert not set(STORY) & set(inside)
        assert len(re.findall(r"\d[,.]\d|\d%|\(\d", "\n".join(inside))) >= MIN_AMOUNTS
        last = table.stop


def test_the_table_of_a_release_is_its_own_text_though_every_quarter_has_its_labels() -> None:
    others = [article("PR Newswire", f"Another thing, number {n}.", *TABLE) for n in "abc"]
    memory = remembered(*others)
    for name in ("PR Newswire", "Larkfield Post"):
        first, _ = judged(article(name, *STORY, *TABLE), article("Herald", *STORY), memory=memory)
        assert not set(additions(first)) & set(TABLE)
        assert "stands in a table of figures" in first["4,988,451"].evidence


def test_a_figure_alone_behind_the_story_is_none() -> None:
    first, _ = judged(article("Larkfield Post", *STORY, "1,204"), article("Herald", *STORY))
    assert additions(first) == ["1,204"]
