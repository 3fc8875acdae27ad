"""The part of the application that leads: the hint of the first minutes, and jump mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.events import Event
from textual.widget import Widget

from reader.collation.marks import Mark
from reader.ui.commands import BY_ID
from reader.ui.present.ink import FACT_NAME, KEY, QUIET, TEXT, TITLE, Run, Runs, hint
from reader.ui.present.wrap import width_of
from reader.ui.settled import SettledApp
from reader.ui.widgets.bars import Bar
from reader.ui.widgets.labelled import Jumpable

if TYPE_CHECKING:
    from reader.ui.screens.jump import Chosen

_KEYS_UNTIL_KNOWN = 15
"""Keys pressed, after which a person knows the way; the hint gives its line back."""
_HINTED = (("help", "help"), ("jump", "jump"), ("palette", "commands"))
_MARKS = (
    (Mark.SAME, "same"),
    (Mark.REWORDED, "reworded"),
    (Mark.FACT, "fact changed"),
    (Mark.MOVED, "moved"),
    (Mark.LACKS, "cut"),
)
"""The marks of the gutter, in a word each."""
_ROOM = 18
"""Lines of the screen: with fewer, each is for the news."""


class HintBar(Bar):
    """One line with the keys by which all others are found, and what marks mean."""

    def __init__(self, hints: Runs) -> None:
        super().__init__(id="hint")
        self._hints = hints

    def runs(self, width: int) -> Runs:
        """Return the hint, and what the marks of the gutter say where there is room for it."""
        marks: Runs = (Run("a mark a copy: ", QUIET),)
        for mark, meaning in _MARKS:
            ink = FACT_NAME if mark is Mark.FACT else TITLE
            marks += (Run(mark.value, ink), Run(f" {meaning}  ", QUIET))
        room = width - width_of(self._hints) - width_of(marks)
        return (*self._hints, Run(" " * room, TEXT), *marks) if room >= 0 else self._hints


class GuidedApp(SettledApp):
    """An application that says at first how everything in it is found."""

    def show_hint(self) -> None:
        """Show the hint above the keys, where there is room and it is wanted."""
        if self.settings.look.hint and self.size.height >= _ROOM:
            runs: list[Run] = [Run(" ", TEXT)]
            for name, label in _HINTED:
                command = BY_ID[name]
                if key := self.keymap.first(command):
                    told = (hint(key, command.act, KEY), hint(f" {label}", command.act))
                    runs += [*told, Run("   ", QUIET)]
            self.screen.mount(HintBar(tuple(runs)), before="#keys")

    async def on_event(self, event: Event) -> None:
        """Count the keys, and take the hint away after some."""
        pressed = isinstance(event, events.Key) and not event.is_forwarded
        self.pressed += pressed
        if pressed and self.pressed == _KEYS_UNTIL_KNOWN + 1:
            self._end_hint()
        await super().on_event(event)

    def _end_hint(self) -> None:
        for screen in self.screen_stack:
            screen.query(HintBar).remove()

    def action_jump(self) -> None:
        """Put a label at everything in sight."""
        panes = [
            (pane, tuple(pane.targets()))
            for pane in self.screen.query(Widget)
            if isinstance(pane, Jumpable) and pane.is_on_screen and pane.region.area
        ]
        panes.sort(key=lambda one: not one[0].has_focus)
        if not any(targets for _, targets in panes):
            self.say("Nothing here to jump to.")
            return
        from reader.ui.screens.jump import JumpScreen

        self.push_screen(JumpScreen(panes), self._jumped)

    def _jumped(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self.screen.set_focus(chosen.pane)
            chosen.go()
