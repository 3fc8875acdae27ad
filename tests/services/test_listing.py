"""Long lists of which only the rows in sight are read."""

from array import array
from collections.abc import Sequence

import pytest

from reader.model import StorySummary
from reader.services.listing import GONE, Listing


def _row(number: int) -> StorySummary:
    return StorySummary(f"s{number}", f"Story {number}", None, ("Larkfield Post",), 1, 0, None)


class _Shelf:
    """Counts what is read."""

    def __init__(self, gone: frozenset[int] = frozenset()) -> None:
        self.asked: list[int] = []
        self.gone = gone

    def read(self, numbers: Sequence[int]) -> list[StorySummary | None]:
        self.asked.extend(numbers)
        return [None if number in self.gone else _row(number) for number in numbers]


def _listing(count: int, gone: frozenset[int] = frozenset()) -> tuple[Listing, _Shelf]:
    shelf = _Shelf(gone)
    return Listing(array("q", range(1000, 1000 + count)), shelf.read), shelf


def test_only_what_is_looked_at_is_read() -> None:
    listing, shelf = _listing(100_000)
    assert len(listing) == 100_000
    assert listing[0] == _row(1000)
    assert listing[-1] == _row(100_999)
    assert listing[20:22] == [_row(1020), _row(1021)]
    assert len(shelf.asked) < 200


def test_a_row_is_read_once_until_it_is_forgotten() -> None:
    listing, shelf = _listing(10)
    assert listing[3] == listing[3]
    assert shelf.asked.count(1003) == 1
    listing.forget([3])
    assert listing[4] == _row(1004)
    assert shelf.asked.count(1003) == 2
    listing.forget()
    assert listing[4] == _row(1004)
    assert shelf.asked.count(1003) == 3


def test_pages_not_looked_at_are_given_up() -> None:
    listing, shelf = _listing(100_000)
    for at in range(0, 100_000, 10):
        assert listing[at].id == f"s{1000 + at}"
    before = len(shelf.asked)
    assert listing[0].id == "s1000"
    assert len(shelf.asked) > before


def test_a_story_that_is_gone_leaves_a_row() -> None:
    listing, _ = _listing(3, frozenset({1001}))
    assert listing[1] is GONE
    assert listing.place_of(1001) == 1
    assert listing.place_of(7) is None


@pytest.mark.parametrize("at", [3, -4])
def test_there_is_nothing_outside(at: int) -> None:
    listing, _ = _listing(3)
    with pytest.raises(IndexError):
        listing[at]
