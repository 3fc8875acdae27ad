from __future__ import annotations

from hypothesis import given

from reader.collation.marks import Mark
from reader.export.apparatus import Change, arrange
from reader.model import Category, Collation, EditKind, Kind, Status
from tests.export.samples import harbour
from tests.factories import pair, tunnel
from tests.strategies import collations


def test_each_place_says_what_which_copies_did() -> None:
    made = arrange(harbour())
    council, sheet, cost, work = made.entries
    (reworded,) = council.reworded
    assert reworded.copies == (2,)
    assert reworded.changes == (Change(EditKind.WORDING, "put off", "postponed"),)
    assert not reworded.fact
    assert not sheet.varies  # a difference of style alone
    assert cost.reworded[0].fact
    assert (cost.moved, cost.cut) == ((2,), (3,))
    assert work.only == (3,)
    assert made.facts() == 1


def test_copies_that_made_one_change_are_told_together_facts_first() -> None:
    entry = arrange(tunnel()).entries[2]
    assert [found.copies for found in entry.reworded] == [(3,)]
    assert entry.reworded[0].changes[0].reading == "$4.2 billion"


def test_what_ends_a_copy_stands_behind_the_story() -> None:
    made = arrange(tunnel())
    last = len(made.entries)
    assert {x.copy for x in made.insertions[last]} == {2, 3, 4, 6}
    assert [x.copy for x in made.insertions[2]] == [2]
    assert made.insertions[0][0].categories == (Category.HEADLINE, Category.DATELINE)


def test_two_copies_leave_it_undecided() -> None:
    made = arrange(pair())
    assert made.entries[1].only == (1,)
    assert made.entries[1].cut == ()
    assert made.marks(2) == ((1, Mark.SAME), (2, Mark.LACKS))


@given(collations())
def test_nothing_is_lost_and_nothing_told_twice(found: Collation) -> None:
    made = arrange(found)
    assert [entry.passage for entry in made.entries] == list(found.passages)
    put_in = [
        label for of_place in made.insertions.values() for x in of_place for label in x.labels
    ]
    added = [label for label in found.labels if label.kind is Kind.ADDITION]
    assert sorted(put_in, key=id) == sorted(added, key=id)
    assert set(made.insertions) <= set(range(len(found.passages) + 1))
    cut = {(copy, entry.passage.number) for entry in made.entries for copy in entry.cut}
    assert cut == {(omission.copy, omission.passage) for omission in found.omissions}
    for entry in made.entries:
        single = entry.passage.status is Status.SINGLE and made.several
        assert bool(entry.only) == single
