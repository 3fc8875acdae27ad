"""The list of stories: rows are drawn when they come into sight, however many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events

from reader.model import StorySummary
from reader.ui.messages import StoryChosen
from reader.ui.paint import Ground
from reader.ui.present.ink import QUIET, Run, Runs
from reader.ui.present.rows import Line
from reader.ui.present.stories import matching, newest_of, story_lines
from reader.ui.present.wrap import clip
from reader.ui.widgets.lines import LinesPane

_AIRY = 34
"""Lines of the pane from which on a blank line stands between stories."""


class StoriesPane(LinesPane):
    """Shows summaries of stories; the cursor stands on one of those that the search leaves."""

    FOLLOWS_SCROLL = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.stories: Sequence[StorySummary] = ()
        self.shown: tuple[int, ...] = ()
        self.sought = ""
        self.facts: Mapping[str, int] = {}
        self._newest = newest_of(())
        self._empty: tuple[str, ...] = ()

    @property
    def pitch(self) -> int:
        """Lines from one story to the next."""
        return 3 if self.size.height >= _AIRY else 2

    @property
    def line_count(self) -> int:
        """How many lines the stories take."""
        return len(self.shown) * self.pitch if self.shown else len(self._empty)

    def line(self, number: int) -> Line:
        """Return a line of a story, laid out when it is asked for."""
        if not self.shown:
            return Line(-1, clip((Run(f" {self._empty[number]}", QUIET),), self.room))
        row, part = divmod(number, self.pitch)
        if part > 1:
            return Line(-1, ())
        return Line(row, self._story(row)[part])

    def _story(self, row: int) -> tuple[Runs, Runs]:
        story = self.stories[self.shown[row]]
        first, second = story_lines(
            story,
            self.room,
            newest=self._newest,
            facts=self.facts.get(story.id, 0),
            query=self.sought,
        )
        return first, second

    def lines_of(self, row: int) -> range:
        """Return the two lines of a row."""
        if not 0 <= row < len(self.shown):
            return range(0)
        return range(row * self.pitch, row * self.pitch + 2)

    def moved(self, row: int, delta: int) -> int:
        """Return the row some stories away."""
        return max(0, min(row + delta, len(self.shown) - 1))

    @property
    def position(self) -> int | None:
        """The position among all stories of the one under the cursor."""
        return self.shown[self.cursor] if 0 <= self.cursor < len(self.shown) else None

    @property
    def in_sight(self) -> tuple[int, ...]:
        """The positions of the stories on screen."""
        first = self.scroll_offset.y // self.pitch
        return self.shown[first : first + self.size.height // self.pitch + 1]

    def put(self, stories: Sequence[StorySummary], position: int) -> None:
        """Show stories, the cursor on the one at `position`."""
        self.stories = stories
        self.shown = tuple(range(len(stories)))
        self._newest = newest_of(stories)
        self.cursor = self.moved(position, 0)
        self.fit()
        self.reveal()
        self.redraw()
        self.cursor_moved()

    def say(self, *lines: str) -> None:
        """Show words instead of stories."""
        self.stories, self.shown, self._empty = (), (), lines
        self.fit()
        self.redraw()

    def search(self, query: str) -> int:
        """Leave the stories whose headline has the words; return how many."""
        here = self.position
        self.sought = query
        self.shown = matching(self.stories, query)
        self._empty = (f"No headline has “{query}”.", "esc ends the search")
        self.cursor = self.shown.index(here) if here in self.shown else 0
        self._scroll(0)
        self.reveal()
        self.redraw()
        if self.position is not None and self.position != here:
            self.cursor_moved()
        return len(self.shown)

    def choose(self, story: str) -> bool:
        """Put the cursor on a story, and end a search that hides it; False if it is not listed."""
        position = next((at for at, one in enumerate(self.stories) if one.id == story), None)
        if position is None:
            return False
        if position not in self.shown:
            self.search("")
        self.put_cursor(self.shown.index(position))
        return True

    def mark(self, story: str, facts: Mapping[str, int]) -> None:
        """Show in how many passages of a story facts were changed; only its row is drawn anew."""
        self.facts = facts
        pitch = self.pitch
        first = self.scroll_offset.y // pitch
        for row, position in enumerate(self.in_sight, first):
            if self.stories[position].id == story:
                for number in self.lines_of(row):
                    for ground in Ground:
                        self._strips.pop((number, ground), None)
                self.refresh_lines(row * pitch, 2)

    def next_shared(self, direction: int) -> bool:
        """Go to the next story that several outlets printed; False if there is none."""
        row = self.cursor + direction
        while 0 <= row < len(self.shown):
            if self.stories[self.shown[row]].copies > 1:
                self.put_cursor(row)
                return True
            row += direction
        return False

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
