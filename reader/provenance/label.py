"""Wire or addition: the verdict on every segment of every copy of a story.

Signs for and against are summed as logarithms of odds: the block's wording, shape and recurrence
(`evidence`), its place (`place`), and who else carries the row (`support`). All segments of a row
get one verdict: the mean over the copies that have it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from reader.collation.alignment import Alignment, Row
from reader.model import Category, Copy, Kind, Origin
from reader.provenance.evidence import Known, block_evidence, is_bare_dateline, wording_finding
from reader.provenance.findings import BlockEvidence, Finding, most_telling
from reader.provenance.local import add_local, own_places
from reader.provenance.origin import agency_copies, origin
from reader.provenance.place import Placed, place
from reader.provenance.support import Standing, row_of, standings, support
from reader.provenance.templates import Memory
from reader.provenance.titles import Titles, title_key
from reader.provenance.wording import CERTAIN

__all__ = ["Titles", "Verdict", "judge"]

_QUESTION_ALONE = 3.6
_AMONG_WIRE = -2.5
_IN_A_SHARED_RUN = -5.0
"""Two outlets may have the same button, but not in the same place between the same paragraphs."""
_LEAST_CERTAIN = -3.0
"""What support can weigh against wording that furniture alone has."""
_MAX_CONFIDENCE = 0.99
_MAX_EVIDENCE = 4
_DATELINE_CONFIDENCE = 0.97
_HIDDEN = "hidden behind ROT47; decoded for matching"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a segment is held to be; `category` is None for wire. `confidence` is .5 to 1."""

    kind: Kind
    category: Category | None
    evidence: tuple[str, ...]
    confidence: float


@dataclass(slots=True)
class _Cell:
    """One copy's segment, its block's evidence and its own."""

    block: BlockEvidence
    place: Placed
    findings: tuple[Finding, ...]
    dateline: bool

    @property
    def signs(self) -> tuple[object, ...]:
        """All that its verdict rests on but the row."""
        return self.findings, self.place.category, self.block.hidden

    @property
    def certain(self) -> bool:
        heaviest = max([finding.weight for finding in self.findings])
        return self.block.captions or heaviest >= CERTAIN

    @property
    def named(self) -> float:
        """How much the sign weighs that names the category."""
        return max((f.weight for f in self.findings if f.category is not None), default=0.0)

    @property
    def score(self) -> float:
        return sum([finding.weight for finding in self.findings])


def judge(
    alignment: Alignment,
    copies: Sequence[Copy],
    memory: Memory,
    titles: Titles,
    source: Origin | None = None,
) -> Mapping[tuple[int, int], Verdict]:
    """Return the verdict on every segment of every copy, by copy number and segment index.

    `memory` is what was learned of the outlets, `titles` knows the titles of other articles,
    `source` is the story's origin where it was found already.
    """
    articles = [copy.article for copy in copies]
    source = source or origin(articles)
    known = Known(
        memory,
        titles,
        source.agency,
        frozenset(article.id for article in articles),
        frozenset(title_key(article.title) for article in articles if article.title),
    )
    own = agency_copies(copies, source)
    standing = standings(alignment, copies, own)
    places = own_places(copies, source, own)
    rows = row_of(alignment)
    cells: dict[tuple[int, int], _Cell] = {}
    for copy in copies:
        cells.update(_cells(copy, known, standing, rows, places.get(copy.number)))
    verdicts: dict[tuple[int, int], Verdict] = {}
    for row, stands in zip(alignment.rows, standing, strict=True):
        verdicts.update(_row_verdicts(row, stands, cells))
    for copy in copies:
        _settle_blocks(copy, cells, verdicts)
    return verdicts


def _settle_blocks(
    copy: Copy,
    cells: Mapping[tuple[int, int], _Cell],
    verdicts: dict[tuple[int, int], Verdict],
) -> None:
    """Give the sentences of one added block one category, the surest; datelines take it too."""
    blocks: dict[int, list[tuple[int, int]]] = {}
    for segment in copy.segments:
        blocks.setdefault(segment.block, []).append((copy.number, segment.index))
    for keys in blocks.values():
        if len(keys) < 2:
            continue
        text = [key for key in keys if not cells[key].dateline]
        if not text or any(verdicts[k].kind is Kind.WIRE for k in text):
            continue
        surest = max(text, key=lambda k: cells[k].named)
        category = verdicts[surest].category
        for key in keys:
            if verdicts[key].category is not category:
                verdicts[key] = replace(verdicts[key], category=category)


def _cells(
    copy: Copy,
    known: Known,
    standing: Sequence[Standing],
    rows: Mapping[tuple[int, int], int],
    place_written_from: re.Pattern[str] | None,
) -> dict[tuple[int, int], _Cell]:
    blocks = block_evidence(copy.article, known)
    inside: list[list[int]] = [[] for _ in blocks]
    for segment in copy.segments:
        inside[segment.block].append(segment.index)
    stands = [standing[rows[copy.number, segment.index]] for segment in copy.segments]
    behind = [[stands[i] for i in indices] for indices in inside]
    for block, of_block in zip(blocks, behind, strict=True):
        _question(block, of_block)
        if of_block and all(one.outlets > 1 for one in of_block):
            block.doubt_template()
    add_local(blocks, behind, place_written_from)
    odds, anchored = _weigh(blocks, behind)
    if _clear_shared_runs(blocks, behind, anchored):
        odds, anchored = _weigh(blocks, behind)
    placed = place(blocks, odds, anchored)
    cells = {}
    for b, indices in enumerate(inside):
        shared = sum(stands[i].shared for i in indices)
        for i in indices:
            segment = copy.segments[i]
            text = copy.article.text[segment.start : segment.end]
            dateline = not blocks[b].entry and is_bare_dateline(text)
            shared_beside = shared > stands[i].shared
            found = _findings(text, blocks[b], placed[b], shared_beside, len(indices))
            cells[copy.number, i] = _Cell(blocks[b], placed[b], tuple(found), dateline)
    return cells


def _weigh(
    blocks: Sequence[BlockEvidence], behind: Sequence[Sequence[Standing]]
) -> tuple[list[float], list[bool]]:
    """Return each block's odds of being an addition, and whether others carry it as the story."""
    odds, anchored = [], []
    for block, stands in zip(blocks, behind, strict=True):
        prose = block.is_text
        weights = [support(one, prose=prose).weight for one in stands]
        odds.append(block.score + (sum(weights) / len(weights) if weights else 0.0))
        anchored.append(odds[-1] < 0 and any(one.shared for one in stands))
    return odds, anchored


def _clear_shared_runs(
    blocks: Sequence[BlockEvidence],
    behind: Sequence[Sequence[Standing]],
    anchored: Sequence[bool],
) -> bool:
    """Clear the lines that stand in an unbroken run of text that others carry; tell if any did.

    A subhead may recur in the outlet's other stories, and a time of day opens each part of a
    running report. One with a colon heads no list of links where the story goes on behind it.
    """
    cleared = False
    told: int | None = None  # the last paragraph of the run so far, or entry of its contents
    for i, stands in enumerate(behind):
        if not stands or not all(one.outlets > 1 for one in stands):
            told = None
        elif blocks[i].look.outline or (anchored[i] and blocks[i].look.prose):
            between = blocks[i if told is None else told + 1 : i + blocks[i].look.outline]
            if between and between[-1].heads and between[-1].announces:
                between[-1].take_for_subhead()
            for block in between:
                if not block.certain:
                    words = "stands amid text that other outlets carry"
                    block.findings.append(Finding(_IN_A_SHARED_RUN, words))
                    cleared = True
            told = i
    return cleared


def _question(block: BlockEvidence, stands: Sequence[Standing]) -> None:
    """A question alone on its line, which the copies around it lack, is put to the readers."""
    if not block.look.question or block.look.quoted or any(s.shared for s in stands):
        return
    if any(s.witnesses for s in stands) and (
        block.look.yes_no or any(s.witnesses > 1 for s in stands)
    ):
        words = "a question alone on its line, which the other copies lack here"
        block.findings.append(Finding(_QUESTION_ALONE, words, Category.POLL))


def _findings(
    text: str, block: BlockEvidence, place: Placed, shared_beside: bool, among: int
) -> list[Finding]:
    """Return what counts for one segment: its block's signs, and its own within the block."""
    found = list(block.findings)
    if place.finding is not None:
        found.append(place.finding)
    if among == 1 or block.captions:
        return found
    own = wording_finding(text)
    if not shared_beside:
        return found if own is None or own in found else [*found, own]
    # Beside sentences that other outlets carry each stands for itself: the block's are theirs too.
    notice = max(found, key=lambda f: f.weight)
    found = [f for f in found if f.weight < CERTAIN]
    if own is None:
        return [*found, Finding(_AMONG_WIRE, "stands within a paragraph of the story")]
    same = own.weight >= CERTAIN and notice.weight >= CERTAIN
    return [*found, notice if same else own]


def _row_verdicts(
    row: Row, stands: Standing, cells: Mapping[tuple[int, int], _Cell]
) -> dict[tuple[int, int], Verdict]:
    keys = [(cell.copy, segment) for cell in row.cells for segment in cell.segments]
    mine = [cells[key] for key in keys]
    if all(cell.dateline for cell in mine):
        return dict.fromkeys(keys, _dateline())
    behind = support(stands, prose=mine[0].block.is_text)
    carried = behind.weight
    if carried < _LEAST_CERTAIN and all(cell.certain for cell in mine):
        carried = _LEAST_CERTAIN
    score = sum([cell.score for cell in mine]) / len(mine) + carried
    confidence = round(min(1 / (1 + exp(-abs(score))), _MAX_CONFIDENCE), 3)
    verdict = _wire if score <= 0 else _addition
    if len(mine) == 1:
        return {keys[0]: verdict(mine[0], behind, confidence)}
    told: dict[object, Verdict] = {}  # most copies of a row have the same signs
    for cell in mine:
        if cell.signs not in told:
            told[cell.signs] = verdict(cell, behind, confidence)
    return {key: told[cell.signs] for key, cell in zip(keys, mine, strict=True)}


def _wire(cell: _Cell, behind: Finding, confidence: float) -> Verdict:
    against = [f for f in (behind, *cell.findings) if f.weight < 0]
    return Verdict(Kind.WIRE, None, _evidence(cell, against or [behind]), confidence)


def _addition(cell: _Cell, behind: Finding, confidence: float) -> Verdict:
    category = most_telling(cell.findings) or cell.place.category
    signs = [f for f in (*cell.findings, behind) if f.weight > 0]
    return Verdict(Kind.ADDITION, category, _evidence(cell, signs or [behind]), confidence)


def _dateline() -> Verdict:
    words = "a dateline: the place, the day or the agency, and a dash"
    return Verdict(Kind.ADDITION, Category.DATELINE, (words,), _DATELINE_CONFIDENCE)


def _evidence(cell: _Cell, findings: Sequence[Finding]) -> tuple[str, ...]:
    words = [f.words for f in sorted(findings, key=lambda f: -abs(f.weight))]
    told = [_HIDDEN, *words] if cell.block.hidden else words
    return tuple(dict.fromkeys(told))[:_MAX_EVIDENCE]
