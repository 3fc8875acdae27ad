"""A story of three copies with one of everything that an export shows."""

from __future__ import annotations

from dataclasses import replace

from reader.model import Category, Collation, EditKind, Outlet
from tests.factories import added, collation, copy, wire

COUNCIL = "The harbour council put off the vote on Tuesday."
SHEET = "“We will not sign a blank sheet,” said the mayor."
COST = "The tunnel would cost 4.2 million crowns."
WORK = "Work was to begin in spring."


def harbour() -> Collation:
    """Return three copies: the second adds, rewords and moves; the third, a version, cuts.

    The last text is hard-wrapped; the second copy has no time; an outlet's name is inferred.
    """
    made = collation(
        [
            copy("Quay Post", [wire(1, COUNCIL)], [wire(2, SHEET), wire(3, COST)], title="Put off"),
            copy("Larkfield",
                 [added("Share on all channels", Category.SHARE, "a share line")],
                 [wire(3, COST.replace("4.2", "2.4"), ("4.2", "2.4", EditKind.NUMBER), moved=True)],
                 [wire(1, COUNCIL.replace("put off", "postponed"),
                       ("put off", "postponed", EditKind.WORDING))],
                 [wire(2, SHEET)]),
            copy("Inland Day",
                 [wire(1, COUNCIL)],
                 [wire(2, SHEET.replace("“", '"'), ("“", '"', EditKind.STYLE))],
                 [wire(4, WORK)],
                 [added("Our reporter asked the council\nand got no answer.", Category.EDITORIAL)],
                 version_of=1),
        ],
        headline="Tunnel vote put off",
        paragraphs={3: 2, 4: 3},
    )  # fmt: skip
    first, second, third = made.copies
    second = replace(second, article=replace(second.article, published=None))
    named = Outlet("Inland Day", inferred=True, evidence="its handle")
    third = replace(third, article=replace(third.article, outlet=named))
    return replace(made, copies=(first, second, third))
