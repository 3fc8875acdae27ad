from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadableSource
from reader.ingest.html import read_html
from reader.model import Role

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferry aground | The Daily Quay</title></head>
<body><nav><a href="/">Home</a> <a href="/sea">At sea</a></nav>
<article><h1>Ferry aground off Skarra</h1><p>By Mara Quill</p>
<p>The ferry <a href="/x">Tern</a> ran aground in thick fog shortly before six on Monday,
the harbor office said.</p>
<figure><img src="a.jpg" alt="never text"><figcaption>The Tern. Photo: Ib Holm</figcaption></figure>
<blockquote>“We heard a scrape,” a passenger said, “and then nothing at all for a very
long while.”</blockquote>
</article><footer>© 2026 The Daily Quay</footer></body></html>"""


def test_a_page_is_its_blocks_joined_by_line_feeds() -> None:
    draft = read_html(PAGE, "page.html")
    lines = draft.text.split("\n")
    assert [draft.text[block.start : block.end] for block in draft.blocks] == lines
    assert [block.line for block in draft.blocks] == list(range(1, len(lines) + 1))
    assert [(block.role, block.outside) for block in draft.blocks] == [
        (Role.FURNITURE, True),
        (Role.HEADING, False),
        (Role.PARAGRAPH, False),
        (Role.PARAGRAPH, False),
        (Role.CAPTION, False),
        (Role.QUOTE, False),
        (Role.PARAGRAPH, True),
    ]
    assert "never text" not in draft.text
    assert draft.title == "Ferry aground | The Daily Quay"
    assert draft.blocks[0].link_density == pytest.approx(1.0, abs=0.1)
    assert 0 < draft.blocks[3].link_density < 0.1


def test_the_address_given_goes_before_the_page_s_own() -> None:
    head = '<link rel=canonical href="https://b.example/"><p>Text.</p>'
    assert read_html(head, "p", url="https://a.example/").url == "https://a.example/"
    assert read_html(head, "p").url == "https://b.example/"


BODY = "The ferry ran aground in thick fog shortly before six.\\n\\nAll 212 aboard are safe."


def _with_body(body: str, page: str) -> str:
    data = f'{{"@type": "NewsArticle", "headline": "Ferry", "articleBody": "{body}"}}'
    return f'<script type="application/ld+json">{data}</script>{page}'


def test_linked_data_is_the_body_of_a_page_without_text() -> None:
    draft = read_html(_with_body(BODY, "<nav>Home</nav><div id=app></div>"), "page")
    assert draft.text == BODY.replace("\\n", "\n")
    assert [block.line for block in draft.blocks] == [1, 3]


def test_linked_data_is_the_body_of_a_page_that_shows_but_a_notice() -> None:
    told = "The ferry ran aground in thick fog and all aboard were taken off." * 4
    notice = "<p>We and our partners store information on your device and read it, as you allow us."
    assert read_html(_with_body(told, notice), "page").text == told
    teaser = f"{notice}<p>The ferry ran aground in thick fog and all aboard"
    assert read_html(_with_body(told, teaser), "page").text.startswith("We and our partners")


def test_linked_data_with_markup_is_read_as_markup() -> None:
    draft = read_html(_with_body("<p>One &amp; two.</p><p>Three.</p>", "<div></div>"), "page")
    assert draft.text == "One & two.\nThree."


def test_linked_data_never_replaces_a_page_s_own_text() -> None:
    assert read_html(_with_body("Other.", PAGE), "page").text == read_html(PAGE, "page").text


@pytest.mark.parametrize("page", ["", "<p></p>", "<script>x</script>", "<img alt=x>"])
def test_a_page_without_text_is_an_error_never_an_empty_article(page: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read_html(page, "page.html")
    assert caught.value.source == "page.html"


TAGS = (
    "<p> </p> <div> </div> <br> <a/href=x> </a> <li> <td> <table> <pre> <nav> </nav> <h1> <figure>"
    " <figcaption> <button> <x-y> <body> <script> </script> <!-- --> <![CDATA[ &amp; &#0; &#xD800;"
    " <b> </b> <blockquote> <form> < > = ferry \x00 \x1b[31m \u202e \u2028"
)
MARKUP = st.sampled_from([*TAGS.split(" "), " ", "\n\n", '"', "'"])


@given(st.lists(st.one_of(MARKUP, st.text(max_size=8)), max_size=60).map("".join))
def test_any_markup_is_an_article_with_exact_blocks_or_a_named_error(page: str) -> None:
    try:
        draft = read_html(page, "page.html")
    except UnreadableSource:
        return
    end = -1
    for block in draft.blocks:
        assert block.start == end + 1
        assert draft.text[block.start : block.end].strip()
        assert draft.text[end : block.start] in ("", "\n")
        assert 0 <= block.link_density <= 1
        end = block.end
    assert end == len(draft.text)
