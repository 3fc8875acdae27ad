"""The part of the application that opens addresses, by the command that a person has set."""

from __future__ import annotations

import subprocess
import sys

from textual import work
from textual.app import SuspendNotSupported

from reader.ui.present.browse import browser_command
from reader.ui.settled import SettledApp


class BrowsingApp(SettledApp):
    """An application that opens addresses in the browser of the settings."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open an address that was found fit to be opened (`present.browse.address`)."""
        browser = self.settings.browser
        if not browser.command:
            super().open_url(url, new_tab=new_tab)
            return
        try:
            command = browser_command(browser.command, url)
        except ValueError as error:
            self._say_not_opened(str(error))
            return
        if browser.in_terminal:
            self._in_terminal(command)
        else:
            self._beside(command)

    def _in_terminal(self, command: list[str]) -> None:
        try:
            with self.suspend():
                subprocess.run(command, check=False, stdout=sys.__stdout__)
        except (OSError, SuspendNotSupported) as error:
            self._say_not_opened(str(error))
        self.refresh()

    @work(thread=True, group="browser")
    def _beside(self, command: list[str]) -> None:
        nothing = subprocess.DEVNULL
        try:
            ended = subprocess.run(
                command, check=False, stdin=nothing, stdout=nothing, stderr=nothing,
                start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            self.call_from_thread(self._say_not_opened, str(error))
        else:
            if ended.returncode:
                reason = f"it ended with status {ended.returncode}"
                self.call_from_thread(self._say_not_opened, reason)

    def _say_not_opened(self, reason: str) -> None:
        told = f"{self.settings.browser.command}: {reason}; see [browser] in the settings"
        self.notify(told, title="Browser", severity="warning", markup=False, timeout=8)
