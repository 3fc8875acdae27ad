"""The list of stories: two lines a story, and the search in their headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from reader.model import StorySummary
from reader.text.phrases import count
from reader.ui.present.facts import restyle
from reader.ui.present.index import shown
from reader.ui.present.ink import (
    ACCENT,
    FACT_NAME,
    MATCH,
    QUIET,
    STRONG,
    TEXT,
    TITLE,
    Run,
    Runs,
)
from reader.ui.present.words import clock
from reader.ui.present.wrap import clip, pad, width_of


def matching(stories: Sequence[StorySummary], query: str) -> tuple[int, ...]:
    """Return the positions of the stories whose headline holds every word of the query."""
    words = query.casefold().split()
    return tuple(
        at
        for at, story in enumerate(stories)
        if all(word in story.headline.casefold() for word in words)
    )


def found_spans(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of a query stand in a text, whatever their case."""
    words = [re.escape(word) for word in query.split()]
    if not words:
        return ()
    return tuple(match.span() for match in re.finditer("|".join(words), text, re.IGNORECASE))


def story_lines(
    story: StorySummary,
    width: int,
    *,
    selected: bool = False,
    newest: datetime | None = None,
    facts: int = 0,
    query: str = "",
) -> tuple[Runs, Runs]:
    """Return the two lines of a story. `facts`: passages in which a fact is known to be changed."""
    bar = Run("▌" if selected else " ", ACCENT)
    title = shown(story.headline)
    headline: Runs = (Run(title, TITLE if story.copies > 1 else STRONG),)
    headline = restyle(headline, found_spans(title, query), MATCH)
    first = (bar, Run(" ", TEXT), *clip(headline, width - 3))
    text = _about(story, newest)
    mark = _mark(facts, width - 4 - cell_len(text))
    about = clip((Run(text, QUIET),), max(1, width - 4 - width_of(mark)))
    second = pad((bar, Run("  ", TEXT), *about), width - width_of(mark), TEXT)
    return first, (*second, *mark)


def _mark(facts: int, room: int) -> Runs:
    """Return the mark of a story with facts changed, in words where there is room."""
    if not facts:
        return ()
    words = f"! {count(facts, 'fact')} "
    return (Run(words if len(words) <= room else f"! {facts} ", FACT_NAME),)


def _about(story: StorySummary, newest: datetime | None) -> str:
    if story.copies == 1:
        parts = [shown(story.outlets[0]) if story.outlets else "", "1 copy"]
    else:
        parts = [shown(story.agency or ""), count(story.copies, "copy", "copies")]
    parts.append(clock(story.latest, newest))
    if story.versions:
        parts.append(count(story.versions, "version"))
    return " · ".join(part for part in parts if part)


def newest_of(stories: Sequence[StorySummary]) -> datetime | None:
    """Return when the newest of the stories was published."""
    times = [story.latest for story in stories if story.latest is not None]
    return max(times, default=None, key=lambda moment: moment.timestamp())


def most_copies(stories: Sequence[StorySummary]) -> int:
    """Return the position of the story with the most copies, the first of equals (0: none)."""
    return max(range(len(stories)), key=lambda at: (stories[at].copies, -at), default=0)
