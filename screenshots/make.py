#!/usr/bin/env python3
"""Draw the pictures of the screen from the bundled sample.

python screenshots/make.py           write every picture beside this file
python screenshots/make.py --check   write nothing; exit 1 and name the pictures that differ

Beside this file stand the pictures that the README shows; in `every/` each screen in four sizes,
and in two of them in the light theme and without colour.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from reader.archive import feeds
from reader.config import Parsed
from reader.services.archived import ArchiveLibrary
from reader.services.library import Progress
from reader.services.opening import open_archive, open_sample
from reader.settings import Look, Settings
from reader.ui.app import OpenLibrary, ReaderApp
from reader.ui.screens.outlets import OutletsScreen
from reader.ui.themes import DARK, LIGHT

FOLDER = Path(__file__).resolve().parent
UNHINTED = Parsed(Settings(Look(hint=False)))
NEXT_FACT = "next fact"
"""Instead of a key: go from variant to variant until a fact or a quotation is changed."""

CALM = 3
"""Rounds of messages without work, after which none is on its way that would begin some."""


@dataclass(frozen=True)
class Picture:
    """A picture: its name, the size of the terminal, and what is done before it is drawn."""

    name: str
    size: tuple[int, int]
    steps: tuple[str, ...] = ()
    theme: str = DARK
    colour: bool = True


PICTURES = (
    Picture("main", (160, 45), ("enter", NEXT_FACT)),
    Picture("copy", (160, 45), ("enter", NEXT_FACT, "6")),
    Picture("evidence", (160, 45), ("enter", NEXT_FACT, "e")),
    Picture("compare", (160, 45), ("enter", NEXT_FACT, "6", "d", "s", "2")),
    Picture("compare-light", (160, 45), ("enter", NEXT_FACT, "6", "d"), theme=LIGHT),
    Picture("compare-narrow", (80, 24), ("enter", NEXT_FACT, "6", "d", "v")),
    Picture("compare-small", (40, 12), ("enter", NEXT_FACT, "6", "d")),
    Picture("table", (160, 45), ("enter", NEXT_FACT, "t")),
    Picture("table-narrow", (80, 24), ("enter", NEXT_FACT, "t")),
    Picture("table-no-colour", (100, 30), ("enter", NEXT_FACT, "t"), colour=False),
    Picture("outlets", (160, 45), ("enter", NEXT_FACT, "6", "O", "s", "s", "s", "s", "s")),
    Picture("outlets-narrow", (80, 24), ("enter", NEXT_FACT, "6", "O")),
    Picture("outlet", (160, 45), ("enter", NEXT_FACT, "6", "O", "enter")),
    Picture("when", (100, 30), ("enter", NEXT_FACT, "w")),
    Picture("help", (160, 45), ("question_mark",)),
    Picture("light", (160, 45), ("enter", NEXT_FACT), theme=LIGHT),
    Picture("no-colour", (160, 45), ("enter", NEXT_FACT, "6"), colour=False),
    Picture("two-panes", (100, 30), ("enter", NEXT_FACT)),
    Picture("one-pane", (80, 24), ("enter", NEXT_FACT)),
    Picture("stories", (80, 24)),
    Picture("small", (40, 12), ("enter", NEXT_FACT)),
)

SIZES = ((160, 45), (100, 30), (80, 24), (40, 12))
PLAIN_SIZES = ((160, 45), (80, 24))
"""Those that are drawn in the light theme and without colour, too."""
TOUR: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("stories", ()),
    ("stories-copies", ("b", "j", "j")),
    ("clean", ("g", "b", "enter", NEXT_FACT)),
    ("provenance", ("tab",)),
    ("evidence", ("shift+tab", "e")),
    ("overruling", ("exclamation_mark",)),
    ("headlines", ("escape", "escape", "H")),
    ("unfolded", ("H", "b")),
    ("copy", ("b", "6")),
    ("picker", ("apostrophe",)),
    ("links", ("escape", "number_sign")),
    ("compare", ("escape", "d", "s", "2")),
    ("compare-differing", ("v",)),
    ("table", ("v", "escape", "t")),
    ("outlets", ("escape", "O")),
    ("outlet", ("enter",)),
    ("when", ("escape", "escape", "w")),
    ("export", ("escape", "x")),
    ("note", ("escape", "m")),
    ("find", ("escape", "slash", *"gate", "enter")),
    ("jump", ("escape", "semicolon")),
    ("help", ("escape", "question_mark")),
    ("palette", ("escape", "ctrl+p")),
    ("sort", ("escape", "escape", "escape", "S")),
    ("filter", ("escape", "f", *"has")),
    ("search", ("escape", "slash", *"tunnel", "enter")),
    ("searches", ("v",)),
)
"""The screens of a library, and the keys that lead there from the one before."""
FIRST_TOUR: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("first-run", ()),
    ("feeds", ("escape", "M")),
    ("adding", ("a", *"larkfield")),
)
"""Those of an archive that no article is in yet."""
FEEDS = (
    ("https://larkfieldpost.example/rss", "Larkfield Post", ("local",)),
    ("https://news8tarrow.example/feed.xml", "News 8 Tarrow", ("local", "tv")),
    ("https://npa.example/wire.json", "Northern Press Agency", ("wire",)),
)


def sample(progress: Progress, cancelled: Callable[[], bool]) -> ArchiveLibrary:
    """Read the bundled sample."""
    return open_sample(progress=progress, cancelled=cancelled)


def first(path: Path, progress: Progress, cancelled: Callable[[], bool]) -> ArchiveLibrary:
    """Open an archive that holds nothing yet."""
    return open_archive(path)


def subscribe(app: ReaderApp) -> None:
    """Have the archive know some feeds, none of them fetched."""
    assert app.main.library is not None
    with app.main.library.archive.writing() as connection:
        for url, title, tags in FEEDS:
            feed = feeds.add(connection, url, title=title, tags=tags, now=0)
            feeds.pause(connection, feed.number, paused="tv" in tags)


async def draw(picture: Picture) -> str:
    """Return a picture as SVG."""
    async with running(sample, picture.size, picture.theme, colour=picture.colour) as (app, pilot):
        await go(app, pilot, picture.steps)
        return drawn(app)


async def tour(size: tuple[int, int], theme: str = DARK, *, colour: bool = True) -> dict[str, str]:
    """Return every screen as SVG, by the names of the pictures."""
    look = "no-colour" if not colour else "light" if theme == LIGHT else "dark"
    shown = {}
    async with running(sample, size, theme, colour=colour) as (app, pilot):
        for name, steps in TOUR:
            await go(app, pilot, steps)
            shown[name] = drawn(app)
    with tempfile.TemporaryDirectory() as folder:
        nothing = partial(first, Path(folder) / "archive.sqlite")
        async with running(nothing, size, theme, colour=colour) as (app, pilot):
            for name, steps in FIRST_TOUR:
                await go(app, pilot, steps)
                shown[name] = drawn(app)
                if name == "first-run":
                    subscribe(app)
    columns, lines = size
    return {f"every/{name}-{columns}x{lines}-{look}": svg for name, svg in shown.items()}


@asynccontextmanager
async def running(
    library: OpenLibrary, size: tuple[int, int], theme: str, *, colour: bool
) -> AsyncIterator[tuple[ReaderApp, Pilot[None]]]:
    """Run the program on a library."""
    os.environ.pop("NO_COLOR", None)
    os.environ["TZ"] = "UTC"
    time.tzset()
    if not colour:
        os.environ["NO_COLOR"] = "1"
    title = "a sample: nothing is kept" if library is sample else ""
    app = ReaderApp(library, title=title, select="largest", theme=theme, parsed=UNHINTED)
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        yield app, pilot


async def go(app: ReaderApp, pilot: Pilot[None], steps: tuple[str, ...]) -> None:
    """Press keys, and wait until each has done what it does."""
    for step in steps:
        if step == NEXT_FACT:
            await next_fact(app, pilot)
        else:
            await pilot.press(step)
        await settle(app, pilot)


def drawn(app: ReaderApp) -> str:
    """Return what is on the screen as SVG."""
    return app.export_screenshot(title="reader", simplify=True)


async def next_fact(app: ReaderApp, pilot: Pilot[None]) -> None:
    """Go to the next changed fact."""
    row = None
    while row is not app.main.text.row:
        row = app.main.text.row
        await pilot.press("n")
        await pilot.pause()
        if app.main.text.row is not None and app.main.text.row.fact:
            return


async def settle(app: ReaderApp, pilot: Pilot[None]) -> None:
    """Wait until everything is read and collated."""
    calm = 0
    while calm < CALM:
        await pilot.pause()
        if busy(app):
            await app.workers.wait_for_complete()
            calm = 0
        else:
            calm += 1


def busy(app: ReaderApp) -> bool:
    """Tell whether something is read, done, collated or counted, or is to be."""
    return (
        app.main.awaits_reading
        or app.main.reading_list
        or app.main.doing
        or app.main.desk.running is not None
        or (isinstance(app.screen, OutletsScreen) and app.screen.counting)
    )


def pictures() -> Iterator[tuple[str, str]]:
    """Yield every picture: its name, and what the program draws."""
    for picture in PICTURES:
        yield picture.name, asyncio.run(draw(picture))
    for size in SIZES:
        yield from asyncio.run(tour(size)).items()
    for size in PLAIN_SIZES:
        yield from asyncio.run(tour(size, LIGHT)).items()
        yield from asyncio.run(tour(size, colour=False)).items()


def main() -> int:
    """Draw the pictures, or check them; return the exit status."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the screen.")
    parser.add_argument(
        "--check", action="store_true", help="name those that differ; write nothing"
    )
    check = parser.parse_args().check
    differing, known = [], set()
    os.chdir("/")  # the dialog of exporting names the folder
    for name, svg in pictures():
        path = FOLDER / f"{name}.svg"
        known.add(path)
        if not path.exists() or path.read_bytes() != svg.encode():
            differing.append(f"{name}.svg")
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(svg, "utf-8")
    stray = sorted(str(p.relative_to(FOLDER)) for p in FOLDER.rglob("*.svg") if p not in known)
    for name in differing:
        print(f"{name}: {'is not what the program draws' if check else 'drawn anew'}")
    for name in stray:
        print(f"{name}: no picture of this name is drawn; delete it")
    return 1 if (check and differing) or stray else 0


if __name__ == "__main__":
    raise SystemExit(main())
