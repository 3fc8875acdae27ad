from __future__ import annotations

import pytest

from reader.model import Outlet
from reader.provenance.outlets import names_outlet, names_place, names_site

POST = Outlet("Larkfield Post", "larkfieldpost.example")


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
    assert names_site(text, POST) == found


def test_the_name_is_written_as_a_name() -> None:
    assert names_outlet("She told the Larkfield Post on Monday.", POST)
    assert not names_outlet("The Larkfield Posts were painted.", POST)
    assert names_outlet("More from the Star Ledger", Outlet("The Star Ledger"))


@pytest.mark.parametrize("name", ["Time", "The Times", "World", "AP"])
def test_a_name_that_is_a_common_word_is_not_looked_for(name: str) -> None:
    assert not names_outlet("Time and the World, said the Times and AP.", Outlet(name))


def test_the_town_of_the_name() -> None:
    assert names_place("Larkfield’s mayor was not asked.", POST) == "Larkfield"
    assert names_place("The post was late.", POST) is None
    assert names_place("Auch in Norderfeld regnete es.", Outlet("Norderfelder Anzeiger"))
    assert names_place("The Western alliance met.", Outlet("The Western Journal")) is None


def test_names_with_marks_of_patterns_are_plain_text() -> None:
    assert names_outlet("From A+ (News) Daily", Outlet("A+ [x] Daily")) is False
    assert names_site("x", Outlet("(((")) is None
