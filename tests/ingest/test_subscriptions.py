from __future__ import annotations

import pytest

from reader.errors import UnreadableSource
from reader.ingest.subscriptions import Subscription, Subscriptions, read_opml

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>x</title></head>'


def read(body: str, *, whole: bool = True) -> Subscriptions:
    text = f"{HEAD}<body>{body}</body></opml>" if whole else body
    return read_opml(text.encode(), "mine.opml")


def rss(url: str, more: str = 'text="Quay"') -> str:
    return f'<outline type="rss" {more} xmlUrl="{url}"/>'


def test_a_list_without_folders() -> None:
    more = 'text="The Quay &amp; Herald" title="Other" htmlUrl="https://quay.example/"'
    assert read(rss("https://quay.example/f", more)) == Subscriptions(
        (Subscription("https://quay.example/f", "The Quay & Herald", "https://quay.example/"),)
    )


def test_every_folder_around_a_feed_is_a_tag() -> None:
    body = (
        '<outline text="News"><outline title="North"><outline text="">'
        f"{rss('https://a.example/f')}</outline></outline>{rss('https://b.example/f')}</outline>"
        f"{rss('https://c.example/f')}"
    )
    assert [one.tags for one in read(body).feeds] == [("News", "North"), ("News",), ()]


@pytest.mark.parametrize(
    ("category", "tags"),
    [
        ("harbour, ships,,ships", ("harbour", "ships")),
        ("/Osterby/Weather,a/b", ("Osterby", "Weather", "a/b")),
        ("", ()),
        (" \t ", ()),
        ("x" * 300, ("x" * 100,)),
    ],
)
def test_categories(category: str, tags: tuple[str, ...]) -> None:
    more = f'text="Quay" category="{category}"'
    assert read(rss("https://quay.example/f", more)).feeds[0].tags == tags


def test_a_feed_listed_twice_has_the_tags_of_both() -> None:
    one = f'<outline text="A">{rss("https://quay.example/f")}</outline>'
    two = f'<outline text="B">{rss("https://quay.example/f", "")}</outline>'
    assert read(one + two).feeds == (
        Subscription("https://quay.example/f", "Quay", None, ("A", "B")),
    )


def test_attributes_in_any_case_and_other_spellings() -> None:
    body = (
        '<OUTLINE TEXT="Quay" XMLURL="https://a.example/f"/>'
        '<outline title="Quay" type="RSS" url="https://b.example/f"/>'
        '<outline text="Site" type="link" url="https://c.example/"/>'
        '<outline text="Quay" xmlUrl=" feed:https://d.example/f "/>'
    )
    addresses = [one.url for one in read(body).feeds]
    assert addresses == ["https://a.example/f", "https://b.example/f", "https://d.example/f"]


def test_an_entry_that_is_no_address_is_named() -> None:
    found = read(rss("mailto:x@quay.example") + rss("https://quay.example/f"))
    assert [one.url for one in found.feeds] == ["https://quay.example/f"]
    (failure,) = found.failures
    assert "mailto:x@quay.example" in failure.source
    assert "http" in failure.reason


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD + "<body>{}</body></opml>", id="whole"),
        pytest.param("\n\n" + HEAD + "<body>{}</body></opml>", id="blank lines before"),
        pytest.param(HEAD.replace("x", "a & b &nbsp;") + "<body>{}</body></opml>", id="ampersands"),
        pytest.param(HEAD + "<body>{}</body></opml>junk & <b>", id="junk behind"),
        pytest.param(HEAD + "<body><outline text='a\x0bb'/>{}</body></opml>", id="control"),
        pytest.param(HEAD + "<body></outline>{}</body></opml>", id="closed too often"),
        pytest.param(
            '<!DOCTYPE opml [<!ENTITY a "b">]>' + HEAD + "<body>{}</body></opml>", id="type"
        ),
    ],
)
def test_broken_lists(text: str) -> None:
    feeds = "".join(rss(f"https://quay.example/f?a={n}&b=1", f'text="Q & {n}"') for n in range(3))
    found = read(text.format(feeds), whole=False)
    assert [one.url for one in found.feeds] == [
        f"https://quay.example/f?a={n}&b=1" for n in range(3)
    ]
    assert found.feeds[0].title == "Q & 0"


def test_a_truncated_list_gives_what_stands_before_and_says_so() -> None:
    text = HEAD + "<body>" + "".join(rss(f"https://quay.example/{n}") for n in range(5))
    found = read(text[:-20], whole=False)
    assert len(found.feeds) == 4
    assert any("damaged" in failure.reason for failure in found.failures)


def test_encodings() -> None:
    one = rss("https://quay.example/f", 'text="Fähre"')
    text = f"{HEAD}<body>{one}</body></opml>"
    for data in (text.encode(), text.encode("utf-16"), text.encode("cp1252")):
        assert read_opml(data, "x").feeds[0].title == "Fähre"


@pytest.mark.parametrize("text", ["", "hello", "<html><body>x</body></html>", "<rss/>", "{}"])
def test_what_is_no_list(text: str) -> None:
    with pytest.raises(UnreadableSource, match=r"mine\.opml"):
        read(text, whole=False)


def test_hostile_lists_end() -> None:
    deep = "<outline text='a'>" * 5_000 + rss("https://quay.example/f")
    assert read(deep).failures
    wide = "".join(rss(f"https://quay.example/{n}") for n in range(20_100))
    found = read(wide)
    assert len(found.feeds) == 20_000
    assert "50 more" in found.failures[-1].reason
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE opml [<!ENTITY l0 "ha">{levels}]>{HEAD}<body><outline text="&l9;"/>'
    assert read(laughs, whole=False).feeds == ()
