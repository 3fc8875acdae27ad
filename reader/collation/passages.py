"""From the rows that are the wire's to the clean text: the reading shown, and the paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.collation.alignment import Cell, Row
from reader.model import Copy, Passage, Status
from reader.text.mend import mend
from reader.text.normalise import plain, squeeze
from reader.text.rot47 import reveal
from reader.text.tokens import words

Copies = dict[int, Copy]


def build_passages(
    rows: Sequence[Row], copies: Sequence[Copy], agency_copies: frozenset[int]
) -> tuple[Passage, ...]:
    """Return one passage a row, in the rows' order.

    `agency_copies` are the numbers of the copies that the story's own agency printed: what they
    carry is the wire's on their word alone, and their reading wins a tie.
    """
    by_number = {copy.number: copy for copy in copies}
    passages: list[Passage] = []
    paragraph = 0
    for number, row in enumerate(rows, 1):
        if not passages or _opens_paragraph(rows[number - 2], row, by_number):
            paragraph += 1
        shown = _reading(row, by_number, agency_copies)
        support = tuple(c for c in row.copies if by_number[c].version_of is None)
        passages.append(
            Passage(
                number=number,
                paragraph=paragraph,
                text=cell_text(by_number[shown.copy], shown),
                copy=shown.copy,
                support=support,
                carriers=row.copies,
                status=_status(support, by_number, agency_copies),
            )
        )
    return tuple(passages)


def cell_text(copy: Copy, cell: Cell) -> str:
    """Return a cell's reading on one line, as published but for line feeds and runs of spaces."""
    parts = (copy.segments[i] for i in cell.segments)
    return " ".join(squeeze(copy.article.text[s.start : s.end]) for s in parts)


def cell_spelling(copy: Copy, cell: Cell) -> str:
    """Return a cell's reading, typing aside: cells of one spelling do not differ."""
    return plain(mend(cell_text(copy, cell)))


def _reading(row: Row, copies: Copies, agency_copies: frozenset[int]) -> Cell:
    """Choose the wording that most copies carry, then its commonest spelling.

    Ties fall to the agency's own copy, then to the earliest, which has the smallest number. A
    version is shown only where no copy has the passage.
    """
    cells = [c for c in row.cells if copies[c.copy].version_of is None] or list(row.cells)
    spellings = {cell.copy: cell_spelling(copies[cell.copy], cell) for cell in cells}
    of_text = {text: tuple(words(text)) for text in set(spellings.values())}
    wordings = {number: of_text[text] for number, text in spellings.items()}
    of_wording, of_spelling = Counter(wordings.values()), Counter(spellings.values())

    def rank(cell: Cell) -> tuple[int, int, bool, bool, int]:
        number = cell.copy
        text = cell_text(copies[number], cell)
        return (
            -of_wording[wordings[number]],
            -of_spelling[spellings[number]],
            reveal(text) != text,  # hidden by a paywall: any other copy can be read
            number not in agency_copies,
            number,
        )

    return min(cells, key=rank)


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
