"""Who printed a story when, how late after the first, and in which versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.text.normalise import plain
from reader.text.phrases import count, listed
from reader.ui.present.index import Index, shown
from reader.ui.present.ink import FAINT, QUIET, STRONG, TEXT, Run, Runs, badge, of_copy
from reader.ui.present.rows import Place, Row
from reader.ui.present.sides import Side
from reader.ui.present.wrap import clip_text, pad, width_of

AXIS = 24
"""Cells of the line on which each copy's time stands as a point."""
_NAME = 26
"""Cells for the name of an outlet."""
_ROOMY = 56
"""Cells from which lateness has a column of its own."""
_NO_BREAK = "\u00a0"
_MINUTE, _HOUR, _DAY = 60, 3600, 86400  # seconds


@dataclass(frozen=True, slots=True)
class Printing:
    """A copy and when it was printed; `late` are the seconds after the first of all."""

    copy: int
    moment: datetime | None = None
    late: float | None = None
    version_of: int | None = None


def printings(index: Index) -> tuple[Printing, ...]:
    """Return the copies in the order of time, each followed by its versions; those without last."""
    made = [_printing(index, copy, _first(index)) for copy in index.copies]

    def when(one: Printing) -> tuple[bool, float, int]:
        return one.late is None, one.late or 0.0, one.copy

    ordered: list[Printing] = []
    for copy in sorted((one for one in made if one.version_of is None), key=when):
        versions = [one for one in made if one.version_of == copy.copy]
        ordered += [copy, *sorted(versions, key=when)]
    left = [one for one in made if one not in ordered]  # versions of versions, should there be any
    return (*ordered, *sorted(left, key=when))


def _first(index: Index) -> datetime | None:
    times = [x.article.published for x in index.copies.values() if x.article.published]
    return min(times, default=None, key=lambda moment: moment.timestamp())


def _printing(index: Index, copy: int, first: datetime | None) -> Printing:
    one = index.copies[copy]
    moment = one.article.published
    if moment is None or first is None:
        return Printing(copy, version_of=one.version_of)
    late = moment.timestamp() - first.timestamp()
    if moment.tzinfo is not None and first.tzinfo is not None:
        moment = moment.astimezone(first.tzinfo)
    return Printing(copy, moment, late, one.version_of)


def timeline_rows(index: Index, width: int) -> tuple[Row, ...]:
    """Return a row for each copy, and one that says how long it took in all.

    The axis stands in the rows where `width` cells have room for it.
    """
    found = printings(index)
    span = max((one.late for one in found if one.late is not None), default=0.0)
    days = {one.moment.date() for one in found if one.moment is not None}
    rows = [_row(index, one, span, width, dated=len(days) > 1) for one in found]
    told = " · ".join((*_parts(found), *_zone(index, found)))
    text = Row(Place(0), (Run(told, QUIET),), gap=True, flush=True, stop=False)
    return (*rows, text)


def _row(index: Index, one: Printing, span: float, width: int, *, dated: bool) -> Row:
    wide = 12 if dated else 5
    time = "" if one.moment is None else f"{one.moment:%H:%M}"
    if one.moment is not None and dated:
        time = f"{one.moment.day} {one.moment:%b %H:%M}"
    late = "no time" if one.late is None else lateness(one.late)
    roomy = width >= _ROOMY
    lead: Runs = (Run(f"{time:>{wide}} ", TEXT),)
    lead = (*lead, Run(f"{late:>12}  ", QUIET)) if roomy else lead
    name = shown(index.copies[one.copy].article.outlet.name)
    named: Runs = (badge(one.copy), Run(f" {name}", STRONG))
    if one.version_of is not None:
        named = (Run("└ ", FAINT), badge(one.copy), Run(f" version of {one.version_of}", STRONG))
    axis: Runs = ()
    if span and one.late is not None and width >= width_of(lead) + _NAME + AXIS + 2:
        named = (*pad(clip_runs(named, _NAME), _NAME, TEXT),)
        axis = (*_axis(one, span), Run("  ", TEXT))
    note: Runs = () if roomy else (Run(f"  {late.replace(' ', _NO_BREAK)}", QUIET),)
    if one.version_of is not None:
        changed = _changed(index, one.copy, one.version_of).replace(" ", _NO_BREAK)
        note = (*note, Run(f"  {changed}", QUIET))
    place = Place(0, one.copy)
    under = (Run(" " * width_of(lead), TEXT),)
    return Row(place, (*named, *axis, *note), gutter=lead, under=under)


def clip_runs(runs: Runs, width: int) -> Runs:
    """Return a badge and a name within a width, the name cut."""
    *before, last = runs
    return (*before, *clip_text(last.text, max(1, width - width_of(before) - 1), last.ink))


def _axis(one: Printing, span: float) -> Runs:
    at = round((one.late or 0.0) / span * (AXIS - 1))
    return (
        Run("─" * at, FAINT),
        Run("●", of_copy(one.copy, bold=True)),
        Run("─" * (AXIS - 1 - at), FAINT),
    )


def lateness(seconds: float) -> str:
    """Return how late something came, in words, to the minute."""
    if seconds < _MINUTE:
        return "first" if seconds <= 0 else "same minute"
    if seconds < _HOUR:
        return f"+{int(seconds // _MINUTE)} min"
    if seconds < _DAY:
        return f"+{int(seconds // _HOUR)} h {int(seconds % _HOUR // _MINUTE):02} min"
    return f"+{int(seconds // _DAY):,} d {int(seconds % _DAY // _HOUR)} h"


def _changed(index: Index, copy: int, version_of: int) -> str:
    """Return in numbers how a version differs from the copy that it is one of."""
    old, new = Side(index, version_of), Side(index, copy)
    both = [x for x in new.order if old.has(x)]
    numbers = (
        (sum(plain(old.text(x)) != plain(new.text(x)) for x in both), "changed"),
        (len(new.order) - len(both), "new"),
        (len(old.order) - len(both), "gone"),
    )
    told = [f"{number} {what}" for number, what in numbers if number]
    return f"passages: {listed(told)}" if told else "the same passages"


def _zone(index: Index, found: Sequence[Printing]) -> Iterator[str]:
    """Yield in which zone the times are told, where copies give theirs in several."""
    times = [one.article.published for one in index.copies.values() if one.article.published]
    told = next((one.moment for one in found if one.moment is not None), None)
    if told is not None and len({time.utcoffset() for time in times}) > 1:
        yield f"times in {told:UTC%z}".removesuffix("+0000")


def _parts(found: Sequence[Printing]) -> Iterator[str]:
    copies = [one for one in found if one.version_of is None]
    span = max((one.late for one in copies if one.late is not None), default=0.0)
    if len(copies) < 2:
        yield "one copy: none came before or after it"
    elif span >= _MINUTE:
        yield f"{count(len(copies), 'copy', 'copies')} within {lateness(span)[1:]}"
    else:
        yield count(len(copies), "copy", "copies")
    if versions := len(found) - len(copies):
        yield count(versions, "version")
    if unknown := sum(one.late is None for one in found):
        yield f"{unknown} without a time"
