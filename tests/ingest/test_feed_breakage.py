"""Feeds broken in every way that feeds are broken in, each beside what must be saved of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.errors import UnreadableSource
from reader.ingest.feed_items import FeedDocument
from reader.ingest.feeds import read_feed
from tests.ingest.feed_samples import BODY, COUNT, URL, escaped, item, rss

WELL = rss()
NOW = datetime(2026, 11, 22, tzinfo=UTC)
DC = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def read(data: str | bytes, content_type: str | None = None) -> FeedDocument:
    data = data.encode() if isinstance(data, str) else data
    return read_feed(data, url=URL, content_type=content_type, now=NOW)


def check_whole(feed: FeedDocument, *, title: str = "Ferry no. {} runs aground") -> None:
    """Every item with its title, date, author, address, and all of its text."""
    assert feed.title == "The Quay Herald"
    assert [one.title for one in feed.items] == [title.format(n) for n in range(COUNT)]
    for number, one in enumerate(feed.items):
        assert one.url == f"https://quay.example/news/{number}"
        assert one.published == datetime(2026, 3, 2, 10, number, tzinfo=UTC)
        assert one.byline == "Ana Brandt"
        assert one.html is not None
        assert "“Nobody was hurt”" in one.html
        assert "with the evening tide." in one.html
        assert not one.is_summary


def test_the_feed_to_be_broken_is_whole() -> None:
    check_whole(read(WELL))


UNESCAPED = rss("".join(item(n).replace(escaped(BODY), BODY) for n in range(COUNT)))
SLOPPY = rss(
    "".join(item(n).replace(escaped(BODY), BODY.replace("</p>", "<br></p>")) for n in range(COUNT))
)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("\n\n   \n" + WELL, id="blank lines before"),
        pytest.param("\ufeff\n" + WELL, id="byte order mark and a blank line"),
        pytest.param("Warning: x in y.php\n" + WELL, id="a warning before"),
        pytest.param("<br />\n<b>Notice</b>: x<br />\n" + WELL, id="a warning in HTML before"),
        pytest.param("<!-- <rss> --><?pi x?>" + WELL, id="a comment before"),
        pytest.param(WELL + "\n<!-- made in 3 s --><script>a < b && c</script>", id="junk behind"),
        pytest.param(WELL.replace(DC, ""), id="undeclared namespace"),
        pytest.param('<?xml version="1.0"?>\n' + WELL, id="two declarations"),
        pytest.param(WELL.replace("<channel>", '<channel><?xml version="1.0"?>'), id="one within"),
        pytest.param(UNESCAPED, id="HTML not escaped"),
        pytest.param(SLOPPY, id="HTML not escaped nor closed"),
        pytest.param(WELL.replace("</item>", "", 5), id="five items not closed"),
        pytest.param(WELL.replace("UTF-8", "gb2312"), id="UTF-8 labelled gb2312"),
        pytest.param(WELL.replace("UTF-8", "no-such"), id="a charset that does not exist"),
        pytest.param(WELL.replace("UTF-8", "UTF-16"), id="UTF-8 labelled UTF-16"),
        pytest.param(WELL.replace("UTF-8", "UTF-16").encode("utf-16"), id="UTF-16"),
        pytest.param(WELL.replace("UTF-8", "UTF-16").encode("utf-16-be"), id="UTF-16, no mark"),
        pytest.param(WELL.encode("utf-32"), id="UTF-32"),
        pytest.param(WELL.encode("cp1252"), id="cp1252 labelled UTF-8"),
        pytest.param(WELL.replace("UTF-8", "iso-8859-1").encode("cp1252"), id="cp1252 as Latin-1"),
        pytest.param(WELL.replace("&lt;", "&amp;lt;").replace("&amp;lt;", "&lt;"), id="control"),
    ],
)
def test_everything_is_saved(broken: str | bytes) -> None:
    check_whole(read(broken))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("Ferry & tug no. {} run", "Ferry & tug no. {} run", id="bare ampersand"),
        pytest.param("Ferry &nbsp;caf&eacute; {}", "Ferry café {}", id="entities of HTML"),
        pytest.param("Ferry &nosuch; {}", "Ferry &nosuch; {}", id="an entity of nobody"),
        pytest.param(
            "Fer\x0bry \x1b[31m no.\x00 {}", "Fer ry [31m no. {}", id="control characters"
        ),
        pytest.param("Ferry < 3 metres, {}", "Ferry < 3 metres, {}", id="less than"),
        pytest.param("<![CDATA[Ferry & <b>tug</b> {}]]>", "Ferry & tug {}", id="CDATA"),
        pytest.param("Ferry &amp;amp; tug {}", "Ferry & tug {}", id="escaped twice"),
        pytest.param("Ferry &#8217;s &#x2019;{}", "Ferry ’s ’{}", id="numbers"),
        pytest.param("Ferry &#11;&#x1F;{}", "Ferry {}", id="numbers of control characters"),
    ],
)
def test_titles_are_saved(written: str, shown: str) -> None:
    items = "".join(item(n, title=written) for n in range(COUNT))
    check_whole(read(rss(items)), title=shown)


def test_an_invalid_byte_costs_one_character() -> None:
    feed = read(WELL.encode().replace(b"Ferry no. 7", b"Ferry \xff no. 7", 1))
    assert len(feed.items) == COUNT
    assert feed.items[7].title == "Ferry \ufffd no. 7 runs aground"
    assert "“Nobody was hurt”" in (feed.items[7].html or "")


def test_a_truncated_feed_gives_what_stands_before() -> None:
    data = WELL.encode()
    feed = read(data[: data.index(b"<guid>quay-13")])
    assert [one.title for one in feed.items[:13]] == [
        f"Ferry no. {n} runs aground" for n in range(13)
    ]
    assert all("evening tide" in (one.html or "") for one in feed.items[:13])


@pytest.mark.parametrize("charset", ["windows-1252", "ISO-8859-1", '"cp1252"'])
def test_the_charset_that_the_server_states(charset: str) -> None:
    data = rss(head="").encode("cp1252")
    check_whole(read(data, f"text/xml; charset={charset}"))


@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize(
    ("charset", "codec", "title", "said"),
    [
        ("EUC-JP", "euc_jp", "フェリーが座礁", "霧の中で座礁したが、全員無事だった。"),
        ("Shift_JIS", "cp932", "フェリーが座礁", "霧の中で座礁したが、全員無事だった。"),
        ("EUC-KR", "cp949", "여객선 좌초", "여객선이 안개 속에서 좌초했다. 모두 무사하다."),
        ("GB2312", "gb18030", "渡轮搁浅", "渡轮在浓雾中搁浅，乘客全部获救。"),
        ("Big5", "big5hkscs", "渡輪擱淺", "渡輪在濃霧中擱淺，乘客全部獲救。"),
        ("KOI8-R", "koi8_r", "Паром сел на мель", "Паром сел на мель в густом тумане у старого."),
    ],
)
def test_charsets_of_east_and_west_whether_a_header_states_them_or_not(
    charset: str, codec: str, title: str, said: str, stated: bool
) -> None:
    head = f'<?xml version="1.0" encoding="{charset}"?>\n'
    data = rss(item(0, body=f"<p>{said}</p>", title=title), head=head).encode(codec)
    (one,) = read(data, "application/rss+xml" + (f"; charset={charset}" if stated else "")).items
    assert one.title == title
    assert said in (one.html or "")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param(
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Fog &amp; <em>ice</em>'
            "</div></title>",
            "Fog & ice",
            id="a title in XHTML",
        ),
        pytest.param('<title type="html">Fog &amp;amp; &lt;b&gt;ice&lt;/b&gt;</title>',
                     "Fog & ice", id="a title in HTML"),
        pytest.param("<title>Fog &amp; ice</title>", "Fog & ice", id="a title in plain text"),
        pytest.param('<title type="html"><![CDATA[Fog &amp; <b>ice</b>]]></title>',
                     "Fog & ice", id="a title in CDATA"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("broken", [False, True])
def test_titles_of_atom_in_every_type(title: str, shown: str, broken: bool) -> None:
    """Also where the feed is so broken that it is read by feedparser."""
    end = "</entry><entry><id>b" if broken else "</entry></feed>"
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay Herald</title>'
        f'<entry><id>a</id>{title}<link href="https://quay.example/1?a=1&b=2&c"/>'
        f'<content type="html">&lt;p&gt;Thick fog.&lt;/p&gt;</content>{end}'
    )
    one = read(text).items[0]
    assert one.title == shown
    assert one.url == "https://quay.example/1?a=1&b=2&c"
    assert "Thick fog." in (one.html or "")


def test_a_wrong_charset_of_the_server_is_not_believed() -> None:
    check_whole(read(WELL, "text/xml; charset=us-ascii"))
    check_whole(read(WELL, "text/html; charset=gb2312"))


def test_entities_are_not_expanded_a_billion_times() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>'
    (one,) = read(rss(item(0, title="&l9; aground"), head=head)).items
    assert one.title == "&l9; aground"


def test_no_file_is_read_for_an_entity(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    address = (tmp_path / "secret").as_uri()
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{address}">]>'
    (one,) = read(rss(item(0, title="a &x; b"), head=head)).items
    assert one.title == "a &x; b"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            "<!DOCTYPE html><html><head><title>Quay</title></head><body>News</body></html>",
            "web page",
        ),
        ("\n<!-- x --><html><body>News</body></html>", "web page"),
        ("", "empty"),
        (" \n\n ", "empty"),
        ("hello, world", "no feed"),
        ("<opml version='2.0'><body/></opml>", "no feed"),
        ('{"a": 1}', "JSON"),
        ('{"a": ', "JSON"),
        (bytes(range(256)) * 8, "binary"),
        ("<rss", "no item"),
    ],
)
def test_what_is_no_feed_says_what_it_is(data: str | bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words) as caught:
        read(data)
    assert caught.value.source == URL


def test_a_feed_without_items_is_one() -> None:
    feed = read(rss(""))
    assert (feed.title, feed.items) == ("The Quay Herald", ())
