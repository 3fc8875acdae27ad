"""The whole reasoning for one place of a story."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from reader.ui.present.evidence import evidence_rows
from reader.ui.present.reading import Reading
from reader.ui.present.rows import Place, Row
from reader.ui.screens.modal import Modal


class EvidenceScreen(Modal[str]):
    """Shows every reading of a passage, or every line put in, with why it is labelled so.

    Of the story it shows why the copies stand together; it returns a related story to be read.
    """

    heading = "Evidence"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "read", "Read", show=False)]

    def __init__(self, reading: Reading, place: Place) -> None:
        super().__init__()
        self._reading = reading
        self._place = place

    def rows(self) -> tuple[Row, ...]:
        """Return the reasoning."""
        return evidence_rows(self._reading, self._place)

    def action_read(self) -> None:
        """Read the related story under the cursor."""
        if self.active.rows and (story := self.active.rows[self.active.cursor].story):
            self.dismiss(story)
