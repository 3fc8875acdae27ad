"""What each outlet makes of its stories, counted in a thread while one looks on."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from reader.errors import Cancelled, ReaderError
from reader.provenance.profile import Profile
from reader.text.phrases import count, newest_of
from reader.text.safe import safe_line
from reader.ui.commands import Where
from reader.ui.elsewhere import bindings_of
from reader.ui.messages import Progressed
from reader.ui.present.ink import QUIET, TITLE, Run
from reader.ui.present.loading import progress_line
from reader.ui.present.outlets import Column, head_runs, outlet_told
from reader.ui.present.panel import detail_lines
from reader.ui.screens.full import FullScreen, Reached
from reader.ui.screens.outlet import OutletScreen
from reader.ui.screens.patience import Waiting, needs_pane
from reader.ui.widgets.bars import KeyBar, TitleBar
from reader.ui.widgets.outlets import ColumnChosen, OutletChosen, OutletsHead, OutletsPane
from reader.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from reader.services.archived import ArchiveLibrary

_TELL_EVERY = 0.05
"""Seconds between two reports of progress."""


class Counted(Message):
    """The outlets are counted, or (with `reason`) could not be."""

    def __init__(
        self, profiles: tuple[Profile, ...], surveyed: tuple[int, int] = (0, 0), reason: str = ""
    ) -> None:
        self.profiles = profiles
        self.surveyed = surveyed
        self.reason = reason
        super().__init__()


class OutletsScreen(FullScreen[Reached]):
    """Shows a table of all outlets; opened from a story, on the outlet of the copy at hand."""

    AUTO_FOCUS = "#body"
    where = Where.OUTLETS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.OUTLETS)]

    def __init__(self, library: ArchiveLibrary, key: str = "") -> None:
        """Count the outlets of a library; the cursor stands on that with the key."""
        super().__init__()
        self._library = library
        self._key = key
        self._stop = threading.Event()
        self._opened: OutletScreen | None = None
        self.counting = True
        self.waiting = Waiting()

    def compose(self) -> ComposeResult:
        """Lay out the bars, the headings, the outlets, and what is told of one."""
        yield TitleBar("Outlets", id="title")
        yield OutletsHead(id="head")
        yield OutletsPane(id="body")
        yield Panel(id="detail")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Begin to count."""
        self.query_one(TitleBar).name_view((Run("Outlets", TITLE),))
        self.active.say(progress_line("collating", 0, 0), "esc stops")
        self._count()

    def on_unmount(self) -> None:
        """Stop counting."""
        self._stop.set()

    @property
    def active(self) -> OutletsPane:
        """The pane of the outlets."""
        return self.query_one(OutletsPane)

    @work(thread=True, group="outlets")
    def _count(self) -> None:
        told = 0.0

        def progress(stage: str, done: int, total: int) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _TELL_EVERY:
                told = now
                self.post_message(Progressed(stage, done, total))

        try:
            found = self._library.profiles(progress=progress, cancelled=self._stop.is_set)
            surveyed = self._library.surveyed()
        except Cancelled:
            return
        except ReaderError as error:
            self.post_message(Counted((), reason=str(error)))
        else:
            self.post_message(Counted(found, surveyed))

    def on_progressed(self, message: Progressed) -> None:
        """Show how far counting has come."""
        message.stop()
        if self.counting:
            line = progress_line(message.stage, message.done, message.total)
            self.active.say(f"{line} stories", "esc stops")

    def on_counted(self, message: Counted) -> None:
        """Show the outlets."""
        self.counting = False
        if not message.profiles:
            self.active.say(safe_line(message.reason) or "No outlets: no article was read.")
            return
        articles = sum(profile.articles for profile in message.profiles)
        told = f"{count(len(message.profiles), 'outlet')} · {count(articles, 'article')}"
        if partly := newest_of(*message.surveyed):
            told = f"{told} {partly}"
        title = Run("Outlets", TITLE), Run(f"  {told}", QUIET)
        self.query_one(TitleBar).name_view(title)
        self.active.put(message.profiles, self.active.by, self._key)
        self._tell_head()
        for act in self.waiting.take(""):
            act()

    def _tell_head(self) -> None:
        pane, head = self.active, self.query_one(OutletsHead)
        head.fields = pane.fields
        head.tell(lambda width, _: [head_runs(pane.fields, pane.by)])

    def on_outlet_chosen(self, message: OutletChosen) -> None:
        """Tell what is known of the outlet."""
        message.stop()
        profile = self.active.profile
        if profile is not None:
            told = outlet_told(profile)
            detail = self.query_one("#detail", Panel)
            detail.tell(lambda width, height: detail_lines("in short", told, width, height))
        if message.opened:
            self.action_open()

    def on_column_chosen(self, message: ColumnChosen) -> None:
        """Sort by a column."""
        self._sort(message.column)

    def _sort(self, column: Column) -> None:
        pane = self.active
        if pane.profile is not None:
            pane.put(pane.profiles, column, pane.profile.key)
            self._tell_head()

    # Keys pressed while it is counted act when it is done

    @property
    def awaits_pane(self) -> bool:
        """Whether the outlets are still being counted."""
        return self.counting

    @property
    def awaits_stories(self) -> bool:
        """Whether the outlets are still being counted."""
        return self.counting

    @property
    def awaits_reading(self) -> bool:
        """Whether the outlets are still being counted."""
        return self.counting

    @property
    def chosen_id(self) -> str | None:
        """None: what is waited for is no story."""
        return None

    @needs_pane
    def action_move(self, delta: int) -> None:
        """Go up or down."""
        super().action_move(delta)

    @needs_pane
    def action_page(self, pages: float) -> None:
        """Go up or down by pages."""
        super().action_page(pages)

    @needs_pane
    def action_edge(self, direction: int) -> None:
        """Go to the top or to the bottom."""
        super().action_edge(direction)

    @needs_pane
    def action_sort(self, delta: int) -> None:
        """Sort by the next column, or by the one before."""
        columns = [field.column for field in self.active.fields]
        at = columns.index(self.active.by) if self.active.by in columns else 0
        self._sort(columns[(at + delta) % len(columns)])

    @needs_pane
    def action_open(self) -> None:
        """Show all that is known of an outlet."""
        if self.active.profile is not None:
            self._opened = OutletScreen(self.active.profiles, self.active.cursor)
            self.app.push_screen(self._opened, self._left)

    def _left(self, reached: Reached | None) -> None:
        """Go on to the story that a person wants to read, or stand on the outlet last seen."""
        if reached is not None:
            self.dismiss(reached)
        elif self._opened is not None:
            self.active.put_cursor(self._opened.at)

    def action_back(self) -> None:
        """Stop counting, and leave."""
        self._stop.set()
        self.dismiss(None)

    def action_outlets(self) -> None:
        """Leave."""
        self.action_back()
