"""Two views of a story set against each other: its rows, its two columns, its screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from reader.collation.marks import Mark
from reader.collation.names import lexicon
from reader.model import Category, Collation, EditKind
from reader.ui.app import ReaderApp
from reader.ui.present.bars import copies_key
from reader.ui.present.columns import GUTTER, column_width, lay_out_pairs
from reader.ui.present.compare import Comparison, set_against, summary
from reader.ui.present.diff import CARET, compare_wordings, inline_runs, side_runs, told
from reader.ui.present.index import build_index
from reader.ui.present.ink import FACT, Runs, Tone, plain
from reader.ui.present.opening import counterpart, opening_views
from reader.ui.present.rows import Place, RowKind, lay_out
from reader.ui.present.wrap import width_of
from reader.ui.screens.compare import CompareScreen
from reader.ui.screens.evidence import EvidenceScreen
from reader.ui.screens.help import HelpScreen
from reader.ui.screens.reading import ReadingScreen
from reader.ui.screens.table import TableScreen
from reader.ui.widgets.rows import RowsPane
from tests import factories
from tests.factories import FakeLibrary, added, collation, copy, wire
from tests.strategies import any_text
from tests.ui.driver import press, running, screen_text

STORIES = [
    factories.tunnel(),
    factories.pair(),
    factories.lone(),
    factories.updated(),
    factories.crowd(6, 8),
]


def against(made: Collation, left: int, right: int) -> Comparison:
    return set_against(build_index(made), left, right)


def texts(made: Comparison, *, folded: bool = True, variants: bool = False) -> list[str]:
    found = made.pairs(folded=folded, variants=variants)
    return [plain(pair.row.text).replace("\u00a0", "") for pair in found]


def marked(runs: Runs, *, struck: bool = False) -> list[str]:
    return [run.text for run in runs if (run.ink.strike if struck else run.ink.underline)]


# Wordings


def test_what_differs_is_marked_on_both_sides_and_named() -> None:
    one, other = "The cost is $4.2 billion, he said.", "The cost is $2.4 billion, he told us."
    found = compare_wordings((one, other), (0, 3), lexicon([]))
    assert found.mark is Mark.FACT
    assert marked(side_runs(found, 0)) == ["4.2", "said"]
    assert marked(side_runs(found, 1)) == ["2.4", "told us"]
    assert [plain(runs) for runs in told(found)] == [
        "! a number was changed  $4.2 → $2.4",
        "~ reworded  said → told us",
    ]


def test_in_one_line_what_is_gone_is_struck_out_before_what_is_new() -> None:
    found = compare_wordings(("He said no.", "He told us no."), (0, 2), lexicon([]))
    runs = inline_runs(found)
    assert plain(runs) == "He said told us no."
    assert marked(runs, struck=True) == ["said"]
    assert marked(runs) == ["told us"]


def test_words_that_are_missing_leave_a_caret_or_stand_struck_out() -> None:
    found = compare_wordings(("He said so on Monday night.", "He said so."), (1, 2), lexicon([]))
    assert plain(side_runs(found, 1)) == f"He said so{CARET}."
    assert plain(inline_runs(found)) == "He said so on Monday night."
    assert plain(next(told(found))).endswith("left out “on Monday night”")


def test_what_is_struck_out_keeps_its_blanks() -> None:
    ours, theirs = "“That gate is old. I will not stand here.”", "“I will not stand here.”"
    found = compare_wordings((ours, theirs), (0, 1), lexicon([]))
    assert plain(inline_runs(found)) == ours


def test_style_is_quiet_and_no_difference() -> None:
    found = compare_wordings(("The labour centre.", "The labor center."), (0, 1), lexicon([]))
    assert found.mark is Mark.SAME
    assert {run.ink.tone for run in side_runs(found, 1) if run.ink.underline} == {Tone.QUIET}


def test_a_change_between_wide_characters_puts_no_blank_between_them() -> None:
    found = compare_wordings(
        ("議会は火曜日に決めた。", "議会は月曜日に決めた。"), (0, 1), lexicon([])
    )
    assert " " not in plain(inline_runs(found))


@given(any_text, any_text)
def test_each_side_keeps_its_own_text(one: str, other: str) -> None:
    found = compare_wordings((one, other), (1, 2), lexicon([]))
    for side in (0, 1):
        runs = side_runs(found, side)
        own = "".join(run.text for run in runs if run.text != CARET or not run.ink.bold)
        assert len(own) == len((one, other)[side])


# Rows


@pytest.mark.parametrize("made", STORIES, ids=lambda made: made.story)
def test_every_passage_that_a_side_has_stands_once_in_order(made: Collation) -> None:
    index = build_index(made)
    for left in (0, *index.copies):
        for right in (0, *index.copies):
            if left != right:
                pairs = set_against(index, left, right).pairs(folded=True)
                numbers = [pair.number for pair in pairs if pair.number]
                kept = [
                    passage.number
                    for passage in made.passages
                    if not {left, right}.isdisjoint((0, *passage.carriers))
                ]
                assert numbers == kept


@pytest.mark.parametrize("made", STORIES, ids=lambda made: made.story)
def test_against_the_clean_text_a_row_differs_where_the_gutter_says_so(made: Collation) -> None:
    index = build_index(made)
    for right in index.copies:
        for pair in set_against(index, 0, right).pairs(folded=True):
            if pair.number:
                mark = index.mark(pair.number, right)
                assert pair.row.variant is (mark is not Mark.SAME)
                assert pair.row.fact is (mark is Mark.FACT)


def test_a_copy_against_a_copy_shows_what_differs_between_the_two() -> None:
    made = collation(
        [
            copy("A", [wire(1, "It cost 5 crowns.")]),
            copy("B", [wire(1, "It cost 6 crowns.", ("5", "6", EditKind.NUMBER))]),
            copy("C", [wire(1, "It cost 7 crowns.", ("5", "7", EditKind.NUMBER))]),
        ]
    )
    (row,) = [pair for pair in against(made, 2, 3).pairs(folded=True) if pair.number]
    assert [run.text for run in row.left.text if run.ink == FACT] == ["6"]
    assert [run.text for run in row.right.text if run.ink == FACT] == ["7"]


def test_a_swap_mirrors_the_comparison() -> None:
    one, other = against(factories.tunnel(), 2, 4), against(factories.tunnel(), 4, 2)
    for a, b in zip(one.pairs(folded=True), other.pairs(folded=True), strict=True):
        assert (plain(a.left.text), plain(a.right.text)) == (
            plain(b.right.text),
            plain(b.left.text),
        )
        assert a.row.variant is b.row.variant


def test_what_is_missing_is_a_ghost_that_says_where_it_stands() -> None:
    pairs = against(factories.tunnel(), 0, 2).pairs(folded=True)
    cut = next(pair for pair in pairs if pair.number == 6)
    assert cut.row.kind is RowKind.GHOST
    assert plain(cut.right.text).startswith("cut  Residents")
    assert plain(cut.detail[0]) == "− copy 2 lacks it; stands in 1, 3, 4 and 5"
    single = next(pair for pair in pairs if pair.number == 8)
    assert plain(single.detail[0]) == (
        "copy 2 lacks it; only 5 has it: nothing tells if added or cut"
    )


def test_a_moved_passage_says_where_it_went_at_both_ends() -> None:
    found = texts(against(factories.tunnel(), 0, 4))
    assert found[1] == "↕ here stands 7 “The council meets again on Nov. …” in copy 4"
    assert "The council meets again on Nov. 30.  ↕stands at the top" in found


def test_two_copies_that_moved_a_passage_alike_do_not_differ() -> None:
    first, second, third = "One came first.", "Two came then.", "Three came last."
    moved = [[wire(3, third, moved=True)], [wire(1, first)], [wire(2, second)]]
    made = collation(
        [
            copy("A", [wire(1, first)], [wire(2, second)], [wire(3, third)]),
            copy("B", *moved),
            copy("C", *moved),
        ]
    )
    assert not any(pair.row.variant for pair in against(made, 2, 3).pairs(folded=True))
    assert any(pair.row.variant for pair in against(made, 1, 3).pairs(folded=True))


def test_additions_are_named_and_folded() -> None:
    folded = texts(against(factories.tunnel(), 0, 6))
    assert "+ promo, share, tags, comments, navigation  5 lines: b" in folded
    unfolded = texts(against(factories.tunnel(), 0, 6), folded=False)
    assert "+ tags  Tags: tunnel, harbor, council" in unfolded


def test_what_both_put_in_stands_beside_each_other_in_two_columns_only() -> None:
    made = against(factories.tunnel(), 1, 4)

    def related(*, beside: bool) -> list[tuple[bool, bool]]:
        pairs = made.pairs(folded=True, beside=beside)
        found = [pair for pair in pairs if pair.row.kind is RowKind.ADDITION]
        return [(bool(x.left.text), bool(x.right.text)) for x in found if x.row.place.passage == 5]

    assert related(beside=True) == [(True, True)]
    assert related(beside=False) == [(True, False), (False, True)]


def test_headlines_are_compared_by_word_unless_they_have_little_in_common() -> None:
    made = collation(
        [
            copy("A", [wire(1, "One.")], title="Harbor tunnel vote delayed after cost doubles"),
            copy("B", [wire(1, "One.")], title="Harbor tunnel vote delayed as cost doubles"),
            copy("C", [wire(1, "One.")], title="Bill balloons"),
            copy("D", [wire(1, "One.")]),
        ]
    )
    details = {
        right: plain(against(made, 0, right).pairs(folded=True)[0].detail[0])
        for right in (1, 2, 3, 4)
    }
    assert details == {
        1: "the same headline",
        2: "~ reworded  after → as",
        3: "another headline",
        4: "only the clean text has a headline",
    }


def test_only_what_differs() -> None:
    found = texts(against(factories.tunnel(), 0, 3), variants=True)
    assert found[1:5] == [
        "… 2 passages alike",
        "The new estimate of $4.2 2.4 billion includes a second ventilation shaft that inspectors "
        "asked for in March.",
        "… 4 passages alike",
        "The port authority declined to comment.  not in copy 3",
    ]


def test_in_all() -> None:
    assert plain(summary(against(factories.tunnel(), 0, 4))) == (
        "~ 1 reworded  ↕ 1 moved  − 1 on one side only  + 2 put in  5 passages alike"
    )
    assert plain(summary(against(factories.pair(), 0, 1))) == "3 passages alike"


def test_the_clean_text_is_set_against_the_copy_that_departs_most_here() -> None:
    index = build_index(factories.tunnel())
    assert opening_views(index, 5, Place(1)) == (0, 5), "the copy that is read"
    assert counterpart(index, Place(3)) == 3, "a fact"
    assert counterpart(index, Place(2)) == 4, "a wording"
    assert counterpart(index, Place(7)) == 4, "a move, before a cut"
    assert counterpart(index, Place(6)) == 2, "a cut"
    assert counterpart(index, Place(0)) == 1
    assert counterpart(index, Place(2, 2, 5)) == 2, "what it put in"


def test_a_version_is_set_against_the_one_before_it() -> None:
    fire = [wire(1, "The plant fire is under control.")]
    versions = [copy("Post", fire, version_of=1, minutes=60 * n) for n in (1, 2)]
    made = collation([copy("Post", fire), copy("Inland Herald", fire), *versions])
    index = build_index(made)
    assert opening_views(index, 3, Place(1)) == (1, 3)
    assert opening_views(index, 4, Place(1)) == (3, 4)
    assert opening_views(index, 1, Place(1)) == (0, 1), "the first is no version of another"
    assert opening_views(index, 0, Place(1)) == (0, 1), "the clean text is at hand, and stays"


def _versions() -> Collation:
    """An article, and a version with the same promotion, another number, and a note."""
    promo = added("Sign up for the Post’s newsletter.", Category.PROMO)
    note = added("Correction: the number was wrong.", Category.DISCLOSURE)
    said = [wire(2, "Two people were hurt.")]
    changed = [wire(2, "Three people were hurt.", ("Two", "Three", EditKind.NUMBER))]
    fire = [wire(1, "The plant fire is under control.")]
    return collation(
        [
            copy("Post", fire, [promo], said),
            copy("Post", fire, [promo], changed, [note], version_of=1, minutes=60),
        ]
    )


@pytest.mark.parametrize("beside", [True, False])
def test_what_both_sides_put_in_is_no_difference(beside: bool) -> None:
    made = against(_versions(), 1, 2)
    pairs = made.pairs(folded=False, beside=beside)
    promos = [pair for pair in pairs if "newsletter" in plain(pair.row.text)]
    assert [pair.row.variant for pair in promos] == [False]
    assert "newsletter" in plain(promos[0].left.text)
    left = [plain(pair.row.text) for pair in made.pairs(folded=False, variants=True, beside=beside)]
    assert not any("newsletter" in text for text in left)
    assert any("Correction" in text for text in left)
    assert "+ 1 put in" in plain(summary(made))


# Columns


@pytest.mark.parametrize("width", [24, 60, 95, 157, 300])
def test_columns_are_aligned_and_never_overflow(width: int) -> None:
    for right in (2, 3, 4, 6):
        pairs = against(factories.tunnel(), 0, right).pairs(folded=False)
        layout = lay_out_pairs(pairs, width)
        assert all(width_of(line.runs) <= max(width, GUTTER + 3 + 8) for line in layout.lines)
        for start, end, pair in zip(layout.starts, layout.ends, pairs, strict=True):
            assert start < end or not (pair.left.text or pair.right.text)


def test_wide_and_combining_characters_keep_the_columns_apart() -> None:
    text = "東京で火曜日、議会は採決を延期した🎌。 Cafe\u0301 👩‍👩‍👧 done."
    made = collation([copy("A", [wire(1, text)]), copy("B", [wire(1, text)])])
    layout = lay_out_pairs(against(made, 1, 2).pairs(folded=True), 95)
    (start, *_), (end, *_) = layout.starts[1:], layout.ends[1:]
    column = column_width(95)
    for line in layout.lines[start:end]:
        assert width_of(line.runs) == GUTTER + column + 3 + column


def test_hostile_text_is_made_safe() -> None:
    text = "It cost \x1b[31m5\u202e crowns [bold]here[/bold]."
    made = collation(
        [
            copy("A\x1b]0;x\x07", [wire(1, text)], [added("\x9b2J pay", Category.PROMO)],
                 title="One \x1b[2J", url=None),
            copy("B", [wire(1, text.replace("5", "6"), ("5", "6", EditKind.NUMBER))],
                 title="\u202eTwo"),
        ]
    )  # fmt: skip
    for pair in against(made, 1, 2).pairs(folded=False):
        said = "".join(map(plain, (pair.left.text, pair.right.text, pair.row.text, *pair.detail)))
        assert not set("\x1b\x07\x9b\u202e") & set(said)


# The screen


def comparison(app: ReaderApp) -> CompareScreen:
    screen: object = app.screen
    assert isinstance(screen, CompareScreen)
    return screen


def shows(app: ReaderApp, screen: type[object]) -> bool:
    return isinstance(app.screen, screen)


async def test_two_columns_where_there_is_room_else_one() -> None:
    async with running(size=(100, 30), keys="enter n n d") as (app, pilot):
        assert comparison(app).active.wide
        place = comparison(app).active.place
        await pilot.resize_terminal(80, 24)
        await press(app, pilot, "")
        assert not comparison(app).active.wide
        assert comparison(app).active.place == place
        assert "only left struck out · only right underlined" in screen_text(app)


async def test_sides_are_chosen_and_the_place_stays_on_its_line() -> None:
    async with running(size=(160, 45), keys="enter n n d") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        line, place = screen.active.here, screen.active.place
        seen = []
        for key in ["4", "s", "right_square_bracket", "left_square_bracket", "0"]:
            await press(app, pilot, key)
            seen.append(screen.views)
            assert (screen.active.here, screen.active.place) == (line, place), key
        assert seen == [(0, 4), (4, 0), (4, 1), (4, 0), (4, 0)]
        await press(app, pilot, "4")
        assert screen.views == (0, 4), "never twice the same"
        await press(app, pilot, "5 right_square_bracket right_square_bracket")
        assert screen.views == (0, 1), "round, past the other side"
        await press(app, pilot, "9")
        assert screen.views == (0, 1)
        await press(app, pilot, "apostrophe n o r t h enter")
        assert screen.views == (0, 5)


async def test_from_difference_to_difference() -> None:
    async with running(size=(160, 45), keys="enter g d 2 g") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        seen = []
        for _ in range(6):
            await press(app, pilot, "n")
            seen.append(screen.active.place)
        assert [place.passage for place in seen] == [0, 2, 6, 8, 8, 8]
        await press(app, pilot, "N N N g a")
        assert screen.active.place == (0, 2, 1)
        await press(app, pilot, "v")
        assert "only what differs" in screen_text(app)
        assert "passages alike" in screen_text(app)
        assert screen.active.place == (0, 2, 1)


async def test_the_comparison_leads_on_and_back() -> None:
    async with running(size=(160, 45), keys="enter n n d j j") as (app, pilot):
        await press(app, pilot, "e")
        assert shows(app, EvidenceScreen)
        await press(app, pilot, "escape question_mark")
        assert shows(app, HelpScreen)
        titles = [row.text[0].text for row in app.screen.query_one(RowsPane).rows]
        assert titles[0] == "Compare"
        assert "Swap the sides" in titles
        assert "Sort" not in titles
        await press(app, pilot, "escape t")
        assert shows(app, TableScreen)
        assert "passage 5 of 8" in screen_text(app)
        await press(app, pilot, "d")
        assert shows(app, CompareScreen)
        await press(app, pilot, "enter")
        assert shows(app, ReadingScreen)
        assert app.main.text.view == 3
        assert app.main.text.place.passage == 5
        assert app.main.text.has_focus


async def test_yank_takes_the_right_side() -> None:
    async with running(size=(160, 45), keys="enter n d 4 y") as (app, _):
        assert app.clipboard == factories.SHEET.replace("told reporters", "said")


async def test_a_story_of_one_copy_shows_what_was_set_apart() -> None:
    made = FakeLibrary([factories.lone()])
    async with running(made, size=(120, 30), keys="enter d") as (app, pilot):
        assert shows(app, CompareScreen)
        assert comparison(app).views == (0, 1)
        assert "+ promo" in screen_text(app)
        await press(app, pilot, "right_square_bracket")
        assert comparison(app).views == (0, 1)


async def test_the_mouse_goes_where_it_clicks() -> None:
    async with running(size=(160, 45), keys="enter g d") as (app, pilot):
        assert shows(app, CompareScreen)
        lines = screen_text(app).splitlines()
        line = next(at for at, text in enumerate(lines) if "Work was to begin" in text)
        await pilot.click(offset=(100, line))
        await press(app, pilot, "")
        assert comparison(app).active.place.passage == 4
        assert "passage 4 of 8" in screen_text(app)


async def test_moving_draws_no_more_than_the_rows_that_changed() -> None:
    async with running(size=(160, 45), keys="enter g d g j") as (app, pilot):
        assert shows(app, CompareScreen)
        pane = comparison(app).active
        before = pane.built
        await press(app, pilot, "j")
        assert pane.built - before <= 6


def test_a_copy_without_text_is_compared() -> None:
    made = collation([copy("A", [wire(1, "One.")]), copy("B", [added("Only this", Category.AD)])])
    pairs = against(made, 1, 2).pairs(folded=True)
    assert [pair.row.kind for pair in pairs] == [RowKind.TITLE, RowKind.ADDITION, RowKind.GHOST]
    none = replace(made, passages=(), labels=(), omissions=())
    assert len(against(none, 1, 2).pairs(folded=True)) == 1
    assert lay_out([pair.row for pair in against(none, 1, 2).pairs(folded=True)], 40).lines


@pytest.mark.parametrize("keys", ["enter", "enter d", "enter t"])
async def test_the_footer_names_as_many_copies_as_there_are(keys: str) -> None:
    async with running(size=(160, 40), keys=keys) as (app, _):
        copies = len(factories.tunnel().copies)
        assert f"1–{copies} that copy" in screen_text(app).splitlines()[-1]


@pytest.mark.parametrize(("copies", "shown"), [(1, "1"), (5, "1–5"), (40, "1–9")])
def test_the_keys_of_the_copies_are_counted_unless_others_were_chosen(
    copies: int, shown: str
) -> None:
    assert copies_key("1–9", "1–9", copies) == shown
    assert copies_key("f9", "1–9", copies) == "f9"
