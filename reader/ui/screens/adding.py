"""The dialogs in which something is added: at any time, and at the first run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from reader.text.safe import safe_line
from reader.ui.present.ink import QUIET, STRONG, WARN, Run
from reader.ui.present.loading import progress_line
from reader.ui.present.rows import Place, Row
from reader.ui.screens.modal import Modal
from reader.ui.taking import Outcome, Taking
from reader.ui.widgets.field import Field

if TYPE_CHECKING:
    from reader.services.events import Event
    from reader.ui.screens.live import LiveScreen

SAMPLE = "sample"
"""What the dialog of the first run returns where the sample is wanted."""

_OFFERS = (
    ("See the bundled sample", "invented news; no network, nothing kept", ""),
    ("Add a feed or a site", "its address; a site's feed is looked for", "www.example.org"),
    ("Add a file or a folder", "saved articles; a folder is watched", "~/articles"),
    ("Add a list of feeds", "OPML, or newsboat's urls file", "~/feeds.opml"),
)
"""What there is to begin with, a word about it, and an example."""


_NAMED = 3
"""Things that were added which a message names; of more it says how many."""
_SHOWN = 4
"""Complaints that the dialog has room for."""
_STOPPING = "stopping …"


class AddScreen(Modal[str]):
    """Takes an address or a path, and has it added; it says what is wrong, or returns what came."""

    AUTO_FOCUS = "#filter"
    heading = "Add"
    asks = "the address of a feed or a site, a file, a folder"
    below = "enter add · esc close"
    offers: ClassVar[tuple[tuple[str, str, str], ...]] = _OFFERS[1:]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("enter", "add", "Add", show=False),
        Binding("tab", "complete", "Complete", show=False, priority=True),
    ]

    def __init__(self, host: LiveScreen) -> None:
        super().__init__()
        self._host = host
        self._said: Sequence[str] = ()
        self._taking: Taking | None = None
        self._how_far = ""

    def rows(self) -> tuple[Row, ...]:
        """Return what went wrong, if something did, and what can be added."""
        said = [Row(Place(0), (Run(safe_line(line), WARN),), stop=False) for line in self._said]
        if self.adding:
            said = [Row(Place(0), (Run(self._how_far, QUIET),), stop=False)]
        offers = [
            Row(
                Place(0, at),
                (Run(name, STRONG), Run(f"  {about}", QUIET)),
                gap=bool(said) and not at,
            )
            for at, (name, about, _) in enumerate(self.offers)
        ]
        return (*said, *offers)

    @property
    def adding(self) -> bool:
        """Whether something is being added."""
        return self._taking is not None

    def typed(self) -> None:
        """Forget what was wrong with what is typed no longer."""
        if self._said and not self.adding:
            self._said = ()
            self.refresh_rows()

    @property
    def _offer(self) -> int:
        rows = self.active.rows
        return rows[self.active.cursor].place.copy if rows else 0

    def action_move(self, delta: int) -> None:
        """Go to another offer, and show its example."""
        super().action_move(delta)
        self.query_one(Field).placeholder = self.offers[self._offer][2] or str(self.asks)

    def action_complete(self) -> None:
        """Write out the path that is typed, as far as there is one way to go on."""
        field = self.query_one(Field)
        if not self.adding and _is_path(field.value):
            from reader.services.folders import completed_path

            field.value = completed_path(field.value)
            field.cursor_position = len(field.value)

    def action_add(self) -> None:
        """Add what is typed."""
        source = self.query_words.strip()
        if self.adding:
            return
        if not source:
            self._tell(["Type it above: " + str(self.asks) + "."])
        elif _is_path(source) and not Path(source).expanduser().exists():
            self._tell([f"{source}: there is no such file or folder."])
        else:
            if _is_path(source):
                source = str(Path(source).expanduser())
            self._taking = self._host.take_in(source, self._heard, self._done)
            self._show("adding …")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add what is typed."""
        event.stop()
        self.action_add()

    def _tell(self, lines: Sequence[str]) -> None:
        self._said = lines
        self.refresh_rows()

    def _show(self, how_far: str) -> None:
        """Show how far adding is, empty where nothing is being added, and what escape does."""
        self._how_far = how_far
        self.query_one(Input).disabled = self.adding
        below = "esc stop" if self.adding else self.below
        self.query_one("#below", Static).update(Content(below))
        self.refresh_rows()

    def _heard(self, event: Event) -> None:
        """Show how far adding is."""
        from reader.services.events import Grouping

        if self.is_attached and isinstance(event, Grouping):
            self._show(progress_line("grouping", event.done, event.of))

    def _done(self, outcome: Outcome) -> None:
        """Close, or say what is wrong."""
        self._taking = None
        if not self.is_attached:
            return
        told = outcome.told
        self._show("")
        self.query_one(Input).focus()
        if told and (outcome.stopped or outcome.status in (0, 3)):
            told = (*told, *outcome.complaints) if not outcome.stopped else told
            more = [f"and {len(told) - _NAMED:,} more"] if len(told) > _NAMED else []
            self.dismiss("\n".join((*told[:_NAMED], *more)))
        elif outcome.stopped:
            self._tell(["Stopped: nothing was added."])
        else:
            self._tell([*outcome.complaints, *told][:_SHOWN] or ["It could not be added."])

    def action_close(self) -> None:
        """Stop what is being added; where nothing is, or it is being stopped, close."""
        if self._taking is None or self._how_far == _STOPPING:
            self.dismiss(None)
        else:
            self._taking.stop()
            self._show(_STOPPING)


class FirstScreen(AddScreen):
    """Offers what there is to begin with, where the archive is empty."""

    heading = "Welcome. There is nothing here yet."
    offers = _OFFERS
    below = "↑ ↓ choose · enter go on · esc look around"

    def action_add(self) -> None:
        """Add what is typed, or show the sample."""
        if not self.query_words.strip() and self._offer == 0 and not self.adding:
            self.dismiss(SAMPLE)
        else:
            super().action_add()


def _is_path(source: str) -> bool:
    """Tell whether a person means a path rather than an address."""
    return source.startswith(("/", "~", ".")) or Path(source).expanduser().exists()
