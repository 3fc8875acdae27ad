from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive import values
from reader.model import TextState

_ANYTHING = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text() | st.binary()
_ZONES = [timezone(timedelta(hours=hours)) for hours in (-12, 14)]


@given(_ANYTHING)
def test_whatever_stands_in_a_column_becomes_what_belongs_there(found: object) -> None:
    assert isinstance(values.text(found), str)
    assert math.isfinite(values.number(found))
    assert values.count(found) >= 0
    assert all(isinstance(one, str) for one in values.strings(found))
    assert all(values.moment(found).astimezone(zone).year > 0 for zone in _ZONES)


@pytest.mark.parametrize("found", ["[" * 100_000, "{}", "7", "[1", b"\xff", "null", 7, None])
def test_what_is_no_list_has_no_texts(found: object) -> None:
    assert values.strings(found) == ()


def test_what_is_sound_is_as_it_was() -> None:
    assert values.strings('["Quay", "Larkfield Post"]') == ("Quay", "Larkfield Post")
    assert values.text("Quay") == "Quay"
    assert values.optional(None) is None
    assert values.number(0.5) == 0.5
    assert values.moment(86_400.0) == datetime(1970, 1, 2, tzinfo=UTC)
    assert values.one_of(TextState, "summary", TextState.FULL) is TextState.SUMMARY


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert values.text(b"Qu\xffy") == "Qu\ufffdy"
