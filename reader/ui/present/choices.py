"""A short list to choose from, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.ui.present.facts import restyle
from reader.ui.present.index import shown
from reader.ui.present.ink import MATCH, QUIET, STRONG, Run
from reader.ui.present.rows import Place, Row
from reader.ui.present.stories import found_spans


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
            named = restyle((Run(name, STRONG),), found_spans(name, query), MATCH)
            about = (Run(f"  {told}", QUIET),) if told else ()
            rows.append(Row(Place(0, number), (*named, *about)))
    return tuple(rows)
