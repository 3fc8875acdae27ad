from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.dates import date_in_path, parse_date

TEN = datetime(2018, 12, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2018-12-12T10:00:00Z",
        "2018-12-12 10:00",
        "2018-12-12T10:00:00.0000000Z",
        "2018-12-12T11:00:00+0100",
        "2018-12-12 10:00:00 UTC",
        "2018-12-12 10:00:00 +0000",
        "Wed, 12 Dec 2018 10:00:00 GMT",
        "  2018-12-12T10:00  ",
        "December 12, 2018 10:00 AM",
        "12 Dec 2018, 10:00",
        1544608800,
        1544608800.0,
        "1544608800",
        1544608800000,
    ],
)
def test_the_forms_that_pages_write(written: object) -> None:
    assert parse_date(written) == TEN


def test_a_day_alone_is_midnight_in_utc() -> None:
    for written in (
        "Dec. 12th, 2018",
        "12 December 2018",
        "2018-12-12",
        "20181212",
        "2018/12/12",
        "2018.12.12",
    ):
        assert parse_date(written) == datetime(2018, 12, 12, tzinfo=UTC)


def test_an_offset_is_kept() -> None:
    found = parse_date("2018-12-12T05:00:00-05:00")
    assert found == TEN
    assert found is not None
    assert found.utcoffset() == timedelta(hours=-5)
    assert found.tzinfo == timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    "written",
    [
        *("", "yesterday", "0001-01-01", "2018-13-45", "Smarch 9, 2026", "May 45, 2026", "9" * 500),
        *(None, True, [], float("nan"), 1e300, 10**400, -(10**400)),
        *("9999-12-31T23:59:59-23:00", "2018-12-12T10:00:00+99:99"),
    ],
)
def test_what_is_no_date_is_none(written: object) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    "url", ["https://a.example/2024/03/16/x", "https://a.example/n/2024-03-16-x", "/20240316/x"]
)
def test_the_day_in_a_path(url: str) -> None:
    assert date_in_path(url) == datetime(2024, 3, 16, tzinfo=UTC)


@pytest.mark.parametrize("url", [None, "", "https://a.example/2024/13/45/x", "/id/2024031699999"])
def test_a_path_without_a_day(url: str | None) -> None:
    assert date_in_path(url) is None


@given(st.one_of(st.text(), st.floats(), st.integers(), st.datetimes().map(str)))
def test_anything_is_an_aware_time_or_none(written: object) -> None:
    found = parse_date(written)
    assert found is None or found.astimezone(UTC).tzinfo is UTC
