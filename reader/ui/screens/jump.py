"""Jump mode: a letter at everything in sight, and whoever types it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from reader.ui.present.jump import labels, still_open
from reader.ui.widgets.labelled import Labelled, Target


class Chosen(NamedTuple):
    """What was jumped to."""

    pane: Widget
    go: Callable[[], None]


class JumpScreen(ModalScreen[Chosen]):
    """Stands over the panes until a label is typed; returns what it stands for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,semicolon", "dismiss(None)", "End", show=False),
        Binding("backspace", "take_back", "Take back", show=False),
    ]

    def __init__(self, panes: Sequence[tuple[Widget, Sequence[Target]]]) -> None:
        """Label the targets of each pane; those of the first have the nearest letters."""
        super().__init__()
        self._typed = ""
        self._labelled_at: Size | None = None
        self._chosen: dict[str, Chosen] = {}
        self._labelled: list[tuple[Widget, Labelled]] = []
        given = iter(labels(sum(len(targets) for _, targets in panes)))
        for pane, targets in panes:
            at: dict[int, str] = {}
            for target, label in zip(targets, given, strict=False):
                at[target.line] = label
                self._chosen[label] = Chosen(pane, target.go)
            self._labelled.append((pane, Labelled(pane, at)))

    def compose(self) -> ComposeResult:
        """Draw each pane again where it stands, and say what to do."""
        for pane, labelled in self._labelled:
            labelled.place(pane.scrollable_content_region)
            yield labelled
        yield Static(Content("type a label · esc ends"), id="jump-keys")

    def on_key(self, event: events.Key) -> None:
        """Go on by a letter; what begins no label is passed over."""
        letter = (event.character or "").lower()
        if letter and still_open(self._chosen, self._typed + letter):
            event.stop()
            self._typed += letter
            self._narrow()

    def action_take_back(self) -> None:
        """Take back the last letter."""
        self._typed = self._typed[:-1]
        self._narrow()

    def _narrow(self) -> None:
        if self._typed in self._chosen:
            self.dismiss(self._chosen[self._typed])
            return
        for _, labelled in self._labelled:
            labelled.narrow(self._typed)

    def on_resize(self, event: events.Resize) -> None:
        """End where the panes are no longer what was labelled."""
        if self._labelled_at not in (None, event.size):
            self.dismiss(None)
        self._labelled_at = event.size
