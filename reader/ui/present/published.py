"""A copy as published: additions tinted and named, omissions as ghosts, changes by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.collation.marks import FACTS, OWN, Mark, is_moved
from reader.model import Category, EditKind, Kind, Label
from reader.text.phrases import count
from reader.ui.present.facts import restyle
from reader.ui.present.ghosts import with_ghosts
from reader.ui.present.gutter import BAR
from reader.ui.present.index import Index, shown
from reader.ui.present.ink import (
    FACT,
    FACT_NAME,
    QUIET,
    STRONG,
    TEXT,
    Ink,
    Run,
    Runs,
    badge,
    hint,
    of_copy,
    plain,
    tinted,
)
from reader.ui.present.links import of_label
from reader.ui.present.rows import Linked, Place, Row, RowKind
from reader.ui.present.words import percent

_CARET = "^"
"""Stands where the copy lacks words that the shown reading has."""


def published_rows(index: Index, number: int, *, folded: bool, clock: str = "") -> tuple[Row, ...]:
    """Return the rows of copy `number`; `folded` draws runs of boilerplate as one line each.

    `clock` is the time of publication, in words.
    """
    rows = list(_head(index, number, clock))
    body = list(_body(index, number, folded))
    rows += with_ghosts(index, body)
    return tuple(rows)


def _head(index: Index, number: int, clock: str) -> Iterator[Row]:
    copy = index.copies[number]
    name = shown(copy.article.outlet.name)
    about = " · ".join(filter(None, ("as published", clock)))
    if copy.version_of is not None:
        about += f" · another version of {copy.version_of}"
    title = index.headline(number) or shown(index.collation.headline)
    yield Row(
        Place(0),
        (badge(number), Run(" ", STRONG), Run(name, STRONG), Run(f"  {about}", QUIET)),
        RowKind.TITLE,
        flush=True,
        yank=title,
        passages=(0,),
    )
    source = index.collation.origin.agency
    whose = f"{shown(source)}’s" if source else "shared with other copies"
    text = f"{percent(copy.wire_share)} of its words are {whose}"
    if not index.several:
        text = "the only copy: nothing to set it against"
    yield Row(Place(0), (Run(text, QUIET),), flush=True, stop=False)
    title_in_text = bool(index.headlines.get(number))
    if copy.article.title and not title_in_text:
        runs = tinted((Run(title, TEXT),), number)
        bar = (Run("▎", of_copy(number)), Run(" ", TEXT))
        note = (Run("+ headline", of_copy(number)),)
        yield Row(
            Place(0), runs, gutter=bar, under=bar, note=note, tint=number, gap=True, stop=False
        )


def _body(index: Index, number: int, folded: bool) -> Iterator[Row]:
    """Yield the rows of what the copy prints, in its order."""
    labels = index.labels[number]
    place_of = places(index, number)
    block = -1
    at = 0
    while at < len(labels):
        label = labels[at]
        gap = label.segment.block != block
        block = label.segment.block
        if label.kind is Kind.WIRE:
            yield _wire(index, label, gap)
            at += 1
            continue
        run = _boilerplate(labels, at) if folded else [label]
        if len(run) > 1:
            yield _fold(index, run, place_of[label.segment.index])
            block = run[-1].segment.block
            at += len(run)
            continue
        follows = labels[at + 1] if at + 1 < len(labels) else None
        if _inline(label, follows):
            assert follows is not None
            ink = of_copy(number)
            row = _wire(index, follows, gap, (Run(index.text(label), ink), Run(" ", ink)))
            yield replace(row, links=(*of_label(index, label), *row.links))
            at += 2
            continue
        before = labels[at - 1] if at and not gap else None
        again = before is not None and before.category is label.category
        yield _addition(index, label, place_of[label.segment.index], gap, again)
        at += 1


def places(index: Index, number: int) -> dict[int, Place]:
    """Return the place of each segment that a copy added."""
    found = {x.segment.index: Place(0, number, x.segment.index) for x in index.labels[number]}
    for insertions in index.insertions.values():
        for item in insertions:
            if item.copy == number:
                for label in item.labels:
                    segment = label.segment.index
                    found[segment] = Place(item.after, number, segment)
    return found


def opening(index: Index, number: int) -> Place:
    """Return where a copy begins to tell: its headline, else the first of the story's text."""
    for label in index.labels[number]:
        if label.category is Category.HEADLINE:
            return Place(0, number, label.segment.index)
        if label.passage is not None:
            return Place(label.passage)
    return Place(0)


def _boilerplate(labels: Sequence[Label], at: int) -> list[Label]:
    """Return the boilerplate from `at` on, as far as nothing else stands between."""
    run = []
    for label in labels[at:]:
        if label.kind is Kind.WIRE or label.category in OWN:
            break
        if label.category is Category.DATELINE:
            break
        run.append(label)
    return run


def _inline(label: Label, follows: Label | None) -> bool:
    """Return whether a dateline opens the line of the wire segment after it."""
    return (
        label.category is Category.DATELINE
        and follows is not None
        and follows.kind is Kind.WIRE
        and follows.segment.block == label.segment.block
    )


def _wire(index: Index, label: Label, gap: bool, opening: Runs = ()) -> Row:
    number = label.passage or 0
    mark = index.mark(number, label.copy)
    note: Runs = ()
    if index.undecided(number):
        note = (Run("only here", QUIET),)
    elif is_moved(label):
        note = (Run("↕ moved", of_copy(label.copy)),)
    note = _notes(note, index.scrambling((label,)))
    ink = FACT_NAME if mark is Mark.FACT else of_copy(label.copy, bold=True)
    sign = mark.value if mark not in (Mark.SAME, Mark.LACKS) else " "
    return Row(
        Place(number),
        (*opening, *edited(index, label)),
        RowKind.PASSAGE,
        gutter=(Run(sign, ink), Run(" ", TEXT)),
        note=note,
        gap=gap,
        variant=mark is not Mark.SAME,
        fact=mark is Mark.FACT,
        passages=(number,),
        yank=index.text(label),
        links=_links(index, label, len(plain(opening))),
    )


def _links(index: Index, label: Label, before: int) -> tuple[Linked, ...]:
    """Return the links of a wire segment, where they stand among its carets."""
    carets = [before + at for at, _ in _carets(label, style=False)]
    return tuple(
        link._replace(at=link.at + sum(caret < link.at for caret in carets))
        for link in of_label(index, label, before)
    )


def edited(index: Index, label: Label, *, style: bool = False) -> Runs:
    """Return a wire segment with the words marked that it has otherwise (`style`: all)."""
    runs: Runs = (Run(index.text(label), TEXT),)
    start = label.segment.start
    length = len(runs[0].text)
    for edit in label.edits:
        ink = _edit_ink(edit.kind, label.copy, style)
        if ink is not None and edit.end > edit.start:
            span = (max(0, edit.start - start), min(length, edit.end - start))
            runs = restyle(runs, (span,), ink)
    for at, ink in reversed(_carets(label, style)):
        runs = _insert(runs, at, Run(_CARET, ink._replace(underline=False, bold=True)))
    return runs


def _carets(label: Label, style: bool) -> list[tuple[int, Ink]]:
    """Return where in a segment words are lacking, each with the ink of its mark."""
    return [
        (edit.start - label.segment.start, ink)
        for edit in label.edits
        if edit.end == edit.start and (ink := _edit_ink(edit.kind, label.copy, style)) is not None
    ]


def _edit_ink(kind: EditKind, copy: int, style: bool) -> Ink | None:
    if kind in FACTS:
        return FACT
    if kind is EditKind.STYLE and not style:
        return None
    return of_copy(copy, underline=True)


def _insert(runs: Runs, at: int, mark: Run) -> Runs:
    done: list[Run] = []
    for run in runs:
        if 0 <= at <= len(run.text):
            done += [Run(run.text[:at], run.ink), mark, Run(run.text[at:], run.ink)]
            at = -1
        else:
            done.append(run)
            at -= len(run.text) if at >= 0 else 0
    return tuple(run for run in done if run.text)


def _addition(index: Index, label: Label, place: Place, gap: bool, again: bool) -> Row:
    """Return the row of an addition, named unless it goes on with what was named (`again`)."""
    text = index.text(label)
    name = "" if again else (label.category or Category.UNKNOWN).value
    row = _tinted(label.copy, (Run(text, TEXT),), name, place, gap, text)
    note = _notes(row.note, index.scrambling((label,)))
    return replace(row, note=note, links=of_label(index, label))


def _notes(*notes: Runs) -> Runs:
    """Return the notes on a row as one."""
    told = [note for note in notes if note]
    return sum(((*((Run("  ", QUIET),) if at else ()), *note) for at, note in enumerate(told)), ())


def _fold(index: Index, run: Sequence[Label], place: Place) -> Row:
    names = ", ".join(dict.fromkeys((x.category or Category.UNKNOWN).value for x in run))
    lines = len({label.segment.block for label in run})
    many = hint(f"{count(lines, 'line')}: b", "screen.fold")
    text = (Run(f"+ {names}  ", of_copy(run[0].copy)), many)
    yank = "\n".join(index.text(label) for label in run)
    row = _tinted(run[0].copy, text, "", place, True, yank)
    return replace(row, clip=True)


def _tinted(copy: int, text: Runs, name: str, place: Place, gap: bool, yank: str) -> Row:
    bar = (Run("▎", of_copy(copy)), Run(" ", Ink(tint=copy)))
    note = (Run(f"+ {name}", of_copy(copy)),) if name else ()
    return Row(
        place,
        tinted(text, copy),
        RowKind.ADDITION,
        gutter=bar,
        under=bar,
        note=note,
        tint=copy,
        gap=gap,
        yank=yank,
    )


PUBLISHED_GUTTER = BAR
