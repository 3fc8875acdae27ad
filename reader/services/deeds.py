"""What a person does with stories: each deed is kept, says in words what it did, and is undone."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from sqlite3 import Connection

from reader.archive import articles as kept
from reader.archive import labels, names, rulings, searches, state
from reader.archive import undo as undoing
from reader.archive.leaving import Left, keep_left
from reader.archive.query import parse
from reader.errors import ReaderError
from reader.model import Category, Kind
from reader.services.archived import ArchiveLibrary
from reader.services.arranging import arrange


class Deeds:
    """The deeds on one archive. Each method returns words for what was done.

    Every one raises ArchiveError where the archive cannot be written, and UnknownStory for a story
    that is not there. `clock` gives seconds since 1970.
    """

    def __init__(self, library: ArchiveLibrary, clock: Callable[[], float] = time.time) -> None:
        self._library = library
        self._clock = clock

    def leave(self, left: Left) -> str:
        """Keep where the program is left."""
        with self._library.archive.writing() as connection:
            keep_left(connection, left)
        return "the place is kept"

    def read(self, story: str) -> str:
        """Mark a story's copies as read, if they are not."""
        number = self._library.number(story)
        return self._do(lambda c, now: state.mark_read(c, [number], now))

    def toggle_read(self, story: str) -> str:
        """Mark a story as read, or as unread again."""
        number = self._library.number(story)
        return self._do(lambda c, now: state.toggle_read(c, [number], now))

    def read_all(self, query: str, until: float) -> str:
        """Mark as read what a query finds and had arrived by `until`, seconds since 1970."""
        now = datetime.fromtimestamp(self._clock(), UTC).astimezone()
        wanted = parse(query, now) if query.strip() else None
        return self._do(lambda c, at: state.mark_all_read(c, wanted, at, until=until))

    def toggle_star(self, story: str) -> str:
        """Star a story, or take its star."""
        number = self._library.number(story)
        return self._do(lambda c, now: state.toggle_star(c, [number], now))

    def note(self, story: str, text: str) -> str:
        """Write a note on a story; without words it has none."""
        number = self._library.number(story)
        return self._do(lambda c, now: state.note(c, number, text, now))

    def note_of(self, story: str) -> str:
        """Return the note on a story, "" where there is none."""
        with self._library.archive.reading() as connection:
            return state.note_of(connection, self._library.number(story))

    def join(self, story: str, other: str) -> str:
        """Make two stories one, for ever."""
        a, b = self._library.number(story), self._library.number(other)
        return self._regrouped(lambda c, now: rulings.join(c, a, b, now))

    def split(self, article: str) -> str:
        """Part a copy from its story, for ever."""
        number = self._article(article)
        return self._regrouped(lambda c, now: rulings.split(c, number, now))

    def rename_outlet(self, outlet: str, name: str) -> str:
        """Call an outlet by another name; an empty one gives back its own."""
        return self._do(lambda c, now: names.rename_outlet(c, outlet, name, now))

    def overrule(
        self, article: str, start: int, end: int, kind: Kind, category: Category | None
    ) -> str:
        """Label a segment of an article; for an addition with its category."""
        number = self._article(article)
        return self._do(lambda c, now: labels.overrule(c, number, start, end, kind, category, now))

    def withdraw(self, article: str, start: int, end: int) -> str:
        """Give a segment of an article the label again that the evidence gives it."""
        number = self._article(article)
        return self._do(lambda c, now: labels.withdraw(c, number, start, end, now))

    def save_search(self, name: str, query: str) -> str:
        """Save a search under a name."""
        return self._do(lambda c, now: searches.save_search(c, name, query, now))

    def remove_search(self, name: str) -> str:
        """Forget a saved search."""
        return self._do(lambda c, now: searches.remove_search(c, name, now))

    def searches(self) -> dict[str, str]:
        """Return the saved searches, by name."""
        with self._library.archive.reading() as connection:
            return searches.searches(connection)

    def undo(self) -> str:
        """Take back the last deed that was not taken back yet."""
        return self._regrouped(lambda c, _: undoing.undo(c) or "there is nothing to undo")

    def _article(self, article: str) -> int:
        with self._library.archive.reading() as connection:
            number = kept.numbers(connection, [article]).get(article)
        if number is None:
            raise ReaderError(f"no article has the id {article!r}")
        return number

    def _do(self, deed: Callable[[Connection, float], str]) -> str:
        with self._library.archive.writing() as connection:
            return deed(connection, self._clock())

    def _regrouped(self, deed: Callable[[Connection, float], str]) -> str:
        words = self._do(deed)
        arrange(self._library.archive)
        return words
