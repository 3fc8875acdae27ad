"""The base of the screens that stand in place of the main one, and go back to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar

from textual import events

from reader.settings import Look
from reader.ui.commands import BY_ID, Command
from reader.ui.elsewhere import footer_of
from reader.ui.present.bars import Hint, copies_key
from reader.ui.present.rows import Place
from reader.ui.screens.movable import TALL, Movable, Result
from reader.ui.settled import settled
from reader.ui.widgets.bars import KeyBar
from reader.ui.widgets.still import Still

_TOP = Place(0)

_BOTH = {"next-copy": "previous-copy", "next-story": "previous-story"}
"""Commands whose hint names the key of their opposite, too."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a person was when a screen was left, and what they want there.

    `view` is the view that they want to read (None: that which was open), `story` another story,
    by its id; with an `article` the view is that article's copy, and `segment` the place in it.
    `then` is the action to go on with. `line` is the line of the terminal on which the place stood.
    """

    place: Place = _TOP
    view: int | None = None
    story: str = ""
    article: str = ""
    segment: int | None = None
    then: str = ""
    line: int | None = None


class FullScreen(Movable[Result], Still):
    """Names its keys at the bottom; escape leaves it."""

    BLANK = True
    most_told: ClassVar[int] = 5
    """Lines of what is told of the place, on a screen that has room for them."""
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "../styles/full.tcss"

    def on_mount(self) -> None:
        """Name the keys, and share the height before anything is drawn: Textual does it after."""
        self.name_keys()
        height = self.app.size.height
        self._share(height)
        self.update_classes({"-short": height < TALL, "-tall": height >= TALL}, animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Share the new height."""
        self._share(event.size.height)

    def _share(self, height: int) -> None:
        """Give what is told of the place its part of the height."""
        for panel in self.query("#detail"):
            panel.styles.height = max(2, min(self.most_told, height // 4))

    def follow_look(self, look: Look, before: Look | None) -> None:
        """Name the keys that are in force."""
        self.name_keys()

    def name_keys(self) -> None:
        """Name the keys of this screen, those in force."""
        if self.where is not None:
            hints = [self._hint(command) for command in footer_of(self.where)]
            self.query_one(KeyBar).name_keys([hint for hint in hints if hint.key])

    def _hint(self, command: Command) -> Hint:
        keymap = settled(self).keymap
        key = keymap.first(BY_ID[command.id])
        if other := _BOTH.get(command.id):
            key = f"{key} {keymap.first(BY_ID[other])}".strip()
        if command.numbered:
            return Hint(
                copies_key(key, command.shown, self.copies), command.footer, "screen.pick_copy"
            )
        return Hint(key, command.footer, command.act)

    @property
    def copies(self) -> int:
        """How many copies there are to go to by a number."""
        return 9
