from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.ingest.metadata import Metadata, read_metadata
from reader.ingest.page_tree import parse_page


def read(
    head: str, body: str = "<p>x</p>", url: str | None = None, html: str = "<html>"
) -> Metadata:
    return read_metadata(parse_page(f"{html}<head>{head}</head><body>{body}</body>", "page"), url)


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


ARTICLE = linked(
    """{"@context": "https://schema.org", "@graph": [
      {"@type": "Organization", "@id": "#pub", "name": "The Daily Quay"},
      {"@type": ["NewsArticle"], "headline": "Ferry &amp; fog",
       "datePublished": "2026-03-09T06:55:00-04:00",
       "author": [{"@type": "Person", "name": "Mara Quill"}, {"name": "Ib Holm"}, "https://x.example/ib"],
       "publisher": {"@id": "#pub"}, "articleBody": "The ferry ran aground."}]}"""
)


def test_linked_data() -> None:
    found = read(ARTICLE)
    assert found.title == "Ferry & fog"
    assert found.published == datetime(2026, 3, 9, 10, 55, tzinfo=UTC)
    assert found.byline == "Mara Quill, Ib Holm"
    assert found.site_name == "The Daily Quay"
    assert found.body == "The ferry ran aground."


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "[" * 100_000,
        "null",
        '"NewsArticle"',
        '{"@type": "NewsArticle", "headline": {"a": 1}, "author": 5, "publisher": [[]]}',
        '{"@type": 3}',
        '{"@type": "NewsArticle", "headline": "x", "author": {"@id": ["x"]}, "datePublished": []}',
    ],
)
def test_broken_linked_data_says_nothing(data: str) -> None:
    found = read(linked(data))
    assert found.published is None
    assert found.byline is None
    assert found.body is None


def test_raw_line_feeds_and_trailing_commas_are_forgiven() -> None:
    found = read(linked('{"@type": "Article", "headline": "One\n two", "author": "Ib",}'))
    assert found.title == "One two"
    assert found.byline == "Ib"


def test_meta_elements() -> None:
    found = read(
        '<meta property="og:site_name" content=" The  Daily Quay ">'
        '<meta property="og:title" content="Ferry aground">'
        '<meta property="article:published_time" content="2026-03-09">'
        '<meta name="Author" content="Mara Quill">'
        '<link rel="canonical" href="https://www.dailyquay.example/a">',
        html="<html lang=en_GB>",
    )
    assert found == Metadata(
        title="Ferry aground",
        url="https://www.dailyquay.example/a",
        published=datetime(2026, 3, 9, tzinfo=UTC),
        byline="Mara Quill",
        language="en-GB",
        site_name="The Daily Quay",
    )


@pytest.mark.parametrize(
    "title",
    ["Ferry aground off Skarra | The Daily Quay", "The Daily Quay: Ferry aground off Skarra"],
)
def test_the_site_is_no_part_of_the_title(title: str) -> None:
    found = read(f"<title>{title}</title>", "<h1>Ferry aground off Skarra</h1>")
    assert found.title == "Ferry aground off Skarra"


def test_the_site_is_removed_from_a_title_that_no_heading_repeats() -> None:
    site = '<meta property="og:site_name" content="The Daily Quay">'
    assert read(f"{site}<title>Ferry aground - the daily quay</title>").title == "Ferry aground"
    assert read("<title>A - B</title>").title == "A - B"


def test_the_time_element_and_the_path_date_a_page() -> None:
    assert read("", "<time datetime='2026-03-09T10:00Z'>today</time>").published == datetime(
        2026, 3, 9, 10, tzinfo=UTC
    )
    dated = read("", url="https://a.example/2026/03/09/ferry")
    assert dated.published == datetime(2026, 3, 9, tzinfo=UTC)
    assert dated.url is None


@pytest.mark.parametrize("name", ["pub_date", "publish-date", "DC.date.issued", "bt:pubDate"])
def test_publishers_own_names_for_the_date(name: str) -> None:
    found = read(f'<meta name="{name}" content="March 9, 2026 10:00 AM">')
    assert found.published == datetime(2026, 3, 9, 10, tzinfo=UTC)


def test_an_address_that_is_no_web_address_is_not_one() -> None:
    assert read('<link rel="canonical" href="javascript:alert(1)">').url is None
    assert read('<meta property="og:url" content="/a/b">').url is None


def test_lengths_are_bounded() -> None:
    found = read(f'<meta property="og:title" content="{"x" * 100_000}">')
    assert found.title is not None
    assert len(found.title) <= 500
    assert read("", f"<h1>{'word ' * 1_000}</h1>").title is None


def test_a_page_that_says_nothing() -> None:
    assert read("") == Metadata()
