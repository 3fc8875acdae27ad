"""Bars, widths, the desk, the list of stories, and addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.commands import COMMANDS, Pane, Where, footer
from reader.ui.desk import KEPT, Desk
from reader.ui.elsewhere import commands_of
from reader.ui.keymap import Keymap, keymap_of
from reader.ui.present.bars import Hint, Totals, key_at, key_bar, title_bar
from reader.ui.present.browse import address
from reader.ui.present.copies import copy_lines, view_runs
from reader.ui.present.help import help_rows
from reader.ui.present.ink import Tone, plain
from reader.ui.present.loading import progress_line
from reader.ui.present.panes import pane_widths
from reader.ui.present.picker import picker_rows
from reader.ui.present.provenance import entries
from reader.ui.present.reading import Reading
from reader.ui.present.stories import Marks, found_spans, story_lines
from reader.ui.present.words import clock, numbers
from reader.ui.present.wrap import act_at, width_of
from tests import factories
from tests.factories import collation, copy, wire

ROWS = tuple(
    map(
        factories.summary,
        (
            factories.tunnel(),
            factories.pair(),
            factories.lone(),
            factories.updated(),
            factories.crowd(),
        ),
    )
)
TOTALS = Totals(412, 1903, 37, 2)


def test_the_title_bar_drops_what_does_not_fit() -> None:
    wide = plain(title_bar("reader", TOTALS, "", 100))
    assert wide.startswith(" reader   412 stories · 1,903 copies · 37 outlets")
    assert wide.endswith("2 files passed over F ")
    narrow = plain(title_bar("reader", TOTALS, "", 40))
    assert len(narrow) == 40
    assert narrow.endswith("2 passed over F ")


def test_what_is_listed_is_said_before_what_it_was_read_from() -> None:
    where = "/home/someone/papers/of/the/morning.jsonl"
    totals = TOTALS._replace(passed_over=0)
    for width in (30, 40, 60, 80):
        bar = plain(title_bar("reader", totals, where, width))
        assert "412 stories" in bar
        assert len(bar) <= width
    assert "/home/som" in plain(title_bar("reader", totals, where, 40))
    assert where in plain(title_bar("reader", totals, where, 160))


def test_the_key_under_the_mouse_is_found_in_a_line_of_keys() -> None:
    line = "type to narrow · enter choose · ctrl+x remove · esc close"
    found = [key_at(line, cell) for cell in range(-1, len(line) + 2)]
    assert list(dict.fromkeys(found)) == ["", "enter", "ctrl+x", "escape"]
    assert key_at(line, line.index("enter")) == key_at(line, line.index("choose") + 5) == "enter"
    assert key_at(line, line.index("choose") + 6) == ""


@given(st.integers(0, 200))
def test_bars_never_overflow(width: int) -> None:
    assert width_of(title_bar("reader", TOTALS, "reading 12 of 44 …", width)) <= width
    hints = [Hint(c.shown, c.footer, c.act) for c in footer(Pane.TEXT)]
    runs = key_bar(hints, width)
    assert width_of(runs) <= width
    acts = [act_at(runs, cell) for cell in range(width)]
    assert all(before == act or "" in (before, act) for before, act in pairwise(acts))


def test_help_is_the_last_hint_to_give_way() -> None:
    for pane in Pane:
        hints = [Hint(c.shown, c.footer, c.act) for c in footer(pane)]
        assert act_at(key_bar(hints, 12), 1) == "app.help"


@pytest.mark.parametrize("width", [40, 80])
def test_a_pane_that_is_alone_names_the_way_to_what_outlets_did_and_back(width: int) -> None:
    for pane, act in ((Pane.TEXT, "screen.pane(1)"), (Pane.PROVENANCE, "screen.back")):
        hints = [Hint(c.shown.split()[0], c.footer, c.act) for c in footer(pane, alone=True)]
        keys = [run.ink.act for run in key_bar(hints, width) if run.ink.tone is Tone.KEY]
        assert act in keys
        assert len(set(keys)) == len(keys)
        assert width < 80 or "screen.variant(1)" in keys


@given(st.integers(1, 300), st.sampled_from(Pane), st.integers(-200, 200), st.integers(-200, 200))
def test_panes_fill_the_screen(width: int, focus: Pane, stories: int, provenance: int) -> None:
    wider = {Pane.STORIES: stories, Pane.PROVENANCE: provenance}
    widths = pane_widths(width, focus, wider)
    assert sum(widths.values()) == width
    assert focus in widths
    assert len(widths) == (1 if width < 90 else 2 if width < 120 else 3)
    assert all(cells >= min(20, width) for cells in widths.values())


@given(st.integers(120, 300))
def test_of_three_panes_each_has_what_it_needs(width: int) -> None:
    list_, text, provenance = pane_widths(width, Pane.TEXT, {}).values()
    least = "12 copies · 20:20 ! 3 facts"
    row = replace(ROWS[0], copies=12, facts=3)
    evening = datetime(2026, 3, 4, 20, 20, tzinfo=UTC)
    told = plain(story_lines(replace(row, latest=evening), list_ - 3, Marks(evening))[1])
    assert told.split()[-7:] == least.split()
    assert text - 3 - 9 >= 45
    assert provenance >= 30


def test_the_desk_does_one_story_at_a_time_and_the_wanted_one_first() -> None:
    started: list[str] = []
    desk = Desk(started.append)
    desk.want(["a", "b", "c"])
    assert started == ["a"]
    desk.want(["c", "a"])
    assert started == ["a"], "one at a time"
    desk.done("a", Reading(factories.tunnel()))
    assert started == ["a", "c"]
    desk.done("c", None, "gone")
    assert started == ["a", "c"]
    assert desk.reason("c") == "gone"
    assert desk.facts == {"a": 1}
    desk.want(["c", "a"])
    assert started == ["a", "c"], "neither what is kept nor what failed is done again"


def test_the_desk_keeps_a_bounded_number_of_readings() -> None:
    desk = Desk(lambda story: None)
    reading = Reading(factories.lone())
    for number in range(KEPT + 5):
        desk.done(str(number), reading)
    assert desk.reading("0") is None
    assert desk.reading(str(KEPT + 4)) is reading


def test_words_are_marked_whatever_their_case() -> None:
    assert found_spans("Rail and rails", "rail") == ((0, 4), (9, 13))
    assert found_spans("a+b", "+") == ((1, 2),)


@pytest.mark.parametrize("width", [8, 20, 40])
def test_a_story_takes_two_lines_of_the_width(width: int) -> None:
    for story in ROWS:
        lines = story_lines(story, width, Marks(facts=3))
        assert all(width_of(line) <= width for line in lines)


def test_the_second_line_of_a_story() -> None:
    tunnel, _, bronze, fire, _ = ROWS
    newest = datetime(2026, 3, 4, 20, tzinfo=UTC)
    assert plain(story_lines(tunnel, 40, Marks(newest))[1]).split("  ")[1].strip() == (
        "NPA · 6 copies · 13:05"
    )
    assert "Larkfield Post · 1 copy" in plain(story_lines(bronze, 40, Marks(newest))[1])
    assert plain(story_lines(fire, 60, Marks(facts=1))[1]).split() == (
        ["Meridian", "·", "2", "copies", "·", "17:00", "·", "1", "version", "!", "1", "fact"]
    )


def test_times() -> None:
    newest = datetime(2026, 3, 4, 20, tzinfo=UTC)
    assert clock(newest, newest) == "20:00"
    assert clock(replace_day(newest, 3), newest) == "3 Mar"
    assert clock(datetime(2024, 5, 1, tzinfo=UTC), newest) == "1 May 2024"
    assert clock(None, newest) == ""


def replace_day(moment: datetime, day: int) -> datetime:
    return moment.replace(day=day)


def test_words() -> None:
    assert numbers([1, 3]) == "1 and 3"
    assert numbers(range(1, 40)) == "39 copies"
    assert progress_line("reading", 12, 44) == "reading 12 of 44 …"


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://larkfield.example/a", True),
        ("http://larkfield.example", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://[", False),
        ("https://a.example/\x1b]0;x", False),
        ("https://a.example/a b", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_opened(url: str | None, opens: bool) -> None:
    assert (address(url) == url) is (opens or url is None)


def test_help_lists_every_command_and_narrows() -> None:
    everywhere = [command for command in COMMANDS if command.application]
    for where in Where:
        text = [plain(row.text) for row in help_rows(Keymap(), where=where)]
        for command in (*commands_of(where), *everywhere):
            assert any(line.startswith(command.title) and command.help in line for line in text)
    assert [plain(row.text) for row in help_rows(Keymap(), "clipboard") if row.stop] == [
        "Copy the passage  "
        "Copy the mouse’s selection, or the text under the cursor, to the clipboard."
    ]
    (row,) = help_rows(Keymap(), "no such\x1b thing")
    assert plain(row.text) == "Nothing is found for no such� thing. esc shows all again."


@pytest.mark.parametrize(
    "word",
    [
        *("wire", "dek", "passage", "reading", "clean text", "version", "ghost line"),
        *("●", "~", "↕", "^", "−", "▸", "[9]", "+24 −0 ~5 !1", "━━━─ 86%"),
    ],
)
def test_help_explains_words_and_marks(word: str) -> None:
    rows = [row for row in help_rows(Keymap(), word) if row.stop]
    told = [plain(row.gutter).strip() or plain(row.text).split("  ")[0] for row in rows]
    assert any(word in one.split(", ") for one in told)


@pytest.mark.parametrize("where", Where)
def test_help_finds_every_section_by_its_heading(where: Where) -> None:
    whole = help_rows(Keymap(), where=where)
    for at in (at for at, row in enumerate(whole) if not row.stop):
        heading = plain(whole[at].text)
        section = [plain(row.text) for row in takewhile(lambda row: row.stop, whole[at + 1 :])]
        found = [plain(row.text) for row in help_rows(Keymap(), heading.upper(), where)]
        assert section
        assert set(found) >= {heading, *section}


def test_help_names_the_keys_in_force_where_it_explains_words() -> None:
    for keymap, key in ((Keymap(), "b"), (keymap_of({"fold": ("z",)}, {})[0], "z")):
        rows = help_rows(keymap, "boilerplate folded")
        assert any(plain(row.text).endswith(f"one line: {key}") for row in rows)


def test_copies_take_two_lines_one_or_a_part() -> None:
    reading = Reading(factories.tunnel())
    assert len(copy_lines(reading, 46, 20, 0)) == 12
    assert len(copy_lines(reading, 46, 10, 0)) == 6
    part = copy_lines(reading, 46, 4, 5)
    assert len(part) == 4
    assert 5 in [line.row for line in part]
    assert "3 more copies" in plain(part[-1].runs)
    for height in (1, 4, 10, 20):
        assert all(width_of(line.runs) <= 46 for line in copy_lines(reading, 46, height, 2))


def test_counts_give_way_to_the_names_of_copies_on_one_line() -> None:
    reading = Reading(factories.tunnel())
    wide = [plain(line.runs) for line in copy_lines(reading, 46, 10, 0)]
    narrow = [plain(line.runs) for line in copy_lines(reading, 26, 10, 0)]
    assert wide[2] == "\u00a03\u00a0 The Ellen Star             93% +1 −0 ~0 !1"
    assert narrow[2] == "\u00a03\u00a0 The Ellen Star  93% !1"
    assert all(len(line) <= 26 for line in narrow)


def test_provenance_tells_of_the_place_first_and_then_of_what_follows() -> None:
    reading = Reading(factories.tunnel())
    third = next(n for n, item in enumerate(reading.items) if item.place == (3, 0, -1))
    lines = entries(reading, third, 46, 40)
    text = [plain(entry.runs) for entry in lines]
    assert text[0].startswith("at this passage ─")
    assert text[1] == "! a number was changed"
    assert any(line.startswith("further on ─") for line in text)
    assert all(entry.item == -1 or entry.item >= third for entry in lines)
    assert len(entries(reading, third, 46, 5)) <= 5
    assert entries(reading, third, 46, 0) == ()


def test_copies_are_picked_by_number_or_name() -> None:
    reading = Reading(factories.crowd())
    assert len(picker_rows(reading, "")) == 41
    assert [row.place.copy for row in picker_rows(reading, "3")][:3] == [3, 13, 23]
    assert [row.place.copy for row in picker_rows(reading, "outlet 40")] == [40]
    assert picker_rows(reading, "nobody") == ()


def test_a_copy_is_found_by_a_name_that_is_typed_wrong() -> None:
    reading = Reading(factories.tunnel())
    assert [row.place.copy for row in picker_rows(reading, "larkfeild")] == [1]
    assert [row.place.copy for row in picker_rows(reading, "quaysde dily")] == [2]
    crowd = Reading(factories.crowd(45, 2))
    assert picker_rows(crowd, "outlte 31")[0].place.copy == 31
    assert picker_rows(reading, "77") == ()


def test_a_story_unknown_to_time_has_none() -> None:
    story = replace(ROWS[0], latest=None)
    assert "·  " not in plain(story_lines(story, 40)[1])


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (60, "Meridian · 2 copies · 17:00 · 1 version   ! 4 facts"),
        (49, "Meridian · 2 copies · 17:00 · 1 version ! 4 facts"),
        (48, "Meridian · 2 copies · 17:00 ! 4 facts"),
        (35, "Merid… · 2 copies · 17:00 ! 4 facts"),
        (34, "2 copies · 17:00 ! 4 facts"),
        (26, "2 copies · 17:00 ! 4 facts"),
        (20, "2 copies · 17:00 ! 4"),
    ],
)
def test_what_tells_least_of_a_story_gives_way(room: int, shown: str) -> None:
    fire = ROWS[3]
    second = plain(story_lines(fire, room + 2, Marks(facts=4))[1])
    assert second.split() == shown.split()
    assert len(second) == room + 2


def test_the_year_gives_way_before_the_word() -> None:
    old = replace(ROWS[3], latest=datetime(2021, 3, 31, tzinfo=UTC))
    second = plain(story_lines(old, 30, Marks(datetime(2026, 3, 4, tzinfo=UTC), facts=1))[1])
    assert second.split("  ")[-1].strip() == "2 copies · 31 Mar … ! 1 fact"


def test_a_list_by_outlet_names_the_outlet_of_the_first_copy() -> None:
    tunnel = ROWS[0]
    assert plain(story_lines(tunnel, 60, Marks())[1]).split(" · ")[0].strip() == "NPA"
    second = plain(story_lines(tunnel, 60, Marks(by_outlet=True))[1])
    assert second.split(" · ")[0].strip() == tunnel.outlets[0]


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (48, "Larkfield Post · 2 copies · 31 Mar 2021 ! 1 fact"),
        (39, "Larkf… · 2 copies · 31 Mar 20… ! 1 fact"),
        (37, "Larkf… · 2 copies · 31 Mar … ! 1 fact"),
        (35, "Larkf… · 2 copies · 31 Mar 2021 ! 1"),
    ],
)
def test_the_outlet_that_a_list_is_sorted_by_gives_way_last(room: int, shown: str) -> None:
    old = replace(ROWS[3], outlets=("Larkfield Post",), latest=datetime(2021, 3, 31, tzinfo=UTC))
    marks = Marks(datetime(2026, 3, 4, tzinfo=UTC), facts=1, by_outlet=True)
    second = plain(story_lines(old, room + 2, marks)[1])
    assert second.split() == shown.split()
    assert len(second) == room + 2


def test_cuts_in_a_row_are_named_once() -> None:
    made = collation(
        [
            copy("A", *([wire(at, f"Sentence {at} stands here.")] for at in range(1, 6))),
            copy("B", *([wire(at, f"Sentence {at} stands here.")] for at in range(1, 6))),
            copy("C", [wire(1, "Sentence 1 stands here.")]),
        ]
    )
    texts = [plain(entry.runs) for entry in entries(Reading(made), 1, 46, 40)]
    assert sum("cut" in text for text in texts) == 1
    assert [text.strip() for text in texts[-4:]] == [
        f"Sentence {at} stands here." for at in range(2, 6)
    ]


def test_the_title_bar_names_the_view_where_nothing_else_does() -> None:
    reading = Reading(factories.tunnel())
    clean = plain(title_bar("reader", TOTALS, "", 60, view_runs(reading, 0)))
    assert clean.startswith(" clean text of 6 copies  ")
    third = plain(title_bar("reader", TOTALS, "", 60, view_runs(reading, 3)))
    assert third.replace("\u00a0", " ").startswith("  3  The Ellen Star as published  ")
