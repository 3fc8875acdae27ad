"""The bars at the top and at the bottom of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.strip import Strip

from reader.ui.present.bars import Hint, Spot, Totals, key_bar, title_bar
from reader.ui.present.ink import Runs
from reader.ui.widgets.painted import Painted


class Bar(Painted):
    """One line across the screen."""

    ALLOW_SELECT = False

    def runs(self, width: int) -> Runs:
        """Return what the bar says in `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Return the bar's one line."""
        width = self.size.width
        return self.paint.strip(self.runs(width) if y == 0 else (), width)


class TitleBar(Bar):
    """Name, counts, what is going on, and what could not be read."""

    def __init__(self, name: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._name_shown = name
        self.totals: Totals | None = None
        self.status = ""
        self.failed = 0
        self.view: Runs = ()

    def say(self, status: str) -> None:
        """Show what is going on."""
        if status != self.status:
            self.status = status
            self.refresh()

    def count(self, totals: Totals) -> None:
        """Show what the library holds."""
        self.totals = totals
        self.refresh()

    def fail(self, feeds: int) -> None:
        """Show how many feeds failed."""
        self.failed = feeds
        self.refresh()

    def name_view(self, view: Runs) -> None:
        """Show what is read instead of name and counts (empty: those again)."""
        if view != self.view:
            self.view = view
            self.refresh()

    def runs(self, width: int) -> Runs:
        """Return the title bar."""
        return title_bar(self._name_shown, self.totals, self.status, width, self.view, self.failed)

    async def on_click(self, event: events.Click) -> None:
        """Show every command, at the name; what was passed over, where the bar names it."""
        if event.x <= len(self._name_shown):
            await self.app.run_action("command_palette")
            return
        passed_over = self.totals.passed_over if self.totals is not None else 0
        if (passed_over or self.failed) and event.x > self.size.width // 2:
            await self.screen.run_action("failures")


class KeyBar(Bar):
    """The keys that fit what has the focus; a click does what the key does."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: tuple[Hint, ...] = ()
        self._spots: tuple[Spot, ...] = ()

    def name_keys(self, hints: Sequence[Hint]) -> None:
        """Show other keys."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def runs(self, width: int) -> Runs:
        """Return the key bar."""
        runs, self._spots = key_bar(self._hints, width)
        return runs

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        for spot in self._spots:
            if spot.start <= event.x < spot.end:
                await self.screen.run_action(spot.action)
