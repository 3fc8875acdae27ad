"""What recurs in an outlet's stories: its template, learned from the articles known.

Lines are compared with digits and dates masked, so that "37 comments" and "5 comments" are one.
Where a template varies its frame is learned: a heading behind which other lines come in every
story, and the same opening words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from reader.model import Article, Outlet
from reader.provenance.wording import folded_line
from reader.text.prose import ends_sentence

_KEY_LENGTH = 160  # characters of a line that its key keeps: enough to tell any two lines apart
KEY_MADE_OF = _KEY_LENGTH + 40
"""Characters of a line of which its key is made: some more, as folding takes white space out."""
OPENING_WORDS = 3
"""Words that make a frame's opening. Two ("by the") open lines of every kind."""
MIN_FRAME_STORIES = 3
"""Other stories in which an opening or a heading must stand before it is a frame."""
FRAME_SHARE = 0.5
"""Of an outlet's other stories that have it: an opening in fewer is a turn of phrase."""
_MAX_HEAD_WORDS = 8  # words of a line that can head a list

_TAIL = 80  # characters of a line in which its last mark stands

_DIGITS = re.compile(r"\d+")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
_CALENDAR = re.compile(rf"\b(?:{_MONTH}|{_WEEKDAY})\b(?=[.,]? ?0)|(?<=0 )(?:{_MONTH})\b")

_Stories = dict[str, dict[str, set[str]]]  # key → outlet → stories


def line_key(text: str) -> str:
    """Return what two lines have in common when they are one line of a template."""
    return folded_key(folded_line(text[:KEY_MADE_OF]))


def folded_key(folded: str) -> str:
    """Return the `line_key` of a line of which the first characters are folded already."""
    masked = _DIGITS.sub("0", folded)
    return (_CALENDAR.sub("m", masked) if "0" in masked else masked)[:_KEY_LENGTH]


def outlet_key(outlet: Outlet) -> str:
    """Return what two articles' outlets have in common when they are one."""
    return (outlet.domain or outlet.name).casefold()


class Recurring(StrEnum):
    """What of a line comes again in other stories: all of it, or what stands before the new."""

    LINE = "line"
    HEADING = "heading"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something recurs: in how many `of` the outlet's other stories, and elsewhere."""

    stories: int
    of: int
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """What recurs in the stories of each outlet; `Memory()` knows nothing yet."""

    _lines: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    _once: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    _heads: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    _openings: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    _stories: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _story_of: Mapping[str, str] = field(default_factory=dict)

    def of(self, article: Article) -> Template:
        """Return what recurs in the other stories of the article's outlet."""
        outlet, story = outlet_key(article.outlet), self._story_of.get(article.id)
        return Template(self, outlet, story, _without(self._stories.get(outlet), story))


@dataclass(frozen=True, slots=True)
class Template:
    """What an article's outlet has in its other stories, of which there are `others`."""

    memory: Memory
    outlet: str
    story: str | None
    others: int

    def line(self, key: str) -> Recurrence | None:
        """Return how often the line with this key recurs outside the story, or None."""
        seen = self.memory._lines.get(key)
        if seen is None:
            return None
        here = _without(seen.get(self.outlet), self.story)
        # Counted beforehand: of ten thousand files without an outlet's name, each is an outlet.
        there = len(seen) - (here > 0) - self.memory._once[key].get(self.story or "", 0)
        return Recurrence(here, self.others, there) if here or there else None

    def heads(self, key: str) -> bool:
        """Tell whether the line heads a list that changes from story to story in the outlet."""
        seen = self.memory._heads.get(key, {}).get(self.outlet, {})
        behind = [follower for story, follower in seen.items() if story != self.story]
        if len(behind) < MIN_FRAME_STORIES - 1:
            return False
        return len(set(behind)) > max(1, FRAME_SHARE * len(behind))

    def opening(self, key: str) -> Recurrence | None:
        """Return how often lines that open like this one stand in the outlet's other stories."""
        if self.others < MIN_FRAME_STORIES or (opening := _opening(key)) is None:
            return None
        count = _without(self.memory._openings.get(opening, {}).get(self.outlet), self.story)
        if count < MIN_FRAME_STORIES or count < FRAME_SHARE * self.others:
            return None
        return Recurrence(count, self.others)

    def recurring(self, key: str) -> tuple[Recurring, Recurrence] | None:
        """Return what of the line recurs in the outlet's other stories, and how often, or None."""
        seen = self.line(key)
        if seen is not None and seen.stories:
            return (Recurring.HEADING if self.heads(key) else Recurring.LINE), seen
        frame = self.opening(key)
        return None if frame is None else (Recurring.OPENING, frame)


@dataclass(frozen=True, slots=True)
class Lines:
    """What an article gives to learn from: the keys of its lines, its headings, its openings.

    A heading stands with the key of the line behind it.
    """

    article: str
    outlet: str
    keys: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    openings: tuple[str, ...]


def lines_of(article: Article) -> Lines:
    """Return what an article gives to learn from."""
    texts = [article.text[block.start : block.end] for block in article.blocks]
    keys = [line_key(text) for text in texts]
    return Lines(
        article.id,
        outlet_key(article.outlet),
        tuple(keys),
        tuple(_headings(texts, keys)),
        tuple(opening for key in keys if (opening := _opening(key))),
    )


def learn(articles: Iterable[Article], story_of: Mapping[str, str]) -> Memory:
    """Return the memory of these articles; `story_of` gives the story of each article's id."""
    return learn_lines(map(lines_of, articles), story_of)


def learn_lines(known: Iterable[Lines], story_of: Mapping[str, str]) -> Memory:
    """Return the memory of articles of which only the lines are known."""
    lines: _Stories = {}
    heads: dict[str, dict[str, dict[str, str]]] = {}
    openings: _Stories = {}
    stories: dict[str, set[str]] = {}
    for one in known:
        outlet, story = one.outlet, story_of.get(one.article, one.article)
        stories.setdefault(outlet, set()).add(story)
        _note(lines, one.keys, outlet, story)
        for key, behind in one.headings:
            heads.setdefault(key, {}).setdefault(outlet, {}).setdefault(story, behind)
        _note(openings, one.openings, outlet, story)
    recurring = _recurring(lines)
    return Memory(
        recurring,
        {key: _in_one_story(outlets) for key, outlets in recurring.items()},
        {k: outlets for k, outlets in heads.items() if any(len(x) > 1 for x in outlets.values())},
        _recurring(openings),
        {outlet: frozenset(ids) for outlet, ids in stories.items()},
        dict(story_of),
    )


def _in_one_story(outlets: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
    """Return for each story how many outlets have the line in that story alone."""
    return Counter(story for ids in outlets.values() if len(ids) == 1 for story in ids)


def _note(seen: _Stories, keys: Iterable[str], outlet: str, story: str) -> None:
    for key in keys:
        seen.setdefault(key, {}).setdefault(outlet, set()).add(story)


def _headings(texts: Sequence[str], keys: Sequence[str]) -> list[tuple[str, str]]:
    """Return the short lines with two behind them that are no prose, each with the first."""
    plain = [not ends_sentence(text[-_TAIL:]) for text in texts]
    return [
        (key, keys[i + 1])
        for i, key in enumerate(keys[:-2])
        if plain[i] and plain[i + 1] and plain[i + 2] and key.count(" ") < _MAX_HEAD_WORDS
    ]


def _opening(key: str) -> str | None:
    parts = key.split(" ", OPENING_WORDS)
    return " ".join(parts[:OPENING_WORDS]) if len(parts) > OPENING_WORDS else None


def _recurring(seen: _Stories) -> dict[str, dict[str, frozenset[str]]]:
    return {
        key: {outlet: frozenset(ids) for outlet, ids in outlets.items()}
        for key, outlets in seen.items()
        if len(set().union(*outlets.values())) > 1
    }


def _without(stories: frozenset[str] | None, story: str | None) -> int:
    if not stories:
        return 0
    return len(stories) - (story in stories)
