"""The whole reasoning for one place of a story."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from reader.model import Label
from reader.ui.messages import Overruled
from reader.ui.present.evidence import begins, evidence_rows, label_of
from reader.ui.present.overruling import label_choices
from reader.ui.present.reading import Reading
from reader.ui.present.rows import Place, Row
from reader.ui.screens.modal import Modal


class EvidenceScreen(Modal[str]):
    """Shows every reading of a passage, or every line put in, with why it is labelled so.

    Of the story it shows why the copies stand together; it returns a related story to be read.
    """

    heading = "Evidence"
    below = "{move} move · ! not so · esc close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read", show=False),
        Binding("exclamation_mark", "overrule", "Not so", show=False),
    ]

    def __init__(self, reading: Reading, place: Place) -> None:
        super().__init__()
        self._reading = reading
        self._place = place

    def rows(self) -> tuple[Row, ...]:
        """Return the reasoning."""
        return evidence_rows(self._reading, self._place)

    def begins(self, rows: Sequence[Row]) -> int:
        """Return the first row with a label, that it can be overruled at once."""
        return begins(self._reading.index, rows, self._place)

    def action_read(self) -> None:
        """Read the related story under the cursor."""
        if self.active.rows and (story := self.active.rows[self.active.cursor].story):
            self.dismiss(story)

    def action_overrule(self) -> None:
        """Choose what the segment under the cursor is, instead of what it is labelled."""
        rows = self.active.rows
        label = label_of(self._reading.index, rows[self.active.cursor]) if rows else None
        if label is None:
            words = "Go to a copy’s words or their label; ! then says what they are."
            self.say(words)
            return
        from reader.ui.screens.choice import ChoiceScreen

        screen = ChoiceScreen("What is it?", label_choices(label))
        self.app.push_screen(screen, partial(self._overrule, label))

    def _overrule(self, label: Label, chosen: str | None) -> None:
        if chosen is not None:
            self.app.screen_stack[0].post_message(Overruled(self._reading, label, chosen))
            self.dismiss(None)
