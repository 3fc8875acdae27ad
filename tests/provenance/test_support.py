from __future__ import annotations

from reader.collation.align import align
from reader.provenance.support import Standing, standings, support
from tests.provenance.made import STORY, article, number


def _standing_of(text: str, *lines: tuple[str, ...], own: frozenset[int] = frozenset()) -> Standing:
    copies = number([article(f"Outlet {n}", *texts) for n, texts in enumerate(lines)])
    table = align(copies)
    for row, stands in zip(table.rows, standings(table, copies, own), strict=True):
        cell = row.cells[0]
        copy = copies[cell.copy - 1]
        first = copy.segments[cell.segments[0]]
        if copy.article.text[first.start : first.end] == text:
            return stands
    raise AssertionError(text)


LOCAL = "In Oru the mayor asked for a second doctor on the island."


def test_who_has_the_text_around_a_line_is_a_witness() -> None:
    found = _standing_of(LOCAL, (*STORY[:2], LOCAL, *STORY[2:]), STORY, STORY)
    assert (found.outlets, found.of, found.witnesses) == (1, 3, 2)


def test_who_broke_off_before_is_no_witness() -> None:
    found = _standing_of(LOCAL, (*STORY[:3], LOCAL), STORY[:3], STORY[:3])
    assert found.witnesses == 0


def test_who_goes_on_behind_is_a_witness() -> None:
    found = _standing_of(LOCAL, (*STORY[:3], LOCAL), STORY, STORY)
    assert found.witnesses == 2


def test_the_agency_as_witness_is_named() -> None:
    lines = ((*STORY[:2], LOCAL, *STORY[2:]), STORY, STORY)
    assert _standing_of(LOCAL, *lines, own=frozenset({2})).own_witness
    assert not _standing_of(LOCAL, *lines, own=frozenset({1})).own_witness


def test_an_outlet_counts_once_and_a_version_not_at_all() -> None:
    same = [article("Post", *STORY), article("Post", *STORY), article("Herald", *STORY)]
    copies = number(same)
    assert {s.outlets for s in standings(align(copies), copies, ())} == {2}
    copies = number([same[0], same[1]], versions={2: 1})
    assert {s.outlets for s in standings(align(copies), copies, ())} == {1}


def test_more_outlets_weigh_more_and_witnesses_weigh_against() -> None:
    weights = [support(Standing(n, 8, own=False), prose=True).weight for n in (4, 3, 2, 1)]
    assert weights == sorted(weights)
    alone = [support(Standing(1, 8, False, n), prose=True).weight for n in (0, 1, 2, 3)]
    assert alone == sorted(alone)
    assert support(Standing(1, 1, own=False), prose=False).weight == 0
