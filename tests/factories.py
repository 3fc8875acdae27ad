"""Collations, articles and libraries made by hand, for tests of what shows or exports them.

A story is written as copies, a copy as lines, a line as pieces of text with what is known of them:

    collation([
        copy("Larkfield Post", [headline("Tunnel on ice")], [wire(1, "The council met.")]),
        copy("Quayside Daily", [wire(1, "The board met.", ("The council", "The board"))]),
    ])
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from sqlite3 import Connection
from types import MappingProxyType

from reader.archive import findings, stories
from reader.archive.articles import keep
from reader.archive.connection import Archive
from reader.archive.rows import storable
from reader.archive.stories import Placed, Seat
from reader.collation.marks import WEIGHT_OF
from reader.errors import Cancelled
from reader.model import (
    Article,
    Block,
    Category,
    Collation,
    Copy,
    Edit,
    EditKind,
    Failure,
    Kind,
    Label,
    Link,
    Omission,
    Origin,
    Outlet,
    Passage,
    Segment,
    Status,
    StorySummary,
    Variant,
    Weight,
)
from reader.provenance.profile import Profile, profiles
from reader.provenance.templates import learn
from reader.services.archived import ArchiveLibrary
from reader.services.related import Related

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
"""When the first copy of every invented story is published."""


@dataclass(frozen=True)
class Piece:
    """A segment to be: its text and what is known of it."""

    text: str
    kind: Kind
    passage: int | None = None
    category: Category | None = None
    changes: tuple[tuple[str, str, EditKind], ...] = ()
    moved: bool = False
    evidence: tuple[str, ...] = ()
    confidence: float = 0.97


@dataclass(frozen=True)
class Printed:
    """A copy to be: who printed it, and its lines."""

    outlet: str
    lines: tuple[tuple[Piece, ...], ...]
    title: str | None = None
    url: str | None = None
    version_of: int | None = None
    minutes: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


def wire(
    passage: int,
    text: str,
    *changes: tuple[str, str, EditKind],
    moved: bool = False,
) -> Piece:
    """A wire segment; each change is (the shown words, this copy's words, what kind)."""
    return Piece(text, Kind.WIRE, passage, changes=changes, moved=moved)


def added(text: str, category: Category, *evidence: str, confidence: float = 0.97) -> Piece:
    """An added segment."""
    return Piece(text, Kind.ADDITION, category=category, evidence=evidence, confidence=confidence)


def copy(
    outlet: str,
    *lines: Sequence[Piece],
    title: str | None = None,
    url: str | None = None,
    version_of: int | None = None,
    minutes: int | None = None,
) -> Printed:
    """A copy of an outlet, its lines as pieces."""
    return Printed(outlet, tuple(map(tuple, lines)), title, url, version_of, minutes)


def collation(
    copies: Sequence[Printed],
    *,
    story: str = "tunnel",
    headline: str = "Harbor tunnel vote delayed after cost doubles",
    agency: str | None = "NPA",
    paragraphs: Mapping[int, int] | None = None,
) -> Collation:
    """The collation of the copies: passages take the first unchanged copy's words."""
    made = [_copy(story, number, printed) for number, printed in enumerate(copies, 1)]
    labels = tuple(label for _, found in made for label in found)
    passages = _passages([one for one, _ in made], labels, paragraphs or {})
    return Collation(
        story,
        headline,
        Origin(agency, (f"{agency} stands in the dateline",) if agency else ()),
        tuple(one for one, _ in made),
        passages,
        labels,
        _omissions([one for one, _ in made], passages),
    )


def linked(made: Collation, links: Mapping[int, Mapping[str, str]]) -> Collation:
    """The collation with links: by a copy's number, where which of its words lead."""
    copies = []
    for one in made.copies:
        text = one.article.text
        starts = {text.index(words): words for words in links.get(one.number, {})}
        found = tuple(
            Link(start, start + len(words), links[one.number][words])
            for start, words in sorted(starts.items())
        )
        copies.append(replace(one, article=replace(one.article, links=found)))
    return replace(made, copies=tuple(copies))


def _copy(story: str, number: int, printed: Printed) -> tuple[Copy, list[Label]]:
    text = "\n".join(" ".join(piece.text for piece in line) for line in printed.lines)
    blocks: list[Block] = []
    segments: list[Segment] = []
    labels: list[Label] = []
    at = 0
    for line_number, line in enumerate(printed.lines):
        start = at
        for piece in line:
            segment = Segment(len(segments), line_number, at, at + len(piece.text), line_number + 1)
            segments.append(segment)
            labels.append(_label(number, segment, piece))
            at = segment.end + 1
        blocks.append(Block(start, at - 1, line_number + 1))
    words = sum(len(piece.text.split()) for line in printed.lines for piece in line)
    shared = sum(
        len(piece.text.split())
        for line in printed.lines
        for piece in line
        if piece.kind is Kind.WIRE
    )
    minutes = 13 * (number - 1) if printed.minutes is None else printed.minutes
    article = Article(
        f"{story}-{number}",
        Outlet(printed.outlet),
        text,
        tuple(blocks),
        title=printed.title,
        url=printed.url,
        published=NOON + timedelta(minutes=minutes),
        source=f"{story}-{number}.txt",
    )
    share = shared / words if words else 0.0
    return Copy(number, article, tuple(segments), 0.93, printed.version_of, share), labels


def _label(number: int, segment: Segment, piece: Piece) -> Label:
    edits, at = [], segment.start
    for reading, words, kind in piece.changes:
        found = piece.text.index(words, at - segment.start) + segment.start
        edits.append(Edit(found, found + len(words), reading, kind))
        at = found + len(words)
    weights = [WEIGHT_OF[edit.kind] for edit in edits]
    order = [Weight.STYLE, Weight.WORDING, Weight.FACT]
    variants = [Variant.SUBSTITUTION] * bool(edits) + [Variant.TRANSPOSITION] * piece.moved
    return Label(
        number,
        segment,
        piece.kind,
        piece.passage,
        piece.category,
        tuple(variants),
        max(weights, key=order.index, default=None),
        tuple(edits),
        piece.evidence,
        piece.confidence,
    )


def _passages(
    copies: Sequence[Copy], labels: Sequence[Label], paragraphs: Mapping[int, int]
) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    paragraph = 0
    for number in range(1, max((label.passage or 0 for label in labels), default=0) + 1):
        here = [label for label in labels if label.passage == number]
        plain = next((label for label in here if not label.edits), here[0])
        article = copies[plain.copy - 1].article
        carriers = tuple(dict.fromkeys(label.copy for label in here))
        support = tuple(x for x in carriers if copies[x - 1].version_of is None)
        paragraph = paragraphs.get(number, paragraph + 1)
        passages.append(
            Passage(
                number,
                paragraph,
                article.text[plain.segment.start : plain.segment.end],
                plain.copy,
                support,
                carriers,
                Status.WIRE if len(support) > 1 else Status.SINGLE,
            )
        )
    return tuple(passages)


def _omissions(copies: Sequence[Copy], passages: Sequence[Passage]) -> tuple[Omission, ...]:
    return tuple(
        Omission(one.number, passage.number)
        for one in copies
        for passage in passages
        if passage.status is Status.WIRE and one.number not in passage.carriers
    )


LEDE = (
    "The city council on Tuesday put off a vote on the harbor tunnel after engineers said its "
    "price had doubled in two years."
)
SHEET = (
    "“We will not sign a blank sheet,” Mayor Ana Brandt told reporters after the four-hour session."
)
COST = (
    "The new estimate of $4.2 billion includes a second ventilation shaft that inspectors asked "
    "for in March."
)
WORK = "Work was to begin in the spring."
DELAY = "Contractors said a delay past June would cost $11 million a month."
QUAY = (
    "Residents of the old quay, who sued over noise, called the decision “a pause, not a victory.”"
)
MEETS = "The council meets again on Nov. 30."
CLOSE = "The port authority declined to comment."


@cache
def tunnel() -> Collation:
    """Six copies of one story, with everything in it that copies do."""
    dateline = added("PORT ELLEN (NPA) —", Category.DATELINE, "a place in capitals and the agency")
    return collation(
        [
            copy(
                "Larkfield Post",
                [added("Harbor tunnel vote delayed after cost doubles", Category.HEADLINE)],
                [dateline, wire(1, LEDE)],
                [wire(2, SHEET)],
                [wire(3, COST)],
                [wire(4, WORK), wire(5, DELAY)],
                [added("READ MORE: Five bridges the city never built", Category.RELATED,
                       "the title of another article", confidence=0.91)],
                [wire(6, QUAY)],
                [wire(7, MEETS)],
                url="https://larkfield.example/tunnel",
            ),
            copy(
                "Quayside Daily",
                [added("Tunnel on ice: council blinks as bill balloons", Category.HEADLINE)],
                [added("Share this story  Facebook  X  WhatsApp", Category.SHARE,
                       "recurs in 14 of 14 other stories of this outlet", confidence=1.0)],
                [dateline, wire(1, LEDE)],
                [wire(2, SHEET)],
                [added("Should the tunnel be built at all?", Category.POLL,
                       "recurs in 11 of 14 other stories of this outlet",
                       "a question alone on its line")],
                [wire(3, COST)],
                [wire(4, WORK), wire(5, DELAY)],
                [wire(7, MEETS)],
                [added("Get the Quayside morning letter in your inbox.", Category.PROMO)],
            ),
            copy(
                "The Ellen Star",
                [wire(1, LEDE)],
                [wire(2, SHEET)],
                [wire(3, COST.replace("$4.2 billion", "$2.4 billion"),
                      ("$4.2 billion", "$2.4 billion", EditKind.NUMBER))],
                [wire(4, WORK), wire(5, DELAY)],
                [wire(6, QUAY)],
                [wire(7, MEETS)],
                [added("The Star has opposed the tunnel since 2019.", Category.EDITORIAL,
                       confidence=0.6)],
                title="Council puts tunnel off",
            ),
            copy(
                "Inland Herald",
                [wire(7, MEETS, moved=True)],
                [wire(1, LEDE)],
                [wire(2, SHEET.replace("told reporters", "said"),
                      ("told reporters", "said", EditKind.WORDING))],
                [wire(3, COST)],
                [wire(4, WORK), wire(5, DELAY)],
                [added("More on the port", Category.RELATED)],
                [wire(6, QUAY)],
                [added("About the author: Jo Lind covers the coast.", Category.BIO)],
            ),
            copy(
                "NorthNow",
                [wire(1, LEDE)],
                [wire(3, COST)],
                [wire(4, WORK), wire(5, DELAY.replace("$11 million", "11 million dollars"),
                                     ("$11 million", "11 million dollars", EditKind.STYLE))],
                [wire(6, QUAY)],
                [wire(7, MEETS)],
                [wire(8, CLOSE)],
            ),
            copy(
                "Harbor Wire",
                [wire(1, LEDE)],
                [wire(3, COST)],
                [added("Subscribe for 1 dollar a week", Category.PROMO)],
                [added("Follow us on every channel", Category.SHARE)],
                [added("Tags: tunnel, harbor, council", Category.TAGS)],
                [added("Comments (14)", Category.COMMENTS)],
                [added("All rights reserved.", Category.NAVIGATION)],
            ),
        ]
    )  # fmt: skip


@cache
def pair() -> Collation:
    """Two copies, of which nobody can say whether one added or the other cut."""
    return collation(
        [
            copy("Larkfield Post", [wire(1, "Rail union and Corvane reached a deal.")],
                 [wire(2, "Trains run again on Monday.")], [wire(3, "Pay rises by a tenth.")]),
            copy("Inland Herald", [wire(1, "Rail union and Corvane reached a deal.")],
                 [wire(3, "Pay rises by a tenth.")]),
        ],
        story="rail",
        headline="Rail union and Corvane reach deal",
        agency=None,
    )  # fmt: skip


@cache
def lone() -> Collation:
    """A story that one outlet alone printed."""
    return collation(
        [
            copy("Larkfield Post", [wire(1, "The museum returned a bronze to Oru on Friday.")],
                 [added("Sign up for our letter", Category.PROMO)])
        ],
        story="bronze",
        headline="Museum returns bronze to Oru",
        agency=None,
    )  # fmt: skip


@cache
def updated() -> Collation:
    """Two copies and a later version of the first."""
    text = "The plant fire is under control."
    return collation(
        [
            copy("Larkfield Post", [wire(1, text)], [wire(2, "Two people were hurt.")]),
            copy("Inland Herald", [wire(1, text)], [wire(2, "Two people were hurt.")]),
            copy("Larkfield Post", [wire(1, text)],
                 [wire(2, "Three people were hurt.", ("Two", "Three", EditKind.NUMBER))],
                 version_of=1, minutes=300),
        ],
        story="fire",
        headline="Vaccine plant fire under control",
        agency="Meridian",
    )  # fmt: skip


@cache
def crowd(copies: int = 40, passages: int = 30) -> Collation:
    """A story that very many outlets printed."""
    text = (
        "Storm Ilse turned north in the night and spared the islands, the weather office said, {}."
    )
    return collation(
        [
            copy(
                f"Outlet {number}",
                *([wire(at, text.format(at))] for at in range(1, passages + 1)
                  if (at + number) % 11),
            )
            for number in range(1, copies + 1)
        ],
        story="storm",
        headline="Storm Ilse turns north, spares the islands",
    )  # fmt: skip


def summary(made: Collation) -> StorySummary:
    """The row of the list for a story."""
    copies = [one for one in made.copies if one.version_of is None]
    times = [one.article.published for one in made.copies if one.article.published]
    return StorySummary(
        made.story,
        made.headline,
        made.origin.agency,
        tuple(dict.fromkeys(one.article.outlet.name for one in copies)),
        len(copies),
        len(made.copies) - len(copies),
        max(times, default=None),
    )


def _arrival(number: int) -> float:
    """When a copy comes into the archive: in the order of the copies, seconds since 1970."""
    return NOON.timestamp() + number


class FakeLibrary(ArchiveLibrary):
    """A library in memory whose lists and deeds are real, and its collations made by hand.

    Its stories are listed in the order in which they are given. A story that is grouped anew is
    collated in earnest.
    """

    def __init__(
        self,
        collations: Sequence[Collation] = (),
        failures: Sequence[Failure] = (),
        kin: Mapping[str, tuple[Related, ...]] = MappingProxyType({}),
        *,
        archive: Archive | None = None,
    ) -> None:
        super().__init__(archive or Archive(None), failures)
        self.kin = kin
        self.collations = {made.story: made for made in collations}
        self.asked: list[str] = []
        with self.archive.writing() as connection:
            before = None
            for made in collations:
                before = put_story(connection, made, before)

    def related(self, story_id: str) -> tuple[Related, ...]:
        """The stories that share text with one."""
        return self.kin.get(story_id, ())

    def collation(self, story_id: str) -> Collation:
        """A story as collated by hand, while its copies are those and no label is set."""
        self.asked.append(story_id)
        made = self.collations.get(story_id)
        if made is None:
            return super().collation(story_id)
        with self.archive.reading() as connection:
            by_hand = connection.execute("SELECT count(*) FROM overrules").fetchone()[0]
        members = {member.article for member in self.story(story_id).members}
        if not by_hand and members == {copy.article.id for copy in made.copies}:
            with self.archive.writing() as connection:
                findings.put(connection, stories.number_of(connection, story_id), _named(made))
            return made
        return super().collation(story_id)

    def profiles(
        self,
        *,
        progress: Callable[[str, int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        most: int = 1000,
    ) -> tuple[Profile, ...]:
        """What each outlet makes of the stories."""
        every = [one.article for made in self.collations.values() for one in made.copies]
        story_of = {
            one.article.id: made.story for made in self.collations.values() for one in made.copies
        }
        for done in range(len(self.collations)):
            if cancelled():
                raise Cancelled("stopped before all stories were collated")
            if progress:
                progress("collating", done, len(self.collations))
        return profiles(self.collations.values(), learn(tuple(every), story_of))


def _named(made: Collation) -> Collation:
    """The collation with outlets' names as an archive can keep them."""
    copies = tuple(
        replace(
            one,
            article=replace(
                one.article,
                outlet=replace(one.article.outlet, name=storable(one.article.outlet.name)),
            ),
        )
        for one in made.copies
    )
    return replace(made, copies=copies)


def put_story(
    connection: Connection,
    made: Collation,
    before: float | None = None,
    *,
    latest: float | None = None,
) -> float:
    """Keep a story's articles and put it in place, after that which is `before` it in the list.

    Or at a time, `latest`. Return the time, in seconds since 1970.
    """
    number_of: dict[int, int] = {}
    for one in made.copies:
        kept = keep(
            connection,
            one.article,
            identity=one.article.id,
            feed=None,
            now=_arrival(one.number),
        )
        number_of[one.number] = kept.number
    first = made.copies[0].article
    why = (storable(f"5 of its 7 sentences stand in the copy of {first.outlet.name}"),)
    row = summary(made)
    if latest is None:
        latest = row.latest.timestamp() if row.latest is not None else NOON.timestamp()
    if before is not None:
        latest = min(latest, before - 60)
    seats = [
        Seat(
            number_of[one.number],
            one.score,
            None if one.version_of is None else number_of[one.version_of],
            why if one.number > 1 else (),
        )
        for one in made.copies
    ]
    placed = Placed(
        made.story,
        storable(made.headline),
        None if row.agency is None else storable(row.agency),
        tuple(map(storable, row.outlets)),
        row.copies,
        row.versions,
        latest,
        _arrival(1),
        tuple(seats),
    )
    stories.replace(connection, (), [placed])
    return latest


def library() -> FakeLibrary:
    """A library of a few stories, one of each kind."""
    return FakeLibrary([tunnel(), pair(), lone(), updated(), crowd()])


Opener = Callable[[Callable[[str, int, int], None], Callable[[], bool]], FakeLibrary]


def opener(made: FakeLibrary | None = None) -> Opener:
    """Return what the application calls to read a library."""

    def open_library(
        progress: Callable[[str, int, int], None], cancelled: Callable[[], bool]
    ) -> FakeLibrary:
        return library() if made is None else made

    return open_library


def renumbered(made: Collation, story: str) -> Collation:
    """The same collation under another id."""
    return replace(made, story=story)
