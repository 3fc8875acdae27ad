"""What each outlet does: the table, one profile in full, and counting in a thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.model import Category, Collation, EditKind
from reader.provenance.profile import Profile
from reader.ui.app import ReaderApp
from reader.ui.present.ink import plain
from reader.ui.present.outlet import outlet_rows
from reader.ui.present.outlets import (
    Column,
    adds_most,
    bar,
    changes_told,
    column_at,
    fields,
    head_runs,
    outlet_line,
    outlet_told,
    rate,
    sorted_by,
)
from reader.ui.present.wrap import width_of
from reader.ui.screens.outlet import OutletScreen
from reader.ui.screens.outlets import OutletsScreen
from reader.ui.screens.reading import ReadingScreen
from tests import factories
from tests.factories import FakeLibrary, added, collation, copy, wire
from tests.ui.driver import press, running, screen_text, settle, type_ahead

MADE = FakeLibrary([factories.tunnel(), factories.pair(), factories.lone(), factories.updated()])
PROFILES = MADE.profiles()
LARKFIELD = next(profile for profile in PROFILES if profile.name == "Larkfield Post")


def names(found: tuple[Profile, ...]) -> list[str]:
    return [profile.name for profile in found]


# The table


def test_the_table_is_sorted_by_any_column() -> None:
    assert names(sorted_by(PROFILES, Column.NAME)) == sorted(names(PROFILES), key=str.casefold)
    assert names(sorted_by(PROFILES, Column.ARTICLES))[0] == "Larkfield Post"
    assert names(sorted_by(PROFILES, Column.FACTS))[0] == "The Ellen Star"
    assert names(sorted_by(PROFILES, Column.CUTS))[0] == "Harbor Wire"
    shares = [profile.wire_share for profile in sorted_by(PROFILES, Column.WIRE)]
    assert shares == sorted(shares, reverse=True)
    for column in Column:
        assert set(sorted_by(PROFILES, column)) == set(PROFILES)


def test_what_is_not_known_stands_last() -> None:
    alone = FakeLibrary([factories.tunnel(), factories.renumbered(factories.lone(), "x")])
    lone = Profile("Alone", 1, 1, 0, 0, 1.0, (), 0, 0, 0, ())
    found = sorted_by((lone, *alone.profiles()), Column.CUTS)
    assert found[-1] is lone
    assert "?" in plain(outlet_line(lone, fields(found, 160)))
    assert "is not known" in changes_told(lone)


@given(st.integers(20, 260))
def test_lines_fit_and_columns_stand_under_their_heads(width: int) -> None:
    made = fields(PROFILES, width)
    assert made[0].column is Column.NAME
    for by in Column:
        assert width_of(head_runs(made, by)) <= width
    for profile in PROFILES:
        assert width_of(outlet_line(profile, made)) <= width
    at = 0
    for field in made:
        assert column_at(made, at) is field.column
        at += field.cells
    assert column_at(made, at) is None


def test_what_matters_least_gives_way() -> None:
    kept = [{field.column for field in fields(PROFILES, width)} for width in (36, 76, 96, 156)]
    assert kept[0] == {Column.NAME, Column.ARTICLES, Column.FACTS}
    assert kept[1] == set(Column) - {Column.ADDS}
    assert kept[2] == kept[3] == set(Column)


def test_figures_name_what_they_are_counted_over() -> None:
    told = [plain(runs) for runs in outlet_told(LARKFIELD)]
    assert told == [
        "Larkfield Post  4 articles, 87% of the words wire",
        "of 11 passages in 3 stories that others have too it cut 0, reworded 0, "
        "changed a fact in 0",
        "adds dateline in 1 of 4, headline in 1 of 4, promo in 1 of 4, related in 1 of 4",
    ]
    assert adds_most(Profile("A", 1, 1, 0, 0, 1.0, (), 0, 0, 0, ())) == "nothing"


@given(st.floats(0, 1), st.integers(1, 40))
def test_a_bar_is_as_long_as_it_is_said_to_be(share: float, cells: int) -> None:
    assert width_of(bar(share, cells=cells)) == cells


def test_small_parts_are_not_nothing() -> None:
    assert (rate(0, 500), rate(1, 500), rate(5, 500), rate(1, 0)) == ("0%", "<1%", "1%", "0%")


# One outlet in full


def rows(profile: Profile) -> list[str]:
    found = outlet_rows(profile)
    return [(plain(row.gutter) + plain(row.text)).replace("\u00a0", " ") for row, _ in found]


def test_a_profile_says_all_that_is_known() -> None:
    herald = next(x for x in PROFILES if x.name == "Inland Herald")
    found = rows(herald)
    assert found[:2] == ["Inland Herald", "3 articles in 3 stories"]
    assert "What it adds  in how many of its 3 articles" in found
    assert any(line.startswith("+ bio") and "in 1 of 3 · 1 line" in line for line in found)
    assert any(line.startswith("~ reworded") and "1 of " in line for line in found)
    assert "Its template  lines that come again in its stories" in found
    examples = [
        (plain(row.gutter).strip(), example) for row, example in outlet_rows(herald) if example
    ]
    habits, kept = ["+ bio", "+ related", "~ reworded"], ["~ reworded", "↕ moved"]
    assert [name for name, _ in examples] == [*habits, *kept, "+ bio", "+ related"]
    by_name = dict(reversed(examples))
    assert all(example == by_name[name] for name, example in examples), "a habit’s first example"


def test_a_profile_says_what_is_missing() -> None:
    found = "\n".join(rows(Profile("Alone", 1, 1, 0, 0, 1.0, (), 0, 0, 0, ())))
    for text in ("nothing that was found", "not known: no other outlet", "none yet", "none"):
        assert text in found


def test_hostile_names_and_lines_are_made_safe() -> None:
    made = collation(
        [copy("A\x1b[2J\u202e", [wire(1, "One.")], [added("\x9b31m buy \x07", Category.AD)])],
        headline="\x1b]0;x\x07",
    )
    (profile,) = FakeLibrary([made]).profiles()
    said = "".join((*rows(profile), *map(plain, outlet_told(profile))))
    said += plain(outlet_line(profile, fields((profile,), 160)))
    assert not set("\x1b\x07\x9b\u202e") & set(said)


# The screens


def outlets(app: ReaderApp) -> OutletsScreen:
    screen: object = app.screen
    assert isinstance(screen, OutletsScreen)
    return screen


def shows(app: ReaderApp, screen: type[object]) -> bool:
    return isinstance(app.screen, screen)


async def test_it_opens_on_the_outlet_of_the_copy_at_hand() -> None:
    for keys, name in (("enter 3 O", "The Ellen Star"), ("enter n n O", "Larkfield Post")):
        async with running(MADE, size=(160, 45), keys=keys) as (app, _):
            profile = outlets(app).active.profile
            assert profile is not None
            assert profile.name == name
            assert "6 outlets · 11 articles" in screen_text(app)


async def test_sorting_keeps_the_outlet_under_the_cursor() -> None:
    async with running(MADE, size=(160, 45), keys="enter 3 O s s s s s") as (app, pilot):
        screen = outlets(app)
        seen = [screen.active.by]
        assert screen.active.profile is not None
        assert screen.active.profile.name == "The Ellen Star"
        assert screen.active.cursor == 0
        assert "facts ▾" in screen_text(app)
        await press(app, pilot, "S")
        seen.append(screen.active.by)
        line = screen_text(app).splitlines()[2]
        await pilot.click(offset=(line.index("cuts") + 1, 2))
        await press(app, pilot, "")
        assert [*seen, screen.active.by] == [Column.FACTS, Column.REWORDS, Column.CUTS]


async def test_an_example_opens_its_story_at_the_place() -> None:
    async with running(MADE, size=(160, 45), keys="enter 3 O enter") as (app, pilot):
        await press(app, pilot, "enter")
        screen: object = app.screen
        assert isinstance(screen, OutletScreen)
        await press(app, pilot, "enter")
        assert shows(app, OutletScreen), "the name is no example"
        found = [example for _, example in screen._rows]
        fact = next(x for x, one in enumerate(found) if one and one.deed == "fact")
        screen.active.put_cursor(fact)
        await press(app, pilot, "enter")
        assert shows(app, ReadingScreen)
        assert (app.main.text.view, app.main.text.place.passage) == (3, 3)
        assert app.main.text.has_focus


async def test_an_example_opens_another_story_in_the_copy_where_it_stands() -> None:
    async with running(MADE, size=(160, 45), keys="J J enter O g") as (app, pilot):
        assert app.main.text.reading is not None
        assert app.main.text.reading.story == "bronze"
        await press(app, pilot, "enter J")
        screen: object = app.screen
        assert isinstance(screen, OutletScreen)
        while screen._profiles[screen.at].name != "Quayside Daily":
            await press(app, pilot, "J")
        found = [example for _, example in screen._rows]
        poll = next(x for x, one in enumerate(found) if one and one.category is Category.POLL)
        screen.active.put_cursor(poll)
        await press(app, pilot, "enter")
        assert app.main.text.reading.story == "tunnel"
        assert (app.main.text.view, app.main.text.place) == (2, (2, 2, 5))


async def test_a_habit_opens_its_first_example() -> None:
    async with running(MADE, size=(160, 45), keys="enter 3 O enter") as (app, pilot):
        await press(app, pilot, "j")
        screen: object = app.screen
        assert isinstance(screen, OutletScreen)
        row, example = screen._rows[screen.active.cursor]
        assert plain(row.gutter).startswith("+ ")
        assert example is not None
        await press(app, pilot, "enter")
        assert shows(app, ReadingScreen)
        assert app.main.text.place.segment == example.segment


async def test_back_from_an_outlet_the_table_stands_on_it() -> None:
    async with running(MADE, size=(100, 30), keys="O") as (app, pilot):
        await press(app, pilot, "enter J J K escape")
        assert outlets(app).active.cursor == 1
        await press(app, pilot, "escape")
        assert shows(app, ReadingScreen)


async def test_a_click_twice_opens_an_outlet() -> None:
    async with running(MADE, size=(160, 45), keys="O") as (app, pilot):
        await pilot.click(offset=(5, 6), times=2)
        await press(app, pilot, "")
        screen: object = app.screen
        assert isinstance(screen, OutletScreen)
        assert screen.at == 2


class Slow(FakeLibrary):
    """A library whose outlets are counted when it is told to go on, or to stop."""

    def __init__(self, collations: list[Collation]) -> None:
        super().__init__(collations)
        self.go = threading.Event()
        self.stopped = threading.Event()
        self.begun = threading.Event()

    def profiles(
        self,
        *,
        progress: Callable[[str, int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        most: int = 1000,
    ) -> tuple[Profile, ...]:
        if progress:
            progress("collating", 1, 4)
        self.begun.set()
        while not self.go.wait(0.002):
            if cancelled():
                self.stopped.set()
                break
        return super().profiles(progress=progress, cancelled=cancelled)


async def test_counting_is_told_never_blocks_and_stops() -> None:
    made = Slow([factories.tunnel()])
    async with running(made, size=(100, 30), keys="enter") as (app, pilot):
        await type_ahead(app, "O")
        made.begun.wait(5)
        await type_ahead(app, "j")
        await pilot.pause()
        assert "collating 1 of 4 … stories" in screen_text(app)
        await type_ahead(app, "escape")
        assert shows(app, ReadingScreen)
        assert made.stopped.wait(5)
        await settle(app, pilot)
        assert shows(app, ReadingScreen)


async def test_keys_pressed_while_it_is_counted_act_when_it_is_done() -> None:
    made = Slow([factories.tunnel()])
    async with running(made, size=(100, 30), keys="enter") as (app, pilot):
        await type_ahead(app, "O s s j enter")
        made.go.set()
        await settle(app, pilot)
        screen: object = app.screen
        assert isinstance(screen, OutletScreen)
        assert screen.at > 0


class Broken(FakeLibrary):
    """A library whose outlets cannot be counted."""

    def profiles(
        self,
        *,
        progress: Callable[[str, int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        most: int = 1000,
    ) -> tuple[Profile, ...]:
        raise ReaderError("the archive is \x1b[31mtorn")


@pytest.mark.parametrize(
    "made", [Broken([factories.lone()]), FakeLibrary([])], ids=["torn", "none"]
)
async def test_without_outlets_it_says_why(made: FakeLibrary) -> None:
    async with running(made, size=(60, 16), keys="O") as (app, pilot):
        text = screen_text(app)
        assert "the archive is" in text or "no article was read" in text
        await press(app, pilot, "s enter G escape")
        assert shows(app, ReadingScreen)


async def test_a_table_of_the_newest_stories_alone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(size=(120, 30), keys="O") as (app, _):
        assert "newest" not in screen_text(app).splitlines()[0]
    monkeypatch.setattr(FakeLibrary, "surveyed", lambda library: (1000, 41_000))
    async with running(size=(120, 30), keys="O") as (app, _):
        assert "articles of the newest 1,000 of 41,000 stories" in screen_text(app).splitlines()[0]


def test_a_fact_is_loud_in_the_table() -> None:
    made = collation(
        [
            copy("A", [wire(1, "It cost 5 crowns.")]),
            copy("B", [wire(1, "It cost 5 crowns.")]),
            copy("C", [wire(1, "It cost 7 crowns.", ("5", "7", EditKind.NUMBER))]),
        ]
    )
    found = {x.name: x for x in FakeLibrary([made]).profiles()}
    line = outlet_line(found["C"], fields(tuple(found.values()), 100))
    assert [run.text.strip() for run in line if run.ink.tone == "fact"] == ["1"]
