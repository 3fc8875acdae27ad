"""Every form of feed, and what is made of an item's fields."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from reader.ingest.feed_items import FeedDocument, Item
from reader.ingest.feeds import charset_of, item_draft, read_feed
from reader.model import Role
from tests.ingest.feed_samples import BODY, URL, escaped, item, rss

NOW = datetime(2026, 11, 22, tzinfo=UTC)
AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
RSS_ITEM = (
    "<item><title>Ferry aground</title><link>https://quay.example/1</link>"
    "<description>{}</description>{}</item>"
)


def read(text: str, url: str = URL) -> FeedDocument:
    return read_feed(text.encode(), url=url, now=NOW)


def only(text: str) -> Item:
    (one,) = read(text).items
    return one


def rss_item(extra: str, description: str = "Fog.") -> Item:
    return only(rss(RSS_ITEM.format(description, extra)))


def atom(entry: str, about: str = "", name: str = "") -> str:
    name = name or 'xmlns="http://www.w3.org/2005/Atom" xml:lang="en"'
    return (
        f"<feed {name}><title>The Quay Herald</title>{about}"
        f"<entry><title>Ferry aground</title>{entry}</entry></feed>"
    )


RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{core}"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://quay.example/"><title>The Quay Herald</title>
<link>https://quay.example/</link></channel>
<item rdf:about="https://quay.example/1"><title>Ferry aground</title>
<link>https://quay.example/1</link><description>Fog.</description>
<dc:date>2026-03-02T10:00:00Z</dc:date><dc:creator>Ana Brandt</dc:creator></item></rdf:RDF>"""
OLD_RSS = """<?xml version="1.0"?>{doctype}<rss version="{version}"><channel>
<title>The Quay Herald</title><link>https://quay.example/</link>
<item><title>Ferry aground</title><link>https://quay.example/1</link>
<description>Fog.</description></item></channel></rss>"""
NETSCAPE = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/x.dtd">'


@pytest.mark.parametrize(
    "text",
    [
        OLD_RSS.format(version="0.91", doctype=NETSCAPE),
        *(OLD_RSS.format(version=version, doctype="") for version in ("0.91", "0.92", "2.0", "9")),
        RDF.format(core="http://purl.org/rss/1.0/"),
        RDF.format(core="http://my.netscape.com/rdf/simple/0.9/"),
        rss(RSS_ITEM.format("Fog.", "")).replace(
            "<rss", '<rss xmlns="http://backend.userland.com/rss2"'
        ),
        rss(RSS_ITEM.format("Fog.", "")).replace("item>", "ITEM>").replace("title>", "Title>"),
    ],
)
def test_every_version_of_rss(text: str) -> None:
    feed = read(text)
    assert (feed.title, feed.site) == ("The Quay Herald", "https://quay.example/")
    (one,) = feed.items
    assert (one.title, one.text, one.html) == ("Ferry aground", "Fog.", None)
    assert one.url == one.identity == "https://quay.example/1"


def test_rdf_has_dublin_core() -> None:
    one = only(RDF.format(core="http://purl.org/rss/1.0/"))
    assert (one.published, one.byline, one.guid) == (AT, "Ana Brandt", "https://quay.example/1")


def test_atom_1_0() -> None:
    feed = read(
        atom(
            '<link rel="self" href="https://quay.example/api/1"/>'
            '<link rel="alternate" type="application/pdf" href="https://quay.example/1.pdf"/>'
            '<link href="https://quay.example/1"/><id>tag:quay.example,2026:1</id>'
            "<updated>2026-03-03T10:00:00Z</updated><published>2026-03-02T10:00:00Z</published>"
            f'<summary>Fog.</summary><content type="html">{escaped(BODY)}</content>'
            "<author><name>Ana Brandt</name><email>a@quay.example</email></author>"
            "<author><name>Tomas Kell</name></author>",
            '<link href="https://quay.example/"/><author><name>The desk</name></author>',
        )
    )
    assert (feed.title, feed.site, feed.language) == (
        "The Quay Herald",
        "https://quay.example/",
        "en",
    )
    (one,) = feed.items
    assert (one.url, one.guid) == ("https://quay.example/1", "tag:quay.example,2026:1")
    assert (one.published, one.byline) == (AT, "Ana Brandt, Tomas Kell")
    assert one.html == BODY
    assert not one.is_summary


def test_atom_0_3() -> None:
    packed = base64.b64encode(b"<p>Thick <b>fog</b>.</p>").decode()
    name = 'version="0.3" xmlns="http://purl.org/atom/ns#"'
    head = '<link rel="alternate" type="text/html" href="https://quay.example/1"/><id>1</id>'
    one = only(
        atom(
            f"{head}<issued>2026-03-02T10:00:00Z</issued><modified>2026-03-04T10:00:00Z</modified>"
            f'<content type="text/html" mode="base64">{packed}</content>',
            name=name,
        )
    )
    assert (one.html, one.published) == ("<p>Thick <b>fog</b>.</p>", AT)
    escaped_mode = (
        f'{head}<content type="text/html" mode="escaped">&lt;p&gt;Fog.&lt;/p&gt;</content>'
    )
    assert only(atom(escaped_mode, name=name)).html == "<p>Fog.</p>"
    bad = f'{head}<content type="text/html" mode="base64">gA==</content>'
    assert only(atom(bad, name=name)).html is None


@pytest.mark.parametrize(
    ("content", "html", "text"),
    [
        ('<content type="text">a &lt; b &amp;amp; c</content>', None, "a < b & c"),
        ("<content>Fog &amp; rain</content>", None, "Fog & rain"),
        ("<content>&lt;p&gt;Fog&lt;/p&gt;</content>", "<p>Fog</p>", None),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Fog<br/>here</p>'
            "<script/>!</div></content>",
            "Fog|here|!",
            None,
        ),
        ('<content type="image/png">AAAA</content>', None, None),
        ('<content src="https://quay.example/1"/><summary>Fog</summary>', None, "Fog"),
        (
            '<content type="html"/><summary type="html">&lt;i&gt;Fog&lt;/i&gt;</summary>',
            "<i>Fog</i>",
            None,
        ),
    ],
)
def test_content_of_atom(content: str, html: str | None, text: str | None) -> None:
    feed = read(atom(f"<id>1</id>{content}"))
    (one,) = feed.items
    if html is not None and "|" in html:
        assert item_draft(one, feed).text.split("\n") == ["Fog here", "!"]
    else:
        assert one.html == html
    assert one.text == text


def test_content_goes_before_description_unless_it_says_less() -> None:
    full = f"<content:encoded>{escaped(BODY)}</content:encoded>"
    assert rss_item(full).html == BODY
    picture = "<content:encoded>&lt;img src='a.jpg'&gt;</content:encoded>"
    assert rss_item(picture, escaped(BODY)).html == BODY
    assert rss_item(picture, escaped(BODY)).is_summary


@pytest.mark.parametrize(
    ("fields", "byline"),
    [
        ("<dc:creator>Ana Brandt</dc:creator><author>desk@quay.example</author>", "Ana Brandt"),
        ("<dc:creator>Ana</dc:creator><dc:creator>Tomas</dc:creator>", "Ana, Tomas"),
        ("<dc:creator>Ana</dc:creator><dc:creator> Ana </dc:creator>", "Ana"),
        ("<author>desk@quay.example (Ana Brandt)</author>", "Ana Brandt"),
        ("<author>Ana Brandt &lt;a@quay.example&gt;</author>", "Ana Brandt"),
        ("<author>desk@quay.example</author>", None),
        ("<itunes:author>Ana</itunes:author>", "Ana"),
        ("<dc:creator>&lt;b&gt;Ana&lt;/b&gt; &amp;amp; Tomas</dc:creator>", "Ana & Tomas"),
        ("", None),
    ],
)
def test_authors(fields: str, byline: str | None) -> None:
    space = 'xmlns:itunes="http://www.itunes.com/DTDs/PodCast-1.0.dtd"'
    text = rss(RSS_ITEM.format("Fog.", fields)).replace("<rss", f"<rss {space}")
    assert only(text).byline == byline


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<link>news/1</link>", "https://quay.example/harbour/news/1"),
        ("<link>/news/1</link>", "https://quay.example/news/1"),
        ("<link>//cdn.quay.example/1</link>", "https://cdn.quay.example/1"),
        (
            "<link>\n  https://quay.example/1?a=1&amp;amp;b=2\n</link>",
            "https://quay.example/1?a=1&b=2",
        ),
        ("<link>https://quay.example/1?a=1&b=2&c</link>", "https://quay.example/1?a=1&b=2&c"),
        (
            "<link><![CDATA[https://quay.example/1?a=1&b=2]]></link>",
            "https://quay.example/1?a=1&b=2",
        ),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>https://[</link>", None),
        ("<guid>https://quay.example/g</guid>", "https://quay.example/g"),
        ('<guid isPermaLink="false">https://quay.example/g</guid>', "https://quay.example/g"),
        ("<guid>g1</guid>", "https://quay.example/harbour/g1"),
        ('<guid isPermaLink="false">g1</guid>', None),
        ('<link xml:base="https://other.example/x/">1</link>', "https://quay.example/harbour/1"),
        (
            '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="https://quay.example/2"/>',
            "https://quay.example/2",
        ),
        (
            '<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://quay.example/3'
            "</f:origLink><link>https://count.example/3</link>",
            "https://quay.example/3",
        ),
    ],
)
def test_links(link: str, url: str | None) -> None:
    text = rss(f"<item><title>Ferry</title>{link}</item>")
    text = text.replace("https://quay.example/</link>", "https://quay.example/harbour/</link>")
    assert only(text).url == url


def test_relative_links_follow_xml_base() -> None:
    entry = '<id>1</id><link href="1"/>'
    assert only(atom(entry)).url == "https://quay.example/1"
    site = '<link href="https://other.example/site/"/>'
    assert only(atom(entry, site)).url == "https://quay.example/1"
    based = 'xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/"'
    assert only(atom(entry, name=based)).url == "https://base.example/a/1"
    within = '<id>1</id><link xml:base="b/" href="1"/>'
    assert only(atom(within, name=based)).url == "https://base.example/a/b/1"


def test_a_relative_site_is_resolved_against_the_feed() -> None:
    text = rss("").replace("<link>https://quay.example/</link>", "<link>/home</link>")
    assert read(text).site == "https://quay.example/home"


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("<ttl>60</ttl>", 3600.0),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>nan</ttl>", None),
        ("<ttl>1</ttl>", 300.0),
        ("<ttl>999999999</ttl>", 604_800.0),
        ("<s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>2</s:updateFrequency>", 1800.0),
        ("<s:updatePeriod> daily </s:updatePeriod>", 86_400.0),
        ("<s:updatePeriod>never</s:updatePeriod>", None),
        ("", None),
    ],
)
def test_how_often_the_feed_asks_to_be_read(head: str, seconds: float | None) -> None:
    space = 'xmlns:s="http://purl.org/rss/1.0/modules/syndication/"'
    text = rss(head).replace("<rss", f"<rss {space}")
    assert read(text).every == seconds


def test_the_language_is_the_items_or_the_feeds() -> None:
    feed = read(rss(item(0) + RSS_ITEM.format("Brume.", "<dc:language>fr_FR</dc:language>")))
    assert [one.language for one in feed.items] == ["en", "fr-FR"]
    assert read(rss("").replace("<language>en", "<language>English, please")).language is None


def test_media_titles_and_descriptions_stand_in() -> None:
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    group = (
        "<id>1</id><media:group><media:title>Fog</media:title>"
        "<media:description>Thick fog.</media:description></media:group>"
    )
    text = (
        atom(group).replace("<feed", f"<feed {media}").replace("<title>Ferry aground</title>", "")
    )
    one = only(text)
    assert (one.title, one.text) == ("Fog", "Thick fog.")


def test_who_published_what_the_feed_passes_on() -> None:
    source = '<source url="https://larkfield.example/feed">Larkfield Post</source>'
    assert rss_item(source).outlet == "Larkfield Post"
    inner = "<id>1</id><source><title>Larkfield Post</title><id>x</id></source>"
    assert only(atom(inner)).outlet == "Larkfield Post"
    assert item_draft(rss_item(source), read(rss(""))).outlet == "Larkfield Post"


def test_an_item_with_nothing_is_left_out_and_one_with_little_kept() -> None:
    feed = read(rss("<item/><item><pubDate>x</pubDate></item><item><title>Fog</title></item>"))
    (one,) = feed.items
    draft = item_draft(one, feed)
    assert (draft.text, [block.role for block in draft.blocks]) == ("Fog", [Role.HEADING])
    link = "<link>https://quay.example/7</link>"
    picture = "<description>&lt;p&gt;&lt;img src='7.jpg'&gt; &lt;/p&gt;</description>"
    assert not read(rss(f"<item>{link}</item><item>{link}{picture}</item>")).items


def test_no_date_is_none_and_a_far_one_too() -> None:
    assert rss_item("").published is None
    assert rss_item("<pubDate>Sat, 01 Jan 2039 00:00:00 GMT</pubDate>").published is None


def test_more_items_than_anyone_reads_are_left() -> None:
    items = "".join(f"<item><title>{n}</title></item>" for n in range(5_050))
    assert [one.title for one in read(rss(items)).items[-1:]] == ["4999"]


def test_huge_fields_are_cut() -> None:
    text = rss(
        "<item><title>" + "word " * 50_000 + "</title><guid>" + "g" * 50_000 + "</guid>"
        "<description>" + "long " * 400_000 + "</description></item>"
    )
    one = only(text)
    assert len(one.title or "") <= 500
    assert len(one.guid or "") <= 2_048
    assert len(one.text or "") <= 1_000_000
    assert one.is_summary


def test_a_draft_has_the_items_blocks() -> None:
    feed = read(rss(item(0)))
    draft = item_draft(feed.items[0], feed)
    lines = draft.text.split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("The ferry Tern ran aground")
    assert [draft.text[block.start : block.end] for block in draft.blocks] == lines
    assert (draft.title, draft.url) == ("Ferry no. 0 runs aground", "https://quay.example/news/0")
    assert (draft.published, draft.byline, draft.language) == (AT, "Ana Brandt", "en")


def test_text_keeps_its_lines_as_blocks() -> None:
    feed = read(rss(RSS_ITEM.format("Fog.\n\n  Thick\tfog.\n", "")))
    draft = item_draft(feed.items[0], feed)
    assert [draft.text[block.start : block.end] for block in draft.blocks] == ["Fog.", "Thick fog."]


def test_markup_too_deep_for_a_parser_still_gives_its_text() -> None:
    deep = "<div>" * 5_000 + "Thick fog." + "</div>" * 5_000
    feed = read(rss(RSS_ITEM.format(escaped(deep), "")))
    assert item_draft(feed.items[0], feed).text == "Thick fog."


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/xml; charset=utf-8", "utf-8"),
        ('application/rss+xml;Charset="koi8-r"; x=y', "koi8-r"),
        ("text/xml", None),
        ("text/xml; charset=", None),
        (None, None),
    ],
)
def test_the_charset_of_a_header(header: str | None, charset: str | None) -> None:
    assert charset_of(header) == charset
