"""The files that could not be read, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Failure
from reader.text.phrases import count
from reader.text.safe import safe_line
from reader.ui.present.ink import QUIET, STRONG, Run
from reader.ui.present.rows import Place, Row
from reader.ui.screens.modal import Modal


class FailuresScreen(Modal[None]):
    """Names each source that was passed over and each feed that fails, and why."""

    def __init__(self, files: Sequence[Failure], feeds: Sequence[Failure] = ()) -> None:
        super().__init__()
        self._failures = (*files, *feeds)
        parts = []
        if files:
            parts.append(f"{count(len(files), 'file was', 'files were')} passed over")
        if feeds:
            parts.append(f"{count(len(feeds), 'feed fails', 'feeds fail')}")
        self.heading = ", ".join(parts)

    def rows(self) -> tuple[Row, ...]:
        """Return a row for each source."""
        return tuple(
            Row(
                Place(0),
                (
                    Run(safe_line(failure.source), STRONG),
                    Run("  " + safe_line(failure.reason), QUIET),
                ),
                gap=True,
            )
            for failure in self._failures
        )
