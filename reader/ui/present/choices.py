"""What there is to choose from in a short list, as rows; and the orders of the list of stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.archive.query import Sort
from reader.ui.present.index import shown
from reader.ui.present.ink import QUIET, STRONG, Run
from reader.ui.present.rows import Place, Row
from reader.ui.present.stories import marked

SORTS: Mapping[Sort, str] = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.COPIES: "most copies first",
    Sort.CHANGED: "most facts changed first",
    Sort.OUTLET: "by outlet",
    Sort.RELEVANCE: "best match first",
}
"""The orders, in words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what is returned, its name, a word about it, whether it is so now."""

    value: str
    name: str
    about: str = ""
    now: bool = False


def choice_rows(choices: Sequence[Choice], query: str) -> tuple[Row, ...]:
    """Return the choices whose name has all words of a query; `Place.copy` is the number."""
    words = query.casefold().split()
    rows = []
    for number, one in enumerate(choices):
        name = shown(one.name)
        told = " · ".join(filter(None, ("now" if one.now else "", shown(one.about))))
        if all(word in f"{name} {told}".casefold() for word in words):
            named = marked((Run(name, STRONG),), query)
            about = (Run(f"  {told}", QUIET),) if told else ()
            rows.append(Row(Place(0, number), (*named, *about)))
    return tuple(rows)


def sort_choices(now: Sort, *, searched: bool) -> list[Choice]:
    """Return the orders to choose from; how well a story fits is one where words are `searched`."""
    return [
        Choice(sort.value, words, now=sort is now)
        for sort, words in SORTS.items()
        if sort is not Sort.RELEVANCE or searched
    ]
