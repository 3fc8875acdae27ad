from __future__ import annotations

from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.http_times import LONGEST_FRESH, LONGEST_WAIT, fresh_for, retry_after

NOW = 1_790_000_000.0
"""Seconds since 1970: Mon, 21 Sep 2026 14:13:20 GMT."""
MOMENTS = st.integers(min_value=0, max_value=4_000_000_000)
HEADERS = st.dictionaries(
    st.sampled_from(["cache-control", "expires", "age", "date", "retry-after"]),
    st.text(st.characters(max_codepoint=255), max_size=60)
    | st.sampled_from(["max-age=", "no-cache", "9" * 5000, "-1", '="', "Mon, 21 Sep 2026"]),
)


@given(HEADERS)
def test_no_header_breaks_anything(headers: dict[str, str]) -> None:
    assert 0 <= (retry_after(headers, NOW) or 0.0) <= LONGEST_WAIT
    assert 0 <= (fresh_for(headers, NOW) or 0.0) <= LONGEST_FRESH


@given(st.integers(min_value=0, max_value=86_400), MOMENTS)
def test_seconds_and_a_date_mean_the_same(seconds: int, now: int) -> None:
    at = formatdate(now + seconds, usegmt=True)
    assert retry_after({"retry-after": str(seconds)}, now) == seconds
    assert retry_after({"retry-after": at}, now) == seconds
    assert fresh_for({"expires": at}, now) == seconds
    assert fresh_for({"cache-control": f"max-age={seconds}"}, now) == seconds


@given(st.integers(min_value=0, max_value=86_400), MOMENTS, MOMENTS)
def test_a_date_is_measured_by_the_servers_own_clock(seconds: int, sent: int, now: int) -> None:
    headers = {
        "date": formatdate(sent, usegmt=True),
        "retry-after": formatdate(sent + seconds, usegmt=True),
        "expires": formatdate(sent + seconds, usegmt=True),
    }
    assert retry_after(headers, now) == fresh_for(headers, now) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("000000000000000000030", 30.0),
        ("9" * 6000, LONGEST_WAIT),
        ("Monday, 21-Sep-26 14:15:20 GMT", 120.0),
        ("Mon Sep 21 14:15:20 2026", 120.0),
        ("Sun, 20 Sep 2026 00:00:00 GMT", 0.0),
        ("Mon, 21 Sep 2099 00:00:00 GMT", LONGEST_WAIT),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("١٢٠", None),
        ("1790000120", LONGEST_WAIT),
        ("soon", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "public, MAX-AGE = 600"}, 600.0),
        ({"cache-control": 'max-age="600"'}, 600.0),
        ({"cache-control": 'private="set-cookie, max-age=5", max-age=600'}, 600.0),
        ({"cache-control": "max-age=600, max-age=5"}, 600.0),
        ({"cache-control": "max-age=600, no-cache"}, 0.0),
        ({"cache-control": "no-store"}, 0.0),
        ({"cache-control": "max-age=0"}, 0.0),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=" + "9" * 5000}, LONGEST_FRESH),
        ({"cache-control": "s-maxage=600"}, None),
        ({"cache-control": "public"}, None),
        ({"cache-control": "max-age=600", "age": "500"}, 100.0),
        ({"cache-control": "max-age=600", "age": "700"}, 0.0),
        ({"cache-control": "max-age=600", "age": "9" * 5000}, 0.0),
        ({"cache-control": "max-age=" + "9" * 5000, "age": "9" * 5000}, 0.0),
        ({"cache-control": "max-age=60", "expires": "Mon, 21 Sep 2026 15:13:20 GMT"}, 60.0),
        ({"cache-control": "public", "expires": "Mon, 21 Sep 2026 15:13:20 GMT"}, 3600.0),
        ({"expires": "0"}, 0.0),
        ({"expires": "-1"}, 0.0),
        ({"expires": ""}, 0.0),
        ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
    ],
)
def test_fresh_for(headers: dict[str, str], seconds: float | None) -> None:
    assert fresh_for(headers, NOW) == seconds
