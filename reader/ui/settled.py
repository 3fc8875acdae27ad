"""The part of the application that holds a person's settings, and takes them up when they change.

Theme, signs, widths and keys follow the file while the screen is open. What a person changed by a
key since (a theme, a width) is left as it is until that very setting changes.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from rich.segment import Segment
from textual import work
from textual.app import App
from textual.color import Color
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.message import Message
from textual.widget import Widget

from reader.config import Parsed, Problem, nearest
from reader.services.settings import SettingsFile
from reader.settings import Look, Settings
from reader.text.safe import safe_line
from reader.ui.keymap import Keymap, keymap_of
from reader.ui.present.glyphs import ascii_of
from reader.ui.themes import KNOWN_THEMES, THEMES, theme_on

_LOOK_EVERY = 2.0
"""Seconds between two looks at the file of settings: soon enough for who saves it and looks up."""
_MOST_TOLD = 3
"""Problems that one notification names; `reader config --check` names all."""
_SAID, _WRONG = 3.0, 8.0
"""Seconds for which a note stands, and what went wrong."""


class SafeSigns(LineFilter):
    """The last gate before the terminal: what would act on it is drawn as a sign instead.

    Who draws makes text safe before, so that it knows how wide the text is; whatever escaped that,
    in whichever widget, ends here.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with nothing in them that acts; the same list if they are safe."""
        if all(text.isascii() and text.isprintable() for text, _, _ in segments):
            return segments
        return [Segment(safe_line(text), style, control) for text, style, control in segments]


class AsciiSigns(LineFilter):
    """Draws in ASCII what Textual's own widgets draw with other signs."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in ASCII signs."""
        return [Segment(ascii_of(text), style, control) for text, style, control in segments]


class OnScreen(NamedTuple):
    """What the settings come to on the screen."""

    keymap: Keymap
    theme: str
    own: tuple[Problem, ...]
    """What is wrong that only the screen can tell: names of themes, and keys."""
    problems: tuple[Problem, ...]
    """All that is wrong, in the order of the file."""


def on_screen(parsed: Parsed, theme: str = "") -> OnScreen:
    """Return the keys and the theme in force; `theme` goes before the one that is set."""
    keymap, said = keymap_of(parsed.settings.keys, parsed.lines)
    chosen = theme or parsed.settings.look.theme
    if chosen != "auto" and chosen not in KNOWN_THEMES:
        near = nearest(chosen, sorted(KNOWN_THEMES))
        remedy = f"did you mean {near}?" if near else "the command palette names them all"
        line = parsed.lines.get(("look", "theme"), 0)
        said = (*said, Problem(line, "look.theme", f'there is no theme "{chosen}"', remedy))
        chosen = "auto"
    if chosen == "auto":
        chosen = theme_on(os.environ)
    return OnScreen(keymap, chosen, said, tuple(sorted((*parsed.problems, *said))))


class SettingsRead(Message):
    """The file of settings was read anew, in a thread."""

    def __init__(self, parsed: Parsed) -> None:
        super().__init__()
        self.parsed = parsed


@runtime_checkable
class Follows(Protocol):
    """A screen that draws by the settings."""

    def follow_look(self, look: Look, before: Look | None) -> None:
        """Take up what differs from the look before; None: there was none."""


class SettledApp(App[None]):
    """An application with settings."""

    def __init__(
        self, parsed: Parsed | None = None, file: SettingsFile | None = None, *, theme: str = ""
    ) -> None:
        """Hold the settings that were read, and watch their file if there is one.

        `theme` goes before the setting. `pressed` counts the keys pressed so far.
        """
        super().__init__()
        self._file = file
        self._safe = SafeSigns()
        self._ascii = AsciiSigns()
        self.settings = Settings()
        self.keymap = Keymap()
        self.pressed = self._said_at = 0
        for own in THEMES:
            self.register_theme(own)
        self.problems = self._settle(parsed or Parsed(Settings()), theme)

    @property
    def settings_path(self) -> Path | None:
        """The file of settings, which need not exist; None: there is none."""
        return None if self._file is None else self._file.path

    @property
    def ascii_signs(self) -> bool:
        """Whether the program's own signs are drawn in ASCII."""
        return self.settings.look.glyphs == "ascii"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters, and those of the signs."""
        filters = [*super().get_line_filters(), self._safe]
        return [*filters, self._ascii] if self.ascii_signs else filters

    def watch_settings(self) -> None:
        """Say what is wrong in the settings, and look from time to time whether they change."""
        self._say(self.problems)
        if self._file is not None:
            self.set_interval(_LOOK_EVERY, self._look_at_settings)

    @work(thread=True, group="settings", exclusive=True)
    def _look_at_settings(self) -> None:
        if self._file is not None and self._file.changed():
            self.post_message(SettingsRead(self._file.read()))

    def on_settings_read(self, message: SettingsRead) -> None:
        """Take up settings that changed, and say what is wrong in them."""
        before = self.settings
        self.problems = self._settle(message.parsed)
        if before.look.glyphs != self.settings.look.glyphs:
            self._draw_anew()
        for screen in self.screen_stack:
            if isinstance(screen, Follows):
                screen.follow_look(self.settings.look, before.look)
        self._say(self.problems)

    def _draw_anew(self) -> None:
        """Have every widget forget what it drew."""
        for screen in self.screen_stack:
            for widget in (screen, *screen.query(Widget)):
                widget.notify_style_update()
                widget.refresh()

    def _settle(self, parsed: Parsed, theme: str = "") -> tuple[Problem, ...]:
        """Take up settings; return what is wrong in them, with what only the screen can tell."""
        before, self.settings = self.settings, parsed.settings
        found = on_screen(parsed, theme)
        self.keymap = found.keymap
        self.set_keymap(self.keymap.for_textual())
        if not self.is_running or self.settings.look.theme != before.look.theme:
            self.theme = found.theme
        return found.problems

    def _say(self, problems: Sequence[Problem]) -> None:
        if self._file is None or not problems:
            return
        told = [problem.told(self._file.path.name) for problem in problems[:_MOST_TOLD]]
        if len(problems) > _MOST_TOLD:
            told.append(f"and {len(problems) - _MOST_TOLD} more: reader config --check")
        self.notify("\n".join(told), title="Settings", severity="warning", markup=False, timeout=12)

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say something over the line of keys for a while.

        It takes the place of what was said before the last key was pressed; but what went `wrong`
        stays, and longer.
        """
        if wrong:
            self.notify(words, severity="warning", markup=False, timeout=_WRONG)
            return
        if self._said_at != self.pressed and not self.screen.query("Toast.-warning"):
            self.clear_notifications()
        self._said_at = self.pressed
        self.notify(words, markup=False, timeout=_SAID)


def settled(node: DOMNode) -> SettledApp:
    """Return the application of a screen or a widget, with the settings in force."""
    app = node.app
    assert isinstance(app, SettledApp)
    return app
