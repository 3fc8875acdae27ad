from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.assemble import MOST_LINKS, assemble
from reader.ingest.draft import Draft
from reader.ingest.feeds import item_draft, read_feed
from reader.ingest.html import html_pieces, read_html
from reader.ingest.identity import LONGEST_ADDRESS, untracked
from reader.ingest.markdown import read_markdown
from reader.ingest.records import read_record

PAGE = "https://larkfield.example/news/tunnel.html"
PROSE = "The council of Larkfield put off its vote on the tunnel until the engineers have reported."


def links(body: str, url: str | None = PAGE) -> list[tuple[str, str]]:
    return found(read_html(f"<article>{body}<p>{PROSE}</p></article>", "page", url=url))


def found(draft: Draft) -> list[tuple[str, str]]:
    return [(draft.text[link.start : link.end], link.url) for link in draft.links]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://quay.example/a", "https://quay.example/a"),
        (" https://quay.example/a ", "https://quay.example/a"),
        ("HTTP://quay.example/a#part", "HTTP://quay.example/a#part"),
        ("/a", "https://larkfield.example/a"),
        ("a?page=2&amp;b=3", "https://larkfield.example/news/a?page=2&b=3"),
        ("../a", "https://larkfield.example/a"),
        ("//quay.example/a", "https://quay.example/a"),
        ("/a?utm_source=x&id=7&fbclid=y", "https://larkfield.example/a?id=7"),
        ("/a b", "https://larkfield.example/a%20b"),
        ("/a\x1b]8;;n\x07", "https://larkfield.example/a%1B]8;;n%07"),
        ("/a\x85\x9bm", "https://larkfield.example/a%20%C2%9Bm"),
    ],
)
def test_a_link_leads_where_the_page_says(href: str, url: str) -> None:
    assert links(f'<p>See <a href="{href}">the report</a>.</p>') == [("the report", url)]


@pytest.mark.parametrize(
    "href",
    [
        "",
        " ",
        "#top",
        " #note-1",
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<b>x</b>",
        "mailto:desk@quay.example",
        "tel:+123",
        "ftp://quay.example/a",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "http://[::1",
        "//[",
        "https://a%b.example/",
        "https://quay.example:port/",
        "https://quay.example/" + "a" * LONGEST_ADDRESS,
        "data:," + "a" * 100_000,
    ],
)
def test_what_leads_nowhere_on_the_web_is_no_link(href: str) -> None:
    assert links(f'<p>See <a href="{href}">the report</a>.</p>') == []


def test_a_relative_link_of_a_page_without_address_leads_nowhere() -> None:
    body = '<p><a href="/a">one</a> <a href="https://quay.example/">two</a></p>'
    assert links(body, None) == [("two", "https://quay.example/")]


def test_links_are_relative_to_the_base_that_a_page_names() -> None:
    page = f'<base target="x"><base href="/archive/"><p>{PROSE} <a href="a">More</a></p>'
    assert found(read_html(page, "p", url=PAGE)) == [
        ("More", "https://larkfield.example/archive/a")
    ]


def test_a_canonical_address_is_what_links_of_a_file_are_relative_to() -> None:
    page = f'<link rel=canonical href="{PAGE}"><p>{PROSE} <a href="a">More</a></p>'
    assert found(read_html(page, "p")) == [("More", "https://larkfield.example/news/a")]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<a href=/1> <b>the</b>\n <i>new  report</i> </a>", ["the new report"]),
        ("x <a href=/1>one<br>two</a> y", ["one two"]),
        ("<a href=/1>one</a><a href=/2>two</a>", ["one", "two"]),
        ("<a href=/1>one<a href=/2>two</a></a>", ["one", "two"]),
        ("a<span><a href=/1>b<em>c</em></a>d</span>", ["bc"]),
        ("<a href=/1><img src=x alt=y></a> z", []),
        ("<a href=/1>\u200b</a> z <a href=/2>&nbsp;w&nbsp;</a>", ["w"]),
        ("<a name=here>no link</a>", []),
    ],
)
def test_a_link_stands_on_its_words(html: str, words: list[str]) -> None:
    assert [text for text, _ in links(f"<p>{html}</p>")] == words


def test_a_link_around_blocks_stands_in_each() -> None:
    html = "<a href=/1><h3>Tunnel closed</h3><p>For six weeks.</p></a><p>Not this.</p>"
    assert [text for text, _ in links(html)] == ["Tunnel closed", "For six weeks."]


def test_menus_give_no_links_and_lists_in_the_article_do() -> None:
    menu = "<nav><a href=/a>News</a> <a href=/b>Sport</a></nav>"
    more = "<ul><li><a href=/c>Five bridges that were never built</a></li></ul>"
    page = f"<body>{menu}<article><p>{PROSE}</p>{more}<p>{PROSE}</p></article></body>"
    assert [text for text, _ in found(read_html(page, "p", url=PAGE))] == [
        "Five bridges that were never built"
    ]


def test_an_article_has_no_more_links_than_are_kept() -> None:
    body = "".join(f'<p>{PROSE} <a href="/{n}">{n}</a></p>' for n in range(MOST_LINKS + 10))
    assert [text for text, _ in links(body)] == [str(n) for n in range(MOST_LINKS)]


def test_a_page_read_from_its_data_has_the_links_of_that() -> None:
    body = f'<p>{PROSE} <a href=\\"/a\\">Report</a></p>'
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
        f'{body}"}}</script><div id=app></div>'
    )
    assert found(read_html(page, "p", url=PAGE)) == [("Report", "https://larkfield.example/a")]


def test_feeds_give_the_links_of_their_items() -> None:
    feed = (
        "<rss><channel><title>L</title><link>https://larkfield.example</link><item><title>T</title>"
        f"<link>{PAGE}</link><description>&lt;p&gt;{PROSE} &lt;a href='/a?utm_medium=rss'&gt;Report"
        "&lt;/a&gt;&lt;/p&gt;</description></item></channel></rss>"
    )
    document = read_feed(feed.encode(), url="https://x.example/f", now=datetime.now(UTC))
    [item] = document.items
    assert found(item_draft(item, document)) == [("Report", "https://larkfield.example/a")]


def test_records_give_the_links_of_their_markup() -> None:
    record = {"url": PAGE, "html": f"<p>{PROSE} <a href='/a'>Report</a></p>"}
    assert found(read_record(record, "p")) == [("Report", "https://larkfield.example/a")]
    assert read_record({"url": PAGE, "text": "See https://quay.example/"}, "p").links == ()


def test_markdown_gives_its_links() -> None:
    text = (
        f"---\nurl: {PAGE}\n---\n# The *[tunnel](/t)*\n\nSee  [the **new**\nreport](<a b>), <https://quay."
        "example/>, [js](javascript:x) and [mail](mailto:a@b.example).\n\n"
        "- [ref]\n\n<p>In <a href='c'>markup</a></p>\n\n[ref]: /r 'title'\n"
    )
    assert found(read_markdown(text, "a.md")) == [
        ("tunnel", "https://larkfield.example/t"),
        ("the new report", "https://larkfield.example/news/a%20b"),
        ("https://quay.example/", "https://quay.example/"),
        ("ref", "https://larkfield.example/r"),
        ("markup", "https://larkfield.example/news/c"),
    ]


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://a.example/?utm_source=x", "https://a.example/"),
        ("https://a.example/p?a=1&utm_source=x&b=2#c", "https://a.example/p?a=1&b=2#c"),
        ("https://a.example/p?source=rss&x", "https://a.example/p?x"),
        ("https://a.example/p?source=book", "https://a.example/p?source=book"),
        ("HTTP://A.example/P", "HTTP://A.example/P"),
    ],
)
def test_an_address_loses_what_only_tracks_the_reader(url: str, bare: str) -> None:
    assert untracked(url) == bare


blank = st.text(" \n\t\u2028", max_size=2)
word = st.text(st.characters(categories=["L", "N"]) | st.sampled_from("他。\u0301"), min_size=1)
written = st.builds(
    lambda before, text, after, tag: f"{before}<{tag}>{before}{text}{after}</{tag}>{after}",
    blank,
    word,
    blank,
    st.sampled_from(["b", "span", "em"]),
)
runs = st.lists(st.tuples(written, st.booleans()), min_size=1, max_size=6)


@given(st.lists(runs, min_size=1, max_size=4))
def test_offsets_cut_out_the_words_that_were_linked(blocks: list[list[tuple[str, bool]]]) -> None:
    wanted: list[tuple[str, str]] = []
    body = ""
    for block in blocks:
        inside = ""
        for text, linked in block:
            if linked:
                url = f"https://quay.example/{len(wanted)}"
                wanted.append((" ".join(_bare(text).split()), url))
                text = f'<a href="{url}">{text}</a>'
            inside += f"{text} "
        body += f"<p>{inside}</p>"
    made = assemble(html_pieces(body, "p"))
    assert [(made.text[link.start : link.end], link.url) for link in made.links] == wanted
    assert all(
        any(block.start <= link.start < link.end <= block.end for block in made.blocks)
        for link in made.links
    )


def _bare(html: str) -> str:
    for tag in ("b", "span", "em"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return html
