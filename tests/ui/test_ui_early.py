"""Keys pressed before there is what they act on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import cast

import pytest

from reader.archive.query import Sort
from reader.model import Collation
from reader.ui.app import OpenLibrary, ReaderApp
from reader.ui.commands import Pane
from reader.ui.present.reading import CLEAN
from reader.ui.screens.patience import Waiting
from tests import factories
from tests.factories import FakeLibrary
from tests.ui.driver import running, send, settle, type_ahead

Progress = Callable[[str, int, int], None]


def late() -> tuple[ReaderApp, threading.Event, threading.Event]:
    """The application on a library that is read, and a story that is collated, when told so."""
    read, collate = threading.Event(), threading.Event()
    made = factories.library()
    at_once = made.collation

    def collation_in_time(story_id: str) -> Collation:
        collate.wait(10)
        return at_once(story_id)

    def slow(progress: Progress, cancelled: Callable[[], bool]) -> FakeLibrary:
        read.wait(10)
        return made

    made.collation = collation_in_time  # type: ignore[method-assign]
    return ReaderApp(cast(OpenLibrary, slow)), read, collate


@pytest.mark.parametrize(
    ("keys", "story", "view", "passage"),
    [
        ("right_square_bracket", "tunnel", 1, 0),
        ("enter n n 3", "tunnel", 3, 3),
        ("j J enter 2", "bronze", 0, 0),
        ("J enter 2 j j", "rail", 2, 2),
    ],
)
async def test_keys_pressed_too_early_act_when_they_can(
    keys: str, story: str, view: int, passage: int
) -> None:
    for early in (True, False):
        app, read, collate = late()
        async with app.run_test(size=(120, 24)) as pilot:
            if early:
                await type_ahead(app, keys)
            read.set()
            if not early:
                while app.main.loading_stories:
                    await pilot.pause()
                await type_ahead(app, keys)
            collate.set()
            await settle(app, pilot)
            assert app.main.text.reading is not None
            assert app.main.text.reading.story == story
            assert (app.main.text.view, app.main.text.place.passage) == (view, passage)


async def test_going_to_another_pane_waits_its_turn() -> None:
    app, read, collate = late()
    async with app.run_test(size=(160, 45)) as pilot:
        await type_ahead(app, "tab")
        assert app.main.pane.value == "text", "nothing waits before it"
        await type_ahead(app, "h enter tab")
        read.set()
        collate.set()
        await settle(app, pilot)
        assert app.main.pane is Pane.PROVENANCE


async def test_keys_for_a_story_that_is_left_are_forgotten() -> None:
    app, read, collate = late()
    async with app.run_test(size=(120, 24)) as pilot:
        read.set()
        while app.main.loading_stories:
            await pilot.pause()
        await type_ahead(app, "right_square_bracket j")
        collate.set()
        await settle(app, pilot)
        assert app.main.text.reading is not None
        assert (app.main.text.reading.story, app.main.text.view) == ("rail", CLEAN)


async def test_a_key_in_the_same_breath_as_the_next_story_is_for_that_story() -> None:
    async with running(size=(120, 24), keys="J K") as (app, pilot):
        send(app, "J")
        send(app, "right_square_bracket")
        await settle(app, pilot)
        assert app.main.text.reading is not None
        assert (app.main.text.reading.story, app.main.text.view) == ("rail", 1)


def test_of_what_waits_a_story_takes_its_own() -> None:
    waiting, done = Waiting(), list[str]()
    for story, name in [(None, "any"), ("a", "for a"), ("b", "for b")]:
        waiting.keep(story, partial(done.append, name))
    for act in waiting.take("b"):
        act()
    assert done == ["any", "for b"]
    assert waiting.take("a") == ()


def test_a_key_held_down_does_not_pile_up() -> None:
    waiting = Waiting()
    for _ in range(10_000):
        waiting.keep(None, lambda: None)
    assert len(waiting.take("a")) < 100


@pytest.mark.parametrize("opening", ["slash", "f"])
@pytest.mark.parametrize("ended", [True, False])
async def test_words_typed_at_once_behind_the_key_that_asks_for_them(
    opening: str, ended: bool
) -> None:
    async with running(factories.library(), size=(120, 24)) as (app, pilot):
        for key in (opening, *"useraftxs", "backspace", "backspace", *("enter",) * ended):
            send(app, key)
        await settle(app, pilot)
        assert app.screen is app.main, "no letter acted as a command"
        assert app.main.wanted is not None
        assert app.main.wanted.query == "useraft"
        assert app.main.searching is not ended
        assert not any(row.starred for row in app.main.library.listing())  # type: ignore[union-attr]


async def test_a_note_typed_at_once_is_the_note() -> None:
    async with running(factories.library(), size=(120, 24), keys="enter") as (app, pilot):
        for key in ("m", *"quiet"):
            send(app, key)
        await settle(app, pilot)
        await type_ahead(app, "ctrl+s")
        await settle(app, pilot)
        assert app.screen is app.main
        (noted,) = app.main.library.listing("is:noted")  # type: ignore[union-attr]
        assert app.main.deeds is not None
        assert app.main.deeds.note_of(noted.id) == "quiet"


async def test_what_is_typed_at_once_narrows_a_choice() -> None:
    async with running(factories.library(), size=(120, 24)) as (app, pilot):
        for key in ("S", *"old", "enter"):
            send(app, key)
        await settle(app, pilot)
        assert app.screen is app.main
        assert app.main.wanted is not None
        assert app.main.wanted.sort is Sort.OLDEST


async def test_keys_behind_one_that_asks_for_no_words_move_as_ever() -> None:
    async with running(factories.library(), size=(120, 24), keys="enter") as (app, pilot):
        for key in ("e", "j", "q"):
            send(app, key)
        await settle(app, pilot)
        assert app.screen is app.main
        assert app.is_running
