"""Where an outlet's habits can be seen: a few places in its stories for each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from reader.collation.marks import Mark, by_passage, is_moved, mark
from reader.model import Category, Collation, Kind, Label
from reader.text.normalise import squeeze

MOST = 3
"""Places kept of each habit: enough to see it, and an archive of outlets stays small."""
_LONGEST = 240
"""Characters of an example's text that are kept: some forty words."""


class Deed(StrEnum):
    """What an outlet did at a place, what matters most first."""

    FACT = "fact"
    REWORDED = "reworded"
    CUT = "cut"
    MOVED = "moved"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Example:
    """A place where an outlet did something: in the copy `article` of a story.

    What it added has a `segment` there and a category; of all else the `passage` is named. `text`
    is what it printed, of a cut what it left out: on one line, the beginning of it.
    """

    deed: Deed
    story: str
    headline: str
    article: str
    text: str
    passage: int | None = None
    segment: int | None = None
    category: Category | None = None


class _Habit(NamedTuple):
    deed: Deed
    category: Category | None = None


@dataclass(slots=True)
class Examples:
    """The examples of one outlet as they are met; of each habit the first in `MOST` stories."""

    _kept: dict[_Habit, dict[str, Example]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, example: Example) -> None:
        """Keep an example, unless there are enough, or one of its habit from the same story."""
        kept = self._kept[_Habit(example.deed, example.category)]
        if len(kept) < MOST:
            kept.setdefault(example.story, example)

    def wants(self, story: str, deed: Deed, category: Category | None = None) -> bool:
        """Tell whether an example of a habit from a story would be kept."""
        kept = self._kept.get(_Habit(deed, category), {})
        return len(kept) < MOST and story not in kept

    def all(self) -> tuple[Example, ...]:
        """Return what was kept: changes and cuts, then additions by category."""
        order = list(Deed)
        habits = sorted(self._kept, key=lambda h: (order.index(h.deed), h.category or ""))
        return tuple(example for habit in habits for example in self._kept[habit].values())


def collect(collation: Collation, of_copy: Mapping[int, Examples], *, compared: bool) -> None:
    """Add what copies did in a story to their outlets' examples.

    `of_copy` has the outlet's examples for the number of each copy that counts. What was cut or
    changed is told only of a story that another outlet has too (`compared`).
    """
    _additions(collation, of_copy)
    if not compared:
        return
    at = by_passage(collation)
    for number, labels in at.items():
        passage, copy = number
        if copy in of_copy:
            for deed in _deeds(labels):
                _change(collation, of_copy[copy], deed, passage, copy, labels)
    for omission in collation.omissions:
        examples = of_copy.get(omission.copy)
        if examples is not None and examples.wants(collation.story, Deed.CUT):
            text = collation.passages[omission.passage - 1].text
            examples.add(_example(collation, Deed.CUT, omission.copy, text, omission.passage))


def _additions(collation: Collation, of_copy: Mapping[int, Examples]) -> None:
    texts = {copy.number: copy.article.text for copy in collation.copies}
    for label in collation.labels:
        examples = of_copy.get(label.copy)
        if examples is None or label.kind is not Kind.ADDITION:
            continue
        category = label.category or Category.UNKNOWN
        if examples.wants(collation.story, Deed.ADDED, category):
            segment = label.segment
            text = texts[label.copy][segment.start : segment.end]
            copy = collation.copies[label.copy - 1]
            examples.add(
                Example(
                    Deed.ADDED,
                    collation.story,
                    collation.headline,
                    copy.article.id,
                    _beginning(text),
                    segment=segment.index,
                    category=category,
                )
            )


def _deeds(labels: Iterable[Label]) -> Iterator[Deed]:
    found = tuple(labels)
    shown = mark(found)
    if shown is Mark.FACT:
        yield Deed.FACT
    elif shown is Mark.REWORDED:
        yield Deed.REWORDED
    if any(map(is_moved, found)):
        yield Deed.MOVED


def _change(
    collation: Collation,
    examples: Examples,
    deed: Deed,
    passage: int,
    copy: int,
    labels: Sequence[Label],
) -> None:
    if examples.wants(collation.story, deed):
        article = collation.copies[copy - 1].article
        parts = (article.text[x.segment.start : x.segment.end] for x in labels)
        examples.add(_example(collation, deed, copy, " ".join(parts), passage))


def _example(collation: Collation, deed: Deed, copy: int, text: str, passage: int) -> Example:
    article = collation.copies[copy - 1].article.id
    story, headline = collation.story, collation.headline
    return Example(deed, story, headline, article, _beginning(text), passage)


def _beginning(text: str) -> str:
    line = squeeze(text[: 2 * _LONGEST])
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
