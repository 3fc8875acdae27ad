"""A collation as a critical apparatus: place by place, what which copies did.

The exports that people read (Markdown, the page) and those that programs read (TEI) all tell it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reader.collation.datelines import Dateline, datelines, most_printed
from reader.collation.insertions import Insertion, insertions
from reader.collation.links import in_reading
from reader.collation.marks import FACTS, Labels, Mark, by_copy, by_passage, is_moved, mark
from reader.export.layout import one_line
from reader.export.readings import decoded, words
from reader.export.web import web_address
from reader.model import Category, Collation, Copy, EditKind, Passage, Status


@dataclass(frozen=True, slots=True)
class Change:
    """Words that a copy has otherwise: `reading` in the text shown, `words` in the copy."""

    kind: EditKind
    reading: str
    words: str

    @property
    def fact(self) -> bool:
        """Whether it changes what is claimed."""
        return self.kind in FACTS


@dataclass(frozen=True, slots=True)
class Reworded:
    """The copies that made the same changes at a passage; differences of style are not told."""

    copies: tuple[int, ...]
    changes: tuple[Change, ...]

    @property
    def fact(self) -> bool:
        """Whether a fact or a quotation is among the changes."""
        return any(change.fact for change in self.changes)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the copies did at a passage.

    `moved` have it elsewhere; `cut` lack it though it is the wire's; `only` are the copies that
    alone have it, where nothing shows whether they added it or the others cut it; `scrambled` gives
    what the copies print that scrambled it by ROT47, as it reads.
    """

    passage: Passage
    reworded: tuple[Reworded, ...]
    moved: tuple[int, ...]
    cut: tuple[int, ...]
    only: tuple[int, ...]
    scrambled: Mapping[int, str]

    @property
    def varies(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.reworded or self.moved or self.cut or self.only or self.scrambled)


@dataclass(frozen=True)
class Apparatus:
    """A collation arranged for telling; built by `arrange`."""

    collation: Collation
    copies: Mapping[int, Copy]
    labels: Mapping[int, Labels]
    at: Mapping[tuple[int, int], Labels]
    entries: tuple[Entry, ...]
    insertions: Mapping[int, tuple[Insertion, ...]]

    @property
    def several(self) -> bool:
        """Whether one copy is set against another."""
        return len(self.copies) > 1

    def marks(self, passage: int) -> tuple[tuple[int, Mark], ...]:
        """Return what each copy did at a passage, the weightiest thing of each."""
        return tuple((copy, mark(self.at.get((passage, copy), ()))) for copy in self.copies)

    def facts(self) -> int:
        """Return in how many passages some copy changed a fact or a quotation."""
        return sum(any(it.fact for it in entry.reworded) for entry in self.entries)

    def links(self, passage: Passage) -> Iterator[tuple[int, int, str]]:
        """Yield the links of the reading shown: offsets into it on one line, and the address."""
        labels = self.at.get((passage.number, passage.copy), ())
        for start, end, link in in_reading(self.copies[passage.copy].article, labels):
            if (address := web_address(link.url)) is not None:
                yield start, end, address

    def dateline(self, passage: int) -> str:
        """Return the dateline that opens a passage of the clean text, or nothing."""
        found = self._dateline
        return found.text if found.passage == passage else ""

    @cached_property
    def _dateline(self) -> Dateline:
        return most_printed(datelines(self.copies, self.labels).values())

    def headline(self, copy: int) -> str:
        """Return the headline that an outlet put on its copy, or an empty text."""
        if title := self.copies[copy].article.title:
            return title
        own = (x for x in self.labels[copy] if x.category is Category.HEADLINE)
        return next((words(self.copies[copy], label) for label in own), "")


def arrange(collation: Collation) -> Apparatus:
    """Arrange a collation by place."""
    copies = {copy.number: copy for copy in collation.copies}
    labels = by_copy(collation)
    at = by_passage(collation)
    cut: defaultdict[int, list[int]] = defaultdict(list)
    for omission in collation.omissions:
        cut[omission.passage].append(omission.copy)
    return Apparatus(
        collation,
        copies,
        labels,
        at,
        tuple(_entry(x, copies, at, tuple(cut[x.number])) for x in collation.passages),
        _by_place(labels, len(collation.passages)),
    )


def _entry(
    passage: Passage,
    copies: Mapping[int, Copy],
    at: Mapping[tuple[int, int], Labels],
    cut: tuple[int, ...],
) -> Entry:
    groups: dict[tuple[Change, ...], list[int]] = {}
    moved = []
    scrambled = {}
    for number in copies:
        labels = at.get((passage.number, number), ())
        if hidden := decoded(copies[number], labels):
            scrambled[number] = hidden
        if changes := tuple(_changes(copies[number], labels)):
            groups.setdefault(changes, []).append(number)
        if any(map(is_moved, labels)):
            moved.append(number)
    reworded = [Reworded(tuple(numbers), changes) for changes, numbers in groups.items()]
    reworded.sort(key=lambda found: not found.fact)
    undecided = len(copies) > 1 and passage.status is Status.SINGLE
    only = (passage.carriers or (passage.copy,)) if undecided else ()
    return Entry(passage, tuple(reworded), tuple(moved), cut, only, scrambled)


def _changes(copy: Copy, labels: Labels) -> Iterator[Change]:
    for label in labels:
        for edit in label.edits:
            if edit.kind is not EditKind.STYLE:
                text = copy.article.text[edit.start : edit.end]
                yield Change(edit.kind, one_line(edit.reading), one_line(text))


def _by_place(labels: Mapping[int, Labels], last: int) -> Mapping[int, tuple[Insertion, ...]]:
    """Return what the copies put in, by the passage after which it stands."""
    found: defaultdict[int, list[Insertion]] = defaultdict(list)
    for number, of_copy in labels.items():
        for insertion in insertions(number, of_copy, last):
            found[insertion.after].append(insertion)
    return {after: tuple(there) for after, there in found.items()}
