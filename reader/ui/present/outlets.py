"""The table of outlets: what each usually adds, cuts and changes, a line an outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rich.cells import cell_len

from reader.provenance.profile import Profile
from reader.text.phrases import count
from reader.ui.present.index import shown
from reader.ui.present.ink import (
    ACCENT,
    FACT_NAME,
    FAINT,
    QUIET,
    STRONG,
    TEXT,
    TITLE,
    Ink,
    Run,
    Runs,
)
from reader.ui.present.words import percent
from reader.ui.present.wrap import clip_text, pad

BAR = 10
"""Cells of a bar."""
_NAME = (14, 30)
"""Cells of the names: at least, and at most."""
_ADDS = (18, 44)
"""Cells of what an outlet adds most."""
_MOST_ADDS = 3
"""Categories that are named in the table."""


class Column(StrEnum):
    """A column of the table, by which it can be sorted, by its heading."""

    NAME = "outlet"
    ARTICLES = "articles"
    WIRE = "wire"
    ADDS = "adds most"
    CUTS = "cuts"
    REWORDS = "rewords"
    FACTS = "facts"


_FIXED = {Column.ARTICLES: 11, Column.FACTS: 10, Column.CUTS: 10, Column.REWORDS: 10,
          Column.WIRE: 7}  # fmt: skip
"""Cells of the columns of figures, in the order in which they stay where there is little room."""


class Field(NamedTuple):
    """A column that is shown, and its cells; of the wire share perhaps with a bar."""

    column: Column
    cells: int


def fields(profiles: Sequence[Profile], width: int) -> tuple[Field, ...]:
    """Return the columns that fit in `width` cells; the name is always there."""
    longest = max((cell_len(shown(x.name)) for x in profiles), default=0)
    cells = {Column.NAME: max(_NAME[0], min(_NAME[1], longest + 2, width // 3 + 2))}
    left = width - cells[Column.NAME]
    for column, wanted in _FIXED.items():
        if left >= wanted:
            cells[column] = wanted
            left -= wanted
    if left >= _ADDS[0]:
        barred = left >= _ADDS[0] + BAR + 1
        cells[Column.ADDS] = min(_ADDS[1], left - (BAR + 1 if barred else 0))
        left -= cells[Column.ADDS]
    if Column.WIRE in cells and left >= BAR + 1:
        cells[Column.WIRE] += BAR + 1
    return tuple(Field(column, cells[column]) for column in Column if column in cells)


def sorted_by(profiles: Sequence[Profile], column: Column) -> tuple[Profile, ...]:
    """Return the profiles by a column: names from A on, figures from the largest on.

    Cuts and changes are sorted by their part of the passages: many articles are no vice. What is
    not known stands last.
    """

    def rank(profile: Profile) -> tuple[float, float, str]:
        return (*_rank(profile, column), profile.name.casefold())

    return tuple(sorted(profiles, key=rank))


def _rank(profile: Profile, column: Column) -> tuple[float, float]:
    match column:
        case Column.NAME:
            return 0, 0
        case Column.ARTICLES:
            return 0, -profile.articles
        case Column.WIRE:
            return 0, -profile.wire_share
        case Column.ADDS:
            return 0, -sum(habit.lines for habit in profile.additions) / profile.articles
        case Column.CUTS | Column.REWORDS | Column.FACTS:
            known = bool(profile.passages)
            return not known, -_deeds(profile, column) / (profile.passages or 1)


def _deeds(profile: Profile, column: Column) -> int:
    found = {Column.CUTS: profile.omissions, Column.REWORDS: profile.substitutions}
    return found.get(column, profile.facts)


def head_runs(shown_fields: Sequence[Field], by: Column) -> Runs:
    """Return the headings; that by which the table is sorted is marked."""
    runs: list[Run] = []
    for field in shown_fields:
        text = f"{field.column.value} ▾" if field.column is by else field.column.value
        runs += pad(clip_text(text, field.cells - 1, TITLE if field.column is by else QUIET),
                    field.cells, TEXT)  # fmt: skip
    return tuple(runs)


def column_at(shown_fields: Sequence[Field], x: int) -> Column | None:
    """Return the column at a cell of a line."""
    at = 0
    for field in shown_fields:
        at += field.cells
        if x < at:
            return field.column
    return None


def outlet_line(profile: Profile, shown_fields: Sequence[Field]) -> Runs:
    """Return the line of an outlet."""
    runs: list[Run] = []
    for field in shown_fields:
        runs += pad(tuple(_value(profile, field)), field.cells, TEXT)
    return tuple(runs)


def _value(profile: Profile, field: Field) -> Iterator[Run]:
    match field.column:
        case Column.NAME:
            yield from clip_text(shown(profile.name), field.cells - 1, STRONG)
        case Column.ARTICLES:
            yield Run(f"{profile.articles:>8,}", TEXT)
        case Column.WIRE:
            yield Run(f"{percent(profile.wire_share):>4} ", TEXT)
            if field.cells > BAR:
                yield from bar(profile.wire_share)
        case Column.ADDS:
            yield from clip_text(adds_most(profile), field.cells - 1, QUIET)
        case Column.CUTS | Column.REWORDS | Column.FACTS:
            yield from _rate(profile, field.column)


def _rate(profile: Profile, column: Column) -> Iterator[Run]:
    if not profile.passages:
        yield Run("   ?", FAINT)
        return
    many = _deeds(profile, column)
    ink = FACT_NAME if column is Column.FACTS and many else TEXT if many else FAINT
    yield Run(f"{many:>4,}", ink)
    if many:
        yield Run(f" {rate(many, profile.passages):>4}", QUIET)


def rate(many: int, of: int) -> str:
    """Return a part in percent, and one that is small as such."""
    share = many / of if of else 0.0
    return "<1%" if 0 < share < 0.01 else percent(share)


def bar(share: float, ink: Ink = ACCENT, cells: int = BAR) -> Runs:
    """Return a share (0 to 1) as a bar."""
    filled = round(cells * max(0.0, min(1.0, share)))
    return Run("━" * filled, ink), Run("─" * (cells - filled), FAINT)


def adds_most(profile: Profile) -> str:
    """Return the categories that stand in most of its articles."""
    most = profile.additions[:_MOST_ADDS]
    parts = [f"{x.category.value} {percent(x.articles / profile.articles)}" for x in most]
    return ", ".join(parts) or "nothing"


def outlet_told(profile: Profile) -> tuple[Runs, ...]:
    """Return in a few sentences what is known of an outlet."""
    name = shown(profile.name)
    seen = f"{count(profile.articles, 'article')}, {percent(profile.wire_share)} of the words wire"
    habits = ", ".join(
        f"{habit.category.value} in {habit.articles} of {profile.articles}"
        for habit in profile.additions
    )
    return (
        (Run(name, STRONG), Run(f"  {seen}", QUIET)),
        (Run(changes_told(profile), QUIET),),
        (Run("adds ", QUIET), Run(habits or "nothing", TEXT)),
    )


def changes_told(profile: Profile) -> str:
    """Return in a sentence what an outlet cuts and changes, and of how much."""
    if not profile.passages:
        return "what it cuts and changes is not known: no other outlet has its stories"
    passages = count(profile.passages, "passage")
    stories = count(profile.compared, "story", "stories")
    return (
        f"of {passages} in {stories} that others have too it cut {profile.omissions:,}, "
        f"reworded {profile.substitutions:,}, changed a fact in {profile.facts:,}"
    )
