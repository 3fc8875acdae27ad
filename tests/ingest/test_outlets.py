from __future__ import annotations

import pytest

from reader.ingest.draft import Draft
from reader.ingest.outlets import name_feed_outlet, name_outlet
from reader.model import Outlet
from reader.text.blocks import split_blocks

SHARE = "The ferry ran aground.\nShare this @harborlight.com"


def draft(text: str = "Text.", **known: str) -> Draft:
    return Draft(text, split_blocks(text), **known)  # type: ignore[arg-type]  # only str fields


URL = "https://news.harborlight.co.uk/a"


@pytest.mark.parametrize(
    ("known", "outlet"),
    [
        ({"outlet": "Harbor Light", "domain": "x.example"}, Outlet("Harbor Light", "x.example")),
        ({"outlet": "Harbor Light", "url": URL}, Outlet("Harbor Light", "harborlight.co.uk")),
        ({"outlet": "news.harborlight.com"}, Outlet("news.harborlight.com", "harborlight.com")),
        ({"domain": "harborlight.com"}, Outlet("harborlight.com", "harborlight.com")),
        ({"site_name": "Harbor Light", "url": URL}, Outlet("Harbor Light", "harborlight.co.uk")),
        ({"site_name": "www.harborlight.com/"}, Outlet("harborlight.com", "harborlight.com")),
        (
            {"site_name": "Ferry", "title": "Ferry", "url": URL},
            Outlet("harborlight.co.uk", "harborlight.co.uk"),
        ),
        ({"site_name": "x" * 200, "url": URL}, Outlet("harborlight.co.uk", "harborlight.co.uk")),
        ({"url": URL}, Outlet("harborlight.co.uk", "harborlight.co.uk")),
    ],
)
def test_a_name_that_is_given_is_not_inferred(known: dict[str, str], outlet: Outlet) -> None:
    assert name_outlet(draft(SHARE, **known), "a.txt") == outlet


def test_a_name_from_the_words_is_inferred_and_says_why() -> None:
    found = name_outlet(draft(SHARE), "a.txt")
    assert found.name == found.domain == "harborlight.com"
    assert found.inferred
    assert "@harborlight.com" in found.evidence


def test_the_file_names_what_nothing_else_does() -> None:
    found = name_outlet(draft("The ferry ran aground."), "a.txt")
    assert (found.name, found.domain, found.inferred) == ("a.txt", None, True)
    assert "named after its file" in found.evidence


@pytest.mark.parametrize(
    ("title", "domain", "name"),
    [
        ("Larkfield Post", "larkfieldpost.example", "Larkfield Post"),
        ("World | Larkfield Post", "larkfieldpost.example", "Larkfield Post"),
        ("Larkfield Post - Sport", "larkfieldpost.example", "Larkfield Post"),
        ("Larkfield Post: latest", "larkfield.example", "Larkfield Post"),
        ("Latest » The Quayside Daily", "quaysidedaily.example", "The Quayside Daily"),
        ("QD > World", "quaysidedaily.example", "QD"),
        ("", "quaysidedaily.example", "quaysidedaily.example"),
        (None, None, None),
        ("Harbor Wire: latest", None, "Harbor Wire"),
        ("Self-made news", None, "Self-made news"),
    ],
)
def test_a_feed_names_its_outlet_in_its_title(
    title: str | None, domain: str | None, name: str | None
) -> None:
    assert name_feed_outlet(title, domain) == name
