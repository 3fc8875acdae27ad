"""Who printed a story when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from reader.model import Collation
from reader.ui.present.index import build_index
from reader.ui.present.ink import plain
from reader.ui.present.timeline import AXIS, lateness, printings, timeline_rows
from reader.ui.screens.timeline import TimelineScreen
from tests import factories
from tests.factories import FakeLibrary, collation, copy, wire
from tests.ui.driver import press, running, screen_text


def lines(made: Collation, width: int = 80) -> list[str]:
    rows = timeline_rows(build_index(made), width)
    return [(plain(row.gutter) + plain(row.text)).replace("\u00a0", " ").strip() for row in rows]


def at(made: Collation, **moments: datetime | None) -> Collation:
    copies = tuple(
        replace(one, article=replace(one.article, published=moments[f"c{one.number}"]))
        if f"c{one.number}" in moments
        else one
        for one in made.copies
    )
    return replace(made, copies=copies)


def test_copies_stand_in_the_order_of_time_with_how_late_they_were() -> None:
    made = collation([copy(name, [wire(1, "One.")], minutes=late)
                      for name, late in (("A", 5), ("B", 0), ("C", 125))])  # fmt: skip
    found = lines(made, 40)
    assert found[:3] == [
        "12:00  2  B  first",
        "12:05  1  A  +5 min",
        "14:05  3  C  +2 h 05 min",
    ]
    assert [one.copy for one in printings(build_index(made))] == [2, 1, 3]
    assert found[3] == "3 copies within 2 h 05 min"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "first"), (30, "same minute"), (60, "+1 min"), (3599, "+59 min"),
        (3600, "+1 h 00 min"), (90_000, "+1 d 1 h"), (86_400 * 1_200, "+1,200 d 0 h"),
    ],
)  # fmt: skip
def test_lateness(seconds: float, said: str) -> None:
    assert lateness(seconds) == said


def test_versions_stand_under_their_copy_and_say_what_changed() -> None:
    found = lines(factories.updated())
    assert [line[:5] for line in found[:3]] == ["12:00", "17:00", "12:13"]
    assert "version of 1" in found[1]
    assert found[1].endswith("passages: 1 changed")
    assert found[3] == "2 copies within 13 min · 1 version"


def test_a_version_of_the_same_passages_says_so() -> None:
    made = collation(
        [copy("A", [wire(1, "One.")]),
         copy("A", [wire(1, "One.")], [wire(2, "Two.")], version_of=1),
         copy("A", [wire(1, "One.")], version_of=1)]
    )  # fmt: skip
    found = lines(made)
    assert found[1].endswith("passages: 1 new")
    assert found[2].endswith("the same passages")


def test_a_version_of_a_version_is_not_lost() -> None:
    made = collation(
        [copy("A", [wire(1, "One.")]), copy("A", [wire(1, "One.")], version_of=1),
         copy("A", [wire(1, "One.")], version_of=2)]
    )  # fmt: skip
    assert sorted(one.copy for one in printings(build_index(made))) == [1, 2, 3]


def test_without_a_time_a_copy_stands_last() -> None:
    found = lines(at(factories.pair(), c1=None))
    assert "no time" in found[1]
    assert "1 without a time" in found[2]
    alone = lines(at(factories.lone(), c1=None))
    assert alone[-1] == "one copy: none came before or after it · 1 without a time"


def test_times_of_two_zones_are_told_in_one() -> None:
    east = timezone(timedelta(hours=9))
    made = at(
        factories.pair(),
        c1=datetime(2026, 3, 4, 21, 0, tzinfo=east),
        c2=datetime(2026, 3, 4, 12, 30, tzinfo=UTC),
    )
    found = lines(made)
    assert [line[:5] for line in found[:2]] == ["21:00", "21:30"]
    assert found[2].endswith(" · times in UTC+0900")
    assert "times in" not in lines(factories.pair())[2]


def test_over_several_days_the_day_is_told() -> None:
    made = collation([copy(name, [wire(1, "One.")], minutes=late)
                      for name, late in (("A", 0), ("B", 1_500))])  # fmt: skip
    assert [line[:12] for line in lines(made)[:2]] == ["4 Mar 12:00 ", "5 Mar 13:00 "]


def test_the_axis_stands_where_there_is_room() -> None:
    wide = [line for line in lines(factories.tunnel(), 80) if "●" in line]
    assert [line.index("●") for line in wide] == sorted(line.index("●") for line in wide)
    assert all(line.count("─") == AXIS - 1 for line in wide)
    assert not any("●" in line for line in lines(factories.tunnel(), 50))


async def test_it_opens_on_the_copy_that_is_read_and_leads_to_another() -> None:
    async with running(size=(100, 30), keys="enter n n 5 w") as (app, pilot):
        screen: object = app.screen
        assert isinstance(screen, TimelineScreen)
        assert screen.active.rows[screen.active.cursor].place.copy == 5
        assert "+52 min" in screen_text(app)
        await press(app, pilot, "k k enter")
        assert (app.main.text.view, app.main.text.place.passage) == (3, 3)
        await press(app, pilot, "w w")
        assert app.screen is app.main


async def test_forty_copies_and_a_small_screen() -> None:
    async with running(FakeLibrary([factories.crowd()]), size=(40, 12), keys="enter w G") as (
        app,
        pilot,
    ):
        assert "Outlet 40" in screen_text(app)
        await press(app, pilot, "enter")
        assert app.main.text.view == 40
