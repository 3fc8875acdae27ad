"""The bars at the top and at the bottom of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.strip import Strip

from reader.ui.messages import ActWanted
from reader.ui.present.bars import Hint, Totals, key_bar, title_bar
from reader.ui.present.ink import Runs
from reader.ui.present.wrap import act_at
from reader.ui.widgets.painted import Painted


class Bar(Painted):
    """One line across the screen; a click on a key does what the key does."""

    ALLOW_SELECT = False

    def runs(self, width: int) -> Runs:
        """Return what the bar says in `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Return the bar's one line."""
        width = self.size.width
        return self.paint.strip(self.runs(width) if y == 0 else (), width)

    def on_click(self, event: events.Click) -> None:
        """Have done what is under the mouse."""
        if act := act_at(self.runs(self.size.width), event.x):
            self.post_message(ActWanted(act))


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


class KeyBar(Bar):
    """The keys that fit what has the focus."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: tuple[Hint, ...] = ()

    def name_keys(self, hints: Sequence[Hint]) -> None:
        """Show other keys."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def runs(self, width: int) -> Runs:
        """Return the key bar."""
        return key_bar(self._hints, width)
