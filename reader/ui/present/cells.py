"""What is told of one cell of the table: what a copy has at a passage, and how it differs."""

from __future__ import annotations

from collections.abc import Iterator

from reader.collation.marks import MEANING, Mark, is_moved
from reader.model import Category
from reader.ui.present.diff import arrow
from reader.ui.present.index import Index, shown
from reader.ui.present.ink import FACT_NAME, FAINT, QUIET, STRONG, TEXT, Run, Runs, badge, of_copy
from reader.ui.present.published import edited
from reader.ui.present.sides import Side
from reader.ui.present.table import RowIs, TableRow
from reader.ui.present.words import CHANGED, numbers, percent


def cell_told(index: Index, row: TableRow, copy: int) -> tuple[Runs, ...]:
    """Return what a copy has in a row of the table, in full."""
    if row.kind is RowIs.HEADLINE:
        return tuple(_headline(index, copy))
    if row.kind is RowIs.ADDITIONS:
        return tuple(_put_in(index, row.place.passage, copy))
    return tuple(_passage(index, row.place.passage, copy))


def _named(index: Index, copy: int, *said: Run) -> Runs:
    name = index.name(copy)
    return badge(copy), Run(f" {name}  ", STRONG), *said


def _headline(index: Index, copy: int) -> Iterator[Runs]:
    own = index.headline(copy)
    if not own:
        yield _named(index, copy, Run("no headline of its own", QUIET))
        return
    same = own == shown(index.collation.headline)
    yield _named(index, copy, Run("the same headline" if same else "~ another headline", QUIET))
    yield (Run(own, TEXT),)


def _put_in(index: Index, after: int, copy: int) -> Iterator[Runs]:
    found = [item for item in index.insertions.get(after, ()) if item.copy == copy]
    if not found:
        yield _named(index, copy, Run("put in nothing here", QUIET))
        return
    labels = [label for item in found for label in item.labels]
    sure = min(label.confidence for label in labels)
    yield _named(index, copy, Run("+ put in here", of_copy(copy)),
                 Run(f"  {percent(sure)} sure", FAINT))  # fmt: skip
    for label in labels:
        name = (label.category or Category.UNKNOWN).value
        yield Run(f"{name}  ", of_copy(copy)), Run(index.text(label), TEXT)


def _passage(index: Index, number: int, copy: int) -> Iterator[Runs]:
    mark = index.mark(number, copy)
    ink = {Mark.SAME: QUIET, Mark.LACKS: QUIET, Mark.FACT: FACT_NAME}.get(mark, of_copy(copy))
    if not index.several:
        yield _named(index, copy, Run("the only copy: nothing to set it against", QUIET))
    else:
        yield _named(index, copy, Run(f"{mark} {MEANING[mark]}", ink))
    labels = index.at.get((number, copy), ())
    if not labels:
        passage = index.passage(number)
        carriers = numbers(passage.carriers or (passage.copy,))
        yield Run(f"stands in {carriers}: ", QUIET), Run(shown(passage.text), FAINT)
        return
    blank = Run(" ", TEXT)
    text = [run for label in labels for run in (*edited(index, label, style=True), blank)]
    yield tuple(text)
    if any(map(is_moved, labels)):
        where = Side(index, copy).whereabouts(number)
        stands = Run("↕ ", of_copy(copy)), Run("stands ", QUIET)
        yield *stands, *where, Run(" in this copy", QUIET)
    article = index.copies[copy].article
    for label in labels:
        for edit in label.edits:
            words = shown(article.text[edit.start : edit.end])
            said = Run(f"{CHANGED[edit.kind]}  ", QUIET)
            yield said, *arrow(shown(edit.reading), words, edit.kind)
