"""Which copies a comparison, or the table, is opened on."""

from __future__ import annotations

from reader.collation.marks import Mark
from reader.ui.present.index import Index
from reader.ui.present.reading import CLEAN
from reader.ui.present.rows import Place


def opening_views(index: Index, view: int, place: Place) -> tuple[int, int]:
    """Return what to set against each other first: the clean text, and the copy at hand.

    A version is set against the one before it: what did the outlet change?
    """
    copy = view or counterpart(index, place)
    return version_before(index, copy) if view else CLEAN, copy


def version_before(index: Index, copy: int) -> int:
    """Return the version of an article that came before this one; the clean text if it is none."""
    first = index.copies[copy].version_of
    if first is None:
        return CLEAN
    versions = (x.number for x in index.copies.values() if x.version_of == first)
    return max((number for number in versions if number < copy), default=first)


def counterpart(index: Index, place: Place) -> int:
    """Return the copy with which the clean text is best compared at a place.

    That which put something in here; else the one that changed the passage most; else the first.
    """
    if place.inserted:
        return place.copy
    order = (Mark.FACT, Mark.REWORDED, Mark.MOVED, Mark.LACKS)
    marks = index.marks(place.passage) if place.passage > 0 else ()
    for wanted in order:
        for copy, mark in marks:
            if mark is wanted:
                return copy
    return min(index.copies)
