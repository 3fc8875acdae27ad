"""What is said for a while stands over the line of keys, and covers nothing that is read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.widgets._toast import Toast

from reader.ui.app import ReaderApp
from tests.ui.driver import Driver, make_app, press, settle


@asynccontextmanager
async def running(size: tuple[int, int], keys: str) -> AsyncIterator[tuple[ReaderApp, Driver]]:
    """The application as it is run, with what it says drawn."""
    app = make_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(app, pilot)
        await press(app, pilot, keys)
        yield app, pilot


def notes(app: ReaderApp) -> list[Toast]:
    """What is said, once it is drawn."""
    return list(app.screen.query(Toast))


def words(app: ReaderApp) -> list[str]:
    return [note.message for note in app._notifications]


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_a_note_covers_the_line_of_keys_alone(size: tuple[int, int]) -> None:
    async with running(size, "enter y") as (app, _):
        (note,) = notes(app)
        assert (note.region.height, note.region.width) == (1, size[0])
        assert note.region.y == app.screen.query_one("#keys").region.y == size[1] - 1


async def test_a_note_gives_way_to_the_next() -> None:
    async with running((120, 40), "enter y N N") as (app, _):
        assert words(app) == ["No variant before this."]
        assert len(notes(app)) == 1


async def test_what_one_key_brings_about_is_all_said() -> None:
    async with running((120, 40), "enter y") as (app, pilot):
        app.say("And its headline too.")
        await settle(app, pilot)
        assert len(words(app)) == 2


async def test_what_went_wrong_stays_beside_what_is_said_next() -> None:
    async with running((120, 40), "enter y") as (app, pilot):
        app.say("The disk is full.", wrong=True)
        await press(app, pilot, "N")
        assert words(app)[-2:] == ["The disk is full.", "No variant before this."]
