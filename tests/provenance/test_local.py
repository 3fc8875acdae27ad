"""What an outlet reports from a place of its own is told from what it printed of the agency's."""

from reader.model import Category
from tests.provenance.made import STORY, additions, article, judged

OURS = "HOLMVIK — " + STORY[0]
LOCAL = "The mayor of Holmvik said that the town would send its own boats out for the stranded."
FURTHER = "Nobody had asked the harbour master for leave to anchor there, she added on Tuesday."


def with_local(*lines: str) -> tuple[str, ...]:
    return (*STORY[1:3], *lines, *STORY[3:])


def test_a_paragraph_on_the_place_that_an_outlet_alone_reports_from_is_its_own() -> None:
    paper = article("Larkfield Post", OURS, *with_local(LOCAL, FURTHER))
    found, _ = judged(paper, article("UPI", *STORY))
    assert additions(found) == ["HOLMVIK —", LOCAL]
    assert found[LOCAL].category is Category.EDITORIAL
    assert "names Holmvik, from where this outlet alone reports" in found[LOCAL].evidence


def test_not_where_another_outlet_names_the_place_as_well() -> None:
    other = STORY[4].replace("The line", "The line to Holmvik")
    paper = article("Larkfield Post", OURS, *with_local(LOCAL))
    found, _ = judged(paper, article("UPI", *STORY[:4], other, STORY[5]))
    assert additions(found) == ["HOLMVIK —"]


def test_nor_where_the_dateline_is_the_agencys_or_no_agency_s_text_is_there() -> None:
    theirs = "HOLMVIK (UPI) — " + STORY[0]
    for top, other in ((theirs, "UPI"), (OURS, "Eastbury Herald"), (OURS, "States News Service")):
        paper = article("Larkfield Post", top, *with_local(LOCAL))
        found, _ = judged(paper, article(other, *STORY))
        assert LOCAL not in additions(found)


def test_a_month_or_a_day_is_no_place() -> None:
    named = "She had sailed from there every March since the old pier was closed to all traffic."
    paper = article("Larkfield Post", "OSLO, March 12 — " + STORY[0], *with_local(named))
    found, _ = judged(paper, article("UPI", *STORY))
    assert named not in additions(found)
