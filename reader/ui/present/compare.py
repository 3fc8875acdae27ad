"""Two copies, or a copy and the clean text, set against each other passage by passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.collation.marks import Mark
from reader.text.phrases import count
from reader.ui.present.diff import Wordings, compare_wordings, inline_runs, side_runs, told
from reader.ui.present.index import Index, shown
from reader.ui.present.ink import (
    FACT_NAME,
    FAINT,
    QUIET,
    STRONG,
    TEXT,
    TITLE,
    Run,
    Runs,
    of_copy,
)
from reader.ui.present.pairs import EMPTY, Cell, Pair, only_variants, put_in
from reader.ui.present.rows import Place, Row, RowKind
from reader.ui.present.sides import Side, apart_by_moves, naming, wordings
from reader.ui.present.words import numbers


@dataclass(frozen=True)
class Comparison:
    """Two views of one story beside each other.

    `signed`: what is gone and what came stands in brackets, where both are told in one text.
    """

    index: Index
    left: Side
    right: Side
    signed: bool = False

    @cached_property
    def _moved(self) -> frozenset[int]:
        return frozenset(x for x in self.right.order if apart_by_moves(self.left, self.right, x))

    def moved(self, passage: int) -> bool:
        """Return whether the passage stands at another place on one side than on the other."""
        return passage in self._moved

    @cached_property
    def moves(self) -> Mapping[int, Sequence[tuple[Side, int]]]:
        """Which passages stand after each, and on which side, though they are shown elsewhere."""
        found: dict[int, list[tuple[Side, int]]] = {}
        for number in sorted(self._moved):
            for side in (self.left, self.right):
                if side.moved(number):
                    found.setdefault(side.before(number), []).append((side, number))
        return found

    @cached_property
    def _pairs(self) -> dict[tuple[bool, bool, bool], tuple[Pair, ...]]:
        return {}

    def pairs(
        self, *, folded: bool, variants: bool = False, beside: bool = True
    ) -> tuple[Pair, ...]:
        """Return the rows: boilerplate `folded` to a line, of like passages none (`variants`).

        `beside`: what both put in at a place stands in one row, as two columns have it.
        """
        key = folded, variants, beside
        if key not in self._pairs:
            made = tuple(_pairs(self, folded, beside))
            self._pairs[key] = only_variants(made) if variants else made
        return self._pairs[key]


def set_against(index: Index, left: int, right: int, *, signed: bool = False) -> Comparison:
    """Return the comparison of two views; `signed` where colours cannot tell words apart."""
    return Comparison(index, Side(index, left), Side(index, right), signed)


_BLANK = Run(" ", TEXT)


def _pairs(made: Comparison, folded: bool, beside: bool) -> Iterator[Pair]:
    def between(after: int) -> list[Pair]:
        sides = made.left, made.right
        found = put_in(made.index, *sides, after, folded=folded, beside=beside)
        return [*_stand_here(made, after), *found]

    yield _headlines(made)
    yield from between(0)
    paragraph = 0
    for passage in made.index.collation.passages:
        found = _passage(made, passage.number)
        if found is not None:
            gap = passage.paragraph != paragraph
            yield replace(found, row=replace(found.row, gap=gap))
            paragraph = passage.paragraph
        if others := between(passage.number):
            yield from others
            paragraph = 0


def _headlines(made: Comparison) -> Pair:
    texts = made.left.headline(), made.right.headline()
    found = compare_wordings(texts, (made.left.view, made.right.view), made.index.lexicon)
    both = all(texts)
    differs = not both or found.mark is not Mark.SAME
    if both and not found.apart:
        left, right = (side_runs(found, side, TITLE) for side in (0, 1))
        inline = inline_runs(found, TITLE, signed=made.signed)
        detail = tuple(told(found))
    else:
        left, right = (
            (Run(text, TITLE) if text else Run("no headline of its own", QUIET),) for text in texts
        )
        inline = (*left, Run("  →  ", FAINT), *right)
        detail = ()
    sign = _sign(Mark.REWORDED, made) if both and differs else ()
    row = Row(
        Place(0),
        inline,
        RowKind.TITLE,
        gutter=(*sign, _BLANK) if sign else (),
        variant=differs and any(texts),
        passages=(0,),
        yank=texts[1] or texts[0],
    )
    said = detail or ((Run(_of_headlines(made, texts, differs), QUIET),),)
    return Pair(row, Cell(left), Cell(right), sign=sign, detail=said)


def _of_headlines(made: Comparison, texts: tuple[str, str], differs: bool) -> str:
    if all(texts):
        return "another headline" if differs else "the same headline"
    if not any(texts):
        return "neither has a headline"
    return f"only {(made.left if texts[0] else made.right).name} has a headline"


def _sign(mark: Mark, made: Comparison) -> Runs:
    if mark is Mark.SAME:
        return ()
    view = made.right.view or made.left.view
    return (Run(mark.value, FACT_NAME if mark is Mark.FACT else of_copy(view, bold=True)),)


def _passage(made: Comparison, number: int) -> Pair | None:
    left, right = made.left, made.right
    if left.has(number) and right.has(number):
        return _both(made, number)
    if left.has(number):
        return _lacking(made, number, left, right)
    if right.has(number):
        return _lacking(made, number, right, left)
    return None


def _both(made: Comparison, number: int) -> Pair:
    found = wordings(made.left, made.right, number)
    moved = made.moved(number)
    mark = Mark.MOVED if moved and found.mark is Mark.SAME else found.mark
    base = QUIET if mark is Mark.SAME and not found.found else TEXT  # loud is what differs
    notes = [_move_note(side, number) if moved else () for side in (made.left, made.right)]
    left = (*_opening(made.left, number), *side_runs(found, 0, base), *notes[0])
    right = (*_opening(made.right, number), *side_runs(found, 1, base), *notes[1])
    inline = (*_opening(made.right, number), *inline_runs(found, base, signed=made.signed))
    inline += (*notes[0], *notes[1])
    sign = _sign(mark, made)
    row = Row(
        Place(number),
        inline,
        RowKind.PASSAGE,
        gutter=(*sign, _BLANK) if sign else (),
        variant=mark is not Mark.SAME,
        fact=mark is Mark.FACT,
        passages=(number,),
        yank=shown(found.texts[1]),
    )
    return Pair(row, Cell(left), Cell(right), number, sign, _detail(made, number, found))


def _opening(side: Side, number: int) -> Runs:
    dateline = side.dateline(number)
    return (Run(f"{dateline} ", QUIET),) if dateline else ()


def _move_note(side: Side, number: int) -> Runs:
    """Return where the passage stands on this side, if not where it is shown."""
    if not side.moved(number):
        return ()
    ink = of_copy(side.view)
    return Run("  ↕\u00a0stands ", ink), *side.whereabouts(number, ink)


def _detail(made: Comparison, number: int, found: Wordings) -> tuple[Runs, ...]:
    lines = list(told(found))
    if made.moved(number):
        for side in (made.left, made.right):
            if side.moved(number):
                sign = Run(f"{Mark.MOVED.value} ", of_copy(side.view))
                said = Run(f"moved: in {side.name} it stands ", QUIET)
                lines.append((sign, said, *side.whereabouts(number)))
    return tuple(lines) or ((Run("both say the same", QUIET),),)


def _lacking(made: Comparison, number: int, has: Side, lacks: Side) -> Pair:
    """Return the row of a passage that one side alone has; on the other stands its ghost."""
    undecided = made.index.undecided(number)
    text = shown(has.text(number))
    runs: Runs = (*_opening(has, number), Run(text, TEXT))
    ghost = Cell((Run("not here  " if undecided else "cut  ", QUIET), Run(text, FAINT)), clip=True)
    cells = (Cell(runs), ghost) if has is made.left else (ghost, Cell(runs))
    where = Run(f"  {'not in' if undecided else 'cut in'} {lacks.name}", QUIET)
    faint = has is made.left  # it is the right side that is read in one column
    inline = tuple(Run(run.text, FAINT) for run in runs) if faint else runs
    sign = (Run("·" if undecided else "−", of_copy(lacks.view, bold=True)),)
    row = Row(
        Place(number),
        (*inline, where),
        RowKind.GHOST,
        gutter=(*sign, _BLANK),
        variant=True,
        passages=(number,),
        yank=text,
    )
    return Pair(row, *cells, number, sign, (_told_of_lack(made.index, number, lacks),))


def _told_of_lack(index: Index, number: int, lacks: Side) -> Runs:
    carriers = numbers(index.passage(number).carriers or (index.passage(number).copy,))
    if index.undecided(number):
        text = f"{lacks.name} lacks it; only {carriers} has it: nothing tells if added or cut"
        return (Run(text, QUIET),)
    return (
        Run(f"− {lacks.name} lacks it", of_copy(lacks.view)),
        Run(f"; stands in {carriers}", QUIET),
    )


def _stand_here(made: Comparison, after: int) -> Iterator[Pair]:
    """Yield a thin line where a passage really stands that is shown elsewhere."""
    for side, number in made.moves.get(after, ()):
        runs: Runs = (
            Run("↕ ", of_copy(side.view)),
            Run("here stands ", QUIET),
            *naming(made.index, number),
        )
        whose = (*runs, Run(f" in {side.name}", QUIET))
        row = Row(Place(number), whose, gap=True, clip=True, stop=False)
        cell = Cell(runs, clip=True)
        yield Pair(row, *((cell, EMPTY) if side is made.left else (EMPTY, cell)))


def summary(made: Comparison) -> Runs:
    """Return in numbers how the two sides differ."""
    rows = [pair.row for pair in made.pairs(folded=True)]
    passages = [row for row in rows if row.kind is RowKind.PASSAGE]
    facts = sum(row.fact for row in passages)
    moved = sum(row.gutter[0].text == Mark.MOVED.value for row in passages if row.gutter)
    reworded = sum(row.variant for row in passages) - facts - moved
    lacking = sum(row.kind is RowKind.GHOST for row in rows)
    added = sum(row.kind is RowKind.ADDITION and row.variant for row in rows)
    if not made.index.several:
        return (Run("the only copy: what differs is what it put in and was set apart", QUIET),)
    runs: list[Run] = []
    if facts:
        runs.append(Run(f"! {count(facts, 'fact')}  ", FACT_NAME))
    told_of = [
        (reworded, f"~ {reworded} reworded"),
        (moved, f"↕ {moved} moved"),
        (lacking, f"− {lacking} on one side only"),
        (added, f"+ {added} put in"),
    ]
    runs += [Run(f"{text}  ", STRONG) for number, text in told_of if number]
    alike = len(passages) - facts - moved - reworded
    runs.append(Run(f"{count(alike, 'passage')} alike", QUIET))
    return tuple(runs)
