from __future__ import annotations

import pytest

from reader.cli.status import Status, after_reading
from reader.model import Failure

FAILURE = Failure("a.txt", "is empty")


@pytest.mark.parametrize(
    ("articles", "failures", "status"),
    [
        (2, (), Status.DONE),
        (2, (FAILURE,), Status.PARTLY),
        (0, (FAILURE,), Status.FAILED),
        (0, (), Status.FAILED),
    ],
)
def test_the_status_tells_all_from_some_from_nothing(
    articles: int, failures: tuple[Failure, ...], status: Status
) -> None:
    assert after_reading(articles, failures) is status


def test_the_numbers_are_the_contract() -> None:
    assert [int(status) for status in Status] == [0, 1, 2, 3, 130]
