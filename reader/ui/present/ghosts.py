"""Ghost lines: where a copy lacks passages that others have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.text.phrases import count
from reader.ui.present.index import Index, shown
from reader.ui.present.ink import FAINT, QUIET, TEXT, Run, Runs
from reader.ui.present.rows import Place, Row, RowKind
from reader.ui.present.words import numbers


def with_ghosts(index: Index, body: Sequence[Row]) -> list[Row]:
    """Return the body with a ghost after each place where the copy lacks passages."""
    carried = {row.place.passage for row in body if row.kind is RowKind.PASSAGE}
    lacking = [x.number for x in index.collation.passages if x.number not in carried]
    after: dict[int, list[int]] = {}
    for passage in lacking:
        before = max((x for x in carried if x < passage), default=0)
        after.setdefault(before, []).append(passage)
    rows: list[Row] = []
    seen_last = {
        row.place.passage: at for at, row in enumerate(body) if row.kind is RowKind.PASSAGE
    }
    first = min(seen_last.values(), default=len(body))
    for at, row in enumerate(body):
        if at == first:
            rows += _ghosts(index, after.get(0, ()))
        rows.append(row)
        if seen_last.get(row.place.passage) == at:
            rows += _ghosts(index, after.get(row.place.passage, ()))
    if first == len(body):
        rows += _ghosts(index, after.get(0, ()))
    return rows


def _ghosts(index: Index, passages: Iterable[int]) -> Iterator[Row]:
    """Yield ghost lines; passages that one other copy alone has are folded into one."""
    singles: list[int] = []
    paragraph = 0
    said: tuple[int, ...] = ()
    for number in passages:
        if index.undecided(number):
            singles.append(number)
            continue
        yield from _only_elsewhere(index, singles)
        singles = []
        passage = index.passage(number)
        text = shown(passage.text)
        ghost: Runs = (Run(text, FAINT),)
        if passage.carriers != said:
            ghost = (*ghost, Run(f"  cut; stands in {numbers(passage.carriers)}", QUIET))
        yield Row(
            Place(number),
            ghost,
            RowKind.GHOST,
            gutter=(Run("−", QUIET), Run(" ", TEXT)),
            gap=passage.paragraph != paragraph,
            variant=True,
            passages=(number,),
            yank=text,
        )
        paragraph, said = passage.paragraph, passage.carriers
    yield from _only_elsewhere(index, singles)


def _only_elsewhere(index: Index, singles: Sequence[int]) -> Iterator[Row]:
    if not singles:
        return
    carriers = sorted({copy for x in singles for copy in index.passage(x).carriers})
    text = f"{count(len(singles), 'passage')} only in {numbers(carriers)}"
    yield Row(
        Place(singles[0]),
        (Run(text, FAINT),),
        RowKind.GHOST,
        gutter=(Run("·", FAINT), Run(" ", TEXT)),
        gap=True,
        clip=True,
        passages=tuple(singles),
        yank="\n".join(shown(index.passage(x).text) for x in singles),
    )
