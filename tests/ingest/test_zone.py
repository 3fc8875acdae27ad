from __future__ import annotations

from reader.ingest.page_tree import parse_page
from reader.ingest.walker import walk_page
from reader.ingest.zone import mark_furniture, mark_outside

PROSE = (
    "The ferry ran aground in thick fog shortly before six and all aboard were taken off safely. "
)


def _page(body: str, title: str | None = None) -> dict[str, bool]:
    page = walk_page(parse_page(body, "page"))
    return {
        block.text: far for block, far in zip(page.blocks, mark_outside(page, title), strict=True)
    }


def _article(paragraphs: int = 6) -> str:
    return "".join(f"<p>{i} {PROSE}</p>" for i in range(paragraphs))


SITE = (
    "<div id=top><ul><li><a href=/>Front</a></ul></div>"
    "<div id=page><div id=head><h1>Ferry runs aground off Skarra</h1><p>By Mara Quill</p></div>"
    "<div id=middle><div id=column><div id=text>{article}</div></div></div>"
    "<div id=side><div><p>Most read</p></div></div></div>"
    "<footer><p>About the Daily Quay</p></footer>"
)


def test_menus_and_footer_stand_outside_and_nothing_is_dropped() -> None:
    marks = _page(SITE.format(article=_article()))
    assert marks["Front"]
    assert marks["About the Daily Quay"]
    assert not any(far for text, far in marks.items() if PROSE.strip() in text)
    assert len(marks) == 6 + 5


def test_the_headline_and_what_follows_it_stand_inside() -> None:
    title = "Ferry runs aground off Skarra | Daily Quay"
    marks = _page(SITE.format(article=_article()), title)
    assert not marks["Ferry runs aground off Skarra"]
    assert not marks["By Mara Quill"]
    assert marks["Front"]
    assert _page(SITE.format(article=_article()))["By Mara Quill"]


def test_a_page_left_inside_its_menu_is_still_an_article() -> None:
    page = walk_page(
        parse_page(f"<nav><ul><li>Home</ul><article>{_article()}</article></nav>", "p")
    )
    assert not any(mark_furniture(page))
    assert not any(mark_outside(page, None))


def test_what_names_itself_a_part_beside_the_article_stands_outside() -> None:
    beside = (
        "<aside><p>{0}</p></aside>",
        '<div class="post-comments"><p>{0}</p></div>',
        '<section id="relatedStories"><p>{0}</p></section>',
        '<div class="author_bio"><p>{0}</p></div>',
        '<div class="post-author"><p>{0}</p></div>',
        '<div id="photoGallery"><p>{0}</p></div>',
    )
    for shape in beside:
        text = "The quay was rebuilt by hand after the storm, as a reader of ours still remembers."
        marks = _page(f"<article>{_article()}{shape.format(text)}</article>")
        assert marks[text], shape
        assert sum(marks.values()) == 1


def test_a_name_that_only_holds_such_a_word_claims_nothing() -> None:
    text = "The quay was rebuilt by hand after the storm, as a reader of ours still remembers."
    for name in ("biology", "commentary", "unrelated", "shareholders"):
        assert not _page(f"<article>{_article()}<div class={name}><p>{text}</p></div></article>")[
            text
        ]


def test_an_article_whose_wrapper_speaks_of_comments_is_inside() -> None:
    marks = _page(f'<main class="has-comments sidebar-right"><div>{_article()}</div></main>')
    assert not any(marks.values())


def test_controls_and_menus_are_furniture() -> None:
    html = f"<nav><a href=/>Home</a></nav>{_article()}<button>Share</button><label>Yes</label>"
    page = walk_page(parse_page(html, "page"))
    marked = [
        block.text
        for block, is_one in zip(page.blocks, mark_furniture(page), strict=True)
        if is_one
    ]
    assert marked == ["Home", "Share", "Yes"]


def test_a_page_without_running_text_has_everything_inside_but_its_frame() -> None:
    assert _page("<div><p>Brief.</p></div><footer>About</footer>") == {
        "Brief.": False,
        "About": True,
    }


def test_a_long_discussion_behind_the_article_is_no_part_of_it() -> None:
    said = "".join(f"<li><p>{n} I was on board that day. {PROSE}</p></li>" for n in range(12))
    comments = f'<section class="comments"><ol>{said}</ol></section>'
    marks = _page(f"<main><div>{_article()}</div>{comments}</main>")
    assert sum(marks.values()) == 12
    assert not any(_page(f"<main>{comments}</main>").values())
    assert not any(_page(f"<main><p>{PROSE}</p>{comments}</main>").values())


def test_articles_in_a_row_behind_the_article_are_no_part_of_it() -> None:
    said = "".join(f"<article><p>{n} I was on board. {PROSE}</p></article>" for n in range(4))
    marks = _page(f"<main><article><div>{_article()}</div></article><div>{said}</div></main>")
    assert [text for text, far in marks.items() if far] == [
        text for text in marks if "I was on board" in text
    ]


def test_articles_in_a_row_are_the_page_s_own_where_nothing_but_a_summary_stands_before() -> None:
    told = "".join(f"<article><h2>{n}:00</h2>{_article(2)}</article>" for n in range(9))
    assert not any(_page(f"<main><div>{_article(3)}</div><div>{told}</div></main>").values())
