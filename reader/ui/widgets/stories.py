"""The list of stories: rows are read and drawn when they come into sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events

from reader.errors import ReaderError
from reader.model import StorySummary
from reader.ui.messages import PassagesWanted, StoryChosen
from reader.ui.paint import Ground
from reader.ui.present.ink import QUIET, Run, Runs
from reader.ui.present.rows import Line
from reader.ui.present.stories import Marks, passage_line, story_lines
from reader.ui.present.wrap import clip
from reader.ui.widgets.lines import LinesPane

if TYPE_CHECKING:
    from reader.archive.search import Passage

_AIRY = 34
"""Lines of the pane from which on a blank line stands between stories."""
_LOST = StorySummary("", "…", None, (), 0, 0, None)
"""Stands for a row that cannot be read."""


class StoriesPane(LinesPane):
    """Shows summaries of stories, which are read when they are looked at; all are listed."""

    FOLLOWS_SCROLL = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.stories: Sequence[StorySummary] = ()
        self.facts: Mapping[str, int] = {}
        self.with_passages = False
        self.joining = ""
        self._passages: dict[str, Passage | None] = {}
        self._newest: datetime | None = None
        self._empty: tuple[str, ...] = ()

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
        return len(self.stories) * self.pitch if len(self.stories) else len(self._empty)

    def line(self, number: int) -> Line:
        """Return a line of a story, laid out when it is asked for."""
        if not len(self.stories):
            return Line(-1, clip((Run(f" {self._empty[number]}", QUIET),), self.room))
        row, part = divmod(number, self.pitch)
        if part >= self._lines_each:
            return Line(-1, ())
        return Line(row, self._story(row)[part])

    def _story(self, row: int) -> tuple[Runs, Runs, Runs]:
        story = self.story_at(row)
        passage = self._passages.get(story.id)
        marks = Marks(
            newest=self._newest,
            facts=self.facts.get(story.id, 0),
            passage=passage,
            joining=bool(self.joining) and story.id == self.joining,
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
        return range(row * self.pitch, row * self.pitch + self._lines_each)

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
        first = max(0, self.line_at(0)) // self.pitch
        last = first + self.size.height // self.pitch + 1
        return range(first, max(first, min(last, len(self.stories))))

    def put(
        self,
        stories: Sequence[StorySummary],
        position: int,
        *,
        newest: datetime | None = None,
        with_passages: bool = False,
        line: int | None = None,
    ) -> None:
        """Show stories, the cursor on the one at `position`.

        It stands on `line` of the screen, if told so and as far as rows fill the pane there.
        """
        self.stories = stories
        self.with_passages = with_passages
        self._passages.clear()
        self._newest = newest
        self.cursor = self.moved(position, 0)
        if line is not None and len(stories):
            start, far = self.cursor * self.pitch, self.line_count - self.size.height
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
        self.refresh_lines(self._lead + row * self.pitch, self._lines_each)

    def cursor_moved(self) -> None:
        """Tell the screen which story is chosen."""
        if self.position is not None:
            self.post_message(StoryChosen(self.position))

    def clicked(self, row: int, *, twice: bool) -> None:
        """Open a story that is clicked twice."""
        if twice and self.position is not None:
            self.post_message(StoryChosen(self.position, opened=True))

    def on_resize(self, event: events.Resize) -> None:
        """Fit the new size."""
        self._strips.clear()
        self.fit()
        self.reveal()
        self._want_passages()
