"""Where, in the reading shown, stand the words that some copy has otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from reader.collation.places import fact_places, merge
from reader.ui.present.index import Index
from reader.ui.present.ink import FACT, TEXT, Ink, Run, Runs
from reader.ui.present.wrap import cut


def fact_spans(index: Index, passage: int) -> tuple[tuple[int, int], ...]:
    """Return where, in the passage's text, stand words whose fact or quotation was changed."""
    copies = (index.at.get((passage, copy), ()) for copy in index.copies)
    return fact_places(index.passage(passage).text, copies)


def emphasise(
    text: str, spans: Iterable[tuple[int, int]], ink: Ink = FACT, base: Ink = TEXT
) -> Runs:
    """Return the text with the spans in another ink."""
    runs: list[Run] = []
    at = 0
    for start, end in merge(spans):
        runs += [Run(text[at:start], base), Run(text[start:end], ink)]
        at = end
    runs.append(Run(text[at:], base))
    return tuple(run for run in runs if run.text)


def restyle(runs: Runs, spans: Iterable[tuple[int, int]], ink: Ink) -> Runs:
    """Return runs with the given offsets of their joined text in another ink.

    Tints and strikes are kept, and what a click does.
    """
    done: list[Run] = []
    at = 0
    total = sum(len(run.text) for run in runs)
    for start, end in merge(spans):
        done.extend(cut(runs, at, start))
        done.extend(
            Run(text, ink._replace(tint=old.tint, strike=old.strike, act=old.act))
            for text, old in cut(runs, start, end)
        )
        at = end
    done.extend(cut(runs, at, total))
    return tuple(done)
