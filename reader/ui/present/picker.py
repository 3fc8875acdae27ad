"""The rows of the copy picker."""

from __future__ import annotations

from reader.ui.present.facts import restyle
from reader.ui.present.index import shown
from reader.ui.present.ink import MATCH, QUIET, STRONG, WARN, Run, Runs, badge
from reader.ui.present.reading import CLEAN, Reading
from reader.ui.present.rows import Place, Row
from reader.ui.present.stories import found_spans
from reader.ui.present.words import percent, state


def picker_rows(reading: Reading, query: str) -> tuple[Row, ...]:
    """Return the clean text and the copies whose number or outlet has the words."""
    words = query.casefold().split()
    rows: list[Row] = []
    if all(word in "clean text" or word == "0" for word in words):
        rows.append(Row(Place(0, CLEAN), (Run(" 0 ", STRONG), Run(" Clean text", STRONG))))
    exact: list[Row] = []
    for number, copy in reading.index.copies.items():
        name = shown(copy.article.outlet.name)
        if not all(word in name.casefold() or str(number).startswith(word) for word in words):
            continue
        named: Runs = restyle((Run(name, STRONG),), found_spans(name, query), MATCH)
        about = Run(f"  {percent(copy.wire_share)} {reading.time(number)}", QUIET)
        part = state(copy.article)
        lacking = (Run(f"  {part}", WARN),) if part else ()
        row = Row(Place(0, number), (badge(number), Run(" ", STRONG), *named, about, *lacking))
        (exact if words == [str(number)] else rows).append(row)
    return (*exact, *rows)
