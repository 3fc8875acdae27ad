"""The reader of broken feeds beside that of well-formed ones, and what would stall it."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadableSource
from reader.ingest.feed_items import FeedDocument, RawFeed, finish
from reader.ingest.feed_markup import repair
from reader.ingest.feed_rescue import rescue
from reader.ingest.feed_tree import read_tree
from reader.ingest.feeds import read_feed
from tests.ingest.feed_samples import BODY, URL, escaped, item, rss

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay Herald</title>{}</feed>'


def finished(raw: RawFeed | None) -> FeedDocument:
    assert raw is not None
    return finish(raw, URL, NOW)


def both(text: str) -> tuple[FeedDocument, FeedDocument]:
    return finished(read_tree(text)), finished(rescue(text, URL))


_word = st.sampled_from(["fog", "Fähre", "渡轮", "A & B", "1 < 2", "“quay”", "it’s", "x"])
_text = st.lists(_word, min_size=1, max_size=6).map(" ".join)
_markup = _text.map(lambda text: f"<p>{escaped(text)}</p><p>more</p>")
_date = st.sampled_from(["Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00Z", "soon"])


@st.composite
def rss_items(draw: st.DrawFn) -> str:
    number = draw(st.integers(0, 99))
    fields = [
        f"<title>{escaped(draw(_text))}</title>",
        f"<link>https://quay.example/{number}?a=1&amp;b=2</link>",
        f'<guid isPermaLink="false">g{number}</guid>',
        f"<pubDate>{draw(_date)}</pubDate>",
        f"<dc:creator>{escaped(draw(_text))}</dc:creator>",
        f"<description>{escaped(draw(_markup))}</description>",
        f"<content:encoded>{escaped(draw(_markup))}</content:encoded>",
        "<category>harbour</category>",
    ]
    return f"<item>{''.join(draw(st.lists(st.sampled_from(fields), unique=True)))}</item>"


@given(st.lists(rss_items(), max_size=4).map("".join))
def test_the_two_readers_agree_on_rss(items: str) -> None:
    tree, rescued = both(rss(items))
    assert tree == rescued


@st.composite
def entries(draw: st.DrawFn) -> str:
    number = draw(st.integers(0, 99))
    fields = [
        f"<title>{escaped(draw(_text))}</title>",
        f'<link rel="alternate" href="https://quay.example/{number}"/>',
        f"<published>{draw(_date)}</published>",
        f"<author><name>{escaped(draw(_text))}</name></author>",
        f'<content type="html">{escaped(draw(_markup))}</content>',
    ]
    chosen = draw(st.lists(st.sampled_from(fields), unique=True))
    return f"<entry><id>tag:{number}</id>{''.join(chosen)}</entry>"


@given(st.lists(entries(), max_size=4).map("".join))
def test_the_two_readers_agree_on_atom(listed: str) -> None:
    tree, rescued = both(ATOM.format(listed))
    assert tree == rescued


def test_well_formed_feeds_need_no_feedparser() -> None:
    known = sys.modules.pop("reader.ingest.feed_rescue")
    try:
        assert len(read_feed(rss().encode(), url=URL, now=NOW).items) == 20
        assert "reader.ingest.feed_rescue" not in sys.modules
    finally:
        sys.modules["reader.ingest.feed_rescue"] = known


OPEN = '<rss version="2.0"><channel><item><title>Ferry</title></item>'
N = 300_000
HOSTILE = {
    "author": f"{OPEN}<item><author>{'a' * N}</author></item>",
    "author with at signs": f"{OPEN}<item><author>{'a@' + 'a.' * N}</author></item>",
    "declaration": f"<?xml {'encoding=' * N} ?>{OPEN}",
    "attributes": f"{OPEN}<item {' '.join(f'a{n}=1' for n in range(N // 8))}>",
    "namespaces": OPEN + "".join(f"<x{n}:a xmlns:x{n}='u{n}'>" for n in range(N // 25)),
    "empty tags": OPEN + "<a/>" * N,
    "nesting": OPEN + "<a>" * N,
    "items": OPEN + "<item>" * N,
    "less than": OPEN + "<" * N,
    "ampersands": OPEN + "&" * N,
    "sections": OPEN + "<![CDATA[" * N,
    "comments": OPEN + "<!--" * N,
    "instructions": OPEN + "<?a" * N,
    "numbers": f"{OPEN}<item><title>&#{'9' * N};",
    "dates": f"{OPEN}<item><pubDate>{'1:' * N}</pubDate>",
    "closing tags": f"{OPEN}<item><title>{'</' * N}</title>",
    "quotes": OPEN + "<a b='" * N,
    "prolog": "<!--" * N + OPEN,
    "document type": "<!DOCTYPE " + "<!ENTITY a '" * (N // 12) + OPEN,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_feeds_end(kind: str) -> None:
    began = time.perf_counter()
    with suppress(UnreadableSource):
        read_feed(HOSTILE[kind].encode(), url=URL, now=NOW)
    assert time.perf_counter() - began < 30


@pytest.mark.parametrize("kind", ["author", "attributes", "namespaces", "declaration"])
def test_what_would_stall_feedparser_is_kept_from_it(kind: str) -> None:
    text = HOSTILE[kind].replace("a" * 1000, "a" * 300)[:200_000]
    with suppress(UnreadableSource):
        assert read_feed(text.encode(), url=URL, now=NOW).items[0].title == "Ferry"


@given(st.text("<>&;! ?[]CDATAampx#'\"-/", max_size=60))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = repair(text)
    assert repair(once) == once


def test_what_is_well_formed_stays_as_it_is() -> None:
    text = rss(item(0)) + f"<x><![CDATA[{BODY} & < <?xml?>]]></x>"
    assert repair(text.split("?>\n", 1)[1]) == text.split("?>\n", 1)[1]
