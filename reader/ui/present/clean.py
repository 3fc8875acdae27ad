"""The clean text as rows: passages with their gutter, thin lines where something was put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model import Category, Passage
from reader.text.phrases import count
from reader.ui.present.facts import emphasise, fact_spans
from reader.ui.present.gutter import gutter
from reader.ui.present.index import Index, Insertion, shown
from reader.ui.present.ink import (
    FAINT,
    QUIET,
    TEXT,
    TITLE,
    Run,
    Runs,
    badge,
    badges,
    digits,
    hint,
    in_quotes,
    of_copy,
    plain,
)
from reader.ui.present.links import of_label, of_passage
from reader.ui.present.rows import Place, Row, RowKind

_MANY = 3
"""Thin lines at one place, and badges in one; more are drawn together."""


def clean_rows(index: Index, width: int, *, folded: bool, headlines: bool) -> tuple[Row, ...]:
    """Return the rows of the clean text for a pane `width` cells wide.

    `folded` draws boilerplate as one line for each place; `headlines` unfolds the outlets' own.
    """
    rows = list(_head(index, headlines))
    rows += _put_in(index, 0, folded)
    paragraph = 0
    for passage in index.collation.passages:
        fresh = passage.paragraph != paragraph or rows[-1].kind is not RowKind.PASSAGE
        rows.append(_passage(index, passage, width, gap=fresh))
        paragraph = passage.paragraph
        rows += _put_in(index, passage.number, folded)
    return tuple(rows)


def _head(index: Index, headlines: bool) -> Iterable[Row]:
    collation = index.collation
    title = shown(collation.headline)
    yield Row(Place(0), (Run(title, TITLE),), RowKind.TITLE, flush=True, yank=title, passages=(0,))
    outlets = [copy for copy in index.copies.values() if copy.version_of is None]
    about = [shown(collation.origin.agency)] if collation.origin.agency else []
    about.append(
        f"clean text from {count(len(outlets), 'copy', 'copies')}" if index.several else "one copy"
    )
    about.append(count(len(collation.passages), "passage"))
    if facts := index.facts() if index.several else 0:
        many = f"! {count(facts, 'fact')}".replace(" ", "\u00a0")
        about.append(f"{many} changed")
    yield Row(Place(0), (Run(" · ".join(about), QUIET),), flush=True, stop=False)
    yield from _headlines(index, headlines)


def _headlines(index: Index, unfolded: bool) -> Iterable[Row]:
    """Yield the outlets' own headlines, or a line that says how many there are."""
    own = {text for copy in index.copies if (text := index.headline(copy))}
    if not index.several or not own:
        return
    if unfolded:
        # The screen is there sooner where comparing by word is not loaded with it.
        from reader.ui.present.headlines import headline_rows

        yield from headline_rows(index)
    else:
        act = "screen.headlines"
        many = hint(f"{count(len(own), 'headline')} ▸ ", act, FAINT)
        yield Row(Place(0), (many, hint("H", act)), flush=True, stop=False)


def _passage(index: Index, passage: Passage, width: int, *, gap: bool) -> Row:
    number = passage.number
    text, before = index.reading(passage), 0
    runs = emphasise(text, fact_spans(index, number)) if index.several else (Run(text, TEXT),)
    if dateline := index.dateline(number):
        runs = (Run(dateline, QUIET), Run(" ", QUIET), *runs)
        before = len(dateline) + 1
    note: Runs = ()
    if index.undecided(number):
        note = (Run("only in ", QUIET), *badges(passage.carriers or (passage.copy,)))
    if hidden := index.scrambling(index.at.get((number, passage.copy), ())):
        note = (*note, *((Run("  ", TEXT),) if note else ()), *hidden)
    return Row(
        Place(number),
        (*runs, *((Run("  ", TEXT), *note) if note else ())),
        RowKind.PASSAGE,
        gutter=gutter(index, number, width),
        gap=gap,
        variant=index.varies(number),
        fact=index.has_fact(number),
        passages=(number,),
        yank=text,
        links=of_passage(index, passage, before),
    )


def _put_in(index: Index, after: int, folded: bool) -> list[Row]:
    """Return the thin lines for what was put in after a passage."""
    found = index.insertions.get(after, ())
    if not folded:
        rows: list[Row] = []
        for insertion in found:
            rows += _unfolded(index, insertion)
        return rows
    groups: list[tuple[Insertion, ...]] = [(item,) for item in found if item.own]
    groups += _grouped([item for item in found if not item.own])
    return [_thin(index, group, gap=at == 0) for at, group in enumerate(groups)]


def _grouped(insertions: Sequence[Insertion]) -> list[tuple[Insertion, ...]]:
    """Return boilerplate that is alike under one line, and all of it where lines would be many."""
    groups: dict[object, list[Insertion]] = {}
    for item in insertions:
        groups.setdefault(frozenset(item.categories), []).append(item)
    if len(groups) > _MANY:
        return [tuple(insertions)]
    return [tuple(group) for group in groups.values()]


def _thin(index: Index, group: Sequence[Insertion], *, gap: bool) -> Row:
    first = group[0]
    copies = tuple(dict.fromkeys(item.copy for item in group))
    names = dict.fromkeys(category.value for item in group for category in item.categories)
    ink = of_copy(first.copy) if len(copies) == 1 else QUIET
    named = badges(copies) if len(copies) <= _MANY else digits(copies)
    runs: list[Run] = [*named, Run(f" + {', '.join(names)}", ink)]
    lines = sum(item.lines for item in group)
    if lines == 1:
        runs += [Run("  ", QUIET), *in_quotes(index.text(first.labels[0]), QUIET)]
    elif first.own:
        many = Run(f"  {count(lines, 'line')}  ", QUIET)
        runs += [many, *in_quotes(index.text(first.labels[0]), QUIET)]
    else:
        runs += [Run("  ", FAINT), hint(f"{count(lines, 'line')}, folded: b", "screen.fold", FAINT)]
    return Row(
        Place(first.after, first.copy, first.labels[0].segment.index),
        tuple(runs),
        RowKind.ADDITION,
        gap=gap,
        clip=True,
        yank="\n".join(index.text(label) for item in group for label in item.labels),
    )


def _unfolded(index: Index, insertion: Insertion) -> Iterable[Row]:
    for number, label in enumerate(insertion.labels):
        name = (label.category or Category.UNKNOWN).value
        text = index.text(label)
        opening = (badge(insertion.copy), Run(f" + {name}  ", of_copy(insertion.copy)))
        yield Row(
            Place(insertion.after, insertion.copy, label.segment.index),
            (*opening, Run(text, QUIET)),
            RowKind.ADDITION,
            gap=number == 0,
            yank=text,
            links=of_label(index, label, len(plain(opening))),
        )
