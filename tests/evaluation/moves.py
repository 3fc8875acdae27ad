"""Moved sentences on composed pages: are they marked as transpositions?

The pages say of each sentence whether the program that composed them moved it. A sentence that
jumped only over text that no other copy has leaves no trace: nothing shows that it moved. Such
sentences are counted apart, and the scores are printed with and without them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from reader.collation.align import align
from reader.collation.alignment import Alignment, Cell
from reader.model import Article, Copy, Outlet
from reader.text.blocks import split_blocks
from reader.text.segments import segment
from tests.evaluation.data import data_folder, records

Place = tuple[int, Cell, int]
"""A row's number, the copy's cell there, and how many copies have the row."""


def copies_of(group: list[dict[str, Any]]) -> list[Copy]:
    """Return the records of a group as numbered copies."""
    copies = []
    for number, record in enumerate(sorted(group, key=lambda r: r["id"]), 1):
        text = record["text"]
        made = Article(record["id"], Outlet(record["outlet"]), text, split_blocks(text))
        copies.append(Copy(number, made, segment(made)))
    return copies


def places(alignment: Alignment) -> dict[tuple[int, int], Place]:
    """Return where each segment (copy, index) stands."""
    return {
        (cell.copy, index): (number, cell, len(row.cells))
        for number, row in enumerate(alignment.rows)
        for cell in row.cells
        for index in cell.segments
    }


def sentences(record: dict[str, Any]) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether it was moved, for each sentence of the story on the page."""
    offset = 0
    for line, label in zip(record["text"].split("\n"), record["labels"], strict=True):
        for sentence, how in label if isinstance(label, list) else ():
            start = record["text"].find(sentence, offset)
            if start >= 0:
                yield start, start + len(sentence), how == "M"
        offset += len(line) + 1


def leaves_a_trace(copy: Copy, where: Place, everywhere: dict[tuple[int, int], Place]) -> bool:
    """Tell whether the copy has, of what others have too, anything on the other side of it."""
    row, cell, _ = where
    for found in copy.segments:
        other, theirs, carriers = everywhere[copy.number, found.index]
        if carriers > 1 and other != row and (other < row) != (theirs.segments < cell.segments):
            return True
    return False


def main() -> None:
    """Run on the groups of three and more in the collection named graft."""
    groups = defaultdict(list)
    for record in records(data_folder(sys.argv[1:]), "graft"):
        groups[record["story"]].append(record)
    right = wrong = missed = traceless = 0
    for group in (g for g in groups.values() if len(g) >= 3):
        copies = copies_of(group)
        everywhere = places(align(copies))
        by_id = {record["id"]: record for record in group}
        for copy in copies:
            for start, end, moved in sentences(by_id[copy.article.id]):
                inside = [s for s in copy.segments if s.start < end and start < s.end]
                if not inside:
                    continue
                most = max(inside, key=lambda s: min(s.end, end) - max(s.start, start))
                where = everywhere[copy.number, most.index]
                right += moved and where[1].moved
                wrong += not moved and where[1].moved
                if moved and not where[1].moved:
                    missed += 1
                    traceless += not leaves_a_trace(copy, where, everywhere)
    print(f"moved sentences: {right + missed}, of which {traceless} leave no trace")
    for name, lost in (("all", missed), ("with a trace", missed - traceless)):
        precision, recall = right / (right + wrong or 1), right / (right + lost or 1)
        f1 = 2 * precision * recall / (precision + recall or 1)
        print(f"{name:13} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
