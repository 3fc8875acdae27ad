"""The part of the main screen that has stories compared where the list rests on what that finds."""

from __future__ import annotations

import threading

from textual import work
from textual.message import Message

from reader.errors import Cancelled, ReaderError
from reader.ui.screens.ruling import RulingScreen

_COMPARED_ANEW = 25
"""Stories compared between two readings of a list that rests on what comparing finds."""


class Comparing(Message):
    """So many stories have been compared, of so many (0: unknown)."""

    def __init__(self, done: int, total: int) -> None:
        self.done = done
        self.total = total
        super().__init__()


class ComparedAll(Message):
    """Comparing has ended; `reason`: before all stories were compared, and why."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        super().__init__()


class ComparingScreen(RulingScreen):
    """Compares copies in a thread while a list is shown that asks for it, and no longer."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, named)
        self.comparing = False
        self._stop_comparing = threading.Event()
        self._needless = False

    def list_was_put(self) -> None:
        """Have stories compared where what is listed rests on it, and no longer than it does."""
        super().list_was_put()
        if self.findings_missing and not self.comparing:
            self.comparing = True
            self._stop_comparing.clear()
            self._compare_all()
            self.name_keys()
        elif not self.findings_missing and self.comparing:
            self._needless = True
            self._stop_comparing.set()

    @work(thread=True, group="compare")
    def _compare_all(self) -> None:
        assert self.library is not None

        def progress(stage: str, done: int, total: int) -> None:
            self.post_message(Comparing(done, total))

        try:
            self.library.compare(progress=progress, cancelled=self._stop_comparing.is_set)
        except Cancelled:
            self.post_message(ComparedAll("Stopped: not all stories are compared."))
        except ReaderError as error:
            self.post_message(ComparedAll(str(error)))
        else:
            self.post_message(ComparedAll())

    def on_comparing(self, message: Comparing) -> None:
        """Show how far comparing has come, and from time to time what it found."""
        done, total = message.done, message.total
        many = f"{done:,} of {total:,}" if total else f"{done:,}"
        self.title_bar.say(f"comparing copies: {many} stories …")
        if done and done % _COMPARED_ANEW == 0:
            self.read_anew()

    def on_compared_all(self, message: ComparedAll) -> None:
        """Show what is found now that all is compared."""
        self.comparing = False
        self.tell_what_goes_on()
        self.name_keys()
        needless, self._needless = self._needless, False
        if needless:
            self.list_was_put()  # which may rest on it again by now
        elif message.reason:
            self.findings_missing = False  # or it would begin again
            self.say(message.reason, wrong=True)
        else:
            self.read_anew()

    def stop_comparing(self) -> bool:
        """Have comparing end; False if none is under way."""
        if self.comparing:
            self._stop_comparing.set()
        return self.comparing

    def tell_what_goes_on(self) -> None:
        """Say at the top what is shown, where nothing goes on."""
        self.title_bar.say(self._named)

    def leave(self) -> None:
        """End comparing."""
        self._stop_comparing.set()
        super().leave()
