"""The pane of a comparison: pairs of texts in two columns, or in one where it is narrow."""

from __future__ import annotations

from reader.ui.commands import Pane
from reader.ui.messages import PlaceChosen
from reader.ui.present.columns import TWO_COLUMNS, lay_out_pairs
from reader.ui.present.compare import Comparison
from reader.ui.present.gutter import BAR
from reader.ui.present.pairs import Pair
from reader.ui.present.reading import row_at
from reader.ui.present.rows import Place
from reader.ui.widgets.story import StoryPane


class ComparePane(StoryPane):
    """Shows a comparison; its cursor stands on a place of the story."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.made: Comparison | None = None
        self.pairs: tuple[Pair, ...] = ()
        self.folded = True
        self.differing = False
        self._wanted: tuple[Place, int] | None = None
        self._left_out: tuple[Place, Place] | None = None

    @property
    def wide(self) -> bool:
        """Whether there is room for two columns."""
        return self.room >= TWO_COLUMNS

    @property
    def place(self) -> Place:
        """Where in the story the cursor stands."""
        return self.rows[self.cursor].place if self.rows else Place(0)

    @property
    def pair(self) -> Pair | None:
        """The pair under the cursor."""
        return self.pairs[self.cursor] if self.cursor < len(self.pairs) else None

    def compare(self, made: Comparison, place: Place, line: int) -> None:
        """Show a comparison, a place of it on a line of the terminal."""
        self.made = made
        if self.size.height:
            self._again(place, line - self.first_line)
        else:
            self._wanted = place, line  # until there is room to lay it out in

    def toggle_fold(self) -> None:
        """Fold or unfold boilerplate; the place is kept."""
        self.folded = not self.folded
        self._again(self.place, self.here)

    def toggle_differing(self) -> None:
        """Show only what differs, or the whole text; the place is kept.

        Where it is left out, the one before stands in for it, until the whole text is shown again.
        """
        before, stand_in = self._left_out or (self.place, self.place)
        place = before if self.differing and stand_in == self.place else self.place
        self.differing = not self.differing
        self._again(place, self.here)
        self._left_out = (place, self.place) if self.differing else None

    @property
    def here(self) -> int:
        """The line of the screen on which the cursor's row begins."""
        return self.screen_line(self.cursor) if self.rows else 0

    def _again(self, place: Place, line: int) -> None:
        if self.made is None:
            return
        self.pairs = self.made.pairs(folded=self.folded, variants=self.differing, beside=self.wide)
        self.put_rows(tuple(pair.row for pair in self.pairs), BAR)
        self.hold(row_at(self.rows, place), min(max(0, line), max(0, self.size.height - 1)))
        self.reveal()
        self.cursor_moved()

    def lay_out(self) -> None:
        """Break the pairs into lines for the present width."""
        if self.wide:
            self._laid_out_for = self.inner_width
            self.layout_of_rows = lay_out_pairs(self.pairs, self.room)
            self._strips.clear()
        else:
            super().lay_out()

    def resized(self) -> None:
        """Lay out anew: what fitted beside each other may have to stand under each other.

        At first the bars are shown before there is a text between them: that takes its time.
        """
        if self._wanted is None:
            self._again(self.place, self.here)
        else:
            self.call_later(self._begin)

    def _begin(self) -> None:
        if self._wanted is None:
            return
        place, line = self._wanted
        self._wanted = None
        self._again(place, line - self.first_line)

    def cursor_moved(self) -> None:
        """Tell the screen where the cursor is."""
        self.post_message(PlaceChosen(self.place, Pane.TEXT))
