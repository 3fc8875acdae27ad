"""What is a headline or a dek, and what stands about it at the top of a page."""

from __future__ import annotations

from dataclasses import replace

from reader.model import Block, Category
from tests.provenance.made import STORY, article, judged, remembered


def test_the_top_of_a_page_over_the_headline_is_no_headline() -> None:
    title, top = "Ferry runs aground with ninety on board", "Quay Public Radio Donate Listen live"
    copy = article("Quay Public Radio", top, title, "Tide will decide", *STORY, title=title)
    first, _ = judged(copy, article("Herald", *STORY))
    assert first[title].category is Category.HEADLINE
    assert first[top].category is not Category.HEADLINE


def test_what_stands_under_the_headline_in_other_stories_too_is_no_dek() -> None:
    title, dek, button = "Ferry runs aground", "A tug will try on Wednesday", "Add to reading list"
    lines = (title, dek, button, *STORY)
    other = article("Post", "Parrot found", button, "Another thing was told.", title="Parrot found")
    copy = article("Post", *lines, title=title, name="post")
    first, _ = judged(copy, article("Herald", *STORY), memory=remembered(copy, other))
    assert [first[line].category for line in (title, dek)] == [Category.HEADLINE] * 2
    assert first[button].category is not Category.HEADLINE


def test_a_line_of_links_that_names_the_outlet_every_day_is_its_menu() -> None:
    top = "Quay Public Radio Donate Listen live"
    links = Block(0, len(top), 1, link_density=1.0)
    plain = article("Quay Public Radio", top, "Ninety saved from island ferry", *STORY, name="quay")
    copy = replace(plain, blocks=(links, *plain.blocks[1:]))
    other = article("Quay Public Radio", top, "Another thing was told.")
    first, _ = judged(copy, article("Herald", *STORY), memory=remembered(copy, other))
    assert first[top].category is Category.NAVIGATION
    assert first["Ninety saved from island ferry"].category is Category.HEADLINE
