"""Every variant of many stories as flat rows for statistics, and the counts to divide them by.

A row is one addition (a segment), one omission (a passage that a copy lacks), one substitution (an
edit: words that a copy has otherwise) or one transposition (a passage that a copy has elsewhere).
What one copy alone has, with no evidence whether it added it or the others cut it, is no variant:
the counts say how many such passages there are. A second table has a row for each outlet with what
to divide by, a third for each label that a person set. Rows come as the stories do: no more than
one story is held in memory.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from reader.collation.marks import WEIGHT_OF, Labels
from reader.export.apparatus import Apparatus, arrange
from reader.export.document import moment_text
from reader.export.flat import Form, heading, line
from reader.export.hand_labels import LabelRow, label_rows
from reader.export.readings import reading, words
from reader.model import Category, Collation, Copy, Edit, Kind, Label, Passage, Status
from reader.provenance.templates import outlet_key
from reader.text.normalise import squeeze
from reader.text.prose import word_count

_DIGITS = 4
"""Decimal places of a confidence."""


@dataclass(frozen=True, slots=True)
class VariantRow:
    """One variant.

    `copy` is the article's id; `version_of` the id of the article that it is another version of:
    versions are not in the counts. `compared`: whether another outlet has the story too.
    `words` are the copy's, `reading` what the clean text has. `passage` is the number of the
    passage, of an addition that of the passage before it (0: before the first). `start` and `end`
    are offsets into the article's text.
    """

    story: str
    headline: str
    agency: str | None
    outlet: str
    copy: str
    version_of: str | None
    published: str | None
    compared: bool
    variant: Literal["addition", "omission", "substitution", "transposition"]
    category: str | None = None
    weight: str | None = None
    edit: str | None = None
    words: str = ""
    reading: str = ""
    passage: int = 0
    start: int | None = None
    end: int | None = None
    evidence: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class OutletRow:
    """What an outlet's variants are to be divided by; versions are not counted.

    Additions go by `articles` or `words`; omissions and substitutions of compared stories by
    `passages`: those carried by two outlets in the `compared` stories, once for each of its copies.
    `undecided` are passages that it alone has, `wire_words` those of its words that are wire.
    """

    outlet: str
    articles: int
    stories: int
    compared: int
    passages: int
    undecided: int
    words: int
    wire_words: int


_COUNTED = ("stories", "compared", "passages", "undecided", "words", "wire_words")


@dataclass(slots=True)
class _Tally:
    names: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)


class Study:
    """Writes the three tables. The others are complete when the lines of the variants are spent."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
        self._by_hand: list[LabelRow] = []

    def variant_lines(self, collations: Iterable[Collation]) -> Iterator[str]:
        """Give the lines of the variants of these stories, and count their outlets."""
        yield from heading(VariantRow, self._form)
        for collation in collations:
            made = arrange(collation)
            self._count(made)
            self._by_hand.extend(label_rows(made))
            for row in _rows(made):
                yield line(row, self._form)

    def outlet_lines(self) -> Iterator[str]:
        """Give the lines of the outlets counted so far, those with most articles first."""
        yield from heading(OutletRow, self._form)
        rows = [_outlet(tally) for tally in self._tallies.values()]
        for row in sorted(rows, key=lambda row: (-row.articles, row.outlet)):
            yield line(row, self._form)

    def label_lines(self) -> Iterator[str]:
        """Give the lines of the labels set by hand in the stories so far."""
        yield from heading(LabelRow, self._form)
        for row in self._by_hand:
            yield line(row, self._form)

    def _count(self, made: Apparatus) -> None:
        outlets = set()
        several = _compared(made)
        passages = sum(x.status is Status.WIRE for x in made.collation.passages)
        for number, copy in made.copies.items():
            if copy.version_of is not None:
                continue
            key = outlet_key(copy.article.outlet)
            tally = self._tallies[key]
            tally.names[copy.article.outlet.name] += 1
            tally.counts["undecided"] += sum(number in entry.only for entry in made.entries)
            tally.counts["passages"] += passages * several
            for label in made.labels[number]:
                size = word_count(words(copy, label))
                tally.counts["words"] += size
                tally.counts["wire_words"] += size * (label.kind is Kind.WIRE)
            outlets.add(key)
        for key in outlets:
            self._tallies[key].counts["stories"] += 1
            self._tallies[key].counts["compared"] += several


def variant_rows(collation: Collation) -> Iterator[VariantRow]:
    """Give the variants of a story, copy by copy, in the order in which they stand there."""
    return _rows(arrange(collation))


def _rows(made: Apparatus) -> Iterator[VariantRow]:
    after = {
        (insertion.copy, label.segment.index): insertion.after
        for insertions in made.insertions.values()
        for insertion in insertions
        for label in insertion.labels
    }
    for number, copy in made.copies.items():
        frame = _frame(made, copy)
        for label in made.labels[number]:
            if label.kind is Kind.ADDITION:
                yield _addition(frame, copy, label, after[number, label.segment.index])
            else:
                yield from (_substitution(frame, copy, label, edit) for edit in label.edits)
        for entry in made.entries:
            if number in entry.moved:
                labels = made.at[entry.passage.number, number]
                yield _transposition(frame, copy, entry.passage, labels)
            if number in entry.cut:
                shown = squeeze(entry.passage.text)
                yield replace(frame, reading=shown, passage=entry.passage.number)


def _frame(made: Apparatus, copy: Copy) -> VariantRow:
    """Return what all rows of a copy have in common, as a row of an omission."""
    article = copy.article
    version_of = None if copy.version_of is None else made.copies[copy.version_of].article.id
    return VariantRow(
        story=made.collation.story,
        headline=made.collation.headline,
        agency=made.collation.origin.agency,
        outlet=article.outlet.name,
        copy=article.id,
        version_of=version_of,
        published=None if article.published is None else moment_text(article.published),
        compared=_compared(made),
        variant="omission",
    )


def _addition(frame: VariantRow, copy: Copy, label: Label, after: int) -> VariantRow:
    return replace(
        _of_label(frame, label),
        variant="addition",
        category=(label.category or Category.UNKNOWN).value,
        words=words(copy, label),
        passage=after,
    )


def _substitution(frame: VariantRow, copy: Copy, label: Label, edit: Edit) -> VariantRow:
    return replace(
        _of_label(frame, label),
        variant="substitution",
        weight=WEIGHT_OF[edit.kind].value,
        edit=edit.kind.value,
        words=squeeze(copy.article.text[edit.start : edit.end]),
        reading=edit.reading,
        start=edit.start,
        end=edit.end,
    )


def _transposition(frame: VariantRow, copy: Copy, passage: Passage, labels: Labels) -> VariantRow:
    return replace(
        _of_label(frame, labels[0]),
        variant="transposition",
        words=reading(copy, labels),
        reading=squeeze(passage.text),
        end=labels[-1].segment.end,
    )


def _of_label(frame: VariantRow, label: Label) -> VariantRow:
    return replace(
        frame,
        passage=label.passage or 0,
        start=label.segment.start,
        end=label.segment.end,
        evidence=label.evidence,
        confidence=round(label.confidence, _DIGITS),
    )


def _compared(made: Apparatus) -> bool:
    """Tell whether several outlets have the story, so that one can be set against another."""
    outlets = {outlet_key(x.article.outlet) for x in made.copies.values() if x.version_of is None}
    return len(outlets) > 1


def _outlet(tally: _Tally) -> OutletRow:
    names = tally.names
    return OutletRow(
        outlet=min(names, key=lambda name: (-names[name], name)),
        articles=names.total(),
        **{name: tally.counts[name] for name in _COUNTED},
    )
