from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.identity import canonical_url, identities, public_id, web_address

FEED = "https://quay.example/feed.xml"
SITE = "https://quay.example/"


@dataclass(frozen=True)
class It:
    url: str | None = None
    guid: str | None = None
    title: str | None = None
    html: str | None = None
    text: str | None = None


def of(*items: It, site: str | None = SITE) -> list[str]:
    return identities(items, feed=FEED, site=site)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        (
            "HTTP://News.Quay.example:80/a?id=5&utm_source=rss#top",
            "https://news.quay.example/a?id=5",
        ),
        ("https://quay.example:443", "https://quay.example/"),
        ("https://quay.example./a", "https://quay.example/a"),
        ("https://quay.example:8443/a", "https://quay.example:8443/a"),
        ("https://quay.example/a%2fb", "https://quay.example/a%2Fb"),
        ("https://quay.example/a b", "https://quay.example/a%20b"),
        ("https://quay.example/a?FBCLID=x&p=1&at_medium=y&mc_cid=z", "https://quay.example/a?p=1"),
        ("https://quay.example/a?ref=home&gclid=1", "https://quay.example/a"),
        ("https://quay.example/a?src=rss", "https://quay.example/a"),
        ("https://quay.example/a?src=7", "https://quay.example/a?src=7"),
        ("https://quay.example/a?&a=1&&b=", "https://quay.example/a?a=1&b="),
        ("https://quay.example/amp/a", "https://quay.example/amp/a"),
        ("https://quay.example/#!/a", "https://quay.example/#!/a"),
        ("https://[::1]:443/a", "https://[::1]/a"),
    ],
)
def test_one_page_has_one_address(written: str, same: str) -> None:
    assert canonical_url(written) == same
    assert canonical_url(same) == same


@pytest.mark.parametrize(
    "written",
    [
        *("\x16https://quay.example/", "ht\ntps://quay.example/", "https://a\xa0b/"),
        *(None, "", "quay.example/a", "javascript:alert(1)", "https://", "https://x:0/"),
        *("https://x:99999/", "https://[/", "ftp://quay.example/a"),
        "https://quay.example/" + "a" * 3000,
    ],
)
def test_what_is_no_address_of_the_web(written: str | None) -> None:
    assert canonical_url(written) is None
    assert web_address(written) is None


def test_an_item_is_known_by_its_own_address() -> None:
    one, two = It("http://quay.example/1?utm_medium=x", "g1"), It("https://quay.example/2", "g1")
    assert of(one, two) == ["https://quay.example/1", "https://quay.example/2"]


def test_a_shared_address_leaves_the_feeds_own_names() -> None:
    live = [It("https://quay.example/live#1", "g1"), It("https://quay.example/live#2", "g2")]
    assert of(*live) == [f"{FEED}#guid:g1", f"{FEED}#guid:g2"]


def test_the_front_page_is_nobodys_address() -> None:
    for front in (
        "https://quay.example",
        "https://quay.example/index.html",
        "https://other.example/",
    ):
        assert of(It(front, "g1")) == [f"{FEED}#guid:g1"]
    section = "https://quay.example/harbour"
    assert of(It(section, "g1"), site=section) == [f"{FEED}#guid:g1"]


def test_an_item_listed_twice_shares_its_address_with_nobody() -> None:
    twice = It("https://quay.example/1", "g1", "Ferry")
    assert of(twice, twice) == ["https://quay.example/1"] * 2


def test_without_address_and_guid_the_title_tells_items_apart() -> None:
    one, two = of(It(title="Ferry", text="a"), It(title="Tunnel", text="a"))
    assert one != two
    assert of(It(title="Ferry", text="corrected"))[0] == one
    assert len(set(of(It(text="a"), It(text="b"), It(html="c")))) == 3


def test_items_that_share_an_address_and_have_no_name_are_told_apart_by_their_text() -> None:
    live = [It("https://quay.example/live", text=text) for text in ("a", "b", "a")]
    first, second, again = of(*live)
    assert first == again != second


def test_a_guid_that_every_item_has_names_none() -> None:
    items = [It(SITE, "same", title) for title in ("Ferry", "Tunnel")]
    assert len(set(of(*items))) == 2


def test_a_public_id_is_short_and_depends_on_all_of_the_identity() -> None:
    assert public_id("https://quay.example/1") == "jurbpflyun"
    assert len({public_id(f"https://quay.example/{n}") for n in range(1000)}) == 1000


@given(st.text(max_size=200) | st.from_regex(r"https?://[a-z.:/?#&=%\[\]@!\s-]{0,60}"))
def test_canonical_once_is_canonical_twice(text: str) -> None:
    once = canonical_url(text)
    if once is not None:
        assert canonical_url(once) == once
        assert not any(char.isspace() for char in once)
    assert public_id(text).isalnum()
