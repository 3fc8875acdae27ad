#!/usr/bin/env python3
"""Draw the pictures of the screen from the bundled sample.

python screenshots/make.py           write every picture beside this file
python screenshots/make.py --check   write nothing; exit 1 and name the pictures that differ
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from reader.config import Parsed
from reader.services.archived import ArchiveLibrary
from reader.services.library import Progress
from reader.services.opening import open_sample
from reader.settings import Look, Settings
from reader.ui.app import ReaderApp
from reader.ui.screens.outlets import OutletsScreen
from reader.ui.themes import DARK, LIGHT

FOLDER = Path(__file__).resolve().parent
UNHINTED = Parsed(Settings(Look(hint=False)))
NEXT_FACT = "next fact"
"""Instead of a key: go from variant to variant until a fact or a quotation is changed."""


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


def sample(progress: Progress, cancelled: Callable[[], bool]) -> ArchiveLibrary:
    """Read the bundled sample."""
    return open_sample(progress=progress, cancelled=cancelled)


async def draw(picture: Picture) -> str:
    """Return a picture as SVG."""
    os.environ.pop("NO_COLOR", None)
    os.environ["TZ"] = "UTC"
    time.tzset()
    if not picture.colour:
        os.environ["NO_COLOR"] = "1"
    app = ReaderApp(
        sample, title="the bundled sample", select="largest", theme=picture.theme, parsed=UNHINTED
    )
    async with app.run_test(size=picture.size) as pilot:
        await settle(app, pilot)
        for step in picture.steps:
            if step == NEXT_FACT:
                await next_fact(app, pilot)
            else:
                await pilot.press(step)
            await settle(app, pilot)
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
    await pilot.pause()
    while (
        app.main.loading_stories
        or app.main.reading_list
        or app.main.doing
        or app.main.desk.running is not None
        or (isinstance(app.screen, OutletsScreen) and app.screen.counting)
    ):
        await app.workers.wait_for_complete()
        await pilot.pause()


def main() -> int:
    """Draw the pictures, or check them; return the exit status."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the screen.")
    parser.add_argument(
        "--check", action="store_true", help="name those that differ; write nothing"
    )
    check = parser.parse_args().check
    differing = []
    for picture in PICTURES:
        path = FOLDER / f"{picture.name}.svg"
        drawn = asyncio.run(draw(picture)).encode()
        if not path.exists() or path.read_bytes() != drawn:
            differing.append(path.name)
            if not check:
                path.write_bytes(drawn)
    known = {f"{picture.name}.svg" for picture in PICTURES}
    stray = sorted(path.name for path in FOLDER.glob("*.svg") if path.name not in known)
    for name in differing:
        print(f"{name}: {'is not what the program draws' if check else 'drawn anew'}")
    for name in stray:
        print(f"{name}: no picture of this name is drawn; delete it")
    return 1 if (check and differing) or stray else 0


if __name__ == "__main__":
    raise SystemExit(main())
