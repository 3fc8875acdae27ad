"""The rows of the copy picker."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from reader.ui.present.ink import QUIET, STRONG, WARN, Run, Runs, badge
from reader.ui.present.reading import CLEAN, Reading
from reader.ui.present.rows import Place, Row
from reader.ui.present.stories import marked
from reader.ui.present.words import percent, state

_LIKE = 72
"""Likeness (0 to 100), on average over the words typed, to parts of a name from which it may be
meant: one letter wrong in five makes 80, two of them 60."""


def picker_rows(reading: Reading, query: str) -> tuple[Row, ...]:
    """Return the clean text and the copies whose number or outlet has the words.

    Where none has them, those whose outlets are called something like it, the likest first.
    """
    words = query.casefold().split()
    names = {number: reading.index.name(number) for number in reading.index.copies}
    found = [
        number
        for number, name in names.items()
        if all(word in name.casefold() or str(number).startswith(word) for word in words)
    ]
    found.sort(key=lambda number: words != [str(number)])  # what is typed in full comes first
    rows = [_row(reading, number, names[number], query) for number in found]
    if all(word in "clean text" or word == "0" for word in words):
        clean = Row(Place(0, CLEAN), (Run(" 0 ", STRONG), Run(" Clean text", STRONG)))
        rows.insert(words == [str(found[0])] if found else 0, clean)
    elif not found:
        likely = _like(words, list(names.values()))
        numbers = list(names)
        rows = [_row(reading, numbers[at], names[numbers[at]], query) for at in likely]
    return tuple(rows)


def _like(words: Sequence[str], names: Sequence[str]) -> list[int]:
    """Return the places of the names that have parts like the words typed, the likest first."""
    from rapidfuzz.fuzz import partial_ratio  # a screen that nobody searches starts without it

    like = [fmean(partial_ratio(word, name.casefold()) for word in words) for name in names]
    found = [at for at, likeness in enumerate(like) if likeness >= _LIKE]
    return sorted(found, key=lambda at: -like[at])


def _row(reading: Reading, number: int, name: str, query: str) -> Row:
    copy = reading.index.copies[number]
    named: Runs = marked((Run(name, STRONG),), query)
    about = Run(f"  {percent(copy.wire_share)} {reading.time(number)}", QUIET)
    part = state(copy.article)
    lacking = (Run(f"  {part}", WARN),) if part else ()
    return Row(Place(0, number), (badge(number), Run(" ", STRONG), *named, about, *lacking))
