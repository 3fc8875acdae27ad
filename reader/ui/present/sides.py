"""One side of a comparison, the clean text or a copy, as one asks it passage by passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reader.collation.marks import is_moved
from reader.model import Kind
from reader.ui.present.diff import Wordings, compare_wordings, joined
from reader.ui.present.index import LONGEST, Index, Insertion, shown
from reader.ui.present.ink import QUIET, Ink, Run, Runs
from reader.ui.present.reading import CLEAN

_BEGINNING = 32
"""Characters by which a passage is named beside its number."""


@dataclass(frozen=True)
class Side:
    """What stands on one side; `view` is the number of the copy, 0 for the clean text."""

    index: Index
    view: int

    @property
    def clean(self) -> bool:
        """Whether it is the clean text."""
        return self.view == CLEAN

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return "the clean text" if self.clean else f"copy {self.view}"

    def has(self, passage: int) -> bool:
        """Return whether the passage stands on this side."""
        return self.clean or (passage, self.view) in self.index.at

    def text(self, passage: int) -> str:
        """Return the passage's wording as published here; empty where it is lacking."""
        if self.clean:
            return self.index.passage(passage).text[:LONGEST]
        text = self.index.copies[self.view].article.text
        labels = self.index.at.get((passage, self.view), ())
        return joined(text[x.segment.start : x.segment.end] for x in labels)[:LONGEST]

    def headline(self) -> str:
        """Return the headline here, which may be none."""
        if self.clean:
            return shown(self.index.collation.headline)
        return self.index.headline(self.view)

    def dateline(self, passage: int) -> str:
        """Return the dateline that opens the passage here, if one does."""
        return self.index.dateline(passage, None if self.clean else self.view)

    def insertions(self, after: int) -> tuple[Insertion, ...]:
        """Return what stands here after a passage that is no wire text."""
        found = self.index.insertions.get(after, ())
        return tuple(item for item in found if item.copy == self.view)

    def moved(self, passage: int) -> bool:
        """Return whether the passage stands elsewhere here than in the clean text."""
        return any(map(is_moved, self.index.at.get((passage, self.view), ())))

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The passages in the order in which they stand here."""
        if self.clean:
            return tuple(passage.number for passage in self.index.collation.passages)
        labels = self.index.labels[self.view]
        wire = (x.passage for x in labels if x.kind is Kind.WIRE and x.passage is not None)
        return tuple(dict.fromkeys(wire))

    @cached_property
    def _before(self) -> Mapping[int, int]:
        return dict(zip(self.order, (0, *self.order), strict=False))

    def before(self, passage: int) -> int:
        """Return the passage that stands before this one here (0: none does)."""
        return self._before.get(passage, 0)

    def whereabouts(self, passage: int, ink: Ink = QUIET) -> Runs:
        """Return in words where the passage stands here."""
        before = self.before(passage)
        if not before:
            return (Run("at the top", ink),)
        return Run("after ", ink), *naming(self.index, before, ink)


def naming(index: Index, passage: int, ink: Ink = QUIET) -> Runs:
    """Return a passage's number and the beginning of its text."""
    text = shown(index.passage(passage).text)
    long = len(text) > _BEGINNING
    cut = text.rfind(" ", 0, _BEGINNING)
    head = text[: cut if cut > 0 else _BEGINNING] if long else text
    rest = " …”" if long else "”"
    return Run(f"{passage} “", ink), Run(head, ink), Run(rest, ink)


def apart_by_moves(left: Side, right: Side, passage: int) -> bool:
    """Return whether the passage stands at another place on one side than on the other."""
    if not (left.has(passage) and right.has(passage)):
        return False
    moved = left.moved(passage), right.moved(passage)
    return moved[0] != moved[1] or (all(moved) and left.before(passage) != right.before(passage))


def wordings(left: Side, right: Side, passage: int) -> Wordings:
    """Return the two sides' wordings of a passage that both have."""
    texts = left.text(passage), right.text(passage)
    return compare_wordings(texts, (left.view, right.view), left.index.lexicon)
