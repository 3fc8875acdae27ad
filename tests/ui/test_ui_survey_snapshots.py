"""Pictures of comparison, table, outlets and timeline: each size, in the light, without colour."""

from __future__ import annotations

import pytest

from reader.model import Category, EditKind
from reader.ui.themes import LIGHT
from tests import factories
from tests.factories import FakeLibrary, added, collation, copy, wire
from tests.ui.conftest import Snapshot
from tests.ui.driver import press, running

SIZES = [(160, 45), (100, 30), (80, 24), (40, 12)]

SCREENS = {
    "compare": "enter n n d",
    "compare-moved": "4 G",
    "compare-differing": "v g",
    "compare-help": "question_mark",
    "table": "escape escape n t",
    "timeline": "escape w",
    "outlets": "escape O",
    "outlet": "enter",
}
"""Each screen, and the keys that lead there from the one before."""

TOUR = {"compare": "enter n n d", "table": "escape t", "outlets": "escape O", "outlet": "enter"}

WIDE = collation(
    [
        copy("東京新聞", [wire(1, "議会は火曜日、トンネルの採決を延期した。費用は四十二億ドル。")],
             [wire(2, "Cafe\u0301 owners 👩‍👩‍👧 cheered; the mayor — naïve, some said — did not.")],
             ),
        copy("大阪日報 👩‍👩‍👧",
             [wire(1, "議会は月曜日、トンネルの採決を延期した。費用は二十四億ドル。",
                   ("火", "月", EditKind.DATE), ("四十二", "二十四", EditKind.NUMBER))],
             [added("関連記事：港の五つの橋", Category.RELATED)],
             [wire(2, "Cafe\u0301 owners 👩‍👩‍👧 wept; the mayor — naïve, some said — did not.",
                   ("cheered", "wept", EditKind.WORDING))]),
        copy("한국일보", [added("구독하기 🗞️", Category.PROMO)],
             [wire(1, "議会は火曜日、トンネルの採決を延期した。費用は四十二億ドル。")]),
    ],
    headline="議会、トンネルの採決を延期 🚇",
)  # fmt: skip
"""Three copies in wide, joined and combining characters."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_dark(snapshot: Snapshot, size: tuple[int, int]) -> None:
    async with running(size=size) as (app, pilot):
        for name, keys in SCREENS.items():
            await press(app, pilot, keys)
            snapshot(app, f"{name}-{size[0]}x{size[1]}")


async def test_light(snapshot: Snapshot) -> None:
    async with running(size=(130, 30), theme=LIGHT) as (app, pilot):
        for name, keys in TOUR.items():
            await press(app, pilot, keys)
            snapshot(app, f"{name}-light")


async def test_without_colour(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(size=(100, 26)) as (app, pilot):
        for name, keys in TOUR.items():
            await press(app, pilot, keys)
            snapshot(app, f"{name}-no-colour")
    async with running(size=(60, 20), keys="enter n n d 4 G") as (app, _):
        snapshot(app, "compare-narrow-no-colour")


async def test_wide_characters(snapshot: Snapshot) -> None:
    async with running(FakeLibrary([WIDE]), size=(110, 24)) as (app, pilot):
        for name, keys in (
            ("compare", "enter n d"), ("table", "escape t"),
            ("timeline", "escape w"), ("outlets", "escape O"),
        ):  # fmt: skip
            await press(app, pilot, keys)
            snapshot(app, f"{name}-wide-characters")


async def test_forty_copies_and_one(snapshot: Snapshot) -> None:
    made = FakeLibrary([factories.crowd(), factories.lone()])
    async with running(made, size=(130, 30)) as (app, pilot):
        for name, keys in (
            ("table-crowd", "enter t j j l l l l l l l l l l l l l l l l l l l l l l l l"),
            ("compare-crowd", "d"),
            ("timeline-crowd", "escape w"),
            ("table-lone", "escape escape j enter t"),
            ("compare-lone", "d"),
            ("timeline-lone", "escape w"),
        ):
            await press(app, pilot, keys)
            snapshot(app, name)


async def test_no_outlets(snapshot: Snapshot) -> None:
    async with running(FakeLibrary(), size=(80, 16), keys="O") as (app, _):
        snapshot(app, "outlets-none")
