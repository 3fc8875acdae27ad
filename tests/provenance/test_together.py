from dataclasses import replace

from reader.model import Kind, Role
from tests.provenance.made import STORY, additions, article, by_place, judged, page, remembered


def test_a_paragraph_that_the_page_shows_again_is_no_part_of_the_story_twice() -> None:
    told = [(Role.PARAGRAPH, text) for text in STORY]
    (found,) = by_place(page("Post", *told, told[0]))
    assert found[0].kind is Kind.WIRE
    assert found[-1].kind is Kind.ADDITION
    assert "stands on the page before" in found[-1].evidence


def test_a_short_line_may_be_said_twice() -> None:
    told = [(Role.PARAGRAPH, text) for text in STORY]
    refrain = (Role.PARAGRAPH, "The channel had silted up, they said again.")
    (found,) = by_place(page("Post", *told[:3], refrain, *told[3:5], refrain, told[5]))
    assert all(verdict.kind is Kind.WIRE for verdict in found)


def test_entries_of_a_table_of_contents_are_text_and_one_number_alone_is_not() -> None:
    contents = ("3.1 Bargaining Power of Suppliers", "3.2 Threat of New Entrants")
    (found,) = judged(article("Post", *STORY, *contents))
    assert additions(found) == []
    (found,) = judged(article("Post", *STORY, "4.5 Stars"))
    assert additions(found) == ["4.5 Stars"]


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


def test_a_dek_that_is_the_lede_once_more_does_not_cost_the_lede() -> None:
    told = [(Role.PARAGRAPH, text) for text in STORY]
    lede = f"{STORY[0][:-1]}, most of them on their way to the market."
    (found,) = by_place(page("Post", (Role.HEADING, lede), (Role.PARAGRAPH, lede), *told[1:]))
    assert found[0].kind is Kind.ADDITION
    assert "stands on the page behind" in found[0].evidence
    assert all(verdict.kind is Kind.WIRE for verdict in found[1:])
