"""Each screen at each size, in the dark; some in the light; some without colour.

One run of the application draws several pictures, which are those of a fresh run.
"""

from __future__ import annotations

import pytest

from reader.model import Failure
from reader.ui.themes import LIGHT
from tests import factories
from tests.factories import FakeLibrary
from tests.ui.conftest import Snapshot
from tests.ui.driver import press, running

SIZES = [(160, 45), (100, 30), (80, 24), (40, 12)]

SCREENS = {
    "help": "question_mark",
    "stories": "escape",
    "clean": "enter n n",
    "evidence": "e",
    "copy": "escape 3",
    "provenance": "c tab",
}
"""Each screen, and the keys that lead there from the one before: back again, nothing is left."""

STATES = {
    "search": "slash r a i l",
    "search-nothing": "escape slash z z",
    "lone": "escape g j j",
    "pair": "k enter",
    "version": "escape j j enter n 3",
    "crowd": "escape G enter 7",
    "picker": "c escape apostrophe 3",
    "unfolded": "escape g enter b",
    "headlines": "b H",
    "additions": "H a a a 6 b",
    "find": "b c g slash c o u n c i l enter",
    "palette": "escape ctrl+p",
    "palette-words": "c o p y",
}
"""States besides, in the same way."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_dark(snapshot: Snapshot, size: tuple[int, int]) -> None:
    async with running(size=size) as (app, pilot):
        for name, keys in SCREENS.items():
            await press(app, pilot, keys)
            snapshot(app, f"{name}-{size[0]}x{size[1]}")


async def test_light(snapshot: Snapshot) -> None:
    async with running(size=(160, 45), theme=LIGHT) as (app, pilot):
        for name, keys in [("clean", "enter n n"), ("copy", "3"), ("evidence", "c e")]:
            await press(app, pilot, keys)
            snapshot(app, f"{name}-light")


async def test_without_colour(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(size=(120, 30)) as (app, pilot):
        for name, keys in [("clean", "enter n n"), ("copy", "3")]:
            await press(app, pilot, keys)
            snapshot(app, f"{name}-no-colour")


async def test_other_states(snapshot: Snapshot) -> None:
    async with running(size=(130, 36)) as (app, pilot):
        for name, keys in STATES.items():
            await press(app, pilot, keys)
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
