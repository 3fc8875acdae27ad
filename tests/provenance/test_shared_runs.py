from __future__ import annotations

from dataclasses import replace

import pytest

from reader.model import Category, Kind, Role
from tests.provenance.made import STORY, additions, article, judged, page, remembered


def test_a_subhead_between_paragraphs_that_others_have_too_is_the_storys() -> None:
    lines = (*STORY[:3], "Safe Harbour Statement", *STORY[3:])
    others = [
        article("Post", f"Another thing, number {n}.", "Safe Harbour Statement") for n in "abc"
    ]
    found = judged(article("Post", *lines), article("Herald", *lines), memory=remembered(*others))
    for verdicts in found:
        assert additions(verdicts) == []
        evidence = verdicts["Safe Harbour Statement"].evidence
        assert "stands amid text that other outlets carry" in evidence


def test_behind_the_story_it_is_the_templates_of_an_outlet_that_has_it_alone() -> None:
    line = "Safe Harbour Statement"
    memory = remembered(*(article("Post", f"Another thing, number {n}.", line) for n in "abc"))
    first, _ = judged(article("Post", *STORY, line), article("Herald", *STORY), memory=memory)
    assert additions(first) == [line]
    both = [article(name, *STORY, line) for name in ("Post", "Herald")]
    assert [additions(found) for found in judged(*both, memory=memory)] == [[], []]


@pytest.mark.parametrize(
    "line", ["Advertisement", "This material may not be published or redistributed."]
)
def test_what_furniture_alone_says_is_furniture_also_there(line: str) -> None:
    lines = (*STORY[:3], line, *STORY[3:])
    for verdicts in judged(article("Post", *lines), article("Herald", *lines)):
        assert verdicts[line].kind is Kind.ADDITION


def test_the_times_of_a_running_report_are_the_storys() -> None:
    lines = (STORY[0], "6:35 p.m.", *STORY[1:3], "___", "4:20 p.m.", *STORY[3:])
    for verdicts in judged(*(article(name, *lines) for name in ("Post", "Herald", "Star"))):
        assert additions(verdicts) == []


def test_a_time_over_one_outlets_copy_is_its_own() -> None:
    first, _ = judged(article("Post", "6:35 p.m.", *STORY), article("Herald", *STORY))
    assert first["6:35 p.m."].category is Category.CREDIT


def test_words_with_a_colon_in_front_of_the_storys_text_head_no_list() -> None:
    heading = "More about the island line:"
    lines = (*STORY[:3], heading, *STORY[3:])
    for verdicts in judged(article("Post", *lines), article("Herald", *lines)):
        assert additions(verdicts) == []
    first, _ = judged(article("Post", *STORY, heading, "Dues Raised"), article("Herald", *STORY))
    assert first[heading].category is Category.RELATED


def test_a_numbered_table_of_contents_that_others_have_too_is_the_storys() -> None:
    contents = ("Topics Covered:", "1.1 Channels", "1.2 Europe", "2 HARBOUR DUES", "2.1 Profile")
    lines = (*STORY, *contents)
    others = [article("Post", f"Another thing, number {n}.", "Topics Covered:") for n in "abc"]
    found = judged(article("Post", *lines), article("Herald", *lines), memory=remembered(*others))
    assert additions(found[0]) == additions(found[1]) == []


def test_a_distributors_words_in_front_are_its_own() -> None:
    line = "The Office of Tides issued the following news release:"
    first, _ = judged(article("Post", line, *STORY), article("Herald", *STORY))
    assert first[line].category is Category.AGENCY


def test_addresses_that_others_carry_are_the_storys_and_else_a_credit() -> None:
    line = "Telephone: +47 555 0134"
    lines = (*STORY, line)
    for verdicts in judged(article("Post", *lines), article("Herald", *lines)):
        assert verdicts[line].kind is Kind.WIRE
    first, _ = judged(article("Post", *lines), article("Herald", *STORY))
    assert first[line].category is Category.CREDIT


def test_notes_to_editors_behind_the_story_are_the_agencys() -> None:
    lines = (*STORY, "© 2026 Northern Press Agency", "Notes", "Update 5:45a ET -- Tweaks hed")
    first, _ = judged(article("Post", *lines), article("Herald", *STORY))
    assert {first[line].category for line in lines[-3:]} == {Category.AGENCY}


def test_entries_of_a_table_of_contents_are_text_and_one_number_alone_is_not() -> None:
    contents = ("3.1 Bargaining Power of Suppliers", "3.2 Threat of New Entrants")
    (found,) = judged(article("Post", *STORY, *contents))
    assert additions(found) == []
    (found,) = judged(article("Post", *STORY, "4.5 Stars"))
    assert additions(found) == ["4.5 Stars"]


def test_what_points_to_the_agencys_own_pages_is_the_agencys() -> None:
    lines = ("More AP hockey: https://apnews.com/hockey", "All tides at: https://apnews.com/tides")
    (found,) = judged(article("Post", *STORY, *lines))
    assert [found[line].category for line in lines] == [Category.AGENCY, Category.AGENCY]


def test_a_text_that_the_outlet_printed_twice_is_no_template() -> None:
    twice = article("Post", *STORY, "The tug is due on Wednesday at noon, they said.", name="twice")
    others = [article("Post", f"Another thing, number {n}, was told at noon.") for n in "abc"]
    later = ("The mayor thanked the crews of both boats.", "Divers look at the hull on Friday.")
    once = article("Post", *STORY, *later)
    (found,) = judged(once, memory=remembered(once, twice, *others))
    assert additions(found) == []


def test_nor_are_the_subheads_and_lists_of_such_a_text() -> None:
    parts = ((Role.HEADING, "Two Ways Around"), (Role.ITEM, "The Bridge Over Skarra Sound"))
    told = [(Role.PARAGRAPH, text) for text in STORY]
    told[3:3] = parts
    end = (Role.PARAGRAPH, "The tug is due on Wednesday at noon, they said.")
    once, twice = page("Post", *told, end), page("Post", *told, (end[0], end[1].upper()))
    memory = remembered(once, replace(twice, id="twice"))
    (found,) = judged(once, memory=memory)
    assert additions(found) == []
    lone = page("Post", *parts, (Role.PARAGRAPH, "Rain is on its way to the coast, they said."))
    (found,) = judged(once, memory=remembered(once, replace(lone, id="lone")))
    assert set(additions(found)) == {text for _, text in parts}


def test_the_year_and_the_agency_alone_are_a_credit() -> None:
    (found,) = judged(article("Post", *STORY, "2017 Reuters"))
    assert found["2017 Reuters"].category is Category.CREDIT


def test_an_address_under_a_list_of_links_is_named_for_what_it_is() -> None:
    lines = ("Related articles", "Dues Raised in the Old Port", "Telephone: +47 555 0134")
    (found,) = judged(article("Post", *STORY, *lines))
    assert found[lines[1]].category is Category.RELATED
    assert found[lines[2]].category is Category.CREDIT


def test_the_date_of_a_letter_that_both_print_is_the_storys() -> None:
    lines = (*STORY[:3], "October 31, 2017", *STORY[3:])
    for verdicts in judged(article("Post", *lines), article("Herald", *lines)):
        assert additions(verdicts) == []
    (found,) = judged(article("Post", "October 31, 2017", *STORY))
    assert found["October 31, 2017"].category is Category.CREDIT
