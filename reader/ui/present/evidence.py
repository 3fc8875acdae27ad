"""The whole reasoning for one place: every reading in full, every label with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.collation.marks import MEANING, Mark, is_moved
from reader.model import Category, Edit, Kind, Label, Status
from reader.text.phrases import count
from reader.ui.present.index import Index, Insertion, shown
from reader.ui.present.ink import (
    FACT_NAME,
    FAINT,
    QUIET,
    STRONG,
    TEXT,
    TITLE,
    WARN,
    Ink,
    Run,
    Runs,
    badge,
    in_quotes,
    of_copy,
)
from reader.ui.present.published import edited
from reader.ui.present.reading import Reading
from reader.ui.present.related import kin_runs
from reader.ui.present.rows import Place, Row
from reader.ui.present.words import CHANGED, numbers, percent, state

_INDENT = (Run("    ", TEXT),)

_MEANING = {
    Category.EDITORIAL: "real text that the outlet wrote itself",
    Category.UNKNOWN: "put in by the outlet; what it is, nothing here tells",
}
_BECAUSE = "because "
_BOILERPLATE = "boilerplate: not reporting"


def evidence_rows(reading: Reading, place: Place) -> tuple[Row, ...]:
    """Return all that is known of a place: of the headline, a passage, or what was put in.

    After what a copy put in there comes what else was put in at the same place.
    """
    index = reading.index
    if place.inserted:
        there = index.insertions.get(place.passage, ())
        in_turn = enumerate(sorted(there, key=lambda item: not _holds(item, place)))
        return tuple(row for at, item in in_turn for row in _put_in(index, item, gap=at > 0))
    if place.passage == 0:
        return tuple(_story(reading))
    return tuple(_passage(index, place.passage))


def _line(*runs: Run, gap: bool = False, indent: bool = False, of: Label | None = None) -> Row:
    blank = _INDENT if indent else ()
    place = Place(0) if of is None else Place(of.passage or 0, of.copy, of.segment.index)
    return Row(place, tuple(runs), gutter=blank, under=blank, gap=gap)


def _because(word: str, reason: str, of: Label | None = None) -> Row:
    said = str(shown(reason))  # the program's words, though they may quote
    return _line(Run(word, FAINT), Run(said, QUIET), indent=True, of=of)


def label_of(index: Index, row: Row) -> Label | None:
    """Return the label that a row tells of, None where it tells of something else."""
    if row.place.segment < 0:
        return None
    labels = index.labels.get(row.place.copy, ())
    return next((one for one in labels if one.segment.index == row.place.segment), None)


def begins(index: Index, rows: Sequence[Row], place: Place) -> int:
    """Return the row to begin with: of the label at a place, else the first that tells of one."""
    labelled = [at for at, row in enumerate(rows) if label_of(index, row) is not None]
    here = (place.copy, place.segment)
    at_place = (at for at in labelled if (rows[at].place.copy, rows[at].place.segment) == here)
    return next(at_place, labelled[0] if labelled else 0)


def _holds(insertion: Insertion, place: Place) -> bool:
    segments = [label.segment.index for label in insertion.labels]
    return insertion.copy == place.copy and segments[0] <= place.segment <= segments[-1]


def _put_in(index: Index, insertion: Insertion, *, gap: bool) -> Iterator[Row]:
    name = index.name(insertion.copy)
    lines = count(insertion.lines, "line")
    yield _line(badge(insertion.copy), Run(f" {name} put in {lines}", TITLE), gap=gap)
    for label in insertion.labels:
        category = label.category or Category.UNKNOWN
        meaning = _MEANING.get(category, _BOILERPLATE)
        yield _line(
            Run(f"+ {category.value}", of_copy(insertion.copy, bold=True)),
            Run(f"  {percent(label.confidence)} sure · {meaning}", QUIET),
            gap=True,
            of=label,
        )
        yield _line(Run(index.text(label), TEXT), indent=True, of=label)
        yield from _reasons(label)


def _reasons(label: Label) -> Iterator[Row]:
    if label.evidence:
        yield _because(_BECAUSE, "; ".join(label.evidence), label)
    if not label.evidence and label.kind is Kind.ADDITION:
        only = Run("no evidence recorded but that no other copy has it", QUIET)
        yield _line(only, indent=True, of=label)


def _story(reading: Reading) -> Iterator[Row]:
    index, collation = reading.index, reading.collation
    yield _line(Run(shown(collation.headline), TITLE))
    agency = collation.origin.agency
    text = f"The story comes from {shown(agency)}" if agency else "No agency is named in it"
    yield _line(Run(text, TEXT), gap=True)
    for number, reason in enumerate(collation.origin.evidence):
        yield _because(" " * len(_BECAUSE) if number else _BECAUSE, reason)
    for number, copy in index.copies.items():
        outlet = copy.article.outlet
        yield _line(badge(number), Run(" ", STRONG), Run(index.name(number), STRONG), gap=True)
        if title := index.headline(number):
            yield _line(Run(title, TEXT), indent=True)
        if outlet.evidence:
            how = "outlet inferred: " if outlet.inferred else "outlet’s name: "
            yield _because(how, outlet.evidence)
        if part := state(copy.article):
            yield _line(Run(f"not all of it is there: {part}", WARN), indent=True)
        yield _line(Run(_membership(index, number), QUIET), indent=True)
        member = reading.members.get(copy.article.id)
        if member is not None and member.evidence:
            yield _because("why: ", "; ".join(member.evidence))
        if copy.article.source:
            yield _because("read from ", copy.article.source)
    for number, kin in enumerate(reading.kin):
        yield replace(_line(*kin_runs(kin), gap=number == 0), story=kin.related.story)


def _membership(index: Index, number: int) -> str:
    copy = index.copies[number]
    text = f"{percent(copy.wire_share)} of its words are the story’s"
    if copy.version_of is not None:
        return f"{text}; another version of {copy.version_of}, so it lends no support"
    if index.several:
        share = percent(copy.score)
        text += f"; it belongs here because {share} of the shorter text stands in the longer"
    return text


def _passage(index: Index, number: int) -> Iterator[Row]:
    passage = index.passage(number)
    yield _line(Run(f"Passage {number} of {len(index.collation.passages)}", TITLE))
    yield _line(Run(shown(passage.text), TEXT), gap=True)
    yield _line(Run(_standing(index, number), QUIET), gap=True)
    departing = {copy for copy, mark in index.marks(number) if mark is not Mark.SAME}
    for copy in sorted(index.copies, key=lambda copy: copy not in departing):
        yield from _reading(index, number, copy)


def _standing(index: Index, number: int) -> str:
    """Return in words why this reading is shown, and on what the passage rests."""
    passage = index.passage(number)
    if not index.several:
        return "The story has one copy, so nothing can be set against it."
    if passage.status is Status.SINGLE:
        carriers = numbers(passage.carriers or (passage.copy,))
        return (
            f"Only {carriers} has it: with no other witness and no mark of the outlet on it, "
            "it stays in the text, undecided."
        )
    copies = [copy for copy, _ in index.marks(number) if _has_words(index, number, copy)]
    return (
        f"{numbers(copies) or passage.copy} {'has' if len(copies) < 2 else 'have'} these words; "
        f"shown as in {passage.copy}. It is the wire’s because {_support(index, number)}."
    )


def _support(index: Index, number: int) -> str:
    """Return how many copies carry a passage, and of how many it is told in other words."""
    carriers = index.passage(number).support
    verb = "carries" if len(carriers) == 1 else "carry"
    carry = f"{count(len(carriers), 'copy', 'copies')} {verb}"
    same = sum(_has_words(index, number, copy) for copy in carriers)
    if same == len(carriers):
        return f"{carry} it"
    return f"{carry} it: {same} in these words, {len(carriers) - same} reworded"


def _has_words(index: Index, number: int, copy: int) -> bool:
    return index.mark(number, copy) in (Mark.SAME, Mark.MOVED)


def _reading(index: Index, number: int, copy: int) -> Iterator[Row]:
    mark = index.mark(number, copy)
    name = index.name(copy)
    said, ink = _said(mark, copy)
    labels = index.at.get((number, copy), ())
    first = labels[0] if labels else None
    yield _line(badge(copy), Run(f" {name}  ", STRONG), Run(said, ink), gap=True, of=first)
    for label in labels:
        if label.edits:
            yield _line(*edited(index, label, style=True), indent=True, of=label)
        for edit in label.edits:
            yield _line(*_edit(index, copy, edit), indent=True, of=label)
        if is_moved(label):
            moved = Run("stands at another place in this copy", QUIET)
            yield _line(moved, indent=True, of=label)
        yield from _reasons(label)


def _said(mark: Mark, copy: int) -> tuple[str, Ink]:
    ink = {Mark.SAME: QUIET, Mark.LACKS: QUIET, Mark.FACT: FACT_NAME}
    return f"{mark} {MEANING[mark]}", ink.get(mark, of_copy(copy, bold=True))


def _edit(index: Index, copy: int, edit: Edit) -> Runs:
    words = shown(index.copies[copy].article.text[edit.start : edit.end])
    reading = shown(edit.reading)
    return (
        *(in_quotes(reading, QUIET) if reading else (Run("nothing", QUIET),)),
        Run(" → ", FAINT),
        *(in_quotes(words, STRONG) if words else (Run("nothing", STRONG),)),
        Run(f"  {CHANGED[edit.kind]}", FAINT),
    )
