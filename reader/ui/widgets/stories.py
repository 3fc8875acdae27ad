"""The list of stories: rows are read and drawn when they come into sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from reader.errors import ReaderError
from reader.model import StorySummary
from reader.ui.messages import CopyChosen, PassagesWanted, StoryChosen
from reader.ui.paint import Ground
from reader.ui.present.copies import folded_out
from reader.ui.present.ink import QUIET, Run, Runs
from reader.ui.present.reading import CLEAN, Reading
from reader.ui.present.rows import Line
from reader.ui.present.stories import ListShape, Marks, passage_line, story_lines
from reader.ui.present.wrap import clip
from reader.ui.widgets.labelled import Target
from reader.ui.widgets.lines import LinesPane

if TYPE_CHECKING:
    from reader.archive.search import Passage

_AIRY = 34
"""Lines of the pane from which on a blank line stands between stories."""
_LOST = StorySummary("", "…", None, (), 0, 0, None)
"""Stands for a row that cannot be read."""


class StoriesPane(LinesPane):
    """Shows summaries of stories, which are read when they are looked at; all are listed.

    Beneath one story its copies may stand, a line each; `member` is the one among them, counted
    from 1, that the cursor stands on (0: on the story itself).
    """

    FOLLOWS_SCROLL = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.stories: Sequence[StorySummary] = ()
        self.facts: Mapping[str, int] = {}
        self.with_passages = False
        self.by_outlet = False
        self.joining = ""
        self._passages: dict[str, Passage | None] = {}
        self._today: datetime | None = None
        self._empty: tuple[str, ...] = ()
        self.member = 0
        self._fold: Reading | None = None
        self._fold_row = 0
        self._members: tuple[Runs, ...] = ()
        self._members_for: tuple[Reading, int] | None = None

    @property
    def pitch(self) -> int:
        """Lines from one story to the next."""
        return self._lines_each + (self.size.height >= _AIRY)

    @property
    def _lines_each(self) -> int:
        return 3 if self.with_passages else 2

    @property
    def line_count(self) -> int:
        """How many lines the stories take."""
        if not len(self.stories):
            return len(self._empty)
        return len(self.stories) * self.pitch + self._folded_out

    @property
    def _folded_out(self) -> int:
        """How many copies stand beneath their story."""
        return len(self._fold.index.copies) if self._fold is not None else 0

    @property
    def _shape(self) -> ListShape:
        return ListShape(self.pitch, self._lines_each, self._fold_row, self._folded_out)

    def line(self, number: int) -> Line:
        """Return a line of a story, laid out when it is asked for.

        The rows of lines that hold no part of a story itself are below 0.
        """
        if not len(self.stories):
            return Line(-1, clip((Run(f" {self._empty[number]}", QUIET),), self.room))
        row, part, member = self._shape.at(number)
        if member:
            return Line(-1 - member, self._member(member))
        if part >= self._lines_each:
            return Line(-1, ())
        return Line(row, self._story(row)[part])

    def _member(self, member: int) -> Runs:
        assert self._fold is not None
        if self._members_for != (self._fold, self.room):
            self._members = folded_out(self._fold, self.room)
            self._members_for = self._fold, self.room
        return self._members[member - 1]

    def _ground(self, row: int) -> Ground:
        if row == self.cursor and self.member:
            return Ground.PANE
        under_cursor = row < -1 and self.member == -1 - row
        return super()._ground(self.cursor if under_cursor else row)

    def _story(self, row: int) -> tuple[Runs, Runs, Runs]:
        story = self.story_at(row)
        passage = self._passages.get(story.id)
        marks = Marks(
            today=self._today,
            facts=self.facts.get(story.id, 0),
            passage=passage,
            joining=bool(self.joining) and story.id == self.joining,
            by_outlet=self.by_outlet,
        )
        first, second = story_lines(story, self.room, marks)
        return first, second, passage_line(passage, self.room)

    def story_at(self, row: int) -> StorySummary:
        """Return a story's summary; of one that cannot be read, an empty one."""
        try:
            return self.stories[row]
        except (IndexError, ReaderError):
            return _LOST

    def lines_of(self, row: int) -> range:
        """Return the lines of a row."""
        if not 0 <= row < len(self.stories):
            return range(0)
        start = self._shape.start(row)
        return range(start, start + self._lines_each)

    @property
    def cursor_lines(self) -> range:
        """The lines of the story under the cursor, or the line of the copy."""
        lines = self.lines_of(self.cursor)
        if not self.member:
            return lines
        return range(lines.stop + self.member - 1, lines.stop + self.member)

    def moved(self, row: int, delta: int) -> int:
        """Return the row some stories away."""
        return max(0, min(row + delta, len(self.stories) - 1))

    @property
    def position(self) -> int | None:
        """The position of the story under the cursor."""
        return self.cursor if 0 <= self.cursor < len(self.stories) else None

    @property
    def chosen(self) -> StorySummary | None:
        """The story under the cursor."""
        return None if self.position is None else self.story_at(self.position)

    @property
    def in_sight(self) -> range:
        """The positions of the stories on screen."""
        first = self._shape.at(max(0, self.line_at(0)))[0]
        last = first + self.size.height // self.pitch + 1
        return range(first, max(first, min(last, len(self.stories))))

    # The copies of a story

    def toggle_fold(self, reading: Reading | None) -> None:
        """Show the copies of the story under the cursor beneath it, or hide them."""
        if reading is None or not 0 <= self.cursor < len(self.stories):
            return
        shown = self._fold is not None and self._fold_row == self.cursor
        self._fold_out(None if shown else reading, self.cursor)
        lines = self.lines_of(self.cursor)
        self.reveal(range(lines.start, lines.stop + self._folded_out))
        self.reveal()

    def follow(self, reading: Reading) -> None:
        """Show the copies of a story as they are by now, if they are shown."""
        if self._fold is not None and self._fold.story == reading.story:
            self._fold_out(reading, self._fold_row)

    def _fold_out(self, reading: Reading | None, row: int) -> None:
        if reading is not self._fold or row != self._fold_row:
            line = self.screen_line(self.cursor)
            self._fold, self._fold_row = reading, row
            member = self.member if row == self.cursor else 0
            self.hold(self.cursor, line)
            self.member = min(member, self._folded_out)

    def _find_fold(self, shift: int) -> None:
        """Find the story whose copies are shown where the cursor's has gone, or hide them."""
        fold, self._fold = self._fold, None
        row, member, self.member = self._fold_row + shift, self.member, 0
        if fold is not None and row >= 0 and self.story_at(row).id == fold.story:
            self._fold, self._fold_row = fold, row
            self.member = min(member, self._folded_out)

    def put_cursor(self, row: int, *, reveal: bool = True) -> None:
        """Put the cursor on a story."""
        if self.member and row == self.cursor:
            self.put_member(0)
        elif self.member:
            self._redraw_cursor()
            self.member = 0
        super().put_cursor(row, reveal=reveal)

    def choose_member(self, member: int) -> None:
        """Put the cursor on a copy, wherever it stands by now."""
        self.put_cursor(self._fold_row, reveal=False)
        self.put_member(member)

    def put_member(self, member: int) -> None:
        """Put the cursor on a copy beneath its story (0: on the story), and show it."""
        for shown in (self.member, member):
            self.member = shown
            self._redraw_cursor()
        self.reveal()
        if self._fold is not None:
            copies = (CLEAN, *self._fold.index.copies)
            self.post_message(CopyChosen(copies[member], going=False))

    def move(self, delta: int) -> None:
        """Go some rows down, or up, through the copies that are shown."""
        folded_out, step = self._folded_out, 1 if delta > 0 else -1
        for _ in range(abs(delta)):
            if folded_out and self.cursor == self._fold_row and self.member + step >= 0:
                if self.member + step <= folded_out:
                    self.put_member(self.member + step)
                    continue
            elif folded_out and step < 0 and self.cursor - 1 == self._fold_row:
                self.choose_member(folded_out)
                continue
            super().move(step)

    def put(
        self,
        stories: Sequence[StorySummary],
        position: int,
        *,
        today: datetime | None = None,
        with_passages: bool = False,
        by_outlet: bool = False,
        line: int | None = None,
    ) -> None:
        """Show stories, the cursor on the one at `position`.

        It stands on `line` of the screen, if told so and as far as rows fill the pane there.
        `by_outlet`: each names the outlet that it is sorted by.
        """
        self.stories = stories
        self.with_passages, self.by_outlet = with_passages, by_outlet
        self._passages.clear()
        self._today = today
        before, self.cursor = self.cursor, self.moved(position, 0)
        self._find_fold(self.cursor - before)
        if line is not None and len(stories):
            start, far = self._shape.start(self.cursor), self.line_count - self.size.height
            line = max(0, min(line, self.size.height - self._lines_each))
            self.hold(self.cursor, start - max(0, min(start - line, far)))
        self.fit()
        self.reveal()
        self.redraw()
        self.cursor_moved()
        self._want_passages()

    def say(self, *lines: str) -> None:
        """Show words instead of stories."""
        self.stories, self._empty = (), lines
        self.with_passages = False
        self._fold, self.member = None, 0
        self._lead = self._tail = 0
        self._scroll(0)
        self.redraw()

    def put_passages(self, found: Mapping[str, Passage | None]) -> None:
        """Show where the words of the search stand in stories, by their ids."""
        self._passages.update(found)
        self.redraw()

    def _want_passages(self) -> None:
        if self.with_passages:
            missing = [at for at in self.in_sight if self.story_at(at).id not in self._passages]
            if missing:
                self.post_message(PassagesWanted(tuple(missing)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the passages of the stories that come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._want_passages()

    def mark(self, story: str, facts: Mapping[str, int] | None = None) -> None:
        """Draw the row of a story anew; `facts`: passages of each story with a changed fact."""
        if facts is not None:
            self.facts = facts
        for row in self.in_sight:
            if self.story_at(row).id == story:
                self.redraw_row(row)

    def redraw_row(self, row: int) -> None:
        """Draw a row anew."""
        for number in self.lines_of(row):
            for ground in Ground:
                self._strips.pop((number, ground), None)
        self.refresh_lines(self._lead + self._shape.start(row), self._lines_each)

    def cursor_moved(self) -> None:
        """Tell the screen which story is chosen."""
        if self.position is not None:
            self.post_message(StoryChosen(self.position))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a copy that is clicked; twice: open it."""
        member = self._shape.at(self.line_at(event.y - self.gutter.top))[2]
        if member:
            event.prevent_default()
            self.choose_member(member)
            self.clicked(self._fold_row, twice=event.chain > 1)

    def targets(self) -> Iterator[Target]:
        """Yield the stories and the copies in sight."""
        stories = {target.line: target for target in super().targets()}
        for y in range(self.size.height):
            number = self.line_at(y)
            if y in stories:
                yield stories[y]
            elif 0 <= number < self.line_count and (member := self._shape.at(number)[2]):
                yield Target(y, partial(self.choose_member, member))

    def clicked(self, row: int, *, twice: bool) -> None:
        """Open a story that is clicked twice."""
        if twice and self.position is not None:
            self.post_message(StoryChosen(self.position, opened=True))

    def take_size(self) -> None:
        """Fit the new size."""
        self._strips.clear()
        self.fit()
        self.reveal()
        self._want_passages()
