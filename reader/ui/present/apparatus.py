"""The critical apparatus: for each place of a story, what each copy has there, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.collation.marks import FACTS, Mark, is_moved
from reader.model import Category, Edit, EditKind, Label
from reader.text.phrases import count, listed
from reader.ui.present.facts import emphasise
from reader.ui.present.index import Index, Insertion, shown
from reader.ui.present.ink import (
    FACT,
    FACT_NAME,
    FAINT,
    GHOST,
    QUIET,
    STRONG,
    TEXT,
    TITLE,
    Ink,
    Run,
    Runs,
    Tone,
    badges,
    digits,
    hint,
    in_quotes,
    of_copy,
)
from reader.ui.present.related import Kin, kin_runs
from reader.ui.present.rows import ELSEWHERE, Place, Row
from reader.ui.present.words import CHANGED, percent

_CONTEXT = 18
"""Characters shown on each side of changed words."""
_LINES = 4
"""Lines of one run of boilerplate that are told one by one."""
_HANG = 4
"""Cells under a badge and the blank after it."""
_BADGES = 6
"""Badges in a row; more copies than this are counted."""


@dataclass(frozen=True, slots=True)
class Item:
    """What there is to say of one place. `quiet`: nothing but that the copies agree.

    `cut` are the copies that lack the passage, where nothing else is to be said of it. `story` is
    the id of the related story that the item leads to, which is no place of this one.
    """

    place: Place
    rows: tuple[Row, ...]
    quiet: bool = False
    cut: tuple[int, ...] = ()
    story: str = ""


def apparatus(index: Index) -> tuple[Item, ...]:
    """Return the items of a story: the headline, then each passage and what was put in after it."""
    items = [_headlines(index), *_insertions(index, 0)]
    for passage in index.collation.passages:
        items.append(_passage(index, passage.number))
        items += _insertions(index, passage.number)
    return tuple(items)


def relatives(kin: Iterable[Kin]) -> tuple[Item, ...]:
    """Return an item for each story that shares text with this one."""
    return tuple(
        Item(ELSEWHERE, (_row(ELSEWHERE, kin_runs(one)),), story=one.related.story) for one in kin
    )


def _row(place: Place, text: Iterable[Run], *, indent: int = 0, clip: bool = False) -> Row:
    """Return a row of an item; what follows a badge hangs under it."""
    runs = tuple(text)
    blank = (Run(" " * indent, TEXT),) if indent else ()
    badged = not indent and bool(runs) and runs[0].ink.tone in (Tone.BADGE, Tone.COPY)
    hang = _HANG if badged else 0
    return Row(place, runs, gutter=blank, under=blank, clip=clip, hang=hang)


def _headlines(index: Index) -> Item:
    place = Place(0)
    shown_headline = shown(index.collation.headline)
    groups: dict[str, list[int]] = {}
    for copy in index.copies:
        if text := index.headline(copy):
            groups.setdefault(text, []).append(copy)
    rows = []
    for text, copies in groups.items():
        ink = STRONG if text == shown_headline else TEXT
        rows.append(_row(place, (*crowd(copies), Run(" ", ink), Run(text, ink))))
    if not rows:
        rows.append(_row(place, (Run("no copy has a headline of its own", QUIET),)))
    without = [copy for copy in index.copies if not index.headline(copy)] if groups else []
    if without:
        rows.append(_row(place, (*crowd(without), Run(" no headline of its own", FAINT))))
    if index.several and groups:
        line = count(len(groups), "headline") if len(groups) != 1 else "one headline in all copies"
        rows.append(_row(place, (Run(line, FAINT),)))
    return Item(place, tuple(rows), quiet=len(groups) < 2)


def crowd(copies: Sequence[int]) -> Runs:
    """Return badges, and a count where they would be too many."""
    if len(copies) <= _BADGES:
        return badges(copies)
    return (*badges(copies[: _BADGES - 1]), Run(f" +{len(copies) - _BADGES + 1}", QUIET))


def _passage(index: Index, number: int) -> Item:
    place = Place(number)
    if not index.several:
        text = "one copy: nothing to set it against"
        return Item(place, (_row(place, (Run(text, QUIET),)),), quiet=True)
    if index.undecided(number):
        return Item(place, tuple(_single(index, number)))
    others = [*_changes(index, number), *_moves(index, number)]
    rows = [*others, *_cuts(index, number)]
    quiet = not rows
    if quiet:
        copies = len(index.copies)
        text = "both copies say the same" if copies == 2 else f"all {copies} copies say the same"
        rows = [_row(place, (Run(text, QUIET),))]
        rows += _style_only(index, number)
    cut = () if others else index.lacking(number)
    return Item(place, tuple(rows), quiet, cut)


def _single(index: Index, number: int) -> Iterator[Row]:
    place = Place(number)
    carriers = index.passage(number).carriers or (index.passage(number).copy,)
    yield _row(place, (Run("only in ", STRONG), *crowd(carriers)))
    two = len(index.copies) == 2
    whose = "one added it or the other" if two else "that copy added it, or the others"
    text = f"nothing here shows whether {whose} cut it"
    yield _row(place, (Run(text, QUIET),))


Change = tuple[tuple[EditKind, str, str], ...]


def _changes(index: Index, number: int) -> Iterator[Row]:
    """Yield the rows for substitutions: facts first, each distinct change once."""
    groups: dict[Change, list[int]] = {}
    for copy in index.copies:
        if index.mark(number, copy) in (Mark.FACT, Mark.REWORDED):
            groups.setdefault(_change(index, number, copy), []).append(copy)
    ranked = sorted(groups.items(), key=lambda item: not _is_fact(item[0]))
    told = False
    for change, copies in ranked:
        if _is_fact(change):
            yield from _fact(index, number, copies, with_shown=not told)
            told = True
        else:
            yield from _wording(number, change, copies)


def _is_fact(change: Change) -> bool:
    return any(kind in FACTS for kind, _, _ in change)


def _change(index: Index, number: int, copy: int) -> Change:
    article = index.copies[copy].article
    return tuple(
        (edit.kind, shown(edit.reading), shown(article.text[edit.start : edit.end]))
        for label in index.at[number, copy]
        for edit in label.edits
        if edit.kind is not EditKind.STYLE
    )


def _fact(index: Index, number: int, copies: Sequence[int], *, with_shown: bool) -> Iterator[Row]:
    place = Place(number)
    edits = _fact_edits(index, number, copies[0])
    kinds = list(dict.fromkeys(CHANGED[edit.kind] for _, edit in edits))
    yield _row(place, (Run(f"! {listed(kinds)}", FACT_NAME),))
    if with_shown:
        same = [copy for copy, mark in index.marks(number) if mark in (Mark.SAME, Mark.MOVED)]
        text = shown(index.passage(number).text)
        excerpt = _excerpt(text, _found(text, [shown(edit.reading) for _, edit in edits]), TITLE)
        yield _row(place, (*digits(same), Run("  ", TEXT), *excerpt))
    first = edits[0][0]
    spans = [
        (edit.start - first.segment.start, edit.end - first.segment.start)
        for label, edit in edits
        if label is first
    ]
    yield _row(place, (*crowd(copies), Run(" ", TEXT), *_excerpt(index.text(first), spans, FACT)))
    for number_of_edit, (_, edit) in enumerate(edits):
        words = index.copies[copies[0]].article.text[edit.start : edit.end]
        if number_of_edit or not words:  # the first is seen in the excerpt, unless it is a gap
            yield _row(place, _arrow(shown(edit.reading), shown(words), FACT), indent=4)
    text = f"{len(copies)} of {count(len(index.copies), 'copy', 'copies')}"
    yield _row(place, (Run(text, QUIET),), indent=4)


def _fact_edits(index: Index, number: int, copy: int) -> list[tuple[Label, Edit]]:
    edits = [(label, edit) for label in index.at[number, copy] for edit in label.edits]
    return [(label, edit) for label, edit in edits if edit.kind in FACTS] or edits


def _found(text: str, readings: Iterable[str]) -> list[tuple[int, int]]:
    """Return where readings stand in a text, one after the other, those that do."""
    spans, at = [], 0
    for reading in filter(None, readings):
        start = text.find(reading, at)
        if start >= 0:
            at = start + len(reading)
            spans.append((start, at))
    return spans


def _excerpt(text: str, spans: Sequence[tuple[int, int]], ink: Ink) -> Runs:
    """Return the words at the first span, and at those close behind it, with a little around."""
    if not spans:
        return (Run(text[: 4 * _CONTEXT], TEXT),)
    start, end = spans[0]
    for low, high in spans[1:]:
        if low - end > _CONTEXT:
            break
        end = max(end, high)
    low = max(0, start - _CONTEXT)
    high = min(len(text), end + _CONTEXT)
    low = text.rfind(" ", 0, low) + 1 if low else 0
    cut = text.find(" ", high)
    high = len(text) if cut < 0 else cut
    seen = [(max(a, low) - low, min(b, high) - low) for a, b in spans if a < high and b > low]
    runs = emphasise(text[low:high], seen, ink)
    before = (Run("…\u00a0", FAINT),) if low else ()
    after = (Run("\u00a0…", FAINT),) if high < len(text) else ()
    return (*before, *runs, *after)


def _arrow(reading: str, words: str, ink: Ink) -> Runs:
    """Return a change as words → words, or as words put in or left out."""
    if not words:
        return Run("left out ", QUIET), *in_quotes(reading, GHOST)
    if not reading:
        return Run("put in ", QUIET), *in_quotes(words, ink)
    return Run(reading, TEXT), Run(" → ", QUIET), Run(words, ink)


def _wording(number: int, change: Change, copies: Sequence[int]) -> Iterator[Row]:
    place = Place(number)
    yield _row(place, (*crowd(copies), Run(" ~ reworded", of_copy(copies[0]))))
    for kind, reading, words in change:
        runs = _arrow(reading, words, STRONG)
        if kind is EditKind.UNIT:
            runs = (*runs, Run("  same amount", FAINT))
        yield _row(place, runs, indent=4)


def _style_only(index: Index, number: int) -> Iterator[Row]:
    place = Place(number)
    for copy in index.copies:
        for label in index.at.get((number, copy), ()):
            article = index.copies[copy].article
            for edit in label.edits:
                words = shown(article.text[edit.start : edit.end])
                runs = _arrow(shown(edit.reading), words, QUIET)
                name = "same amount" if edit.kind is EditKind.UNIT else "style"
                yield _row(place, (*badges((copy,)), Run(f" {name}  ", FAINT), *runs))


def _moves(index: Index, number: int) -> Iterator[Row]:
    copies = [copy for copy in index.copies if any(map(is_moved, index.at.get((number, copy), ())))]
    if copies:
        runs = (*crowd(copies), Run(" ↕ moved", of_copy(copies[0])))
        yield _row(Place(number), (*runs, Run(" to another place", QUIET)))


def _cuts(index: Index, number: int) -> Iterator[Row]:
    copies = index.lacking(number)
    if copies:
        yield _row(Place(number), (*crowd(copies), Run(" − cut", of_copy(copies[0]))))
        ghost = Run(shown(index.passage(number).text), GHOST)
        yield _row(Place(number), (ghost,), indent=4, clip=True)


def _insertions(index: Index, after: int) -> Iterator[Item]:
    for insertion in index.insertions.get(after, ()):
        place = Place(after, insertion.copy, insertion.labels[0].segment.index)
        yield Item(place, tuple(_insertion(index, insertion, place)))


def _insertion(index: Index, insertion: Insertion, place: Place) -> Iterator[Row]:
    names = ", ".join(category.value for category in insertion.categories)
    sure = min(label.confidence for label in insertion.labels)
    ink = of_copy(insertion.copy)
    named = Run(f" + {names}", ink)
    head = (*badges((insertion.copy,)), named, Run(f"  {percent(sure)}\u00a0sure", FAINT))
    yield _row(place, head)
    several = len(insertion.labels) > 1
    for label in insertion.labels[:_LINES]:
        prefix = (Run(f"{(label.category or Category.UNKNOWN).value} ", ink),) if several else ()
        text = Run(index.text(label), TEXT)
        yield _row(place, (*prefix, text), indent=4, clip=several)
    told = {label.segment.block for label in insertion.labels[:_LINES]}
    if insertion.lines > len(told):
        more = count(insertion.lines - len(told), "more line")
        yield _row(place, (hint(f"and {more}: e", "screen.evidence", FAINT),), indent=4)
    evidence = dict.fromkeys(text for label in insertion.labels for text in label.evidence)
    if evidence:
        line = "; ".join(shown(text) for text in list(evidence)[:3])
        yield _row(place, (Run(line, QUIET),), indent=4)
