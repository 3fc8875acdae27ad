from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.domains import has_public_suffix, looks_like_host, registrable_domain


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.dailyquay.co.uk/a?b=c", "dailyquay.co.uk"),
        ("news.dailyquay.example", "dailyquay.example"),
        ("WWW.DailyQuay.Example.", "dailyquay.example"),
        ("//m.dailyquay.example:8080/x", "dailyquay.example"),
        (
            "https://web.archive.org/web/20130905im_/http://www.dailyquay.example/x",
            "dailyquay.example",
        ),
        ("https://quay.blogspot.com/x", "quay.blogspot.com"),
        ("https://user:secret@quay.example/", "quay.example"),
    ],
)
def test_registrable_domain(address: str, domain: str) -> None:
    assert registrable_domain(address) == domain


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "localhost",
        "127.0.0.1",
        "http://[::1",
        "http://[::1]/",
        "co.uk",
        "a..b",
        "Daily Quay",
    ],
)
def test_what_has_no_registrable_domain(address: str | None) -> None:
    assert registrable_domain(address) is None


def test_a_name_is_no_host() -> None:
    assert looks_like_host("dailyquay.example")
    assert not looks_like_host("The Daily Quay")


def test_the_end_of_a_sentence_is_no_suffix() -> None:
    assert has_public_suffix("dailyquay.com")
    assert has_public_suffix("dailyquay.example")
    assert not has_public_suffix("network.Follow")


@given(st.text(max_size=300))
def test_any_text_is_a_domain_or_none(text: str) -> None:
    found = registrable_domain(text)
    assert found is None or found == found.lower()


def test_a_host_in_ascii_for_the_wire_is_read_in_its_own_script() -> None:
    assert registrable_domain("https://www.xn--mnchen-3ya.de/a") == "münchen.de"
