"""A collation arranged for the questions that the screen asks of it; built once for each story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.collation import insertions
from reader.collation.datelines import NO_DATELINE, Dateline, datelines, most_printed
from reader.collation.marks import OWN, Mark, by_copy, by_passage, mark
from reader.model import Category, Collation, Copy, Kind, Label, Passage, Status
from reader.text.normalise import squeeze
from reader.text.rot47 import reveal_part
from reader.text.safe import safe_line
from reader.ui.present.ink import Published, Runs, hint

if TYPE_CHECKING:
    from reader.collation.names import Lexicon

LONGEST = 20_000
"""Characters of one segment that are shown: no sentence is as long, and a screen holds a tenth."""


@dataclass(frozen=True, slots=True)
class Insertion(insertions.Insertion):
    """What was put in: all of it the outlet's own text, or all of it boilerplate."""

    own: bool

    @property
    def lines(self) -> int:
        """Return how many blocks, lines as published, it stands in."""
        return len({label.segment.block for label in self.labels})


@dataclass(frozen=True)
class Index:
    """A collation's labels by passage and copy, and what was put in, by place.

    `decoded`: what an outlet scrambled by ROT47 is given as it reads, in as many characters.
    """

    collation: Collation
    copies: Mapping[int, Copy]
    labels: Mapping[int, tuple[Label, ...]]
    at: Mapping[tuple[int, int], tuple[Label, ...]]
    insertions: Mapping[int, tuple[Insertion, ...]]
    headlines: Mapping[int, tuple[Label, ...]]
    datelines: Mapping[int, Dateline]
    decoded: bool = False

    def text(self, label: Label) -> str:
        """Return a segment as published, safe and on one line."""
        return shown(self._text(label))

    def _text(self, label: Label) -> str:
        text = self.copies[label.copy].article.text
        start, end = label.segment.start, label.segment.end
        return reveal_part(text, start, end) if self.decoded else text[start:end]

    def scrambled(self, label: Label) -> bool:
        """Return whether the outlet scrambled the segment by ROT47."""
        text = self.copies[label.copy].article.text
        start, end = label.segment.start, label.segment.end
        return reveal_part(text, start, end) != text[start:end]

    @cached_property
    def scrambles(self) -> bool:
        """Whether some outlet scrambled something in its copy."""
        return any(self.scrambled(label) for label in self.collation.labels)

    def scrambling(self, labels: Iterable[Label]) -> Runs:
        """Return a note for what is scrambled, and the key that decodes it; else nothing."""
        if not any(map(self.scrambled, labels)):
            return ()
        how = "decoded" if self.decoded else "scrambled"
        return (hint(f"{how} (ROT47): D", "screen.decode"),)

    def reading(self, passage: Passage) -> str:
        """Return the text of a passage as it is shown, safe and on one line."""
        labels = self.at.get((passage.number, passage.copy), ())
        if self.decoded and any(map(self.scrambled, labels)):
            return shown(" ".join(squeeze(self._text(label)) for label in labels))
        return shown(passage.text)

    def passage(self, number: int) -> Passage:
        """Return a passage by its number."""
        return self.collation.passages[number - 1]

    def mark(self, passage: int, copy: int) -> Mark:
        """Return what the copy did to the passage, the weightiest thing first."""
        return mark(self.at.get((passage, copy), ()))

    def marks(self, passage: int) -> tuple[tuple[int, Mark], ...]:
        """Return the mark of each copy at a passage."""
        return tuple((copy, self.mark(passage, copy)) for copy in self.copies)

    def lacking(self, passage: int) -> tuple[int, ...]:
        """Return the copies that lack a passage."""
        return tuple(copy for copy in self.copies if (passage, copy) not in self.at)

    def undecided(self, passage: int) -> bool:
        """Return whether one copy alone has the passage, in a story of several."""
        return self.several and self.passage(passage).status is Status.SINGLE

    @property
    def several(self) -> bool:
        """Whether more than one outlet's copy is set against another."""
        return len(self.copies) > 1

    def varies(self, passage: int) -> bool:
        """Return whether some copy departs from the passage, style apart."""
        return self.several and any(shown is not Mark.SAME for _, shown in self.marks(passage))

    def has_fact(self, passage: int) -> bool:
        """Return whether some copy changed a fact or a quotation in the passage."""
        return any(shown is Mark.FACT for _, shown in self.marks(passage))

    def facts(self) -> int:
        """Return in how many passages a fact or a quotation was changed."""
        return sum(self.has_fact(passage.number) for passage in self.collation.passages)

    def name(self, copy: int) -> str:
        """Return what a copy is called in a list: its outlet, and what it is a version of."""
        one = self.copies[copy]
        version = "" if one.version_of is None else f" (version of {one.version_of})"
        return f"{shown(one.article.outlet.name)}{version}"

    def headline(self, copy: int) -> str:
        """Return the headline that an outlet put on its copy, or an empty text."""
        if title := self.copies[copy].article.title:
            return shown(title)
        return self.text(self.headlines[copy][0]) if self.headlines.get(copy) else ""

    @cached_property
    def lexicon(self) -> Lexicon:
        """How the story's passages write their words, by which names are told from others."""
        # The screen is there sooner where comparing by word is not loaded with it.
        from reader.collation.names import lexicon
        from reader.collation.worddiff import words_of

        texts = (passage.text for passage in self.collation.passages)
        return lexicon([words_of(text, [(0, len(text))]) for text in texts])

    def dateline(self, passage: int, copy: int | None = None) -> str:
        """Return the dateline that opens a passage in a copy, or nothing.

        None: in the clean text (see `most_printed`).
        """
        found = self._most_printed if copy is None else self.datelines.get(copy, NO_DATELINE)
        return shown(found.text) if found.passage == passage else ""

    @cached_property
    def _most_printed(self) -> Dateline:
        return most_printed(self.datelines.values())


def shown(text: str) -> str:
    """Return text as `Published`, safe and on one line; a text of absurd length is cut."""
    if len(text) > LONGEST:
        more = len(text) - LONGEST
        text = f"{text[:LONGEST]} ({more:,} more characters)"
    return Published(safe_line(text))


def build_index(collation: Collation) -> Index:
    """Arrange a collation for the screen."""
    put_in: dict[int, list[Insertion]] = defaultdict(list)
    headlines: dict[int, tuple[Label, ...]] = {}
    copies = {copy.number: copy for copy in collation.copies}
    labels_of = by_copy(collation)
    for number, labels in labels_of.items():
        found = tuple(_insertions(number, labels, len(collation.passages)))
        for insertion in found:
            put_in[insertion.after].append(insertion)
        added = [label for label in labels if label.kind is Kind.ADDITION]
        headlines[number] = tuple(x for x in added if x.category is Category.HEADLINE)
    return Index(
        collation,
        copies,
        labels_of,
        by_passage(collation),
        {after: tuple(found) for after, found in put_in.items()},
        headlines,
        datelines(copies, labels_of),
    )


def _insertions(copy: int, labels: Iterable[Label], last: int) -> Iterable[Insertion]:
    """Yield what a copy put in.

    Headlines before the text and datelines have places of their own, and are not among it.
    """
    for found in insertions.insertions(copy, labels, last):
        placed = {Category.DATELINE} if found.after else {Category.DATELINE, Category.HEADLINE}
        yield from _split(copy, found.after, (x for x in found.labels if x.category not in placed))


def _split(copy: int, after: int, labels: Iterable[Label]) -> Iterable[Insertion]:
    """Yield the labels as runs of own text and runs of boilerplate."""
    run: list[Label] = []
    own = False
    for label in labels:
        is_own = label.category in OWN
        if run and is_own != own:
            yield Insertion(copy, after, tuple(run), own)
            run = []
        run.append(label)
        own = is_own
    if run:
        yield Insertion(copy, after, tuple(run), own)
