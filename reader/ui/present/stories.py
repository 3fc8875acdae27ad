"""The list of stories: two lines a story, and a third for the passage that a search found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from reader.model import StorySummary
from reader.text.phrases import count
from reader.text.safe import safe
from reader.ui.present.facts import restyle
from reader.ui.present.index import shown
from reader.ui.present.ink import (
    ACCENT,
    FACT_NAME,
    FAINT,
    MATCH,
    QUIET,
    TEXT,
    TITLE,
    WARN,
    Published,
    Run,
    Runs,
    badge,
    plain,
)
from reader.ui.present.words import clock
from reader.ui.present.wrap import clip, clip_text, pad, width_of

if TYPE_CHECKING:
    from reader.archive.search import Passage

_SEPARATOR = " · "
_SHORTEST_NAME = 6
"""Cells: less of a name says nothing."""
_SHORTEST_TIME = 7
"""Cells of a day and its month, and the sign that more was there."""
_BEFORE = 16
"""Characters of a passage that are seen before the first word found, at most, where it is cut."""
UNREAD, STAR, JOIN, NOTE = "●", "★", "+", "¶"
"""The marks of a row: at its headline unread or to be joined, below it starred; noted."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a row shows besides its summary.

    Stories of the day of `today` show the time alone; `facts`: passages in which a fact is known to
    be changed; `query`: words to mark; `passage`: where they stand; `joining`: it is to be joined
    with another; `by_outlet`: the list is sorted by the outlet of each story's first copy.
    """

    today: datetime | None = None
    facts: int = 0
    query: str = ""
    passage: Passage | None = None
    joining: bool = False
    by_outlet: bool = False


class ListShape(NamedTuple):
    """Which lines the stories take: `pitch` from one to the next, `each` of them written on.

    Beneath the story in `row` stand `extra` more, one for each of its copies.
    """

    pitch: int
    each: int
    row: int = 0
    extra: int = 0

    def start(self, row: int) -> int:
        """Return the first line of a story."""
        return row * self.pitch + (self.extra if row > self.row else 0)

    def at(self, line: int) -> tuple[int, int, int]:
        """Return the row that a line belongs to, and which of its lines or (from 1) copies it is.

        Of the two the one is 0 where the other is not.
        """
        first = self.start(self.row) + self.each
        if first <= line < first + self.extra:
            return self.row, 0, line - first + 1
        return *divmod(line - (self.extra if line >= first else 0), self.pitch), 0


def found_spans(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of a query stand in a text, whatever their case."""
    words = [re.escape(word) for word in query.split()]
    if not words:
        return ()
    return tuple(match.span() for match in re.finditer("|".join(words), text, re.IGNORECASE))


def marked(text: Runs, query: str) -> Runs:
    """Return a text with the words of a query marked in it."""
    return restyle(text, found_spans(plain(text), query), MATCH)


def story_lines(story: StorySummary, width: int, marks: Marks = Marks()) -> tuple[Runs, Runs]:
    """Return the two lines of a story."""
    title = shown(story.headline)
    headline: Runs = (Run(title, TITLE if story.unread else TEXT),)
    headline = restyle(headline, _title_spans(title, marks), MATCH)
    at_title = Run(UNREAD, ACCENT) if story.unread else Run(" ", TEXT)
    if marks.joining:
        at_title = Run(JOIN, WARN)
    first = (at_title, Run(" ", TEXT), *clip(headline, width - 2))
    told, mark = _about(story, marks, width - 2)
    about = clip(told, max(1, width - 2 - width_of(mark)))
    starred = Run(STAR if story.starred else " ", WARN)
    second = pad((starred, Run(" ", TEXT), *about), width - width_of(mark), TEXT)
    return first, (*second, *mark)


def passage_line(passage: Passage | None, width: int) -> Runs:
    """Return the passage in which words were found, those marked, from near the first on.

    What only outlets' additions have is named before it.
    """
    if passage is None or passage.in_title or width < 8:
        return ()
    opening: Runs = (Run("  ", FAINT),)
    if passage.added is not None:
        copy, category = passage.added
        opening += Run("in ", FAINT), badge(copy), Run(f" {category}  ", FAINT)
    first = passage.spans[0][0] if passage.spans else 0
    start = 0
    room = max(8, width - width_of(opening) + 2)
    before = min(_BEFORE, room // 4)
    if first > max(min(_BEFORE, room // 2), room // 3):
        start = passage.text.rfind(" ", 0, first - before + 1) + 1
    text = safe(passage.text[start:])
    spans = tuple((low - start, high - start) for low, high in passage.spans if low >= start)
    runs = restyle((Run(Published(text), QUIET),), spans, MATCH)
    lead: Runs = (Run("…", FAINT),) if start or passage.cut_before else ()
    return clip((*opening, *lead, *runs), width)


def _title_spans(title: str, marks: Marks) -> tuple[tuple[int, int], ...]:
    if marks.passage is not None and marks.passage.in_title and marks.passage.text == title:
        return marks.passage.spans
    return found_spans(title, marks.query)


def _about(story: StorySummary, marks: Marks, room: int) -> tuple[Runs, Runs]:
    """Return what is known of a story and the mark of changed facts, as far as there is room.

    What tells least gives way first: versions, the end of the name, all of it (but not that by
    which the list is sorted), the year; the word after the mark only where the rest of the time
    would, too.
    """
    facts = marks.facts or story.facts or 0
    name = shown(_name(story, marks))
    copies = count(story.copies, "copy", "copies")
    fresh = f" +{story.fresh}" if story.fresh else ""
    time = clock(story.latest, marks.today)
    told = [f"{copies}{fresh}", time if story.dated or not time else f"came {time}"]
    note = [NOTE] if story.noted else []
    versions = [count(story.versions, "version")] if story.versions else []
    mark = f" ! {count(facts, 'fact')}" if facts else ""
    legible = min(cell_len(name), _SHORTEST_NAME)
    least = cell_len(_SEPARATOR.join([told[0], told[1][:_SHORTEST_TIME]]))
    if marks.by_outlet:
        least += legible + len(_SEPARATOR)
    if facts and room - len(mark) < least:
        mark = f" ! {facts}"
    room -= len(mark)
    text = _SEPARATOR.join(filter(None, [name, *told, *note, *versions]))
    if cell_len(text) > room:
        rest = _SEPARATOR.join(filter(None, told + note))
        left = max(room - len(_SEPARATOR) - cell_len(rest), legible * marks.by_outlet)
        short = plain(clip_text(name, left, QUIET)) if left >= legible else ""
        text = _SEPARATOR.join(filter(None, [short, rest]))
    return _told(text, fresh), (Run(mark, FACT_NAME),) if mark else ()


def _name(story: StorySummary, marks: Marks) -> str:
    """Return the outlet of a lone copy, or by which the list is sorted; else the agency."""
    if story.copies == 1 or marks.by_outlet:
        return next(iter(story.outlets), "")
    return story.agency or ""


def _told(text: str, fresh: str) -> Runs:
    """Return the words of the second line, what came since it was read the loudest."""
    before, sign, after = text.rpartition(fresh) if fresh else ("", "", text)
    if not sign:
        return (Run(text, QUIET),)
    return Run(before, QUIET), Run(sign, ACCENT), Run(after, QUIET)
