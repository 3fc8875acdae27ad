"""One story's copies, aligned, judged and set against each other: the collation that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reader.collation.align import align
from reader.collation.alignment import Cell, Row
from reader.collation.names import Lexicon, lexicon
from reader.collation.passages import Reading, build_passages, readings
from reader.collation.variants import by_segment, cell_words, edits, weight
from reader.collation.worddiff import Words
from reader.grouping.stories import publication_order
from reader.model import (
    Article,
    Collation,
    Copy,
    Edit,
    Kind,
    Label,
    Omission,
    Overrule,
    Passage,
    Segment,
    Status,
    Story,
    Variant,
)
from reader.provenance.label import Titles, Verdict, judge
from reader.provenance.origin import agency_copies, origin
from reader.provenance.overrule import overrule
from reader.provenance.templates import Memory
from reader.services.headlines import headline
from reader.text.prose import word_count
from reader.text.segments import segment

Verdicts = Mapping[tuple[int, int], Verdict]
Order = Callable[[Article], Any]
"""A key to sort articles by."""
Edited = dict[tuple[int, int], tuple[Passage, bool, tuple[Edit, ...]]]
"""By copy number and segment index: the passage, whether it stands elsewhere, and the edits."""
Told = dict[str, tuple[int, tuple[Edit, ...]]]
"""By a segment as printed: where one such begins, and its edits."""


def analyse(
    story: Story,
    articles: Mapping[str, Article],
    memory: Memory,
    titles: Titles,
    *,
    overrules: Iterable[Overrule] = (),
    order: Order = publication_order,
) -> Collation:
    """Return the collation of a story.

    `articles` holds at least the story's own, by id; `memory` what was learned of the outlets
    from other stories, `titles` the titles of all articles known; `overrules` are the labels that
    a person set; the copies are numbered in this `order`.
    """
    copies = number_copies(story, articles, order)
    source = origin([copy.article for copy in copies])
    alignment = align(copies)
    judged = judge(alignment, copies, memory, titles, source)
    verdicts = overrule(judged, alignment, copies, overrules)
    wire = [row for row in alignment.rows if _is_wire(row, verdicts)]
    found = readings(wire, copies)
    passages = build_passages(wire, found, copies, agency_copies(copies, source))
    labels = _labels(copies, _edited(copies, wire, passages, found), verdicts)
    shares = _wire_shares(labels, copies)
    firsts = [copy.article for copy in copies if copy.version_of is None]
    return Collation(
        story=story.id,
        headline=headline(sorted(firsts, key=publication_order), source),
        origin=source,
        copies=tuple(replace(copy, wire_share=shares[copy.number]) for copy in copies),
        passages=passages,
        labels=tuple(labels),
        omissions=_omissions(copies, passages),
    )


def arrival_order(article: Article) -> tuple[float, tuple[bool, float, str]]:
    """Return the key by which copies are numbered in an archive, so that a number stays."""
    arrived = article.arrived
    return arrived.timestamp() if arrived else 0.0, publication_order(article)


def number_copies(
    story: Story, articles: Mapping[str, Article], order: Order = publication_order
) -> list[Copy]:
    """Return the story's articles as copies, numbered from 1 in the order asked for."""
    members = {member.article: member for member in story.members}
    ordered = sorted((articles[i] for i in members), key=order)
    numbers = {article.id: number for number, article in enumerate(ordered, 1)}
    copies = []
    for article in ordered:
        member = members[article.id]
        version_of = None if member.version_of is None else numbers[member.version_of]
        number = numbers[article.id]
        copies.append(Copy(number, article, segment(article), member.score, version_of))
    return copies


def _is_wire(row: Row, verdicts: Verdicts) -> bool:
    first = row.cells[0]
    return verdicts[first.copy, first.segments[0]].kind is Kind.WIRE


def _edited(
    copies: Sequence[Copy],
    wire: Sequence[Row],
    passages: Sequence[Passage],
    found: Sequence[Mapping[int, Reading]],
) -> Edited:
    """Return the passage and the edits of each wire segment, by copy number and index."""
    by_number = {copy.number: copy for copy in copies}
    shown = [_shown(passage, row, by_number) for passage, row in zip(passages, wire, strict=True)]
    known = lexicon(shown)
    edited: Edited = {}
    for passage, row, words, of_copy in zip(passages, wire, shown, found, strict=True):
        spelling = of_copy[passage.copy].spelling
        told: Told = {}
        for cell in row.cells:
            inside: Mapping[int, tuple[Edit, ...]] = {}
            if of_copy[cell.copy].spelling != spelling:
                inside = _compared(words, by_number[cell.copy], cell, known, told)
            for index in cell.segments:
                edited[cell.copy, index] = passage, cell.moved, inside.get(index, ())
    return edited


def _compared(
    shown: Words, copy: Copy, cell: Cell, known: Lexicon, told: Told
) -> Mapping[int, tuple[Edit, ...]]:
    """Return the edits of a cell by segment: compared once for all that print it in one segment."""
    first = copy.segments[cell.segments[0]]
    # With what stands behind it, which tells whether a quotation mark opens or closes.
    printed = copy.article.text[first.start : first.end + 1]
    if len(cell.segments) == 1 and printed in told:
        start, found = told[printed]
        by = first.start - start
        return {
            first.index: tuple(Edit(e.start + by, e.end + by, e.reading, e.kind) for e in found)
        }
    inside = by_segment(edits(shown, cell_words(copy, cell), known), copy, cell)
    if len(cell.segments) == 1:
        told[printed] = first.start, inside[first.index]
    return inside


def _shown(passage: Passage, row: Row, copies: Mapping[int, Copy]) -> Words:
    """Return the words of the reading that the passage shows."""
    cell = next(cell for cell in row.cells if cell.copy == passage.copy)
    return cell_words(copies[passage.copy], cell)


def _labels(copies: Sequence[Copy], edited: Edited, verdicts: Verdicts) -> list[Label]:
    return [
        _label(copy.number, segment, edited, verdicts[copy.number, segment.index])
        for copy in copies
        for segment in copy.segments
    ]


def _label(number: int, segment: Segment, edited: Edited, verdict: Verdict) -> Label:
    if verdict.kind is Kind.ADDITION:
        return Label(
            number,
            segment,
            Kind.ADDITION,
            category=verdict.category,
            evidence=verdict.evidence,
            confidence=verdict.confidence,
        )
    passage, moved, inside = edited[number, segment.index]
    variants = (Variant.SUBSTITUTION,) if inside else ()
    return Label(
        number,
        segment,
        Kind.WIRE,
        passage=passage.number,
        variants=(*variants, Variant.TRANSPOSITION) if moved else variants,
        weight=weight(inside) if inside else None,
        edits=inside,
        evidence=verdict.evidence,
        confidence=verdict.confidence,
    )


def _wire_shares(labels: Sequence[Label], copies: Sequence[Copy]) -> Mapping[int, float]:
    """Return of each copy's words the part that is wire, by number."""
    texts = {copy.number: copy.article.text for copy in copies}
    wire, total = dict.fromkeys(texts, 0), dict.fromkeys(texts, 0)
    counts: dict[str, int] = {}  # copies share most of their sentences
    for label in labels:
        text = texts[label.copy][label.segment.start : label.segment.end]
        count = counts.get(text)
        if count is None:
            count = counts[text] = word_count(text)
        total[label.copy] += count
        if label.kind is Kind.WIRE:
            wire[label.copy] += count
    return {
        number: round(wire[number] / all_, 4) if all_ else 0.0 for number, all_ in total.items()
    }


def _omissions(copies: Sequence[Copy], passages: Sequence[Passage]) -> tuple[Omission, ...]:
    return tuple(
        Omission(copy.number, passage.number)
        for copy in copies
        for passage in passages
        if passage.status is Status.WIRE and copy.number not in passage.carriers
    )
