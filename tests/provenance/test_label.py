from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.collation.align import align
from reader.model import Category, Copy, Kind, Role, TextState
from reader.provenance.label import Titles, judge
from reader.provenance.templates import Memory
from reader.text.rot47 import rot47
from tests.provenance.made import (
    STORY,
    additions,
    article,
    by_place,
    judged,
    number,
    page,
    remembered,
)
from tests.strategies import any_text, copy_of, story_copies
from tests.strategies import article as plain_article


def test_what_two_outlets_carry_is_the_wires() -> None:
    first, second = judged(article("Post", *STORY), article("Herald", *STORY))
    assert additions(first) == additions(second) == []
    assert "2 of 2 outlets carry it, in these or other words" in first[STORY[0]].evidence


def test_all_prose_of_a_story_with_one_copy_is_wire() -> None:
    (only,) = judged(article("Post", "Share this", *STORY, "Subscribe to our newsletter"))
    assert additions(only) == ["Share this", "Subscribe to our newsletter"]


def test_furniture_that_several_copies_carry_is_an_addition_all_the_same() -> None:
    notice = "This material may not be published, broadcast, rewritten or redistributed."
    found = judged(*(article(name, *STORY, notice) for name in ("Post", "Herald", "Star", "Echo")))
    for verdicts in found:
        assert verdicts[notice].kind is Kind.ADDITION
        assert verdicts[notice].category is Category.AGENCY


def test_prose_that_one_of_two_has_stays_with_honest_doubt() -> None:
    first, _ = judged(article("Post", *STORY), article("Herald", *STORY[:2], *STORY[3:]))
    assert first[STORY[2]].kind is Kind.WIRE
    assert first[STORY[2]].confidence < first[STORY[1]].confidence


def test_prose_that_one_of_many_has_between_passages_is_its_own() -> None:
    local = "In Larkfield the mayor asked for a second doctor on the island."
    others = [article(name, *STORY) for name in ("Herald", "Star", "Echo")]
    found = judged(article("Larkfield Post", *STORY[:2], local, *STORY[2:]), *others)
    assert found[0][local].kind is Kind.ADDITION
    assert found[0][local].category is Category.EDITORIAL
    assert "names Larkfield, as the outlet’s own name does" in found[0][local].evidence


def test_a_version_lends_no_support() -> None:
    line = "Five bridges the old city never built"
    copies = [article("Post", *STORY, line), article("Post", *STORY, line)]
    found = judged(*copies, article("Herald", *STORY), versions={2: 1})
    assert found[0][line].kind is found[1][line].kind is Kind.ADDITION


def test_what_recurs_in_other_stories_of_the_outlet_is_its_template() -> None:
    line = "The tide comes in twice and so does our paper, every day."
    others = [article("Post", f"Another thing number {n} was told.", line) for n in "abc"]
    (found,) = judged(article("Post", *STORY, line), memory=remembered(*others))
    assert found[line].kind is Kind.ADDITION
    assert "recurs in 3 of 3 other stories of this outlet" in found[line].evidence


def test_headlines_are_never_the_wires() -> None:
    title = "Ferry runs aground with ninety on board"
    copies = [article(name, title, *STORY, title=title) for name in ("Post", "Herald")]
    for found in judged(*copies):
        assert found[title].kind is Kind.ADDITION
        assert found[title].category is Category.HEADLINE


def test_a_headline_is_known_by_its_place_where_no_title_is_given() -> None:
    first, _ = judged(
        article("Post", "Ninety Saved as Island Ferry Runs Aground", *STORY),
        article("Herald", *STORY),
    )
    assert first["Ninety Saved as Island Ferry Runs Aground"].category is Category.HEADLINE


def test_the_title_of_another_article_is_a_link_to_it() -> None:
    line = "Mayor finds missing parrot in the office of his rival."
    other = article("Herald", "Text.", title=line)
    found = judged(
        article("Post", *STORY[:3], line, *STORY[3:]),
        article("Echo", *STORY),
        titles=Titles([other]),
    )
    assert found[0][line].category is Category.RELATED
    assert "the title of another article" in found[0][line].evidence


def test_a_list_under_a_heading_is_related_until_the_story_resumes() -> None:
    inset = ("You may also like", "Mayor’s Missing Parrot Found", "The bird was found in…")
    first, _ = judged(article("Post", *STORY[:3], *inset, *STORY[3:]), article("Herald", *STORY))
    assert additions(first) == list(inset)
    assert {first[line].category for line in inset} == {Category.RELATED}


def test_a_dateline_is_an_addition_and_takes_the_category_of_what_it_opens() -> None:
    teaser = "PORT ELLEN (NPA) — A tug has been sent to the…"
    first, _ = judged(
        article("Post", f"ORU (NPA) — {STORY[0]}", *STORY[1:], "More stories", teaser),
        article("Herald", *STORY),
    )
    assert first["ORU (NPA) —"].category is Category.DATELINE
    assert first[STORY[0]].kind is Kind.WIRE
    assert first["PORT ELLEN (NPA) —"].category is Category.RELATED


def test_a_question_amid_the_story_that_the_other_lacks_is_a_poll() -> None:
    question = "Should the islands have a bridge instead?"
    first, _ = judged(article("Post", *STORY[:3], question, *STORY[3:]), article("Herald", *STORY))
    assert first[question].category is Category.POLL


def test_a_question_that_both_have_is_the_storys() -> None:
    question = "Should the islands have a bridge instead?"
    lines = (*STORY[:3], question, *STORY[3:])
    for found in judged(article("Post", *lines), article("Herald", *lines)):
        assert found[question].kind is Kind.WIRE


def test_a_list_that_the_story_announces_is_its_own() -> None:
    intro, items = "The ship carried the following cargo:", ("• Twelve new cars", "• Two horses")
    first, _ = judged(
        article("Post", *STORY[:3], intro, *items, *STORY[3:]),
        article("Herald", *STORY[:3], intro, *STORY[3:]),
    )
    assert additions(first) == []


def test_an_agencys_note_on_itself_runs_on() -> None:
    note = (
        "The Northern Press Agency is a news cooperative with reporters in 48 countries.",
        "It was founded in 1902 and supplies more than 900 newsrooms.",
    )
    first, _ = judged(article("Post", *STORY, *note), article("Herald", *STORY))
    assert {first[line].category for line in note} == {Category.AGENCY}


def test_a_notice_within_a_paragraph_leaves_the_rest_alone() -> None:
    credit = "Associated Press writer Ana Brandt in Oru contributed to this report."
    lines = (*STORY[:-1], f"{STORY[-1]} {credit}")
    first, _ = judged(article("Post", *lines), article("Herald", *STORY))
    assert first[STORY[-1]].kind is Kind.WIRE
    assert first[credit].category is Category.CREDIT


def test_amid_the_story_markup_tells_a_subheading_from_a_button() -> None:
    pieces = [(Role.PARAGRAPH, line) for line in STORY]
    marked = page("Post", *pieces[:3], (Role.HEADING, "What comes next"), *pieces[3:])
    (found,) = judged(marked)
    assert found["What comes next"].kind is Kind.WIRE
    (bare,) = judged(article("Post", *STORY[:3], "What comes next", *STORY[3:]))
    assert bare["What comes next"].kind is Kind.ADDITION


def test_captions_and_controls_are_additions() -> None:
    pieces = [(Role.PARAGRAPH, line) for line in STORY]
    caption = "The ferry lies on its side near the quay on Monday evening."
    (found,) = judged(
        page("Post", (Role.CAPTION, caption), *pieces, (Role.FURNITURE, "Open the map of the bay"))
    )
    assert found[caption].category is Category.CREDIT
    assert found["Open the map of the bay"].category is Category.NAVIGATION


def test_the_line_of_an_unlisted_agency_is_a_credit() -> None:
    copies = [
        article(name, f"ORU (Meridian) — {STORY[0]}", *STORY[1:], "— Meridian")
        for name in ("Post", "Herald")
    ]
    for found in judged(*copies):
        assert found["— Meridian"].category is Category.CREDIT


@given(story_copies())
@settings(deadline=None)
def test_every_segment_has_one_verdict_and_every_row_one_kind(copies: list[Copy]) -> None:
    table = align(copies)
    found = judge(table, copies, Memory(), Titles())
    assert set(found) == {(c.number, s.index) for c in copies for s in c.segments}
    for row in table.rows:
        kinds = {found[cell.copy, index].kind for cell in row.cells for index in cell.segments}
        assert len(kinds) == 1
    for verdict in found.values():
        assert (verdict.category is None) == (verdict.kind is Kind.WIRE)
        assert 0.5 <= verdict.confidence <= 1
        assert verdict.evidence


@given(story_copies())
@settings(deadline=None)
def test_the_order_in_which_copies_are_given_does_not_matter(copies: list[Copy]) -> None:
    shuffled = list(reversed(copies))
    table = align(copies)
    assert judge(table, copies, Memory(), Titles()) == judge(table, shuffled, Memory(), Titles())


@given(story_copies(most=3), st.integers(0, 20))
@settings(deadline=None)
def test_a_known_line_put_into_one_copy_is_labelled_and_nothing_else_is(
    copies: list[Copy], place: int
) -> None:
    line = "Subscribe to our newsletter for a pound a week"
    target = copies[0].article
    lines = target.text.split("\n")
    at = place % (len(lines) + 1)
    changed = copy_of(1, "\n".join([*lines[:at], line, *lines[at:]]))
    after = [changed, *copies[1:]]
    found = judge(align(after), after, Memory(), Titles())
    texts = {
        (c.number, s.index): c.article.text[s.start : s.end] for c in after for s in c.segments
    }
    assert all(
        (verdict.category is Category.PROMO) == (texts[key] in (line, "Sign up for our letter"))
        for key, verdict in found.items()
        if key[0] == 1
    )


@given(any_text)
def test_any_text_is_labelled(text: str) -> None:
    copies = number([plain_article("Post", text)])
    found = judge(align(copies), copies, Memory(), Titles())
    assert len(found) == len(copies[0].segments)


def test_a_caption_is_one_by_its_markup_though_every_copy_has_it_in_other_words() -> None:
    told = [(Role.PARAGRAPH, text) for text in STORY]
    captions = (
        "The ferry lies on a bank of silt off the outer islands on Monday. Nobody was hurt.",
        "The ferry lies on a bank of silt off the outer islands at noon. Nobody was hurt.",
        "The ferry lay on a bank of silt off the outer islands on Monday. Nobody was hurt there.",
    )
    pages = [
        page(name, *told[:2], (Role.CAPTION, caption), *told[2:])
        for name, caption in zip(("Post", "Herald", "Gazette"), captions, strict=True)
    ]
    for found in by_place(*pages):
        assert [verdict.category for verdict in found[2:4]] == [Category.CREDIT, Category.CREDIT]
        assert {verdict.kind for verdict in (*found[:2], *found[4:])} == {Kind.WIRE}


def test_an_entry_of_a_list_has_no_dateline() -> None:
    told = [(Role.PARAGRAPH, text) for text in STORY]
    entry = (Role.ITEM, "SKARRA (NPA) — The ferry runs twice a day until the summer is over.")
    (found,) = judged(page("Post", *told[:3], entry, *told[3:]))
    assert additions(found) == []
    (found,) = judged(page("Post", (Role.PARAGRAPH, entry[1]), *told))
    assert len(additions(found)) == 1


def test_a_subhead_by_its_markup_is_text_of_who_has_it_and_no_button() -> None:
    told = [(Role.PARAGRAPH, text) for text in STORY]
    subhead = "A channel that silts up every winter"
    marked = page("Post", *told[:3], (Role.HEADING, subhead), *told[3:])
    others = [page(name, *told) for name in ("Herald", "Gazette")]
    of_two = judged(marked, others[0])[0][subhead]
    assert of_two.kind is Kind.WIRE  # one put it in or the other cut it: nobody knows
    of_three = judged(marked, *others)[0][subhead]
    assert (of_three.kind, of_three.category) == (Kind.ADDITION, Category.EDITORIAL)
    listed = page("Post", *told[:3], (Role.HEADING, "Most read"), *told[3:])
    assert judged(listed, others[0])[0]["Most read"].category is Category.RELATED


def test_a_note_that_opens_with_the_authors_name_is_the_authors() -> None:
    note = "Mara Quill grew up on the outer islands and has sailed since she was five."
    (found,) = judged(article("Post", *STORY, note, byline="By Mara Quill"))
    assert (found[note].kind, found[note].category) == (Kind.ADDITION, Category.BIO)
    (other,) = judged(article("Post", *STORY, note, byline="Hanna Berg"))
    assert other[note].kind is Kind.WIRE


def test_a_long_paragraph_that_breaks_off_is_no_teaser() -> None:
    long = " ".join((*STORY[:4], "And then she said the sea would tell ..."))
    told = [(Role.PARAGRAPH, text) for text in STORY]
    (found,) = by_place(page("Post", *told[4:], (Role.PARAGRAPH, long)))
    assert all(verdict.kind is Kind.WIRE for verdict in found)


@pytest.mark.parametrize("state", [TextState.SUMMARY, TextState.BLOCKED])
def test_a_summary_that_breaks_off_is_the_story_as_far_as_it_goes(state: TextState) -> None:
    begun = f"ORU (NPA) — {STORY[0]} Nobody was hurt, the coast…"
    (found,) = judged(replace(article("Post", begun), state=state))
    assert additions(found) == ["ORU (NPA) —"]
    (whole,) = judged(article("Post", *STORY, "More stories", begun))
    assert "Nobody was hurt, the coast…" in additions(whole)


def test_links_in_a_list_that_the_story_announces_are_the_storys() -> None:
    told = [(Role.PARAGRAPH, text) for text in (*STORY, "These ships have sailed the line:")]
    ships = [(Role.ITEM, "The Grey Heron of Skarra"), (Role.ITEM, "The Old Queen of Norvik")]
    plain = page("Post", *told, *ships)
    linked = replace(
        plain,
        blocks=tuple(
            replace(b, link_density=1.0) if b.role is Role.ITEM else b for b in plain.blocks
        ),
    )
    (found,) = by_place(linked)
    assert all(verdict.kind is Kind.WIRE for verdict in found)


def test_a_paragraph_hidden_by_a_paywall_is_the_wires_and_says_so() -> None:
    hidden = [rot47(f"<p>{line}</p>") for line in STORY[1:]]
    first, second = judged(article("Post", STORY[0], *hidden), article("Herald", *STORY))
    assert additions(first) == additions(second) == []
    for line in hidden:
        assert "hidden behind ROT47; decoded for matching" in first[line].evidence
        assert "2 of 2 outlets carry it, in these or other words" in first[line].evidence
    assert not any("ROT47" in e for verdict in second.values() for e in verdict.evidence)
