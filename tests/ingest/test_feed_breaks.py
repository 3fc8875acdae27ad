"""Feeds that break off anywhere: whole items are read, and none that is half there."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadableSource
from reader.ingest.feed_breaks import json_until_break, xml_until_break
from reader.ingest.feed_items import FeedDocument
from reader.ingest.feeds import damage, read_feed
from tests.ingest.feed_samples import BODY, URL, item, rss

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ATOM = (
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>The Quay Herald</a:title>'
    + "".join(
        f"<a:entry><a:id>quay-{n}</a:id><a:title>Ferry no. {n}</a:title>"
        f"<a:summary>It has {n} decks.</a:summary></a:entry>"
        for n in range(3)
    )
    + "</a:feed>"
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/"><channel><title>The Quay Herald</title></channel>'
    + "".join(f'<item rdf:about="{n}"><title>Ferry no. {n}</title></item>' for n in range(3))
    + "</rdf:RDF>"
)
QUOTED = rss(
    item(0) + "<item><title>How a feed ends</title><description><![CDATA[<p>With "
    "<code></item><item></code> and <code></channel></rss></code>.</p>]]></description></item>"
)
JSON_ITEMS = [
    {"id": str(n), "title": f'Ferry no. {n} "Tern" {{', "authors": [{"name": "Ana Brandt"}]}
    for n in range(3)
]
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "authors": [{"name": "Desk"}],
        "items": JSON_ITEMS,
    }
)


def read(text: str) -> FeedDocument:
    return read_feed(text.encode(), url=URL, now=NOW)


@given(st.data())
@pytest.mark.parametrize(
    ("whole", "end"),
    [
        pytest.param(rss(), "</item>", id="RSS"),
        pytest.param(QUOTED, "ed></item>|]]></description></item>", id="RSS on RSS"),
        pytest.param(ATOM, "</a:entry>", id="Atom"),
        pytest.param(RDF, "</item>", id="RDF"),
        pytest.param(JSON, '"Ana Brandt"}]}', id="JSON Feed"),
    ],
)
def test_wherever_a_feed_breaks_off_its_whole_items_are_read(
    whole: str, end: str, data: st.DataObject
) -> None:
    ends = sorted(m.end() for one in end.split("|") for m in re.finditer(re.escape(one), whole))
    expected = read(whole)
    assert not damage(expected)
    # Right behind the end of a feed that an item quotes, it may as well be an item's unclosed text.
    quoted = {m.end() for m in re.finditer("</rss>", whole)}
    at = data.draw(st.integers(1, ends[-1]).filter(lambda at: at not in quoted), "cut at")
    complete = sum(place <= at for place in ends)
    try:
        feed = read(whole[:at])
    except UnreadableSource:
        assert not complete
        return
    assert feed.items == expected.items[:complete]
    assert damage(feed)


def test_where_it_breaks_off_is_told() -> None:
    text = rss()
    assert damage(read(text[: text.index("quay-1<")])) == (
        "it breaks off after 1 item; fetch it again to have the rest"
    )
    assert damage(read(text[: text.index("quay-13")])).startswith("it breaks off after 13 items;")
    assert damage(read(text[: text.index("quay-0")])).startswith("it breaks off before its first")


@pytest.mark.parametrize(
    "sloppy",
    [
        pytest.param(
            rss().replace("</rss>", ""), id="a channel that ends and a root that does not"
        ),
        pytest.param(rss().replace("</channel>", ""), id="a root that ends and no channel"),
        pytest.param(rss().replace("</item>", ""), id="no item that ends"),
        pytest.param(rss() + "<script>a < b</script><", id="junk behind"),
        pytest.param(rss() + '<item link="/?a=1&b=2">', id="an item behind"),
        pytest.param(f"{rss()}<rss><channel><item>&", id="another feed behind"),
        pytest.param(rss().replace("Ferry", "<![CDATA[Ferry", 1), id="a section nobody closed"),
        pytest.param(rss().replace("Ferry", "<!-- Ferry", 1), id="a comment nobody closed"),
        pytest.param(rss().replace("</rss>", "</RSS >"), id="an end in capitals"),
    ],
)
def test_a_sloppy_feed_that_has_its_end_is_not_damaged(sloppy: str) -> None:
    assert xml_until_break(sloppy[sloppy.index("<rss") :]) is None
    assert damage(read(sloppy)) == ""


def test_an_end_inside_an_item_is_not_the_feeds() -> None:
    text = rss().replace("Ferry no. 2", "How </rss> ends")
    assert read(text[: text.index("quay-13")]).breaks_off


def test_items_that_nobody_closed_are_whole_where_the_next_begins() -> None:
    text = rss().replace("</item>", "")
    feed = read(text[: text.index("quay-13")])
    assert [one.title for one in feed.items] == [f"Ferry no. {n} runs aground" for n in range(13)]
    assert all(BODY[-30:-10] in (one.html or "") for one in feed.items)
    assert feed.breaks_off


def test_json_that_is_wrong_and_not_cut_off_is_no_feed() -> None:
    wrong = JSON.replace('"id": "1",', '"id": "1"')
    assert json_until_break(wrong) is None
    assert json_until_break('{"a": 1}\n{"a": ') is None
    with pytest.raises(UnreadableSource, match="no valid JSON"):
        read(wrong)


@given(st.text('{}[]",:\\ a1', max_size=40))
def test_any_json_that_breaks_off(text: str) -> None:
    begun = json_until_break(text)
    assert begun is None or text.startswith(begun[:-2])


@given(st.text("</>!-[]CDATA rsfeditmchanl:", max_size=60))
def test_any_markup_that_breaks_off(text: str) -> None:
    markup = f"<rss>{text}"
    begun = xml_until_break(markup)
    assert begun is None or markup.startswith(begun[: begun.rfind("</rss>")].split("</")[0])
