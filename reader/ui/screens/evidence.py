"""The whole reasoning for one place of a story."""

from __future__ import annotations

from reader.ui.present.evidence import evidence_rows
from reader.ui.present.reading import Reading
from reader.ui.present.rows import Place, Row
from reader.ui.screens.modal import Modal


class EvidenceScreen(Modal[None]):
    """Shows every reading of a passage, or every line put in, with why it is labelled so."""

    heading = "Evidence"

    def __init__(self, reading: Reading, place: Place) -> None:
        super().__init__()
        self._reading = reading
        self._place = place

    def rows(self) -> tuple[Row, ...]:
        """Return the reasoning."""
        return evidence_rows(self._reading.index, self._place)
