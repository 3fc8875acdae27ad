"""The base of the panes of one story, in which one goes from what is told to what is told next."""

from __future__ import annotations

from collections.abc import Callable

from reader.ui.present.reading import is_addition, is_variant, seek
from reader.ui.present.rows import Row
from reader.ui.widgets.rows import RowsPane


class StoryPane(RowsPane):
    """Shows rows of a story, some of which tell of a variant or of something put in."""

    def next_variant(self, direction: int) -> bool:
        """Go to the next row that a copy has otherwise; False if there is none."""
        return self.go_on(direction, is_variant)

    def next_addition(self) -> bool:
        """Go to the next thing put in, round and round; False if there is none."""
        if self.go_on(1, is_addition):
            return True
        first = seek(self.rows, -1, 1, is_addition)
        if first is None or first == self.cursor:
            return False
        self.put_cursor(first)
        return True

    def go_on(self, direction: int, wanted: Callable[[Row], bool]) -> bool:
        """Go to the next row that is wanted; False if there is none."""
        found = seek(self.rows, self.cursor, direction, wanted)
        if found is not None:
            self.put_cursor(found)
        return found is not None
