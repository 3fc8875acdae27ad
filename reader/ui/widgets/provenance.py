"""The provenance pane: the copies of the story, and what each has at the reader's place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual import events
from textual.strip import Strip

from reader.ui.commands import Pane
from reader.ui.messages import ActWanted, CopyChosen, PlaceChosen, StoryWanted
from reader.ui.paint import Ground
from reader.ui.present.copies import copy_lines
from reader.ui.present.ink import ACCENT, FAINT, Run, Runs
from reader.ui.present.provenance import Entry, entries
from reader.ui.present.reading import CLEAN, Reading, item_at
from reader.ui.present.rows import Line, Place
from reader.ui.present.wrap import act_at
from reader.ui.widgets.labelled import Target
from reader.ui.widgets.lines import EDGE
from reader.ui.widgets.painted import Painted

_COPIES_PART = 0.5
"""Of the pane's height that the list of copies may take."""


class ProvenancePane(Painted, can_focus=True):
    """Follows the text's cursor; its own cursor moves the text from variant to variant."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.reading: Reading | None = None
        self.view = CLEAN
        self.item = 0
        self._copies: tuple[Line, ...] = ()
        self._copies_shape: tuple[Reading, int, int, int] | None = None
        self._entries: tuple[Entry, ...] = ()

    def read(self, reading: Reading | None, view: int = CLEAN) -> None:
        """Show another story, or none."""
        self.reading = reading
        self.view = view
        self.item = 0
        self._lay_out()

    def follow(self, place: Place, view: int) -> None:
        """Show what there is at a place."""
        if self.reading is None:
            return
        item = item_at(self.reading.items, place)
        if (item, view) != (self.item, self.view):
            self.item, self.view = item, view
            self._lay_out()

    def _lay_out(self) -> None:
        width, height = max(8, self.size.width - 1), self.size.height
        if self.reading is None or height <= 0:
            self._copies, self._entries = (), ()
            self._copies_shape = None
        else:
            shape = (self.reading, width, height, self.view)
            if shape != self._copies_shape:
                room = max(1, int(height * _COPIES_PART))
                self._copies = copy_lines(self.reading, width, room, self.view)
                self._copies_shape = shape
            left = height - len(self._copies) - 1
            self._entries = entries(self.reading, self.item, width, left)
        self.refresh()

    def take_size(self) -> None:
        """Lay out for the new size."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Return the strip for a line of the screen."""
        width = self.size.width
        copies = len(self._copies)
        if y < copies:
            line = self._copies[y]
            here = line.row == self.view and line.row > 0
            ground = Ground.CURSOR if here else Ground.PANE
            return self.paint.strip((Run(" ", FAINT), *line.runs), width, ground)
        at = y - copies - 1
        if not 0 <= at < len(self._entries):
            return self.paint.strip((), width)
        entry = self._entries[at]
        here = entry.item == self.item
        active = here and self.has_focus
        edge = Run("▌", ACCENT) if active else Run(" ", FAINT)
        ground = Ground.ACTIVE if active else Ground.PANE
        return self.paint.strip((edge, *entry.runs), width, ground)

    def move(self, delta: int) -> None:
        """Go some entries on, and take the text along."""
        if self.reading is None:
            return
        items = self.reading.items
        at, direction = self.item, 1 if delta > 0 else -1
        for _ in range(abs(delta)):
            found = at + direction
            while 0 <= found < len(items) and items[found].quiet:
                found += direction
            if not 0 <= found < len(items):
                break
            at = found
        self._go(at)

    def page(self, pages: float) -> None:
        """Go as many entries on as are in sight."""
        seen = len({entry.item for entry in self._entries if entry.item >= 0})
        self.move(max(1, int(abs(pages) * seen)) * (1 if pages > 0 else -1))

    def edge(self, direction: int) -> None:
        """Go to the first entry or the last."""
        if self.reading is not None:
            self.move(direction * len(self.reading.items))

    @property
    def place(self) -> Place:
        """The place that the entry under the cursor tells of."""
        return Place(0) if self.reading is None else self.reading.items[self.item].place

    @property
    def story_here(self) -> str:
        """The id of the related story under the cursor, if one is."""
        return self.reading.items[self.item].story if self.reading is not None else ""

    def _go(self, item: int) -> None:
        if self.reading is None or item == self.item:
            return
        if self.reading.items[item].story:
            self.item = item  # it is no place of the text, which stays where it is
            self._lay_out()
        else:
            self.post_message(PlaceChosen(self.reading.items[item].place, Pane.PROVENANCE))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go to the next entry."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go to the entry before."""
        event.stop()
        self.move(-1)

    def targets(self) -> Iterator[Target]:
        """Yield the copies and the entries in sight."""
        before = 0
        for y, line in enumerate(self._copies):
            if line.row > 0 and line.row != before:
                yield Target(y, partial(self.choose_line, y))
            before = line.row
        before = -1
        for y, entry in enumerate(self._entries, len(self._copies) + 1):
            if entry.item >= 0 and entry.item != before:
                yield Target(y, partial(self.choose_line, y))
            before = entry.item

    def on_click(self, event: events.Click) -> None:
        """Do what a line stands for, and what is named in it."""
        y = event.y - self.gutter.top  # the event counts the padding, too
        entry = y - len(self._copies) - 1
        runs: Runs = ()
        if 0 <= y < len(self._copies):
            runs = self._copies[y].runs
        elif 0 <= entry < len(self._entries):
            runs = self._entries[entry].runs
        self.choose_line(y)
        if act := act_at(runs, event.x - self.gutter.left - EDGE):
            self.post_message(ActWanted(act))

    def choose_line(self, y: int) -> None:
        """Show the copy that a line names, or go to its entry or to the related story."""
        if y < len(self._copies):
            view = self._copies[y].row
            if view > 0:
                self.post_message(CopyChosen(CLEAN if view == self.view else view))
            return
        at = y - len(self._copies) - 1
        if 0 <= at < len(self._entries) and self._entries[at].item >= 0:
            item = self._entries[at].item
            if self.reading is not None and (story := self.reading.items[item].story):
                self.post_message(StoryWanted(story))
            else:
                self._go(item)

    def on_focus(self) -> None:
        """Draw the cursor as active."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as passive."""
        self.refresh()
