"""A list of the copies of a story, to choose one by its number or its outlet."""

from __future__ import annotations

from reader.ui.present.picker import picker_rows
from reader.ui.present.reading import Reading
from reader.ui.present.rows import Row
from reader.ui.screens.choice import Choosing


class CopyPicker(Choosing[int]):
    """Returns the number of the copy chosen, 0 for the clean text."""

    heading = "Go to a copy"
    below = "type a number or an outlet · enter go · esc close"

    def __init__(self, reading: Reading, view: int) -> None:
        super().__init__()
        self._reading = reading
        self._view = view

    def rows(self) -> tuple[Row, ...]:
        """Return the copies that the words leave."""
        return picker_rows(self._reading, self.query_words)

    def choice(self, number: int) -> int:
        """Return the number of a copy."""
        return number
