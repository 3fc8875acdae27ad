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
    plain,
)
from reader.ui.present.words import clock
from reader.ui.present.wrap import clip, clip_text, pad, width_of

_SEPARATOR = " · "
_SHORTEST_NAME = 6
"""Cells: less of a name says nothing."""


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
    text, mark = _about(story, newest, facts, width - 4)
    about = clip((Run(text, QUIET),), max(1, width - 4 - width_of(mark)))
    second = pad((bar, Run("  ", TEXT), *about), width - width_of(mark), TEXT)
    return first, (*second, *mark)


def _about(story: StorySummary, newest: datetime | None, facts: int, room: int) -> tuple[str, Runs]:
    """Return what is known of a story and the mark of changed facts, as far as there is room.

    What tells least gives way first: the word after the mark, versions, the end of the name.
    """
    alone = story.copies == 1
    name = shown((story.outlets[:1] or ("",))[0] if alone else story.agency or "")
    told = [count(story.copies, "copy", "copies"), clock(story.latest, newest)]
    versions = [count(story.versions, "version")] if story.versions else []
    words = f"! {count(facts, 'fact')} " if facts else ""
    sign = f"! {facts} " if facts else ""
    for mark, parts in ((words, told + versions), (sign, told + versions), (sign, told)):
        text = _SEPARATOR.join(filter(None, [name, *parts]))
        if cell_len(text) + len(mark) <= room:
            break
    else:
        rest = _SEPARATOR.join(filter(None, told))
        left = room - len(sign) - len(_SEPARATOR) - cell_len(rest)
        legible = left >= min(cell_len(name), _SHORTEST_NAME)
        short = plain(clip_text(name, left, QUIET)) if legible else ""
        text = _SEPARATOR.join(filter(None, [short, rest]))
    return text, (Run(mark, FACT_NAME),) if mark else ()


def newest_of(stories: Sequence[StorySummary]) -> datetime | None:
    """Return when the newest of the stories was published."""
    times = [story.latest for story in stories if story.latest is not None]
    return max(times, default=None, key=lambda moment: moment.timestamp())


def most_copies(stories: Sequence[StorySummary]) -> int:
    """Return the position of the story with the most copies, the first of equals (0: none)."""
    return max(range(len(stories)), key=lambda at: (stories[at].copies, -at), default=0)
