from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Outlet
from reader.provenance.agencies import (
    abbreviates,
    agencies,
    agency_of,
    is_agency_name,
    is_agency_site,
    known,
    named_in,
    named_in_each,
)

_WORDS = st.sampled_from(
    [
        *(name for agency in agencies() for name in (*agency.names, *agency.domains)),
        *("Northern Press Agency", "the Boreal News Service", "agence Boréale", "news", "Wire"),
        *("harbour", "associated", "PRESS", "(", ").", "ß", "İ", "ı", "x"),
    ]
)


@given(st.lists(st.lists(_WORDS, max_size=6).map(" ".join), max_size=6))
def test_texts_looked_at_together_name_what_each_names(texts: list[str]) -> None:
    assert named_in_each(texts) == [named_in(text) for text in texts]


@pytest.mark.parametrize("agency", agencies(), ids=lambda a: a.name)
def test_every_agency_is_known_by_all_its_names(agency: object) -> None:
    one = next(a for a in agencies() if a is agency)
    for name in (*one.names, *one.short):
        assert known(name) is one
    for name in one.names:
        assert [found for _, found in named_in(f"Copyright 2026 {name}. All rights reserved.")] == [
            one
        ]
    for domain in one.domains:
        assert agency_of(Outlet("Anything", domain)) == one.name


def test_no_name_stands_for_two_agencies() -> None:
    names = Counter(
        name for a in agencies() for name in {n.casefold() for n in (*a.names, *a.short)}
    )
    assert not [name for name, count in names.items() if count > 1]


def test_the_longer_name_is_another_agency() -> None:
    found = [a.name for _, a in named_in("From Australian Associated Press and others") if a]
    assert found == ["AAP"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Copyright 2026 Northern Press Agency. All rights reserved.", ["Northern Press Agency"]),
        ("The Ostrey News Service contributed.", ["Ostrey News Service"]),
        ("Der Text stammt von der Agentur Meridian und wurde gekürzt.", ["Meridian"]),
        ("The mayor was asked about the agency.", []),
    ],
)
def test_unlisted_agencies_show_themselves(text: str, names: list[str]) -> None:
    assert [name for name, listed in named_in(text) if listed is None] == names


@pytest.mark.parametrize(
    ("outlet", "agency"),
    [
        (Outlet("Associated Press State & Local"), "AP"),
        (Outlet("CNN Wire"), "CNN"),
        (Outlet("UPI"), "UPI"),
        (Outlet("The Northern Press Agency"), "Northern Press Agency"),
        (Outlet("Larkfield Post"), None),
        (Outlet("AP Gazette"), None),
        (Outlet("News", "www.reuters.com"), "Reuters"),
    ],
)
def test_an_outlet_may_be_the_agency(outlet: Outlet, agency: str | None) -> None:
    assert agency_of(outlet) == agency


def test_abbreviations() -> None:
    assert abbreviates("NPA", "Northern Press Agency")
    assert abbreviates("Meridian", "Meridian News Service")
    assert not abbreviates("NPR", "Northern Press Agency")


def test_a_line_that_is_an_agencys_name() -> None:
    assert is_agency_name("The Associated Press")
    assert is_agency_name("Northern Press Agency")
    assert not is_agency_name("Northern Press Agency reporters")
    assert not is_agency_name("Meridian")


@pytest.mark.parametrize("line", ["http://www.businesswire.com", "apnews.com/", " https://ap.org "])
def test_a_line_that_is_the_address_of_an_agencys_site(line: str) -> None:
    assert is_agency_site(line)


@pytest.mark.parametrize("line", ["apnews.com/apf-tides", "notapnews.com", "Read apnews.com", ""])
def test_a_line_that_is_no_such_address(line: str) -> None:
    assert not is_agency_site(line)
