from __future__ import annotations

from contextlib import suppress

import pytest

from reader.errors import UnreadableSource
from reader.ingest.page_tree import MAX_PAGE, parse_page


def _many(attribute: str) -> str:
    return "".join(attribute.format(i=i) for i in range(30_000))


@pytest.mark.parametrize("attribute", ["a{i}=1 ", 'a{i}=">" ', "a{i} ", "a{i}/", "a{i}='x'"])
@pytest.mark.parametrize("tag", ["p", "script", "STYLE"])
def test_a_tag_of_thousands_of_attributes_is_refused_before_parsing(
    tag: str, attribute: str
) -> None:
    with pytest.raises(UnreadableSource, match="attributes"):
        parse_page(f"<p>Text.</p><{tag} {_many(attribute)}>more", "page.html")


def test_attributes_in_scripts_and_comments_are_not_counted() -> None:
    words = _many("a{i}=1 ")
    page = f"<!-- <p {words}> --><script>if (a <b {words}) {{}}</script><p>Text.</p>"
    assert "Text." in parse_page(page, "page.html").itertext()


def test_a_stray_quotation_mark_is_no_bomb() -> None:
    rest = "".join(f'<li class="x{i}"><a href="/a/{i}">Item {i}</a></li>' for i in range(3_000))
    root = parse_page(f'<div class="menu"">{rest}</div>', "page.html")
    assert "Item 2999" in root.itertext()


@pytest.mark.parametrize(
    "start", ["<!--", '<a "', "<a ='", "<script>", '<script "', "<", "<a", "<!-- -"]
)
def test_the_check_is_linear_in_what_is_left_open(start: str) -> None:
    with suppress(UnreadableSource):
        assert parse_page(start * (400_000 // len(start)), "page.html") is not None


def test_nesting_that_would_lose_text_is_named() -> None:
    inner = 100_000
    with pytest.raises(UnreadableSource, match="nested too deeply"):
        parse_page("<div>" * inner + "lost" + "</div>" * inner, "page.html")
    kept = parse_page("<div>" * 1_500 + "kept" + "</div>" * 1_500, "page.html")
    assert "kept" in kept.itertext()


def test_a_huge_script_hides_nothing() -> None:
    page = f"<script>{'x' * 7_000_000}</script><p>Text.</p>"
    assert "Text." in parse_page(page, "page.html").itertext()


@pytest.mark.parametrize("page", ["", "   ", "<!-- only a comment -->"])
def test_an_empty_page_is_an_error(page: str) -> None:
    with pytest.raises(UnreadableSource):
        parse_page(page, "page.html")


def test_a_page_over_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="longer than"):
        parse_page("x" * (MAX_PAGE + 1), "page.html")


def test_entities_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>a &x; b</p>'
    assert "&x;" in "".join(str(part) for part in parse_page(page, "page.html").itertext())
