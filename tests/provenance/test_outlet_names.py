from __future__ import annotations

import pytest

from reader.model import Outlet
from reader.provenance.outlets import names_of

POST = names_of(Outlet("Larkfield Post", "larkfieldpost.example"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to news@larkfieldpost.example today", "larkfieldpost.example"),
        ("Follow @LarkfieldPost", "@LarkfieldPost"),
        ("Share this @larkfieldpost.example", "larkfieldpost.example"),
        ("Follow @somebodyelse", None),
        ("No name here.", None),
    ],
)
def test_domain_and_handle(text: str, found: str | None) -> None:
    assert POST.site_in(text) == found


def test_the_name_is_written_as_a_name() -> None:
    assert POST.stand_in("She told the Larkfield Post on Monday.")
    assert not POST.stand_in("The Larkfield Posts were painted.")
    assert names_of(Outlet("The Star Ledger")).stand_in("More from the Star Ledger")


@pytest.mark.parametrize("name", ["Time", "The Times", "World", "AP"])
def test_a_name_that_is_a_common_word_is_not_looked_for(name: str) -> None:
    assert not names_of(Outlet(name)).stand_in("Time and the World, said the Times and AP.")


def test_the_town_of_the_name() -> None:
    assert POST.place_in("Larkfield’s mayor was not asked.") == "Larkfield"
    assert POST.place_in("The post was late.") is None
    assert names_of(Outlet("Norderfelder Anzeiger")).place_in("Auch in Norderfeld regnete es.")
    assert names_of(Outlet("The Western Journal")).place_in("The Western alliance met.") is None


def test_names_with_marks_of_patterns_are_plain_text() -> None:
    assert names_of(Outlet("A+ [x] Daily")).stand_in("From A+ (News) Daily") is False
    assert names_of(Outlet("(((")).site_in("x") is None
