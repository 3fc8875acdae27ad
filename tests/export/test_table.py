from __future__ import annotations

import csv
import io

from hypothesis import given

from reader.export.layout import one_line
from reader.export.table import collation_table
from reader.model import Collation, Kind
from tests.export.samples import COST, COUNCIL, WORK, harbour
from tests.factories import lone
from tests.strategies import collations


def read(collation: Collation) -> list[dict[str, str]]:
    text = "".join(collation_table(collation))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_passages_stand_down_and_copies_across() -> None:
    rows = read(harbour())
    assert list(rows[0]) == [
        *("row", "passage", "paragraph", "status", "category", "marks", "shown"),
        *("1 Quay Post", "2 Larkfield", "3 Inland Day"),
    ]
    first, council, _, cost, work, last = rows
    assert (first["row"], first["category"]) == ("addition", "share")
    assert (first["1 Quay Post"], first["2 Larkfield"]) == ("", "Share on all channels")
    assert (council["shown"], council["marks"]) == (COUNCIL, "●~●")
    assert (cost["shown"], cost["marks"]) == (COST, "●!·")
    assert cost["2 Larkfield"] == "The tunnel would cost 2.4 million crowns."
    assert cost["3 Inland Day"] == ""
    assert (work["shown"], work["status"], work["paragraph"]) == (WORK, "single", "3")
    assert last["3 Inland Day"] == "Our reporter asked the council and got no answer."


def test_one_copy_has_no_marks() -> None:
    assert {row["marks"] for row in read(lone())} == {""}


@given(collations())
def test_every_reading_has_its_cell(found: Collation) -> None:
    rows = list(csv.reader(io.StringIO("".join(collation_table(found)), newline="")))
    assert len({len(row) for row in rows}) == 1
    passages = [row for row in rows[1:] if row[0] == "passage"]
    assert [row[1] for row in passages] == [str(x.number) for x in found.passages]
    for row, passage in zip(passages, found.passages, strict=True):
        assert row[6].lstrip("'") == one_line(passage.text).lstrip("'")
        held = [copy.number for copy, cell in zip(found.copies, row[7:], strict=True) if cell]
        assert held == sorted(passage.carriers)
    added = [label for label in found.labels if label.kind is Kind.ADDITION]
    assert len(rows) - 1 - len(passages) == len(added)
