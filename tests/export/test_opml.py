from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reader.export.opml import opml
from reader.ingest.subscriptions import clean_tags, read_opml
from reader.model import Feed, FeedKind

_texts = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["a, b", "/a/b", "a/b", "<b>", '"quoted"', "a & b", "&amp;", "\t", "\x1b[31m", "\ufffe", ","]
)
_tags = st.lists(_texts, max_size=5).map(lambda tags: tuple(dict.fromkeys(clean_tags(tags))))
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What a generated text may hold and XML cannot."""


def feed(number: int, title: str = "", tags: tuple[str, ...] = (), site: str | None = None) -> Feed:
    return Feed(number, f"https://quay.example/{number}?a=1&b=2", title, site=site, tags=tags)


@given(st.lists(st.tuples(_texts, _tags), max_size=6))
def test_what_is_written_is_read_back(made: list[tuple[str, tuple[str, ...]]]) -> None:
    feeds = [feed(number, title, tags) for number, (title, tags) in enumerate(made)]
    text = opml(feeds)
    etree.fromstring(text.encode())
    found = read_opml(text.encode(), "x")
    assert found.failures == ()
    tags = {one.url: one.tags for one in found.feeds}
    for one in feeds:
        # What XML cannot carry comes back as one and the same character; each tag comes once.
        assert len(tags[one.url]) == len({_NOT_XML.sub("\ufffd", tag) for tag in one.tags})
        if all(char.isprintable() for tag in one.tags for char in tag):
            assert set(tags[one.url]) == set(one.tags)
            assert tags[one.url][:1] == one.tags[:1]


def test_the_first_tag_is_the_folder() -> None:
    text = opml(
        [
            feed(1, "The Quay & Herald", ("News", "harbour"), "https://quay.example/"),
            feed(2, "Larkfield Post", ("News",)),
            feed(3, "Tunnel", ("Big, works", "News", "/x")),
            feed(4, "Alone"),
        ],
        "Mine",
    )
    assert text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<opml version="2.0">\n'
        "  <head><title>Mine</title></head>\n"
        "  <body>\n"
        '    <outline type="rss" text="Alone" title="Alone"'
        ' xmlUrl="https://quay.example/4?a=1&amp;b=2"/>\n'
        '    <outline text="Big, works" title="Big, works">\n'
        '      <outline text="/x" title="/x">\n'
        '        <outline type="rss" text="Tunnel" title="Tunnel"'
        ' xmlUrl="https://quay.example/3?a=1&amp;b=2" category="News"/>\n'
        "      </outline>\n"
        "    </outline>\n"
        '    <outline text="News" title="News">\n'
        '      <outline type="rss" text="The Quay &amp; Herald" title="The Quay &amp; Herald"'
        ' xmlUrl="https://quay.example/1?a=1&amp;b=2" htmlUrl="https://quay.example/"'
        ' category="News,harbour"/>\n'
        '      <outline type="rss" text="Larkfield Post" title="Larkfield Post"'
        ' xmlUrl="https://quay.example/2?a=1&amp;b=2" category="News"/>\n'
        "    </outline>\n"
        "  </body>\n"
        "</opml>\n"
    )


def test_pages_and_folders_are_left_out() -> None:
    page = Feed(1, "https://quay.example/", "Quay", FeedKind.PAGE)
    folder = Feed(2, "/home/ana/articles", "articles", FeedKind.FOLDER)
    assert "<outline" not in opml([page, folder])
