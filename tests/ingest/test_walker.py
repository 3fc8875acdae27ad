from __future__ import annotations

import pytest

from reader.ingest.page_tree import parse_page
from reader.ingest.walker import walk_page
from reader.model import Role


def blocks(html: str) -> list[tuple[str, Role]]:
    return [(block.text, block.role) for block in walk_page(parse_page(html, "page")).blocks]


def texts(html: str) -> list[str]:
    return [text for text, _ in blocks(html)]


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<p>x</p>", Role.PARAGRAPH),
        ("<div>x</div>", Role.PARAGRAPH),
        ("<h2>x</h2>", Role.HEADING),
        ("<div role=heading>x</div>", Role.HEADING),
        ("<ul><li>x</ul>", Role.ITEM),
        ("<ul><li><p>x</p></ul>", Role.ITEM),
        ("<ul><li><h3>x</h3></ul>", Role.HEADING),
        ("<dl><dt>x</dl>", Role.ITEM),
        ("<figure><figcaption>x</figcaption></figure>", Role.CAPTION),
        ("<figure><div><p>x</p></div></figure>", Role.CAPTION),
        ("<div class='wp-caption-text'>x</div>", Role.CAPTION),
        ("<blockquote><p>x</p></blockquote>", Role.QUOTE),
        ("<table><tr><td>x</table>", Role.CELL),
        ("<table><tr><td><p>x</p></table>", Role.PARAGRAPH),
    ],
)
def test_the_role_comes_from_the_markup(html: str, role: Role) -> None:
    assert blocks(html) == [("x", role)]


def test_a_cell_that_lays_out_a_page_is_no_cell() -> None:
    html = "<table><tr><td>One.<br><br>Two.<br><br>Three.</td></tr></table>"
    assert blocks(html) == [(text, Role.PARAGRAPH) for text in ("One.", "Two.", "Three.")]


def test_a_class_on_a_whole_article_makes_no_captions() -> None:
    html = "<div class='has caption'>" + "".join(f"<p>{i}</p>" for i in range(5)) + "</div>"
    assert {role for _, role in blocks(html)} == {Role.PARAGRAPH}


def test_inline_elements_do_not_split_words() -> None:
    html = (
        "<p>un<b>believ</b><i>able</i> <a href=x>li</a>nk, H<sub>2</sub>O, co<wbr>op<!-- x -->s</p>"
    )
    assert texts(html) == ["unbelievable link, H2O, coops"]


def test_white_space_collapses_and_no_break_spaces_stay() -> None:
    assert texts("<p>\n  a \t b\xa0c\u2028d\r\n</p>") == ["a b\xa0c d"]


def test_one_break_is_a_space_and_two_are_a_new_block() -> None:
    assert texts("<p>a<br>b<br> &nbsp; <br/>c</p>") == ["a b", "c"]


def test_blank_lines_in_preformatted_text_split_blocks() -> None:
    assert texts("<pre>one\ntwo\n\n  three\n \nfour</pre>") == ["one two", "three", "four"]


def test_text_between_blocks_is_kept_in_order() -> None:
    assert texts("<div>a<p>b</p>c<div>d</div>e</div>f") == ["a", "b", "c", "d", "e", "f"]


def test_links_set_side_by_side_are_set_apart() -> None:
    assert texts("<div><a href=1>World</a><a href=2>Sport</a></div>") == ["World Sport"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</p></template>",
        "<noscript>x</noscript>",
        "<p hidden>x</p>",
        "<div style='color:red; DISPLAY : none'><p>x</p></div>",
        "<dialog>x</dialog>",
        "<select><option>x</select>",
        "<textarea>x</textarea>",
        "<span class='sr-only'>x</span>",
        "<i aria-hidden=true>x</i>",
        "<span class='material-icons'>x</span>",
        "<svg><text>x</text></svg>",
        "<img alt=x>",
        "<input value=x>",
        "<p>\ue001\u200b</p>",
        "<p>&nbsp;</p>",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(hidden: str) -> None:
    assert texts(f"<p>a</p>{hidden}<p>b</p>") == ["a", "b"]


def test_what_unfolds_when_asked_is_kept() -> None:
    assert texts("<details><summary>More</summary>Body</details>") == ["More", "Body"]
    assert texts("<p>a<div role=region style='display:none'>b</div>") == ["a", "b"]


def test_a_drop_cap_hidden_from_screen_readers_stays() -> None:
    html = "<p><span aria-hidden=true>T</span><span class=sr-only>T</span>he ferry</p>"
    assert texts(html) == ["The ferry"]


def test_a_body_hidden_until_its_script_runs_is_read() -> None:
    assert texts("<body style='display:none'><p>a</p></body>") == ["a"]


def test_controls_and_unknown_elements_split_except_in_running_text() -> None:
    assert texts("<div>a<x-card>b</x-card><button>c</button></div>") == ["a", "b", "c"]
    assert texts("<p>a <x-term>b</x-term> <button>c</button> d</p>") == ["a b c d"]


def test_link_density() -> None:
    page = walk_page(parse_page("<p>1234<a href=x>5678</a></p><p><a href=y>all</a></p>", "page"))
    assert [block.link_density for block in page.blocks] == [0.5, 1.0]


def test_deep_nesting_takes_no_recursion() -> None:
    depth = 1_900
    assert texts("<div>" * depth + "deep" + "</div>" * depth) == ["deep"]
    assert texts("<b>" * 1_900 + "deep") == ["deep"]


def test_the_tree_is_numbered_in_document_order() -> None:
    page = walk_page(parse_page("<div><nav>a</nav><p>b</p></div><footer>c</footer>", "page"))
    spans = [(block.node, page.ends[block.node], page.parents[block.node]) for block in page.blocks]
    (nav, nav_end, around), (p, _, same), (foot, _, body) = spans
    assert nav < nav_end <= p < page.ends[around] <= foot
    assert around == same
    assert page.parents[around] == body
    assert page.frames == [nav, foot]
    assert page.furniture == [nav]
