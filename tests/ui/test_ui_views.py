"""The clean text and the copies as rows, and the way between them."""

from __future__ import annotations

import pytest

from reader.model import Category, Collation, EditKind
from reader.text.rot47 import rot47
from reader.ui.present.apparatus import apparatus
from reader.ui.present.compare import set_against
from reader.ui.present.evidence import evidence_rows
from reader.ui.present.gutter import gutter, gutter_width
from reader.ui.present.index import build_index
from reader.ui.present.ink import FACT, plain
from reader.ui.present.picker import picker_rows
from reader.ui.present.reading import (
    CLEAN,
    Reading,
    carry,
    is_addition,
    is_variant,
    item_at,
    row_at,
    seek,
    step,
)
from reader.ui.present.rows import MARGIN, Place, Row, RowKind, lay_out
from reader.ui.present.sidebyside import head_runs
from reader.ui.present.wrap import width_of
from tests import factories
from tests.factories import added, collation, copy, wire

STORIES = [
    factories.tunnel(),
    factories.pair(),
    factories.lone(),
    factories.updated(),
    factories.crowd(),
]


def rows(made: Collation, view: int = CLEAN, *, folded: bool = True) -> tuple[Row, ...]:
    return Reading(made).sheet(view, 80, folded=folded, headlines=False).rows


def texts(found: tuple[Row, ...]) -> list[str]:
    return [plain(row.text).replace("\u00a0", "") for row in found]


def test_clean_text_has_each_passage_once_in_order() -> None:
    for made in STORIES:
        passages = [row.place.passage for row in rows(made) if row.kind is RowKind.PASSAGE]
        assert passages == [passage.number for passage in made.passages]


def test_the_head_says_what_is_open() -> None:
    found = texts(rows(factories.tunnel()))
    assert found[0] == "Harbor tunnel vote delayed after cost doubles"
    assert found[1] == "NPA · clean text from 6 copies · 8 passages · !1fact changed"
    assert found[2] == "3 headlines ▸ H"
    assert texts(rows(factories.lone()))[1] == "one copy · 1 passage"


def test_headlines_unfold() -> None:
    sheet = Reading(factories.tunnel()).sheet(CLEAN, 80, folded=True, headlines=True)
    assert "2 ~ Tunnel on ice: council blinks as bill balloons" in texts(sheet.rows)


def test_facts_are_loud_in_the_clean_text() -> None:
    loud = [run.text for row in rows(factories.tunnel()) for run in row.text if run.ink == FACT]
    assert loud == ["$4.2 billion"]


def test_boilerplate_is_folded_to_one_line_and_unfolded_to_its_text() -> None:
    folded = texts(rows(factories.tunnel()))
    assert "6 + promo, share, tags, comments, navigation  5 lines, folded: b" in folded
    assert "1 4 + related  2 lines, folded: b" in folded
    assert "2 + poll  “Should the tunnel be built at all?”" in folded
    unfolded = texts(rows(factories.tunnel(), folded=False))
    assert "6 + tags  Tags: tunnel, harbor, council" in unfolded


def test_many_thin_lines_at_one_place_become_one() -> None:
    kinds = [Category.SHARE, Category.PROMO, Category.POLL, Category.TAGS]
    made = collation(
        [
            copy(name, [wire(1, "One.")], [added(f"{name} text", kind)])
            for name, kind in zip("ABCD", kinds, strict=True)
        ]
    )
    thin = [row for row in rows(made) if row.kind is RowKind.ADDITION]
    assert texts(tuple(thin)) == ["1 2 3 4 + share, promo, poll, tags  4 lines, folded: b"]


def test_a_passage_of_one_copy_says_so() -> None:
    assert "Trains run again on Monday.  only in 1" in texts(rows(factories.pair()))
    assert not any("only in" in text for text in texts(rows(factories.lone())))


@pytest.mark.parametrize("made", STORIES, ids=lambda made: made.story)
def test_a_copy_shows_every_segment_it_prints(made: Collation) -> None:
    reading = Reading(made)
    for number, one in reading.index.copies.items():
        found = reading.sheet(number, 80, folded=False, headlines=False).rows
        shown = " ".join(plain(row.text) for row in found)
        for segment in one.segments:
            assert one.article.text[segment.start : segment.end] in shown.replace("^", "")


@pytest.mark.parametrize("made", STORIES, ids=lambda made: made.story)
def test_every_passage_has_a_row_in_every_view(made: Collation) -> None:
    reading = Reading(made)
    for view in reading.views:
        found = reading.sheet(view, 80, folded=True, headlines=False).rows
        for passage in made.passages:
            row = found[row_at(found, Place(passage.number))]
            assert passage.number in row.passages
            lacks = view != CLEAN and view not in passage.carriers
            assert (row.kind is RowKind.GHOST) is lacks


def test_a_copy_names_additions_and_ghosts() -> None:
    found = rows(factories.tunnel(), 2, folded=False)
    notes = {plain(row.text): plain(row.note) for row in found if row.kind is RowKind.ADDITION}
    assert notes["Should the tunnel be built at all?"] == "+ poll"
    ghost = next(row for row in found if row.kind is RowKind.GHOST)
    assert plain(ghost.text) == f"{factories.QUAY}  cut; stands in 1, 3, 4 and 5"


def test_what_an_outlet_scrambled_is_named_and_read_in_place() -> None:
    about = "The council set up the desk for the tunnel in the spring of last year."
    piece = added(rot47(about), Category.UNKNOWN)
    made = collation(
        [copy("Larkfield Post", [wire(1, factories.LEDE)], [wire(2, rot47(factories.WORK)), piece])]
    )
    reading = Reading(made)
    for view, lines in ((CLEAN, 1), (1, 2)):
        printed, decoded = (
            reading.sheet(view, 80, folded=False, headlines=False, decoded=yes).rows
            for yes in (False, True)
        )
        told = [plain((*row.text, *row.note)) for row in printed]
        assert sum("scrambled (ROT47): D" in line for line in told) == lines
        assert any(rot47(factories.WORK) in line for line in told)
        told = [plain((*row.text, *row.note)) for row in decoded]
        assert sum("decoded (ROT47): D" in line for line in told) == lines
        assert any(factories.WORK in line for line in told)
        assert any(about in line for line in told)
        assert [row.place for row in printed] == [row.place for row in decoded]


def test_a_dateline_opens_its_line() -> None:
    found = texts(rows(factories.tunnel(), 2, folded=False))
    assert f"PORT ELLEN (NPA) — {factories.LEDE}" in found


def test_changed_words_are_marked_in_the_copy() -> None:
    loud = [run.text for row in rows(factories.tunnel(), 3) for run in row.text if run.ink == FACT]
    assert loud == ["$2.4 billion"]
    said = next(row for row in rows(factories.tunnel(), 4) if row.place.passage == 2)
    assert [run.text for run in said.text if run.ink.underline] == ["said"]


def test_words_that_a_copy_lacks_leave_a_caret() -> None:
    edit = ("very ", "", EditKind.WORDING)
    made = collation(
        [copy("A", [wire(1, "A very big ship.")]), copy("B", [wire(1, "A big ship.", edit)])]
    )
    assert "^A big ship." in texts(rows(made, 2))


def test_going_to_another_copy_leaves_what_one_put_in() -> None:
    assert carry(Place(2, 2, 5), 3) == Place(2)
    assert carry(Place(2, 2, 5), 2) == Place(2, 2, 5)
    assert carry(Place(2, 2, 5), CLEAN) == Place(2, 2, 5)


def test_the_row_of_what_was_put_in_is_found_again_in_the_copy() -> None:
    reading = Reading(factories.tunnel())
    for view in (CLEAN, 2):
        found = reading.sheet(view, 80, folded=False, headlines=False).rows
        row = found[row_at(found, Place(2, 2, 5))]
        assert "Should the tunnel be built" in plain(row.text)


def test_steps_pass_over_rows_that_are_no_stop() -> None:
    found = rows(factories.tunnel())
    assert step(found, 0, 1) == 3
    assert step(found, 3, -5) == 0
    assert step(found, 0, 1000) == len(found) - 1


def test_variants_and_additions_in_order() -> None:
    found = rows(factories.tunnel())

    def places(wanted: object) -> list[int]:
        at, seen = -1, []
        while (after := seek(found, at, 1, wanted)) is not None:  # type: ignore[arg-type]
            at = after
            seen.append(found[at].place.passage)
        return seen

    assert places(is_variant) == [2, 3, 4, 5, 6, 7, 8]
    assert places(is_addition) == [0, 2, 5, 8, 8, 8, 8]


def test_turning_goes_round() -> None:
    reading = Reading(factories.pair())
    assert [reading.turn(view, 1) for view in (0, 1, 2)] == [1, 2, 0]
    assert reading.turn(0, -1) == 2


def test_the_apparatus_has_an_item_for_each_place() -> None:
    reading = Reading(factories.tunnel())
    items = reading.items
    for passage in reading.collation.passages:
        assert items[item_at(items, Place(passage.number))].place == Place(passage.number)
    assert items[item_at(items, Place(2, 2, 5))].place == Place(2, 2, 5)
    said = {item.place.passage: [plain(row.text) for row in item.rows] for item in items}
    assert "all 6 copies say the same" in said[1]


def test_the_apparatus_tells_what_was_left_out_of_a_quotation() -> None:
    whole = "“It should have been replaced in 2021. I will not stand here and call it nature.”"
    part = "“I will not stand here and call it nature.”"
    gone = "It should have been replaced in 2021. "
    made = collation(
        [copy("Quay", [wire(1, whole)]), copy("Ellen Star", [wire(1, whole)]),
         copy("Harbor Wire", [wire(1, part, (gone, "", EditKind.QUOTATION))])]
    )  # fmt: skip
    (item,) = [one for one in apparatus(build_index(made)) if one.place == Place(1)]
    assert f"left out “{gone.strip()}" in " ".join(plain(row.text) for row in item.rows)


def test_copies_without_a_headline_are_named() -> None:
    made = collation([copy("Quay", [wire(1, "A.")], title="A"), copy("Ellen", [wire(1, "A.")])])
    told = [plain(row.text) for row in apparatus(build_index(made))[0].rows]
    assert any("2" in line and "no headline of its own" in line for line in told)


def test_the_apparatus_tells_a_changed_fact() -> None:
    reading = Reading(factories.tunnel())
    item = reading.items[item_at(reading.items, Place(3))]
    assert [plain(row.text).replace("\u00a0", " ") for row in item.rows] == [
        "! a number was changed",
        "1 2 4 5 6  The new estimate of $4.2 billion includes a second …",
        " 3  The new estimate of $2.4 billion includes a second …",
        "1 of 6 copies",
    ]


def test_the_gutter_shrinks_to_counts() -> None:
    many = build_index(factories.crowd())
    assert plain(gutter(many, 1, 80)) == "· 37/40"
    assert gutter_width(many, 80) == 8
    few = build_index(factories.tunnel())
    assert gutter_width(few, 80) == 8
    assert plain(gutter(few, 3, 80)) == "●●!●●●"
    assert plain(gutter(few, 3, 32)) == "! 6/6"
    assert gutter_width(build_index(factories.lone()), 80) == 0


@pytest.mark.parametrize("made", STORIES, ids=lambda made: made.story)
@pytest.mark.parametrize("width", [5, 36, 60, 100])
def test_no_line_is_wider_than_the_pane(made: Collation, width: int) -> None:
    reading = Reading(made)
    for view in reading.views[:4]:
        sheet = reading.sheet(view, width, folded=False, headlines=True)
        layout = lay_out(sheet.rows, width, gutter=sheet.gutter)
        assert len(layout.starts) == len(sheet.rows)
        if width > 30:
            assert max(width_of(line.runs) for line in layout.lines) <= width


def test_notes_stand_beside_the_text_where_there_is_room() -> None:
    sheet = Reading(factories.tunnel()).sheet(2, 80, folded=False, headlines=False)
    wide = lay_out(sheet.rows, 100, gutter=sheet.gutter)
    assert any(plain(line.runs).endswith("+ poll") for line in wide.lines)
    assert max(width_of(line.runs) for line in wide.lines) <= 2 + 72 + MARGIN


def test_the_headlines_say_who_changed_them_and_how() -> None:
    body = [wire(1, "The port put off the vote on the new harbour tunnel on Tuesday evening.")]
    shown, changed = (f"Tunnel vote put off after cost rises to {n} million" for n in (4.2, 2.4))
    dek, menu = added("Two councillors stay away", Category.HEADLINE), "Sign in"
    made = collation(
        [
            copy("Quay", body, title=shown),
            copy("Star", [added(changed, Category.HEADLINE)], [dek], body),
            copy("Post", [added(menu, Category.HEADLINE)],
                 [added("Nobody wants to pay", Category.HEADLINE)], body,
                 title="Nobody wants to pay"),
            copy("Wire", body),
        ],
        headline=shown,
    )  # fmt: skip
    sheet = Reading(made).sheet(CLEAN, 80, folded=True, headlines=True)
    found = [row for row in sheet.rows[2:] if not row.stop]
    assert [text.strip() for text in texts(tuple(found))] == [
        f"1 ● {shown}",
        f"2 ! {changed}",
        "Two councillors stay away",
        "3 ~ Nobody wants to pay",
    ]
    marked = [[run.text for run in row.text if run.ink == FACT] for row in found]
    assert marked == [[], ["2.4"], [], []]
    below = next(plain(line.runs) for line in lay_out(found, 40).lines if "Two" in plain(line.runs))
    assert below.index("Two") == len(" 2  ! "), "it begins where the headline above it does"


def test_a_version_is_called_one_wherever_copies_are_named() -> None:
    reading = Reading(factories.updated())
    told = {
        "the picker": [row.text for row in picker_rows(reading, "")],
        "the story’s evidence": [row.text for row in evidence_rows(reading, Place(0))],
        "a passage’s evidence": [row.text for row in evidence_rows(reading, Place(2))],
        "the comparison": [head_runs(reading, set_against(reading.index, 1, 3), 160, wide=True)],
    }
    for where, texts in told.items():
        named = [plain(text) for text in texts if "(version of 1)" in plain(text)]
        assert len(named) == 1, where
        assert "Larkfield Post (version of 1)" in named[0], where


def test_a_passage_s_evidence_counts_apart_who_has_its_words_and_who_rewords_them() -> None:
    words, other = "“The cost has doubled,” she said.", "“The cost is higher,” she said."
    changed = wire(1, other, ("has doubled", "is higher", EditKind.QUOTATION))
    same = [copy(name, [wire(1, words)]) for name in ("A", "B", "C")]
    made = Reading(collation([*same, copy("D", [changed]), copy("E", [wire(2, "Nobody asked.")])]))
    assert plain(evidence_rows(made, Place(1))[2].text) == (
        "1, 2 and 3 have these words; shown as in 1. "
        "It is the wire’s because 4 copies carry it: 3 in these words, 1 reworded."
    )
    alike = Reading(collation(same))
    assert plain(evidence_rows(alike, Place(1))[2].text).endswith("because 3 copies carry it.")
