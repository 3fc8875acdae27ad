from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from reader.ingest.feed_dates import read_date
from reader.text.normalise import fold
from tests.strategies import any_text

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def read(*written: object) -> datetime | None:
    return read_date(written, NOW)


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00+00:00"),
        ("Mon, 02 Mar 2026 10:00:00 +0200", "2026-03-02T10:00:00+02:00"),
        ("Mon, 02 Mar 2026 10:00:00 +02:00", "2026-03-02T10:00:00+02:00"),
        ("Mon, 02 Mar 2026 10:00:00 GMT+0100", "2026-03-02T10:00:00+01:00"),
        ("Mon, 02 Mar 2026 10:00:00 EST", "2026-03-02T10:00:00-05:00"),
        ("Mon, 02 Mar 2026 10:00:00 CET", "2026-03-02T10:00:00+01:00"),
        ("Mon, 02 Mar 2026 10:00:00Z", "2026-03-02T10:00:00+00:00"),
        ("Mon,02 Mar 26 10:00 EST", "2026-03-02T10:00:00-05:00"),
        ("02 Mar 2026", "2026-03-02T00:00:00+00:00"),
        ("2 March 2026 7:22 PM", "2026-03-02T19:22:00+00:00"),
        ("Monday, March 2nd, 2026", "2026-03-02T00:00:00+00:00"),
        ("Mon Mar 2 10:00:00 2026", "2026-03-02T10:00:00+00:00"),
        ("Mon, 02-Mar-2026 10:00:00 GMT", "2026-03-02T10:00:00+00:00"),
        ("Mon, 02 Mar 2026 24:00:00 GMT", "2026-03-03T00:00:00+00:00"),
        ("Wed, 02 Sept 2026 10:00:00 GMT", "2026-09-02T10:00:00+00:00"),
        ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00+00:00"),
        ("2026-03-02T10:00:00.123-05:00", "2026-03-02T10:00:00.123000-05:00"),
        ("2026-03-02 10:00:00 +0100", "2026-03-02T10:00:00+01:00"),
        ("2026-03-02", "2026-03-02T00:00:00+00:00"),
        ("2026/03/02 10:00:00", "2026-03-02T10:00:00+00:00"),
        ("20260302T100000Z", "2026-03-02T10:00:00+00:00"),
        ("1772445600", "2026-03-02T10:00:00+00:00"),
        ("lun., 02 mars 2026 10:00:00 +0100", "2026-03-02T10:00:00+01:00"),
        ("mar., 03 mars 2026 10:00:00 +0100", "2026-03-03T10:00:00+01:00"),
        ("Mo, 02 Mär 2026 10:00:00 +0100", "2026-03-02T10:00:00+01:00"),
        ("2 de marzo de 2026, 10:00", "2026-03-02T10:00:00+00:00"),
        ("пн, 02 мар 2026 10:00:00 +0300", "2026-03-02T10:00:00+03:00"),
        ("Δευ, 02 Μαρ 2026 10:00:00 EET", "2026-03-02T10:00:00+02:00"),
        ("2026年3月2日 10:00", "2026-03-02T10:00:00+00:00"),
        ("2026년 03월 02일", "2026-03-02T00:00:00+00:00"),
        ("02.03.2026 10:00", "2026-03-02T10:00:00+00:00"),
        ("13/02/2026 10:00", "2026-02-13T10:00:00+00:00"),
    ],
)
def test_every_common_form(written: str, when: str) -> None:
    found = read(written)
    assert found is not None
    assert found.isoformat() == when


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "02/03/2026", "2026-13-02", "Fri, 30 Feb 2026 10:00:00 GMT", "9" * 400),
        *("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000"),
        *("Wed, 31 Dec 2099 00:00:00 GMT", "Mon, 02 Mar 2026 10:00:00 +9999", None, ["2026"]),
    ],
)
def test_what_is_no_date_is_none(written: object) -> None:
    assert read(written) is None


def test_the_first_that_can_be_is_taken() -> None:
    assert read("soon", "2099-01-01", "2026-03-02", "2026-03-03") == datetime(
        2026, 3, 2, tzinfo=UTC
    )


def test_two_days_ahead_are_believed_and_no_more() -> None:
    assert read((NOW + timedelta(days=2)).isoformat()) is not None
    assert read((NOW + timedelta(days=2, seconds=1)).isoformat()) is None


@pytest.mark.parametrize(
    "names",
    [
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "jan fev mar abr mai jun jul ago set out nov dez",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "led úno bře dub kvě červen červenec srp zář říj lis pro",
        "oca şub mar nis may haz tem ağu eyl eki kas ara",
    ],
)
def test_months_of_a_language(names: str) -> None:
    for month, name in enumerate(names.split(), 1):
        found = read(f"5 {name} 2025 10:00")
        assert found is not None, (name, fold(name))
        assert found.month == month, name


@given(any_text)
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read(text)
    assert found is None or (found.tzinfo is not None and found - NOW <= timedelta(days=2))
