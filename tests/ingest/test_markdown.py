from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadableSource
from reader.ingest.markdown import MAX_MARKDOWN, read_markdown
from reader.model import Role

NOTE = """---
title: "The bells come home"
source: Halyard Weekly
url: https://halyardweekly.example/bells
date: 2026-03-10
author: Ib Holm
tags: [bells, loot]
---
# The *bells* come home

The bells, [taken as loot](https://x.example), ring
again &amp; again.\\
Today.

- One
- Two

> Quoted.

| Year | Bells |
|------|-------|
| 1907 | 3     |

![never text](a.jpg)

<p>In <b>HTML</b>.</p>

```
code  line
```
"""


def test_blocks_roles_and_front_matter() -> None:
    draft = read_markdown(NOTE, "bells.md")
    said = [(draft.text[block.start : block.end], block.role) for block in draft.blocks]
    assert said == [
        ("The bells come home", Role.HEADING),
        ("The bells, taken as loot, ring again & again. Today.", Role.PARAGRAPH),
        ("One", Role.ITEM),
        ("Two", Role.ITEM),
        ("Quoted.", Role.QUOTE),
        ("Year", Role.CELL),
        ("Bells", Role.CELL),
        ("1907", Role.CELL),
        ("3", Role.CELL),
        ("In HTML.", Role.PARAGRAPH),
        ("code line", Role.PARAGRAPH),
    ]
    assert draft.text.split("\n") == [text for text, _ in said]
    assert (draft.title, draft.outlet, draft.byline) == (
        "The bells come home",
        "Halyard Weekly",
        "Ib Holm",
    )
    assert draft.url == "https://halyardweekly.example/bells"
    assert draft.published == datetime(2026, 3, 10, tzinfo=UTC)
    assert 0.2 < draft.blocks[1].link_density < 0.4


def test_the_first_heading_is_the_title_where_none_is_given() -> None:
    assert read_markdown("Text.\n\n## Head\n", "a.md").title == "Head"
    assert read_markdown("Text.", "a.md").title is None


def test_a_rule_is_no_front_matter() -> None:
    assert read_markdown("---\nJust text\n---\n\nMore.", "a.md").text.endswith("More.")
    assert "Just text" in read_markdown("---\nJust text\n---\n", "a.md").text


@pytest.mark.parametrize("text", ["", "   \n", "![x](y)", "---\ntitle: x\n---\n", "<!-- x -->"])
def test_nothing_to_read_is_an_error(text: str) -> None:
    with pytest.raises(UnreadableSource, match=r"a\.md"):
        read_markdown(text, "a.md")


def test_too_long_is_an_error() -> None:
    with pytest.raises(UnreadableSource, match="longer"):
        read_markdown("x" * (MAX_MARKDOWN + 1), "a.md")


def test_deep_quoting_keeps_its_text() -> None:
    assert read_markdown("> " * 40 + "deep", "a.md").text == "deep"


@given(
    st.lists(
        st.sampled_from([*"#>-*`[)|!<\\\n\0", "](", "<p>", "&lt;", "---", "\n\n", "word", "1."]),
        max_size=60,
    )
)
def test_any_markdown_is_an_article_or_a_named_error(parts: list[str]) -> None:
    try:
        draft = read_markdown(" ".join(parts), "a.md")
    except UnreadableSource:
        return
    assert [draft.text[b.start : b.end] for b in draft.blocks] == draft.text.split("\n")
