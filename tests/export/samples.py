"""A story of three copies with one of everything that an export shows, put together by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from reader.model import (
    Article,
    Block,
    Category,
    Collation,
    Copy,
    Edit,
    EditKind,
    Kind,
    Label,
    Omission,
    Origin,
    Outlet,
    Passage,
    Segment,
    Status,
    Variant,
    Weight,
)

PASSAGES = (
    "The harbour council put off the vote on Tuesday.",
    "“We will not sign a blank sheet,” said the mayor.",
    "The tunnel would cost 4.2 million crowns.",
    "Work was to begin in spring.",
)


@dataclass
class Draft:
    """A copy being written line by line, each line a block and a segment with its label."""

    number: int
    outlet: str
    lines: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)

    def add(
        self,
        line: str,
        *,
        passage: int | None = None,
        category: Category | None = None,
        variants: tuple[Variant, ...] = (),
        weight: Weight | None = None,
        edit: tuple[str, str, EditKind] | None = None,
        evidence: tuple[str, ...] = (),
    ) -> None:
        start = sum(len(each) + 1 for each in self.lines)
        place = len(self.lines)
        first_line = 1 + sum(each.count("\n") + 1 for each in self.lines)
        self.lines.append(line)
        segment = Segment(place, place, start, start + len(line), first_line)
        self.segments.append(segment)
        edits: tuple[Edit, ...] = ()
        if edit is not None:
            words, reading, kind = edit
            at = start + line.index(words)
            edits = (Edit(at, at + len(words), reading, kind),)
        kind_of = Kind.ADDITION if passage is None else Kind.WIRE
        self.labels.append(
            Label(
                self.number,
                segment,
                kind_of,
                passage,
                category,
                variants,
                weight,
                edits,
                evidence,
                confidence=0.97,
            )
        )

    def copy(self, *, published: datetime | None = None, version_of: int | None = None) -> Copy:
        text = "\n".join(self.lines)
        blocks = tuple(Block(each.start, each.end, each.line) for each in self.segments)
        article = Article(
            id=f"{self.number:03}.txt",
            outlet=Outlet(self.outlet, None, inferred=True, evidence="its handle"),
            text=text,
            blocks=blocks,
            title=f"As {self.outlet} has it",
            published=published,
            source=f"{self.number:03}.txt",
        )
        return Copy(self.number, article, tuple(self.segments), 0.93, version_of, 2 / 3)


def harbour() -> Collation:
    """Three copies: the second adds, rewords and moves, the third cuts and has a passage alone."""
    first, second, third = (Draft(1, "Quay Post"), Draft(2, "Larkfield"), Draft(3, "Inland Day"))
    for number, text in enumerate(PASSAGES[:3], 1):
        first.add(text, passage=number)
    second.add("Share on all channels", category=Category.SHARE, evidence=("a share line",))
    second.add(
        "The tunnel would cost 2.4 million crowns.",
        passage=3,
        variants=(Variant.SUBSTITUTION, Variant.TRANSPOSITION),
        weight=Weight.FACT,
        edit=("2.4", "4.2", EditKind.NUMBER),
    )
    second.add(
        "The harbour council postponed the vote on Tuesday.",
        passage=1,
        variants=(Variant.SUBSTITUTION,),
        weight=Weight.WORDING,
        edit=("postponed", "put off", EditKind.WORDING),
    )
    second.add(PASSAGES[1], passage=2)
    third.add(PASSAGES[0], passage=1)
    third.add(
        '"We will not sign a blank sheet," said the mayor.',
        passage=2,
        variants=(Variant.SUBSTITUTION,),
        weight=Weight.STYLE,
        edit=('"', "“", EditKind.STYLE),
    )
    third.add(PASSAGES[3], passage=4)
    third.add("Our reporter asked the council\nand got no answer.", category=Category.EDITORIAL)
    return Collation(
        story="001.txt",
        headline="Tunnel vote put off",
        origin=Origin("NPA", ("its credit line in 1",)),
        copies=(
            first.copy(published=datetime(2026, 3, 4, 13, 20, tzinfo=UTC)),
            second.copy(),
            third.copy(version_of=1),
        ),
        passages=(
            Passage(1, 1, PASSAGES[0], 1, (1, 2), (1, 2, 3), Status.WIRE),
            Passage(2, 2, PASSAGES[1], 1, (1, 2), (1, 2, 3), Status.WIRE),
            Passage(3, 2, PASSAGES[2], 1, (1, 2), (1, 2), Status.WIRE),
            Passage(4, 3, PASSAGES[3], 3, (), (3,), Status.SINGLE),
        ),
        labels=(*first.labels, *second.labels, *third.labels),
        omissions=(Omission(3, 3),),
    )
