"""Datelines, and what they open."""

from __future__ import annotations

from reader.collation.datelines import NO_DATELINE, Dateline, datelines, most_printed
from reader.collation.marks import by_copy
from tests import factories


def test_a_dateline_opens_the_passage_behind_it() -> None:
    made = factories.tunnel()
    copies = {copy.number: copy for copy in made.copies}
    found = datelines(copies, by_copy(made))
    assert found[1] == Dateline("PORT ELLEN (NPA) —", 1)
    assert all(dateline.passage for dateline in found.values())


def test_the_clean_text_has_what_most_print_where_most_have_it() -> None:
    rome, oslo = "ROME (AP) —", "OSLO —"
    found = [Dateline(oslo, 1), Dateline(rome, 2), Dateline(rome, 1), Dateline(rome, 2)]
    assert most_printed(found) == Dateline(rome, 2)
    assert most_printed(found[:2]) == Dateline(oslo, 1), "of equals, the first"
    assert most_printed([]) == NO_DATELINE
