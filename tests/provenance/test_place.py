from __future__ import annotations

from reader.ingest.html import read_html
from reader.model import Article, Category, Kind, Outlet, Role
from reader.provenance.evidence import Known, block_evidence
from reader.provenance.extent import find_zone
from reader.provenance.templates import Memory
from reader.provenance.titles import Titles
from tests.provenance.made import STORY, article, judged, page, remembered

NOTHING = Known(Memory(), Titles(), None, frozenset(), frozenset())


def test_the_zone_is_the_run_of_prose() -> None:
    one = article("Post", "Quay", "Coast", *STORY, "Hills", "Letters", "Weather in the hills")
    blocks = block_evidence(one, NOTHING)
    zone = find_zone(blocks, [block.score for block in blocks])
    assert (zone.first, zone.last) == (2, 7)
    assert [zone.side(i) for i in (1, 2, 7, 8)] == [-1, 0, 0, 1]


def test_a_line_amid_the_story_does_not_end_the_zone() -> None:
    one = article("Post", *STORY[:3], "Five Bridges the City Never Built", *STORY[3:])
    blocks = block_evidence(one, NOTHING)
    zone = find_zone(blocks, [block.score for block in blocks])
    assert (zone.first, zone.last) == (0, 6)


def test_a_page_without_prose_is_all_zone() -> None:
    one = article("Post", "Quay", "Coast")
    blocks = block_evidence(one, NOTHING)
    assert find_zone(blocks, [1.0, 1.0]).last == 1
    assert blocks[0].block.role is Role.PARAGRAPH


def test_cells_and_items_amid_the_story_cost_the_zone_little() -> None:
    cells = [
        (Role.CELL, text) for text in ("Length 90 m", "Beam 14 m", "Draught 3 m", "Built 1987")
    ]
    told = [(Role.PARAGRAPH, text) for text in STORY]
    one = page("Post", *told[:5], *cells, told[5])
    blocks = block_evidence(one, NOTHING)
    zone = find_zone(blocks, [block.score for block in blocks])
    assert (zone.first, zone.last) == (0, len(blocks) - 1)
    plain = article("Post", *(text for _, text in (*told[:5], *cells, told[5])))
    blocks = block_evidence(plain, NOTHING)
    assert find_zone(blocks, [block.score for block in blocks]).last == 4


def test_a_menus_words_in_front_of_the_story_head_nothing() -> None:
    menu = ("Comments Policy", "Harbour Lists", "Five Ships", "Daily Poll", "Quay Radio", "Topics")
    (found,) = judged(article("Post", *menu, "Reading Room", *STORY))
    assert {found[line].category for line in ("Harbour Lists", "Five Ships", "Quay Radio")} == {
        Category.NAVIGATION
    }
    (found,) = judged(article("Post", *STORY, "Topics", "harbour dues", "tides"))
    assert found["harbour dues"].category is Category.TAGS


def test_a_list_in_the_article_does_not_go_on_outside_it() -> None:
    told = [(Role.PARAGRAPH, text) for text in STORY]
    comments = [(Role.HEADING, "Comments"), (Role.PARAGRAPH, "Well said")]
    footer = [(Role.FURNITURE, "Harbour Radio"), (Role.FURNITURE, "Larkfield Jobs")]
    (found,) = judged(page("Post", *told, *comments, *footer))
    assert found["Well said"].category is Category.COMMENTS
    assert found["Larkfield Jobs"].category is Category.NAVIGATION


def test_a_poll_has_few_answers() -> None:
    answers = [f"Choice {letter}" for letter in "abcdefghijkl"]
    (found,) = judged(article("Post", *STORY, "Reader poll: Who won?", *answers))
    assert found["Choice c"].category is Category.POLL
    assert found["Choice l"].category is not Category.POLL


def test_notes_amid_the_story_are_no_editors() -> None:
    (found,) = judged(article("Post", *STORY[:4], "Notes", "Built in Bergen", *STORY[4:], *STORY))
    assert found["Built in Bergen"].category is not Category.AGENCY


def test_the_first_of_an_announced_list_heads_no_other() -> None:
    told = (*STORY, "The builders are:")
    others = [
        article("Post", f"Another thing, number {n}.", "• Alder", f"• Quay {n}", f"• Dock {n}")
        for n in "abc"
    ]
    listed = ("• Alder", "• Birch and Sons", "• Cedar Yard")
    (found,) = judged(article("Post", *told, *listed), memory=remembered(*others))
    assert [found[line].kind for line in listed[1:]] == [Kind.WIRE, Kind.WIRE]


def test_a_list_of_tags_is_over_where_other_furniture_comes() -> None:
    (found,) = judged(article("Post", *STORY, "Tags", "tides", "Share this", "Dues", "Refunds"))
    assert found["tides"].category is Category.TAGS
    assert found["Refunds"].category is Category.NAVIGATION


def _told(body: str) -> dict[str, Kind]:
    draft = read_html(f"<html><body><main>{body}</main></body></html>", "page")
    (found,) = judged(Article("a", Outlet("Quay"), draft.text, draft.blocks))
    return {text: verdict.kind for text, verdict in found.items()}


def test_a_table_among_the_paragraphs_is_the_articles_wherever_it_stands() -> None:
    paragraphs = [f"<p>{text} {other}</p>" for text, other in zip(STORY, STORY[::-1], strict=True)]
    rows = "".join(
        f"<tr><td>Crossing {n}</td><td>{n} Miles</td><td>Skarra Sound</td></tr>" for n in range(9)
    )
    body = f"{paragraphs[0]}<table>{rows}</table><h2>Crossings</h2>{''.join(paragraphs[1:])}"
    found = _told(f"<div>{body}</div>")
    assert set(found.values()) == {Kind.WIRE}


def test_a_table_right_behind_the_paragraphs_is_the_articles() -> None:
    paragraphs = [f"<p>{text} {other}</p>" for text, other in zip(STORY, STORY[::-1], strict=True)]
    rows = "<tr><td>Skarra Sound</td><td>447,310</td></tr><tr><td>Crossings</td><td>98</td></tr>"
    figures = f"<h2>The figures</h2><table>{rows}</table>"
    found = _told(f"<div>{''.join(paragraphs)}{figures}<p>Tags</p></div>")
    assert {text for text, kind in found.items() if kind is Kind.ADDITION} == {"Tags"}
    found = _told(f"<div>{''.join(paragraphs)}</div><div>{figures}</div>")
    assert found["The figures"] is found["Skarra Sound"] is Kind.ADDITION


def test_a_linked_subhead_among_the_paragraphs_is_the_articles() -> None:
    paragraphs = [f"<p>{text} {other}</p>" for text, other in zip(STORY, STORY[::-1], strict=True)]
    linked = "<h3><a href=/skarra>Skarra Lines</a></h3>"
    found = _told(f"<div>{paragraphs[0]}{linked}{''.join(paragraphs[1:])}</div>")
    assert found["Skarra Lines"] is Kind.WIRE
    found = _told(f"<div>{''.join(paragraphs)}{linked}</div>")
    assert found["Skarra Lines"] is Kind.ADDITION
