from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from lxml import etree

from reader.export.apparatus import arrange
from reader.export.readings import reading, words
from reader.export.tei import TEI, tei
from reader.model import Collation, Kind
from reader.text.normalise import squeeze
from tests.export.samples import COST, harbour
from tests.strategies import collations

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(collation: Collation) -> etree._Element:
    return etree.fromstring("".join(tei(collation)).encode())


def find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.findall(path, {"t": TEI})


def text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def readings(app: etree._Element) -> list[etree._Element]:
    return [child for child in app if child.tag in (f"{{{TEI}}}lem", f"{{{TEI}}}rdg")]


def has(element: etree._Element, copy: int) -> bool:
    return f"#c{copy}" in (element.get("wit") or "").split()


def of_witness(root: etree._Element, copy: int, kind: str) -> Iterator[str]:
    """The text of a witness's readings in entries of a type, in the document's order."""
    for app in find(root, f".//t:app[@type='{kind}']"):
        (one,) = [each for each in readings(app) if has(each, copy)]
        if text(one):
            yield text(one)


def legal(value: str) -> str:
    return _ILLEGAL.sub("\ufffd", value)


def test_an_entry_has_the_shown_reading_the_others_and_what_they_are() -> None:
    root = parse(harbour())
    (app,) = find(root, ".//t:app[@n='3']")
    lem, changed, moved, omitted = app
    assert (text(lem), lem.get("wit")) == (COST, "#c1")
    assert (changed.get("wit"), changed.get("ana")) == ("#c2", "#fact #number")
    assert [(text(seg), seg.get("ana")) for seg in changed] == [("2.4", "#number")]
    assert (moved.get("wit"), moved.get("type")) == ("#c2", "transposition")
    assert (omitted.get("wit"), omitted.get("type"), text(omitted)) == ("#c3", "omission", "")
    (undecided,) = find(root, ".//t:app[@n='4']/t:rdg")
    assert (undecided.get("wit"), undecided.get("type")) == ("#c1 #c2", "undecided")


def test_what_a_copy_put_in_is_its_reading_alone_with_the_evidence() -> None:
    root = parse(harbour())
    app = find(root, ".//t:ab/t:app[@type='addition']")[0]
    others, own, why = app
    assert (text(others), others.get("wit")) == ("", "#c1 #c3")
    assert (text(own), own.get("wit")) == ("Share on all channels", "#c2")
    assert (own.get("ana"), own.get("cert"), text(why)) == ("#share", "0.97", "a share line")


def test_witnesses_are_listed_with_what_is_known_of_them() -> None:
    made = harbour()
    first = replace(made.copies[0].article, url="https://a.example/?b=1&c", language="en-GB")
    made = replace(made, copies=(replace(made.copies[0], article=first), *made.copies[1:]))
    root = parse(made)
    one, two, three = find(root, ".//t:listWit/t:witness")
    assert [each.get(_ID) for each in (one, two, three)] == ["c1", "c2", "c3"]
    assert three.get("corresp") == "#c1"
    assert text(find(one, ".//t:publisher")[0]) == "Quay Post"
    assert find(one, ".//t:date")[0].get("when") == "2026-03-04T12:00:00+00:00"
    assert text(find(one, ".//t:idno[@type='URL']")[0]) == "https://a.example/?b=1&c"
    assert not find(two, ".//t:date")
    assert text(find(three, ".//t:note")[0]) == "The outlet is inferred: its handle"


@given(collations())
def test_the_document_is_well_formed_and_every_pointer_leads_somewhere(found: Collation) -> None:
    root = parse(found)
    assert root.tag == f"{{{TEI}}}TEI"
    named = [each.get(_ID) for each in root.iter() if each.get(_ID)]
    assert len(named) == len(set(named))
    for each in root.iter():
        for pointer in " ".join(each.get(key) or "" for key in ("wit", "ana", "corresp")).split():
            assert pointer[0] == "#"
            assert pointer[1:] in named


@given(collations())
def test_a_witness_s_readings_give_back_its_text_in_the_story_s_order(found: Collation) -> None:
    root, made = parse(found), arrange(found)
    for copy in found.copies:
        held = [
            at for passage in found.passages if (at := made.at.get((passage.number, copy.number)))
        ]
        assert list(of_witness(root, copy.number, "passage")) == [
            legal(reading(copy, labels)) for labels in held
        ]
        added = [x for x in made.labels[copy.number] if x.kind is Kind.ADDITION]
        assert sorted(of_witness(root, copy.number, "addition")) == sorted(
            legal(words(copy, label)) for label in added
        )


@given(collations())
def test_the_shown_readings_are_the_clean_text(found: Collation) -> None:
    shown = [text(lem) for lem in find(parse(found), ".//t:app[@type='passage']/t:lem")]
    assert shown == [legal(squeeze(passage.text)) for passage in found.passages]


@given(collations())
def test_nothing_in_it_acts_on_a_terminal(found: Collation) -> None:
    document = "".join(tei(found))
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", document
    )
