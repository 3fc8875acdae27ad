"""The rows of a text as they are drawn: words searched for are marked, links numbered or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.ui.present.facts import restyle
from reader.ui.present.ink import MATCH, plain
from reader.ui.present.rows import Row

Spans = Callable[[str], Sequence[tuple[int, int]]]
"""Returns where in a text words stand that are searched for."""


def no_spans(text: str) -> Sequence[tuple[int, int]]:
    """Find nothing."""
    return ()


class Marking:
    """Marks words in rows, and takes the numbers of links out where they are not wished.

    What was made of the rows of a view is kept: who comes back to the view has the same rows drawn,
    which need not be laid out anew.
    """

    def __init__(self, spans: Spans = no_spans, *, numbered: bool = True) -> None:
        self._spans = spans
        self._numbered = numbered
        self._kept: dict[int, tuple[tuple[Row, ...], tuple[Row, ...]]] = {}

    def anew(self) -> Marking:
        """Return one that does the same, for rows of which none was seen yet."""
        return Marking(self._spans, numbered=self._numbered)

    def of(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Return the rows as they are drawn: the same ones, where nothing is to be done to them."""
        if self._numbered and self._spans is no_spans:
            return rows
        kept = self._kept.get(id(rows))  # with the rows: as long, no others have their id
        if kept is None:
            kept = self._kept[id(rows)] = rows, tuple(map(self._drawn, rows))
        return kept[1]

    def found(self, row: Row) -> Sequence[tuple[int, int]]:
        """Return where in a row's text the words stand."""
        return self._spans(plain(row.text))

    def _drawn(self, row: Row) -> Row:
        if row.links and not self._numbered:
            row = replace(row, links=())
        spans = self.found(row)
        return replace(row, text=restyle(row.text, spans, MATCH)) if spans else row
