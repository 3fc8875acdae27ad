"""One story's copies, aligned, judged and set against each other: the collation that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reader.collation.align import align
from reader.collation.alignment import Cell, Row
from reader.collation.names import lexicon
from reader.collation.passages import build_passages, cell_spelling
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
    Status,
    Story,
    Variant,
)
from reader.provenance.label import Titles, Verdict, judge
from reader.provenance.origin import agency_copies, origin
from reader.provenance.overrule import overrule
from reader.provenance.templates import Memory
from reader.services.headlines import headline
from reader.text.mend import mend
from reader.text.normalise import plain
from reader.text.prose import word_count
from reader.text.segments import segment

Verdicts = Mapping[tuple[int, int], Verdict]
Order = Callable[[Article], Any]
"""A key to sort articles by."""
Edits = dict[tuple[int, int], tuple[Edit, ...]]


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
    passages = build_passages(wire, copies, agency_copies(copies, source))
    labels = _labels(copies, wire, passages, verdicts)
    firsts = [copy.article for copy in copies if copy.version_of is None]
    return Collation(
        story=story.id,
        headline=headline(sorted(firsts, key=publication_order), source),
        origin=source,
        copies=tuple(replace(c, wire_share=_wire_share(c, labels)) for c in copies),
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


def _labels(
    copies: Sequence[Copy],
    wire: Sequence[Row],
    passages: Sequence[Passage],
    verdicts: Verdicts,
) -> list[Label]:
    by_number = {copy.number: copy for copy in copies}
    cells: dict[tuple[int, int], tuple[Passage, Cell]] = {}
    found: Edits = {}
    shown = [_shown(passage, row, by_number) for passage, row in zip(passages, wire, strict=True)]
    known = lexicon(shown)
    for passage, row, reading in zip(passages, wire, shown, strict=True):
        spelling = plain(mend(passage.text))
        for cell in row.cells:
            copy = by_number[cell.copy]
            same = cell_spelling(copy, cell) == spelling
            differing = [] if same else edits(reading, cell_words(copy, cell), known)
            for index, inside in by_segment(differing, copy, cell).items():
                found[cell.copy, index] = inside
                cells[cell.copy, index] = (passage, cell)
    return [
        _label(copy.number, segment.index, copy, verdicts, cells, found)
        for copy in copies
        for segment in copy.segments
    ]


def _shown(passage: Passage, row: Row, copies: Mapping[int, Copy]) -> Words:
    """Return the words of the reading that the passage shows."""
    cell = next(cell for cell in row.cells if cell.copy == passage.copy)
    return cell_words(copies[passage.copy], cell)


def _label(
    number: int,
    index: int,
    copy: Copy,
    verdicts: Verdicts,
    cells: Mapping[tuple[int, int], tuple[Passage, Cell]],
    found: Edits,
) -> Label:
    verdict = verdicts[number, index]
    if verdict.kind is Kind.ADDITION:
        return Label(
            number,
            copy.segments[index],
            Kind.ADDITION,
            category=verdict.category,
            evidence=verdict.evidence,
            confidence=verdict.confidence,
        )
    passage, cell = cells[number, index]
    inside = found[number, index]
    variants = [Variant.SUBSTITUTION] if inside else []
    if cell.moved:
        variants.append(Variant.TRANSPOSITION)
    return Label(
        number,
        copy.segments[index],
        Kind.WIRE,
        passage=passage.number,
        variants=tuple(variants),
        weight=weight(inside),
        edits=inside,
        evidence=verdict.evidence,
        confidence=verdict.confidence,
    )


def _wire_share(copy: Copy, labels: Sequence[Label]) -> float:
    wire = total = 0
    for label in labels:
        if label.copy == copy.number:
            count = word_count(copy.article.text[label.segment.start : label.segment.end])
            total += count
            wire += count if label.kind is Kind.WIRE else 0
    return round(wire / total, 4) if total else 0.0


def _omissions(copies: Sequence[Copy], passages: Sequence[Passage]) -> tuple[Omission, ...]:
    return tuple(
        Omission(copy.number, passage.number)
        for copy in copies
        for passage in passages
        if passage.status is Status.WIRE and copy.number not in passage.carriers
    )
