"""Runs the application on a library made by hand, until it has come to rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any, cast

from textual import events
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader.config import Parsed
from reader.settings import Look, Settings
from reader.ui.app import OpenLibrary, ReaderApp, Select
from reader.ui.screens.exporting import ExportScreen
from reader.ui.screens.feeds import FeedsScreen
from reader.ui.screens.outlets import OutletsScreen
from reader.ui.themes import DARK
from tests.factories import FakeLibrary, opener

Driver = Pilot[None]
TYPED = {"space": " ", "full_stop": ".", "slash": "/", "colon": ":", "greater_than_sign": ">"}
"""What keys type that have names."""
UNHINTED = Settings(Look(hint=False))
"""The hint takes a line, and goes away at a key that a test may not count."""


def make_app(
    made: FakeLibrary | None = None,
    *,
    select: Select = "newest",
    theme: str = DARK,
    settings: Mapping[str, Any] | None = None,
) -> ReaderApp:
    """The application on a library, or on one story of each kind; with sections of settings."""
    read = cast(OpenLibrary, opener(made))
    parsed = Parsed(replace(UNHINTED, **(settings or {})))
    title = "the morning’s papers"
    return ReaderApp(read, title=title, select=select, theme=theme, parsed=parsed)


@asynccontextmanager
async def running(
    made: FakeLibrary | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    select: Select = "newest",
    theme: str = DARK,
    keys: str = "",
    settings: Mapping[str, Any] | None = None,
) -> AsyncIterator[tuple[ReaderApp, Driver]]:
    """The application, its library read and its stories collated, after some keys."""
    app = make_app(made, select=select, theme=theme, settings=settings)
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        await press(app, pilot, keys)
        yield app, pilot


async def press(app: ReaderApp, pilot: Driver, keys: str) -> None:
    """Press keys, separated by blanks, and wait until nothing more happens."""
    await type_ahead(app, keys)
    await settle(app, pilot)


async def type_ahead(app: ReaderApp, keys: str) -> None:
    """Press keys without waiting for what is read or collated.

    Textual's own `press` sleeps for at least 40 ms a key, and longer on a busy machine.
    """
    for key in keys.split():
        send(app, key)
        await _quiet(app)


def send(app: ReaderApp, key: str) -> None:
    """Press a key, and wait for nothing."""
    app.post_message(events.Key(key, key if len(key) == 1 else TYPED.get(key)))


async def settle(app: ReaderApp, pilot: Pilot[Any]) -> None:
    """Wait for the workers and for what they posted, and draw what is to be drawn."""
    await _quiet(app)
    while app.is_running and _busy(app):
        await finish(app)
        await _quiet(app)
    app.screen._on_timer_update()


async def finish(app: ReaderApp) -> None:
    """Wait for the workers; one that another took the place of, or a dialog that closed, ended."""
    with suppress(WorkerCancelled):
        await app.workers.wait_for_complete()


def _busy(app: ReaderApp) -> bool:
    counting = isinstance(app.screen, OutletsScreen) and app.screen.counting
    counting |= isinstance(app.screen, FeedsScreen) and app.screen.at_work
    main = app.main
    under_way = (
        main.reading_list or main.doing or main.refreshing or main.comparing or main.finding > 0
    )
    writing = isinstance(app.screen, ExportScreen) and app.screen.writing
    return counting or writing or under_way or main.loading_stories or main.desk.running is not None


_CALM = 8
"""Rounds of the event loop without a message, after which none is on its way: a handler that waits
for another (a screen for its widgets to be mounted) takes fewer between two messages."""


async def _quiet(app: ReaderApp) -> None:
    """Wait until every message is handled and the layout is made."""
    calm = 0
    while calm < _CALM:
        await asyncio.sleep(0)
        if not app.is_running:
            return
        screen = app.screen
        if screen._layout_required or screen._callbacks:
            screen._on_timer_update()
            calm = 0
        pumps = [app, *screen.walk_children(with_self=True)]
        calm = 0 if any(pump.message_queue_size for pump in pumps) else calm + 1


def screen_text(app: ReaderApp) -> str:
    """What stands on the screen, as lines of text."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in strips[:height])
