"""The application: it stands at once, reads the library in a thread, and shows the main screen."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import work
from textual.binding import BindingType

from reader.errors import Cancelled, ReaderError
from reader.ui.background import Background
from reader.ui.browsing import BrowsingApp
from reader.ui.commanding import CommandingApp
from reader.ui.commands import Pane, bindings
from reader.ui.guided import GuidedApp
from reader.ui.messages import Loaded, NotLoaded, Progressed
from reader.ui.present.loading import progress_line
from reader.ui.screens.movable import TALL, Movable
from reader.ui.screens.reading import ReadingScreen
from reader.ui.themes import DARK, LIGHT
from reader.ui.typed import TypingApp

if TYPE_CHECKING:
    from reader.config import Parsed
    from reader.services.archived import ArchiveLibrary
    from reader.services.library import Progress
    from reader.services.settings import SettingsFile

OpenLibrary = Callable[["Progress", Callable[[], bool]], "ArchiveLibrary"]
"""Reads the library, telling its progress, and stops with `Cancelled` when the second says so."""

Select = Literal["newest", "largest"]
"""Which story is open at first: the newest, or the one with the most copies."""

_TELL_EVERY = 0.05
"""Seconds between two reports of progress: more often, and the screen does nothing else."""
_SWITCH = 0.0005
"""Seconds for which a thread that compares copies may keep the screen from the interpreter: each
time that the screen has waited for a key or a timer, ten times as long by default."""
_COLLECTED = 5_000, 20, 50
"""New objects, and rounds, after which Python looks for cycles: a millisecond's worth at a time,
for which no frame is late, where reading looks for them more seldom and for longer."""
_DONE_WITHIN = 0.01
"""Seconds between two looks at whether a deed is done: nobody feels that."""


class ReaderApp(GuidedApp, BrowsingApp, CommandingApp, TypingApp):
    """The terminal newsreader."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "styles/reading.tcss",
        "styles/modal.tcss",
        "styles/notes.tcss",
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012  Textual types it so
    TITLE = "reader"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(application=True)]

    def __init__(
        self,
        open_library: OpenLibrary,
        *,
        title: str = "",
        select: Select = "newest",
        theme: str = "",
        parsed: Parsed | None = None,
        file: SettingsFile | None = None,
    ) -> None:
        super().__init__(parsed, file, theme=theme)
        self._open_library = open_library
        self._select = select
        self._stop = threading.Event()
        self.named = title
        self.failed = False
        self.terminated = False

    def get_default_screen(self) -> ReadingScreen:
        """Return the main screen."""
        self.main = ReadingScreen("reader", self.named)
        return self.main

    def on_load(self) -> None:
        """Leave in good order when told to end, before the terminal is changed."""
        loop = asyncio.get_running_loop()
        loop.set_default_executor(Background())
        if sys.platform != "win32":
            loop.add_signal_handler(signal.SIGTERM, self._terminate)

    def _terminate(self) -> None:
        self.terminated = True
        self.call_later(self.action_quit)

    def on_ready(self) -> None:
        """Start to read once the empty screen is painted."""
        self.main.stop_loading = self._stop.set
        self.watch_settings()
        self.show_hint()
        self._load()

    @work(thread=True, group="library")
    def _load(self) -> None:
        from reader.services.lists import Lists, Wanted

        told = 0.0

        def progress(stage: str, done: int, total: int) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _TELL_EVERY or done in (0, total):
                told = now
                self.post_message(Progressed(stage, done, total))

        try:
            library = self._open_library(progress, self._stop.is_set)
            lists = Lists(library)
            wish = self.settings.reading
            placed, left = lists.begun(Wanted(only_unread=wish.only_unread), resume=wish.resume)
            if self._select == "largest":
                placed = replace(placed, at=lists.largest(placed.listing))
        except Cancelled:
            self.post_message(NotLoaded("Reading was stopped. q leaves.", stopped=True))
        except ReaderError as error:
            self.post_message(NotLoaded(str(error)))
        else:
            self.post_message(Loaded(library, placed, left))

    def on_progressed(self, message: Progressed) -> None:
        """Show how far reading has come."""
        if self.main.loading_stories:
            self.main.say_progress(progress_line(message.stage, message.done, message.total))

    def on_loaded(self, message: Loaded) -> None:
        """Show the library; what was made so far stays, and need not be looked through again."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_COLLECTED)
        self.main.put_library(message.library, message.placed)
        if message.left is not None:
            self.main.return_to(message.left)

    def on_sample_wanted(self) -> None:
        """Show the bundled sample; nothing that is done to it is kept."""

        def read(progress: Progress, cancelled: Callable[[], bool]) -> ArchiveLibrary:
            from reader.services.opening import open_sample

            return open_sample(progress=progress, cancelled=cancelled)

        self._open_library, self._select = read, "largest"
        self.main.rename("the bundled sample: nothing is kept")
        self.main.loading_stories = True
        self._load()

    def on_not_loaded(self, message: NotLoaded) -> None:
        """Say why there is nothing to show."""
        self.failed = not message.stopped
        self.main.say_not_loaded(message.reason)

    @property
    def pane_here(self) -> Pane | None:
        """The pane of the main screen that has the focus, if that is the screen."""
        return self.main.pane if self.screen is self.main else None

    def action_help(self) -> None:
        """Show every key of the screen."""
        from reader.ui.screens.help import HelpScreen

        if isinstance(self.screen, Movable) and self.screen.where is not None:
            self.push_screen(HelpScreen(self.screen.where))

    def action_toggle_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.theme = LIGHT if self.current_theme.dark else DARK

    async def action_quit(self) -> None:
        """Leave once what a person did is kept; what else is under way is not waited for."""
        self._stop.set()
        while self.main.doing:
            await asyncio.sleep(_DONE_WITHIN)
        self.main.leave()
        self.exit()


def run(
    open_library: OpenLibrary,
    *,
    title: str,
    select: Select = "newest",
    parsed: Parsed | None = None,
    file: SettingsFile | None = None,
) -> int:
    """Show the screen until the person leaves; return 0, or 1 if the library could not be read.

    A SIGTERM ends the program as it would any, but only when the terminal is as it was before.
    """
    sys.setswitchinterval(_SWITCH)
    app = ReaderApp(open_library, title=title, select=select, parsed=parsed, file=file)
    app.run()
    gc.freeze()  # the end of the program need not look through all that was read
    if app.terminated:
        signal.raise_signal(signal.SIGTERM)
    return 1 if app.failed or app.return_code else 0
