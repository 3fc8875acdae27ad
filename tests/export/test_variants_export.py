from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import repeat
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reader.export.flat import Form
from reader.export.layout import one_line
from reader.export.variants import OutletRow, Study, VariantRow, variant_rows
from reader.model import Category, Collation, Kind, Label
from reader.provenance.overrule import BY_HAND
from reader.provenance.profile import profiles
from reader.provenance.templates import learn
from tests.export.samples import COST, SHEET, harbour
from tests.factories import lone, pair, tunnel, updated
from tests.strategies import collations


def written(form: Form, *found: Collation) -> tuple[str, str]:
    study = Study(form)
    return "".join(study.variant_lines(found)), "".join(study.outlet_lines())


def records(*found: Collation) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    variants, outlets = written("jsonl", *found)
    return [*map(json.loads, variants.splitlines())], [*map(json.loads, outlets.splitlines())]


def test_each_variant_is_a_row() -> None:
    rows = list(variant_rows(harbour()))
    assert [(row.copy, row.variant, row.edit) for row in rows] == [
        ("tunnel-2", "addition", None),
        ("tunnel-2", "substitution", "number"),
        ("tunnel-2", "substitution", "wording"),
        ("tunnel-2", "transposition", None),
        ("tunnel-3", "substitution", "style"),
        ("tunnel-3", "addition", None),
        ("tunnel-3", "omission", None),
    ]
    share, number, _, moved, style, own, cut = rows
    assert (share.category, share.words, share.evidence) == (
        *("share", "Share on all channels"), ("a share line",),
    )  # fmt: skip
    assert (number.weight, number.words, number.reading) == ("fact", "2.4", "4.2")
    text = harbour().copies[1].article.text
    assert text[number.start : number.end] == "2.4"
    assert (moved.reading, moved.passage) == (COST, 3)
    assert (style.weight, style.words, style.version_of) == ("style", '"', "tunnel-1")
    assert (own.category, own.passage, own.confidence) == ("editorial", 4, 0.97)
    assert (cut.reading, cut.words, cut.passage, cut.start) == (COST, "", 3, None)
    assert SHEET not in {row.reading for row in rows}


def test_what_nobody_can_decide_is_counted_and_no_variant() -> None:
    rows, outlets = records(pair())
    assert rows == []
    assert [(each["outlet"], each["undecided"]) for each in outlets] == [
        ("Inland Herald", 0),
        ("Larkfield Post", 1),
    ]


def test_the_counts_are_those_to_divide_by() -> None:
    _, outlets = records(tunnel(), lone(), updated())
    post = {each["outlet"]: each for each in outlets}["Larkfield Post"]
    assert (post["articles"], post["stories"], post["compared"]) == (3, 3, 2)
    assert post["passages"] == 7 + 2
    assert 0 < post["wire_words"] < post["words"]


def test_they_agree_with_the_outlets_profiles() -> None:
    found = [tunnel(), pair(), lone(), updated()]
    articles = [copy.article for each in found for copy in each.copies]
    rows, outlets = records(*found)
    counted = {each["outlet"]: each for each in outlets}
    for profile in profiles(found, learn(articles, {})):
        outlet = counted[profile.name]
        of_outlet = [
            row for row in rows
            if row["outlet"] == profile.name and row["compared"] and not row["version_of"]
        ]  # fmt: skip
        kinds = Counter(row["variant"] for row in of_outlet)
        assert kinds["omission"] == profile.omissions
        for name in ("articles", "stories", "compared", "passages"):
            assert outlet[name] == getattr(profile, name)


def test_both_forms_say_the_same() -> None:
    variants, outlets = written("csv", tunnel(), harbour())
    rows, counts = records(tunnel(), harbour())
    for text, expected, kind in ((variants, rows, VariantRow), (outlets, counts, OutletRow)):
        names, *lines = csv.reader(io.StringIO(text, newline=""))
        assert names == [each.name for each in fields(kind)] == list(expected[0])
        assert len(lines) == len(expected)
        assert lines[0][0] == str(expected[0][names[0]])
    first = dict(zip(*list(csv.reader(io.StringIO(variants, newline="")))[:2], strict=True))
    assert (first["compared"], first["weight"]) == ("true", "")


def test_what_a_person_said_is_a_table_of_labels() -> None:
    made = tunnel()

    def said(label: Label) -> Label:
        text = made.copies[label.copy - 1].article.text[label.segment.start : label.segment.end]
        if "meets again" in text and label.copy < 3:
            return replace(label, evidence=(BY_HAND,), confidence=1.0)
        if label.category is Category.EDITORIAL:
            return replace(label, category=Category.PROMO, evidence=(BY_HAND,), confidence=1.0)
        return label

    study = Study("jsonl")
    list(study.variant_lines([replace(made, labels=tuple(map(said, made.labels))), lone()]))
    rows = [*map(json.loads, study.label_lines())]
    assert [(row["label"], row["category"], row["words"]) for row in rows] == [
        ("wire", None, "The council meets again on Nov. 30."),
        ("wire", None, "The council meets again on Nov. 30."),
        ("addition", "promo", "The Star has opposed the tunnel since 2019."),
    ]
    texts = {copy.article.id: copy.article.text for copy in made.copies}
    for row in rows:
        assert row["words"] == texts[row["copy"]][row["start"] : row["end"]]
    study = Study("csv")
    list(study.variant_lines([made]))
    assert [line.split(",")[0] for line in study.label_lines()] == ["story"], "nothing was said"


def test_no_more_stories_are_taken_than_are_written() -> None:
    taken = 0

    def endless() -> Iterator[Collation]:
        nonlocal taken
        for each in repeat(harbour()):
            taken += 1
            yield each

    lines = Study("jsonl").variant_lines(endless())
    for _ in range(7):
        next(lines)
    assert taken == 1


@given(st.lists(collations(), max_size=2))
def test_every_variant_has_its_row_whatever_the_text(found: list[Collation]) -> None:
    rows, _ = records(*found)
    kinds = Counter(row["variant"] for row in rows)
    labels = [label for each in found for label in each.labels]
    assert kinds["addition"] == sum(label.kind is Kind.ADDITION for label in labels)
    assert kinds["substitution"] == sum(len(label.edits) for label in labels)
    assert kinds["omission"] == sum(len(each.omissions) for each in found)
    texts = {copy.article.id: copy.article.text for each in found for copy in each.copies}
    if len({each.story for each in found}) == len(found) < 2:
        for row in rows:
            if row["variant"] == "substitution":
                printed = texts[row["copy"]][row["start"] : row["end"]]
                assert row["words"] == " ".join(printed.split())
    lines = list(csv.reader(io.StringIO(written("csv", *found)[0], newline="")))[1:]
    assert [line[0].lstrip("'") for line in lines] == [
        one_line(row["story"]).lstrip("'") for row in rows
    ]


def test_stories_of_one_name_are_counted_apart() -> None:
    _, outlets = records(tunnel(), replace(tunnel(), story="again"))
    assert {each["stories"] for each in outlets} == {2}
