"""Each screen at each size, in the dark; some in the light; some without colour."""

from __future__ import annotations

import pytest

from reader.model import Failure
from reader.ui.themes import LIGHT
from tests import factories
from tests.factories import FakeLibrary
from tests.ui.conftest import Snapshot
from tests.ui.driver import running

SIZES = [(160, 45), (100, 30), (80, 24), (40, 12)]

SCREENS = {
    "stories": "",
    "clean": "enter n n",
    "copy": "enter n n 3",
    "provenance": "enter n n tab",
    "evidence": "enter n n e",
    "help": "question_mark",
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_dark(snapshot: Snapshot, name: str, size: tuple[int, int]) -> None:
    async with running(size=size, keys=SCREENS[name]) as (app, _):
        snapshot(app, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("name", ["clean", "copy", "evidence"])
async def test_light(snapshot: Snapshot, name: str) -> None:
    async with running(size=(160, 45), theme=LIGHT, keys=SCREENS[name]) as (app, _):
        snapshot(app, f"{name}-light")


@pytest.mark.parametrize("name", ["clean", "copy"])
async def test_without_colour(
    snapshot: Snapshot, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(size=(120, 30), keys=SCREENS[name]) as (app, _):
        snapshot(app, f"{name}-no-colour")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("unfolded", "enter b"),
        ("headlines", "enter H"),
        ("additions", "enter a a a 6 b"),
        ("search", "slash r a i l"),
        ("search-nothing", "slash z z"),
        ("find", "enter slash c o u n c i l enter"),
        ("lone", "j j"),
        ("pair", "j enter"),
        ("version", "j j j enter n 3"),
        ("crowd", "G enter 7"),
        ("picker", "G apostrophe 3"),
    ],
)
async def test_other_states(snapshot: Snapshot, name: str, keys: str) -> None:
    async with running(size=(130, 36), keys=keys) as (app, _):
        snapshot(app, name)


async def test_nothing_to_read(snapshot: Snapshot) -> None:
    async with running(FakeLibrary(), size=(100, 20)) as (app, _):
        snapshot(app, "empty")


async def test_what_was_passed_over(snapshot: Snapshot) -> None:
    failures = [
        Failure("old/page.pdf", "a PDF; save the page as HTML or text"),
        Failure("torn.json", "not JSON from line 3 on; save it again"),
    ]
    made = FakeLibrary([factories.pair()], failures)
    async with running(made, size=(100, 20), keys="F") as (app, _):
        snapshot(app, "failures")
