"""A story being read: its views as rows, and the way from a place in one view to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from reader.collation.marks import Counts, count_changes
from reader.model import Collation, Member
from reader.ui.present.apparatus import Item, apparatus, relatives
from reader.ui.present.clean import clean_rows
from reader.ui.present.gutter import gutter_width
from reader.ui.present.index import Index, build_index
from reader.ui.present.published import PUBLISHED_GUTTER, places, published_rows
from reader.ui.present.related import Kin
from reader.ui.present.rows import Place, Row, RowKind
from reader.ui.present.words import clock

CLEAN = 0
"""The view that is no copy: the clean text."""


class Sheet(NamedTuple):
    """The rows of one view, and the cells of their gutter."""

    rows: tuple[Row, ...]
    gutter: int


class Reading:
    """A collation with its views, each built when it is first looked at and then kept.

    `members` say why the copies stand together, `kin` which other stories share text with this.
    """

    def __init__(
        self, collation: Collation, members: Iterable[Member] = (), kin: Iterable[Kin] = ()
    ) -> None:
        self.collation = collation
        self.members = {member.article: member for member in members}
        self.kin = tuple(kin)
        self.index: Index = build_index(collation)
        self._sheets: dict[tuple[int, int, bool, bool, bool], Sheet] = {}

    @property
    def story(self) -> str:
        """The story's id."""
        return self.collation.story

    def says_as(self, other: Reading) -> bool:
        """Return whether it is made of the same as another."""
        return (
            self.collation is other.collation
            and self.members == other.members
            and self.kin == other.kin
        )

    @property
    def views(self) -> tuple[int, ...]:
        """The clean text and every copy, in the order of `]`."""
        return (CLEAN, *self.index.copies)

    @cached_property
    def newest(self) -> datetime | None:
        """When the last copy was published; when it came, where none says."""
        articles = [copy.article for copy in self.collation.copies]
        times = [x.published for x in articles if x.published]
        times = times or [x.arrived for x in articles if x.arrived]
        return max(times, default=None, key=lambda moment: moment.timestamp())

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What there is to say of each place, in order."""
        return (*apparatus(self.index), *relatives(self.kin))

    @cached_property
    def facts(self) -> int:
        """In how many passages a fact or a quotation was changed."""
        return self.index.facts() if self.index.several else 0

    def time(self, copy: int) -> str:
        """Return when a copy was published, in words; when it came, where it does not say."""
        article = self.index.copies[copy].article
        if article.published is None and article.arrived is not None:
            return f"came {clock(article.arrived, self.newest)}"
        return clock(article.published, self.newest)

    @cached_property
    def counts(self) -> Mapping[int, Counts]:
        """What each copy did, in numbers."""
        return count_changes(self.collation)

    def sheet(
        self, view: int, width: int, *, folded: bool, headlines: bool, decoded: bool = False
    ) -> Sheet:
        """Return the rows of a view for a pane `width` cells wide.

        `decoded` reads what an outlet scrambled.
        """
        key = (view, width if view == CLEAN else 0, folded, headlines and view == CLEAN, decoded)
        if key not in self._sheets:
            index = replace(self.index, decoded=decoded) if decoded else self.index
            self._sheets[key] = self._build(index, view, width, folded, headlines)
        return self._sheets[key]

    def _build(self, index: Index, view: int, width: int, folded: bool, headlines: bool) -> Sheet:
        if view == CLEAN:
            rows = clean_rows(index, width, folded=folded, headlines=headlines)
            return Sheet(rows, gutter_width(index, width))
        rows = published_rows(index, view, folded=folded, clock=self.time(view))
        return Sheet(rows, PUBLISHED_GUTTER)

    def source_of(self, place: Place) -> int:
        """Return the copy that stands behind a place of the clean text."""
        if place.inserted:
            return place.copy
        if place.passage:
            return self.index.passage(place.passage).copy
        with_address = (n for n, copy in self.index.copies.items() if copy.article.url)
        return next(with_address, next(iter(self.index.copies)))

    def turn(self, view: int, delta: int) -> int:
        """Return the view `delta` steps from `view`, round and round."""
        views = self.views
        return views[(views.index(view) + delta) % len(views)]


def same_view(before: Reading, after: Reading, view: int) -> int:
    """Return the number that a copy has in a story collated anew; of one that left, the clean text.

    Copies may have other numbers by then.
    """
    if view == CLEAN:
        return CLEAN
    article = before.index.copies[view].article.id
    copies = after.index.copies.items()
    return next((number for number, one in copies if one.article.id == article), CLEAN)


def same_place(before: Reading, after: Reading, place: Place) -> Place:
    """Return where in a story that was collated anew stands what stood at a place.

    What was put in may be a passage by now, or the reverse, and passages have other numbers.
    """
    if place.passage < 1 and not place.inserted:
        return place
    copy = before.source_of(place)
    labels = before.index.at.get((place.passage, copy), ())
    segment = place.segment if place.inserted else labels[0].segment.index if labels else -1
    number = same_view(before, after, copy)
    found = [x for x in after.index.labels.get(number, ()) if x.segment.index == segment]
    if not found:
        return place
    passage = found[0].passage
    return Place(passage) if passage is not None else places(after.index, number)[segment]


def row_at(rows: Sequence[Row], place: Place) -> int:
    """Return the row for a place: its own, else its passage's, else the one before."""
    if place.inserted:
        near = [
            (row.place.copy != place.copy, abs(row.place.segment - place.segment), at)
            for at, row in enumerate(rows)
            if row.stop and row.place.inserted and row.place.passage == place.passage
        ]
        if near:
            return min(near)[2]
    best = 0
    for at, row in enumerate(rows):
        if place.passage in row.passages:
            return at
        if row.stop and row.passages and max(row.passages) < place.passage:
            best = at
    return best


def carry(place: Place, view: int) -> Place:
    """Return the place to look for in another view: what one copy put in, no other has."""
    if place.inserted and view not in (CLEAN, place.copy):
        return Place(place.passage)
    return place


def step(rows: Sequence[Row], at: int, delta: int) -> int:
    """Return the row `delta` stops from row `at`, no further than the ends."""
    direction = 1 if delta > 0 else -1
    for _ in range(abs(delta)):
        found = seek(rows, at, direction, lambda row: row.stop)
        if found is None:
            break
        at = found
    return at


def seek(rows: Sequence[Row], at: int, direction: int, wanted: Callable[[Row], bool]) -> int | None:
    """Return the next row in a direction (1 or -1) that is wanted, or None."""
    at += direction
    while 0 <= at < len(rows):
        if rows[at].stop and wanted(rows[at]):
            return at
        at += direction
    return None


def is_variant(row: Row) -> bool:
    """Return whether some copy departs from what the row shows."""
    return row.variant


def is_addition(row: Row) -> bool:
    """Return whether the row is what an outlet put in."""
    return row.kind is RowKind.ADDITION


def item_at(items: Sequence[Item], place: Place) -> int:
    """Return the number of the item that tells of a place."""
    best = 0
    for number, item in enumerate(items):
        if item.place.passage != place.passage:
            continue
        if not place.inserted:
            return number
        if item.place.copy == place.copy and item.place.segment <= place.segment:
            best = number
    return best
