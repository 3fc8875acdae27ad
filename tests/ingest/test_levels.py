from __future__ import annotations

from reader.ingest.levels import find_levels
from reader.ingest.page_tree import parse_page
from reader.ingest.walker import walk_page

PROSE = "The ferry ran aground in thick fog shortly before six and all aboard were taken off. "


def levels(body: str) -> dict[str, int | None]:
    """The level of each block of a page, by its first word."""
    page = walk_page(parse_page(body, "page"))
    found = find_levels(page, [False] * len(page.blocks))
    return {block.text.split()[0]: level for block, level in zip(page.blocks, found, strict=True)}


def told(*names: str) -> str:
    return "".join(f"<p>{name} {PROSE}</p>" for name in names)


def test_lists_tables_and_subheads_stand_with_the_paragraphs() -> None:
    table = "<table><tr><td>length</td><td>beam</td></tr></table>"
    found = levels(
        f"<div id=page><h1>Title</h1><div>{told('one', 'two')}<h2>subhead</h2><ul><li>item</li>"
        f"<li>other</li></ul>{table}<div><div>{told('three')}</div></div></div></div>"
    )
    assert found.pop("Title") is None
    assert set(found.values()) == {0}
    assert len(found) == 8


def test_what_lies_in_parts_of_its_own_lies_lower() -> None:
    comment = "<li><b>Mara</b><div><p>yesterday</p>{0}</div></li>"
    comments = comment.format(told("first")) + comment.format(told("second"))
    found = levels(
        f"<div>{told('one', 'two', 'three', 'four', 'five')}<blockquote><p>pulled</p><p>name</p>"
        f"</blockquote><div><h3>Readers</h3><ul>{comments}</ul></div></div>"
    )
    assert [found[name] for name in ("one", "pulled", "Readers", "first", "second")] == [
        *(0, 1, 1),
        *(3, 3),
    ]


def test_an_advertisement_parts_an_article_in_two() -> None:
    halves = f"<div>{told('one', 'two', 'three')}</div><p>Ad</p><div>{told('four', 'five', 'six')}"
    found = levels(f"<main><article>{halves}</div></article><p>behind</p></main>")
    assert found["one"] == found["six"] == found["Ad"] == 0
    assert found["behind"] is None


def test_paragraphs_may_stand_each_in_a_section_of_its_own() -> None:
    sections = "".join(
        f"<section><h2>Ship{n}</h2><div><p>Built{n} in 1987</p>{told(f'text{n}')}</div></section>"
        for n in range(5)
    )
    found = levels(f"<main><div>{sections}</div><div><p>About</p><p>us</p></div></main>")
    assert {found[f"{name}{n}"] for n in range(5) for name in ("Ship", "Built", "text")} == {0}
    assert found["About"] is None


def test_a_paragraph_without_spaces_is_as_long_as_it_says() -> None:
    told = "".join(
        f"<p>{n} 渡轮北极光号在斯卡拉外海的浓雾中搁浅，所有乘客都安全撤离。</p>" for n in "abcd"
    )
    found = levels(
        f"<main><div><h1>T</h1><div>{told}</div><div><p>x</p><p>y</p></div></div></main>"
    )
    assert [found[name] for name in "abcdTx"] == [0, 0, 0, 0, None, None]


def test_a_list_or_a_table_is_the_article_where_there_are_hardly_paragraphs() -> None:
    items = "".join(f"<li>Item{n} to have aboard</li>" for n in range(9))
    page = f"<article><p>one {PROSE}</p><ul>{items}</ul></article>"
    found = levels(f"<ul><li><a href=/>Front</a></li></ul><main>{page}<p>Tags</p></main>")
    assert found["one"] == found["Item8"] == 0
    assert found["Front"] is found["Tags"] is None


def test_a_page_that_keeps_its_text_in_several_ways_tells_nothing() -> None:
    other = f"<table><tr><td>{told('four', 'five')}</td></tr></table>"
    page = f"<div>{told('one', 'two', 'three')}</div>{other}<ul><li><pre>six {PROSE}</pre></ul>"
    assert set(levels(f"<main>{page}</main>").values()) == {None}
    assert set(levels(f"<div>{told('one', 'two')}</div>").values()) == {None}
    assert levels("<p>one") == {"one": None}
