"""One outlet in full, with examples that lead into its stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from reader.provenance.profile import Profile
from reader.ui.commands import Where
from reader.ui.elsewhere import bindings_of
from reader.ui.present.ink import QUIET, TITLE, Run
from reader.ui.present.outlet import OutletRow, outlet_rows
from reader.ui.present.rows import Place
from reader.ui.screens.full import FullScreen, Reached
from reader.ui.widgets.bars import KeyBar, TitleBar
from reader.ui.widgets.rows import RowsPane

_MEASURE = 100
"""Cells: figures and examples are looked over, not read line by line."""


class OutletPane(RowsPane):
    """The rows of a profile; a click on an example twice reads it."""

    def clicked(self, row: int, *, twice: bool) -> None:
        """Read the example that is clicked twice."""
        if twice and isinstance(self.screen, OutletScreen):
            self.screen.action_open()


class OutletScreen(FullScreen[Reached]):
    """Shows a profile; returns the place of an example that a person wants to read."""

    AUTO_FOCUS = "#body"
    where = Where.OUTLET
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.OUTLET)]

    def __init__(self, profiles: Sequence[Profile], at: int) -> None:
        """Show one of the profiles; the others are the next and the ones before."""
        super().__init__()
        self._profiles = profiles
        self.at = at
        self._rows: tuple[OutletRow, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the bars and the profile."""
        yield TitleBar("Outlet", id="title")
        yield OutletPane(id="body", measure=_MEASURE)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Show the profile."""
        self._show()

    @property
    def active(self) -> OutletPane:
        """The pane of the profile."""
        return self.query_one(OutletPane)

    def _show(self) -> None:
        self._rows = outlet_rows(self._profiles[self.at])
        self.active.show_rows([row for row, _ in self._rows])
        place = f"  {self.at + 1} of {len(self._profiles)}"
        self.query_one(TitleBar).name_view((Run("Outlet", TITLE), Run(place, QUIET)))

    def action_story(self, delta: int) -> None:
        """Show the next outlet, or the one before."""
        if 0 <= self.at + delta < len(self._profiles):
            self.at += delta
            self._show()

    def action_open(self) -> None:
        """Read the example under the cursor, or of the habit under it, in its story."""
        example = self._rows[self.active.cursor].example
        if example is None:
            self.say("No example of this was kept: enter reads one from the other lines.")
            return
        place = Place(example.passage or 0)
        self.dismiss(Reached(place, None, example.story, example.article, example.segment))

    def action_back(self) -> None:
        """Go back to the table of outlets."""
        self.dismiss(None)
