from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

from hypothesis import given
from lxml import html

from reader.export.alike import alike
from reader.export.apparatus import arrange
from reader.export.layout import one_line
from reader.export.page import page
from reader.export.readings import reading, words
from reader.model import Category, Collation, EditKind, Kind
from reader.text.rot47 import rot47
from tests import factories
from tests.export.samples import COST, harbour
from tests.factories import LEDE, WORK, added, collation, copy, crowd, linked, lone, tunnel, wire
from tests.strategies import linked_collations

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "h1", "p", "strong", "nav", "a"),
    *("b", "span", "main", "section", "h2", "h3", "div", "i", "mark", "q", "details", "summary"),
    *("ul", "li", "table", "thead", "tbody", "tr", "th", "td", "abbr", "svg", "rect", "del", "ins"),
    *("footer", "kbd", "dialog", "dl", "dt", "dd", "button", "script"),
}
"""All that the page is made of."""


def parse(collation: Collation) -> html.HtmlElement:
    return html.document_fromstring("".join(page(collation)))


def text(element: html.HtmlElement) -> str:
    """What is read in an element, a space between its parts."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def content(element: html.HtmlElement) -> str:
    """The characters in an element, as they stand."""
    return " ".join(element.text_content().split())


def squeezed(value: str) -> str:
    return " ".join(one_line(value).split())


def rows(root: html.HtmlElement, view: str) -> list[html.HtmlElement]:
    return [x for x in root.get_element_by_id(view).iter("div") if "row" in x.get("class", "")]


def test_the_clean_text_has_a_gutter_that_is_told_in_words_too() -> None:
    clean = rows(parse(harbour()), "clean")
    assert [row.get("data-passage") for row in clean] == ["0", "1", "2", "3", "4", "4"]
    cost = clean[3]
    gutter, shown = cost
    assert content(gutter) == "●!·"
    assert gutter.get("aria-label") == (
        "1: the same; 2: a fact or a quotation changed; 3: lacks it"
    )
    assert text(shown) == COST
    (fact,) = cost.iter("mark")
    assert (text(fact), fact.get("class")) == ("4.2", "fact")
    assert "data-variant" in cost.attrib
    assert "data-variant" not in clean[2].attrib  # style alone
    assert text(clean[4]).endswith("only in 3")


def test_a_copy_stands_as_published_with_what_it_lacks() -> None:
    made = parse(harbour())
    assert [text(row) for row in rows(made, "copy-2")] == [
        "+ Share on all channels + share",
        "! The tunnel would cost 2.4 million crowns. ↕ moved",
        "· Work was to begin in spring. only in 3",
        "~ The harbour council postponed the vote on Tuesday.",
        "“We will not sign a blank sheet,” said the mayor.",
    ]
    (mark,) = rows(made, "copy-2")[1].iter("mark")
    assert mark.get("title") == "number: the clean text has “4.2”"
    last = [text(row) for row in rows(made, "copy-3")]
    assert "− The tunnel would cost 4.2 million crowns. cut; stands in 1 and 2" in last


def test_the_notes_say_what_was_done_and_why() -> None:
    notes = {x.get("data-passage"): text(x) for x in parse(harbour()).find_class("note")}
    assert notes["0"].startswith("Before the text")
    assert "2 + share 97 % sure" in notes["0"]
    assert "a share line" in notes["0"]
    assert "2 ~ reworded put off → postponed" in notes["1"]
    assert "2" not in notes
    assert "2 ! a number was changed 4.2 → 2.4" in notes["3"]
    assert "2 ↕ moved to another place" in notes["3"]
    assert "3 − cut" in notes["3"]
    assert "only here" in notes["4"]


def test_the_copies_are_told_in_numbers() -> None:
    table = [[text(cell) for cell in row] for row in parse(tunnel()).iter("tr")]
    assert table[0] == ["copy", "wire", "+", "−", "~", "!", "↕"]
    assert table[4] == ["4 Inland Herald", "89 %", "2", "0", "1", "0", "1"]


def test_what_the_marks_say_is_told_for_paper_where_there_are_any() -> None:
    (told,) = parse(tunnel()).find_class("marks")
    assert "! a fact or a quotation changed" in text(told)
    assert not parse(lone()).find_class("marks")


def test_a_copy_links_to_its_page_and_to_nothing_else() -> None:
    made = lone()
    for url, links in (("https://a.example/b", 1), ("javascript:alert(1)", 0), ("data:,x", 0)):
        article = replace(made.copies[0].article, url=url)
        root = parse(replace(made, copies=(replace(made.copies[0], article=article),)))
        outside = [x for x in root.iter("a") if not x.get("href", "").startswith("#")]
        assert [x.get("href") for x in outside] == [url][:links]
        assert all(x.get("rel") == "noopener noreferrer external" for x in outside)


def test_the_clean_text_has_the_links_of_the_readings_that_it_shows() -> None:
    words = "a price of $4.2 billion includes"
    kind = EditKind.NUMBER
    made = collation(
        [
            copy("Quay Post", [wire(1, f"Here {words} it.")]),
            copy("Inland", [wire(1, f"Here {words} it.")]),
            copy("Star", [wire(1, "Here a price of $2.4 billion includes it.",
                               ("$4.2 billion", "$2.4 billion", kind))]),
        ]
    )  # fmt: skip
    made = linked(made, {1: {words: "https://quay.example/a?b=1&c", "it": "javascript:x"}})
    [row] = rows(parse(made), "clean")
    [link] = row.iter("a")
    assert link.get("href") == "https://quay.example/a?b=1&c"
    assert link.get("rel") == "noopener noreferrer external"
    assert content(link) == words
    assert [content(mark) for mark in link.iter("mark")] == ["$4.2 billion"]


def test_the_policy_lets_in_this_style_and_this_script_alone() -> None:
    root = parse(harbour())
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    hashes = {
        name: base64.b64encode(hashlib.sha256(root.xpath(f"//{name}")[0].text.encode()).digest())
        for name in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style'].decode()}'; "
        f"script-src 'sha256-{hashes['script'].decode()}'; base-uri 'none'; form-action 'none'"
    )


def test_it_asks_for_nothing_from_outside() -> None:
    whole = "".join(page(tunnel()))
    assert not re.search(r"@import|url\(|\bsrc=|<link|<iframe|<object|<form", whole)


def test_many_copies_are_counted_in_the_gutter() -> None:
    clean = rows(parse(crowd()), "clean")
    assert text(clean[0][0]) == "· 37/40"


@given(linked_collations())
def test_whatever_the_text_it_is_text(found: Collation) -> None:
    root = parse(found)
    elements = [x for x in root.iter() if isinstance(x.tag, str)]
    assert {x.tag for x in elements} <= TAGS
    names = {name for x in elements for name in x.attrib}
    assert not any(name.startswith("on") or name in ("style", "src") for name in names)
    ids = [x.get("id") for x in elements if x.get("id")]
    assert len(ids) == len(set(ids))
    for link in root.iter("a"):
        href = link.get("href", "")
        assert href[1:] in ids if href[0] == "#" else href.startswith(("http://", "https://"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", "".join(page(found)))


@given(linked_collations())
def test_no_passage_and_no_addition_is_lost_in_any_view(found: Collation) -> None:
    root, made = parse(found), arrange(found)
    passages = {str(passage.number): squeezed(passage.text) for passage in found.passages}
    clean = {
        x.get("data-passage"): content(x)
        for x in rows(root, "clean")
        if "addition" not in x.get("class", "")
    }
    assert clean.keys() == passages.keys()
    assert all(passages[number] in clean[number] for number in passages)
    for one in found.copies:
        shown = rows(root, f"copy-{one.number}")
        here = {x.get("data-passage") for x in shown if "data-addition" not in x.attrib}
        assert set(passages) <= here
        whole = " ".join(map(content, shown))
        for label in made.labels[one.number]:
            if label.kind is Kind.ADDITION:
                assert squeezed(words(one, label)) in whole
            elif not label.edits:
                assert squeezed(reading(one, (label,))) in whole


def test_a_copy_that_scrambles_a_passage_has_a_note_of_how_it_reads() -> None:
    made = collation([factories.copy("Larkfield Post", [wire(1, LEDE)], [wire(2, rot47(WORK))])])
    notes = parse(made).get_element_by_id("notes")
    assert f"scrambled (ROT47); it reads {WORK}" in notes.text_content()


AD, POLL = "Advertisement", "Should the tunnel be dug?"


def repeated() -> Collation:
    """A story of six copies; five put in the same line, and two of them a poll behind it."""
    same, ad, poll = wire(1, LEDE), added(AD, Category.AD), added(POLL, Category.POLL)
    alone = [copy(f"Paper {n}", [same], [ad], [wire(2, WORK)]) for n in range(3)]
    more = [copy(f"Daily {n}", [same], [ad], [poll], [wire(2, WORK)]) for n in range(2)]
    return collation([*alone, *more, copy("Star", [same], [wire(2, WORK)])])


def test_what_several_copies_put_in_is_told_once_and_names_them() -> None:
    root = parse(repeated())
    clean = [text(row) for row in rows(root, "clean")]
    assert [row for row in clean if AD in row] == [
        f"1 2 3 + ad {AD}",
        f"4 5 + ad, poll 2 lines ad: {AD} poll: {POLL}",
    ]
    note = next(text(x) for x in root.find_class("note") if AD in text(x))
    assert note.count(AD) == 2
    assert "1 2 3 + ad 97 % sure" in note
    assert "4 5 + ad, poll 97 % sure" in note
    assert [row.get("data-at") for row in rows(root, "clean")] == [
        *(None, "1:1 2:1 3:1", "4:1 4:2 5:1 5:2", None)
    ]


@given(linked_collations())
def test_of_what_is_told_once_no_label_is_lost_and_none_told_twice(found: Collation) -> None:
    made = arrange(found)
    told = [label for after in made.insertions for one in alike(made, after, lambda label: True)
            for label in one.every]  # fmt: skip
    assert sorted((x.copy, x.segment.index) for x in told) == sorted(
        (x.copy, x.segment.index) for x in found.labels if x.kind is Kind.ADDITION
    )
    for after in made.insertions:
        said = [
            tuple(squeezed(words(made.copies[x.copy], x)) + str(x.category) for x in one.labels)
            for one in alike(made, after, lambda label: True)
        ]
        assert len(said) == len(set(said))
