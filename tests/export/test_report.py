from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reader.export.layout import Tone, width
from reader.export.report import group_report, story_report
from reader.model import (
    Article,
    Collation,
    Copy,
    Member,
    Outlet,
    Relation,
    Story,
    StorySummary,
    TextState,
)
from tests.export.samples import harbour


def report(collation: Collation, columns: int = 80) -> str:
    return "\n".join(story_report(collation, columns))


def test_a_report_names_the_story_its_copies_and_what_each_did() -> None:
    assert (
        report(harbour())
        == """\
Tunnel vote put off
NPA · 2 copies, 1 version · 4 passages
NPA stands in the dateline

 1  Quay Post     100 %   0 added · 0 cut · 0 reworded
    2026-03-04 12:00+00:00 · tunnel-1.txt
 2  Larkfield      86 %   1 added · 0 cut · 1 reworded · 1 fact · 1 moved
    tunnel-2.txt
 3  Inland Day     74 %   1 added · 1 cut · 0 reworded
    2026-03-04 12:26+00:00 · a version of 1 · outlet inferred: its handle ·
    tunnel-3.txt

  1 ●~●  The harbour council put off the vote on Tuesday.

  2 ●●●  “We will not sign a blank sheet,” said the mayor.
  3 ●!·  The tunnel would cost 4.2 million crowns.

  4 ··●  Work was to begin in spring. [only in 3]

● the same   ~ reworded   ! a fact or a quotation changed   ↕ moved   · lacks it

 2  Larkfield
  ! number        3: 4.2 → 2.4
  ~ wording       1: put off → postponed
  ↕ moved         3: The tunnel would cost 2.4 million crowns.
  + share         Share on all channels
                  (a share line)

 3  Inland Day
    style         1 of punctuation, spelling or typography
  − cut           3: The tunnel would cost 4.2 million crowns. (in 1, 2)
  + editorial     Our reporter asked the council and got no answer."""
    )


def test_a_copy_that_was_fetched_says_where_it_stands_and_how_much_of_it_there_is() -> None:
    collation = harbour()
    first, *others = collation.copies
    article = replace(
        first.article,
        url="https://quay.example/tunnel",
        source="https://quay.example/feed",
        state=TextState.BLOCKED,
        state_reason="it asks for\x1b consent",
    )
    told = report(replace(collation, copies=(replace(first, article=article), *others)))
    assert "https://quay.example/tunnel" in told
    assert "https://quay.example/feed" not in told
    summary = "only its feed's summary, for its page could not be had: it asks for\ufffd consent"
    assert summary in " ".join(told.split())


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_a_report_fits_its_width(columns: int) -> None:
    assert max(map(width, story_report(harbour(), columns))) <= columns


def test_words_that_one_side_lacks_are_named_as_such() -> None:
    collation = harbour()
    label = collation.labels[4]
    (edit,) = label.edits
    lacking = replace(label, edits=(replace(edit, end=edit.start),))
    having = replace(label, edits=(replace(edit, reading=""),))
    assert "3: lacks “4.2”" in report(replace(collation, labels=(lacking,)))
    assert "3: has “2.4” besides" in report(replace(collation, labels=(having,)))


def test_additions_of_one_category_in_a_row_stand_under_one_name_with_their_best_reasons() -> None:
    collation = harbour()
    share = collation.labels[3]
    row = [
        replace(share, evidence=("seldom", "always")),
        replace(share, evidence=("always", "often")),
        replace(share, evidence=("always", "often", "seen")),
    ]
    text = report(replace(collation, labels=tuple(row)))
    assert text.count("+ share") == 1
    assert text.count("Share on all channels") == 3
    assert "(always; often; seldom)" in text


def test_only_facts_are_painted_as_facts() -> None:
    painted: list[tuple[Tone, str]] = []

    def paint(tone: Tone, text: str) -> str:
        painted.append((tone, text))
        return text

    list(story_report(harbour(), 80, paint))
    assert [text for tone, text in painted if tone is Tone.FACT] == ["3: 4.2 → 2.4"]


def test_a_copy_alone_has_no_marks() -> None:
    collation = harbour()
    alone = replace(
        collation,
        copies=collation.copies[:1],
        labels=collation.labels[:3],
        passages=collation.passages[:3],
        omissions=(),
    )
    text = report(alone)
    assert "  1  The harbour council" in text
    assert "●" not in text


def test_of_very_many_copies_a_passage_says_how_many_have_it() -> None:
    collation = harbour()
    copies = [replace(collation.copies[1], number=number) for number in range(4, 21)]
    text = report(replace(collation, copies=(*collation.copies, *copies)))
    assert "  3 2/20  The tunnel" in text
    assert "●~●" not in text


def test_nothing_of_a_text_acts_on_the_terminal() -> None:
    hostile = "\x1b]0;owned\x07 [red]bold[/red] \u202efed"
    collation = harbour()
    article = Article("x", Outlet(hostile), hostile, (), source=hostile)
    copy = Copy(1, article, ())
    shown = report(
        replace(
            collation,
            headline=hostile,
            origin=replace(collation.origin, agency=hostile, evidence=(hostile,)),
            copies=(copy, *collation.copies[1:]),
            passages=(replace(collation.passages[0], text=hostile), *collation.passages[1:]),
            labels=tuple(replace(label, evidence=(hostile,)) for label in collation.labels),
        )
    )
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "[red]bold[/red]" in shown


def test_a_grouping_is_listed_story_by_story() -> None:
    articles = {
        name: Article(name, Outlet(outlet), "", ())
        for name, outlet in [("a.txt", "Quay Post"), ("b.txt", "Larkfield"), ("c.txt", "Inland")]
    }
    stories = {
        "a.txt": Story("a.txt", (Member("a.txt"), Member("b.txt", 0.83, version_of="a.txt"))),
        "c.txt": Story("c.txt", (Member("c.txt"),)),
    }
    moment = datetime(2026, 3, 4, tzinfo=UTC)
    summaries = [
        StorySummary(
            "a.txt", "Tunnel vote put off", "NPA", ("Quay Post", "Larkfield"), 1, 1, moment
        ),
        StorySummary("c.txt", "Glacier lake alarm", None, ("Inland",), 1, 0, None),
    ]
    related = [Relation("b.txt", "c.txt", "derived", 0.4)]
    lines = group_report(summaries, stories, articles, related, 80)
    assert (
        "\n".join(line.rstrip() for line in lines)
        == """\
2 stories in 3 articles

Tunnel vote put off
  NPA · 1 copy, 1 version
  a.txt  Quay Post  100 %
  b.txt  Larkfield   83 %  a version of a.txt

Glacier lake alarm
  1 copy
  c.txt  Inland  100 %

Related, but not copies
  b.txt · c.txt · derived, 40 % shared"""
    )
