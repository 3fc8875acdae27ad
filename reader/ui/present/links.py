"""The links of a view: where they stand in its rows, and the list to choose one from."""

from __future__ import annotations

from collections.abc import Sequence

from reader.collation.links import ending_in, in_reading
from reader.model import Article, Label, Link, Passage
from reader.text.normalise import squeeze
from reader.ui.present.facts import restyle
from reader.ui.present.index import LONGEST, Index, shown
from reader.ui.present.ink import MATCH, QUIET, STRONG, Run
from reader.ui.present.rows import Linked, Place, Row
from reader.ui.present.stories import found_spans
from reader.ui.present.wrap import clip_text

_WORDS = 60
"""Cells of a link's words in the list: a headline; what is longer is a paragraph in a link."""
_ADDRESS = 160
"""Cells of its address there: most are shorter."""


def of_label(index: Index, label: Label, before: int = 0) -> tuple[Linked, ...]:
    """Return the links of a segment whose text stands `before` characters into a row."""
    article = index.copies[label.copy].article
    start = label.segment.start
    found = ending_in(article, label.segment)
    return tuple(_linked(article, link, before + link.end - start) for link in found
                 if link.end - start <= LONGEST)  # fmt: skip


def of_passage(index: Index, passage: Passage, before: int = 0) -> tuple[Linked, ...]:
    """Return the links of the reading that is shown of a passage, `before` as for `of_label`."""
    article = index.copies[passage.copy].article
    found = in_reading(article, index.at.get((passage.number, passage.copy), ()))
    return tuple(_linked(article, one.link, before + one.end) for one in found
                 if one.end <= LONGEST)  # fmt: skip


def _linked(article: Article, link: Link, at: int) -> Linked:
    return Linked(at, shown(squeeze(article.text[link.start : link.end])), link.url)


def link_rows(links: Sequence[Linked], query: str) -> tuple[Row, ...]:
    """Return the links whose number, words or address have the words of a query.

    `Place.copy` is a link's place among all. A number that is typed in full comes first.
    """
    wanted = query.casefold().split()
    digits = len(str(len(links)))
    exact: list[Row] = []
    rows: list[Row] = []
    for place, link in enumerate(links):
        number = str(place + 1)
        if all(_has(link, number, word) for word in wanted):
            row = _row(link, place, f"{number:>{digits}}", query)
            (exact if wanted == [number] else rows).append(row)
    return (*exact, *rows)


def _has(link: Linked, number: str, word: str) -> bool:
    """Tell whether a link has a typed word; addresses are full of digits, and do not count them."""
    if word.isdecimal():
        return number.startswith(word) or word in link.words.casefold()
    return word in f"{link.words} {link.url}".casefold()


def _row(link: Linked, place: int, number: str, query: str) -> Row:
    words = clip_text(link.words, _WORDS, STRONG)
    named = restyle(words, found_spans(link.words, query), MATCH)
    address = clip_text(shown(link.url), _ADDRESS, QUIET)
    head = (Run(f"{number}  ", QUIET),)
    return Row(Place(0, place), (*head, *named, Run("  ", QUIET), *address), hang=len(number) + 2)
