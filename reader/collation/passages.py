"""From the rows that are the wire's to the clean text: the reading shown, and the paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.collation.alignment import Cell, Row
from reader.model import Copy, Passage, Status
from reader.text.mend import mend
from reader.text.normalise import plain, squeeze
from reader.text.rot47 import reveal
from reader.text.tokens import words

Copies = dict[int, Copy]


class Reading(NamedTuple):
    """What a copy has in a row, on one line, as published but for line feeds and runs of spaces.

    Cells of one `spelling` differ in their typing at most; `hidden`: a paywall hides some of it.
    """

    text: str
    spelling: str
    hidden: bool


def readings(rows: Sequence[Row], copies: Sequence[Copy]) -> list[Mapping[int, Reading]]:
    """Return for each row the reading of each copy that has it, by number."""
    by_number = {copy.number: copy for copy in copies}
    known: dict[str, Reading] = {}  # of forty copies most print a row in the same words

    def reading(cell: Cell) -> Reading:
        copy = by_number[cell.copy]
        segments = [copy.segments[i] for i in cell.segments]
        printed = " ".join([copy.article.text[s.start : s.end] for s in segments])
        found = known.get(printed)
        if found is None:
            text = squeeze(printed)
            found = known[printed] = Reading(text, plain(mend(text)), reveal(text) != text)
        return found

    return [{cell.copy: reading(cell) for cell in row.cells} for row in rows]


def build_passages(
    rows: Sequence[Row],
    found: Sequence[Mapping[int, Reading]],
    copies: Sequence[Copy],
    agency_copies: frozenset[int],
) -> tuple[Passage, ...]:
    """Return one passage a row, in the rows' order, of which `found` are the readings.

    `agency_copies` are the numbers of the copies that the story's own agency printed: what they
    carry is the wire's on their word alone, and their reading wins a tie.
    """
    by_number = {copy.number: copy for copy in copies}
    passages: list[Passage] = []
    paragraph = 0
    for number, (row, of_copy) in enumerate(zip(rows, found, strict=True), 1):
        if not passages or _opens_paragraph(rows[number - 2], row, by_number):
            paragraph += 1
        carriers = row.copies
        support = tuple([c for c in carriers if by_number[c].version_of is None])
        shown = _shown({c: of_copy[c] for c in support or carriers}, agency_copies)
        passages.append(
            Passage(
                number=number,
                paragraph=paragraph,
                text=of_copy[shown].text,
                copy=shown,
                support=support,
                carriers=carriers,
                status=_status(support, by_number, agency_copies),
            )
        )
    return tuple(passages)


def _shown(found: Mapping[int, Reading], agency_copies: frozenset[int]) -> int:
    """Choose the copy with the wording that most carry, in its commonest spelling.

    Ties fall to the agency's own copy, then to the earliest, which has the smallest number. A
    version is shown only where no copy has the passage.
    """
    of_spelling = Counter(reading.spelling for reading in found.values())
    wording = {text: tuple(words(text)) for text in of_spelling} if len(of_spelling) > 1 else {}
    of_wording = Counter(wording.get(reading.spelling) for reading in found.values())

    def rank(number: int) -> tuple[int, int, bool, bool, int]:
        spelling = found[number].spelling
        return (
            -of_wording[wording.get(spelling)],
            -of_spelling[spelling],
            found[number].hidden,  # any other copy can be read
            number not in agency_copies,
            number,
        )

    return min(found, key=rank)


def _status(support: Sequence[int], copies: Copies, agency_copies: frozenset[int]) -> Status:
    outlets = {copies[number].article.outlet.name.casefold() for number in support}
    if len(outlets) > 1 or not agency_copies.isdisjoint(support):
        return Status.WIRE
    return Status.SINGLE


def _opens_paragraph(before: Row, row: Row, copies: Copies) -> bool:
    """Tell whether most copies that have both rows break the paragraph between them."""
    earlier = {cell.copy: cell for cell in before.cells}
    breaks, votes = 0, 0
    for cell in row.cells:
        previous = earlier.get(cell.copy)
        copy = copies[cell.copy]
        if previous is None or copy.version_of is not None:
            continue
        last, first = copy.segments[previous.segments[-1]], copy.segments[cell.segments[0]]
        votes += 1
        breaks += last.block != first.block
    return votes == 0 or 2 * breaks >= votes
