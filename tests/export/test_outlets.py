from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reader.export.document import outlets_document, schema_text
from reader.export.outlets import outlets_report
from reader.model import Category
from reader.provenance.profile import Habit, Profile, TemplateLine
from reader.provenance.templates import Recurring
from reader.text.safe import safe

POST = Profile(
    name="Larkfield Post",
    articles=4,
    stories=4,
    compared=3,
    passages=30,
    wire_share=0.61234,
    additions=(Habit(Category.SHARE, 8, 4), Habit(Category.POLL, 1, 1)),
    omissions=2,
    substitutions=5,
    facts=1,
    templates=(
        TemplateLine("Share this with a friend", 4),
        TemplateLine("More from Larkfield", 3, Recurring.HEADING),
    ),
)


def test_the_document_has_the_keys_of_the_contract_in_its_order() -> None:
    (post,) = json.loads("".join(outlets_document([POST], (1, 1))))["outlets"]
    assert list(post) == [
        *("name", "articles", "stories", "compared", "passages", "wire_share", "additions"),
        *("omissions", "substitutions", "facts", "templates"),
    ]
    assert post["wire_share"] == 0.6123
    assert post["additions"][0] == {"category": "share", "lines": 8, "articles": 4}
    assert post["templates"][1] == {
        "text": "More from Larkfield",
        "stories": 3,
        "recurring": "heading",
    }


@given(st.text(min_size=1))
def test_any_name_and_line_keep_to_the_schema(text: str) -> None:
    hostile = Profile(text, 1, 1, 0, 0, 0.0, (), 0, 0, 0, (TemplateLine(text, 2),))
    written = "".join(outlets_document([POST, hostile], (2, 9)))
    Draft202012Validator(json.loads(schema_text("outlets"))).validate(json.loads(written))
    assert safe(written.replace("\n", " ")) == written.replace("\n", " ")


def test_of_no_outlets_there_is_an_empty_document() -> None:
    assert json.loads("".join(outlets_document([], (0, 0)))) == {
        "outlets": [],
        "stories_counted": 0,
        "stories": 0,
    }


def test_the_report_says_how_often_and_over_how_many() -> None:
    report = list(outlets_report([POST], 80))
    assert report == [
        "Larkfield Post",
        "  4 articles, 61% wire; 3 told by other outlets too",
        "  adds share in 100%, poll in 25%",
        "  of 30 passages cuts 2, rewords 5, changes a fact in 1",
        "  4 stories: Share this with a friend",
        "  3 stories: More from Larkfield …",
    ]


def test_the_report_does_not_guess_what_an_outlet_alone_cut() -> None:
    alone = Profile("Inland Day", 1, 1, 0, 0, 1.0, (), 0, 0, 0, ())
    assert "no other outlet has its stories" in " ".join(outlets_report([alone], 80))


def test_the_report_shows_the_first_of_a_long_template_and_counts_the_rest() -> None:
    lines = tuple(TemplateLine(f"Line {n}", 2) for n in range(11))
    long = Profile("Inland Day", 2, 2, 0, 0, 1.0, (), 0, 0, 0, lines)
    report = list(outlets_report([long], 80))
    assert report[-1] == "  and 3 lines more of its template"
    assert sum("stories: Line" in line for line in report) == 8


def test_a_report_of_the_newest_stories_alone_says_so() -> None:
    partly = list(outlets_report([POST], 80, surveyed=(1000, 41_000)))
    assert partly[:2] == ["These are the figures of the newest 1,000 of 41,000 stories.", ""]
    assert partly[2:] == list(outlets_report([POST], 80, surveyed=(7, 7)))
