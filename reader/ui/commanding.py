"""The part of the application that offers its commands by name, and its themes."""

from __future__ import annotations

from reader.ui.commands import Pane
from reader.ui.messages import ActWanted
from reader.ui.screens.movable import Movable
from reader.ui.settled import SettledApp


class CommandingApp(SettledApp):
    """An application with a palette of commands."""

    ENABLE_COMMAND_PALETTE = False  # Textual's own

    @property
    def pane_here(self) -> Pane | None:
        """The pane of the main screen that has the focus, if that is the screen."""
        return None

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        from reader.ui.present.palette import entries
        from reader.ui.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            where = self.screen.where if isinstance(self.screen, Movable) else None
            known = entries(self.keymap, where, self.pane_here)
            self.push_screen(PaletteScreen(known), self._do_chosen)

    def _do_chosen(self, action: str | None) -> None:
        if action is not None:
            self.call_later(self.run_action, action)

    async def on_act_wanted(self, message: ActWanted) -> None:
        """Do what was clicked."""
        await self.run_action(message.act)

    def action_change_theme(self) -> None:
        """Choose among all themes."""
        from reader.ui.present.choices import Choice
        from reader.ui.screens.choice import ChoiceScreen

        choices = [
            Choice(
                name, name, f"{'dark' if theme.dark else 'light'}{', now' * (name == self.theme)}"
            )
            for name, theme in sorted(self.available_themes.items())
        ]
        self.push_screen(ChoiceScreen("Theme", choices), self._take_theme)

    def _take_theme(self, chosen: str | None) -> None:
        if chosen is not None:
            self.theme = chosen
