"""Articles and copies made by hand for the tests of provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.collation.align import align
from reader.model import Article, Block, Copy, Kind, Outlet, Role
from reader.provenance.label import Titles, Verdict, judge
from reader.provenance.templates import Memory, learn
from reader.text.blocks import split_blocks
from reader.text.segments import segment

STORY = (
    "The ferry to the outer islands ran aground on Monday with ninety people on board.",
    "Nobody was hurt, the coast guard said, and all were taken off within the hour.",
    "The captain told inspectors that the channel had silted up over the winter.",
    "A tug will try to pull the ship free when the tide is high on Wednesday.",
    "The line carried almost half a million passengers in the past year.",
    "A second ship will take over the crossing until the summer.",
)


def article(
    outlet: str,
    *lines: str,
    title: str | None = None,
    domain: str | None = None,
    byline: str | None = None,
    name: str = "",
) -> Article:
    """A plain-text article: a line, a block."""
    text = "\n".join(lines)
    return Article(
        name or f"{outlet}: {text}",
        Outlet(outlet, domain),
        text,
        split_blocks(text),
        title=title,
        byline=byline,
    )


def page(outlet: str, *pieces: tuple[Role, str], title: str | None = None) -> Article:
    """An article with markup: blocks with a role each."""
    blocks, parts, at = [], [], 0
    for line, (role, text) in enumerate(pieces, 1):
        blocks.append(Block(at, at + len(text), line, role))
        parts.append(text)
        at += len(text) + 1
    return Article(f"{outlet} page", Outlet(outlet), "\n".join(parts), tuple(blocks), title=title)


def number(articles: Sequence[Article], versions: Mapping[int, int] | None = None) -> list[Copy]:
    """The articles as copies, numbered in the order given."""
    return [
        Copy(n, a, segment(a), version_of=(versions or {}).get(n))
        for n, a in enumerate(articles, 1)
    ]


def judged(
    *articles: Article,
    memory: Memory | None = None,
    titles: Titles | None = None,
    versions: Mapping[int, int] | None = None,
) -> list[dict[str, Verdict]]:
    """For each article, the verdict on each of its segments, by the segment's text."""
    copies = number(articles, versions)
    found = judge(align(copies), copies, memory or Memory(), titles or Titles())
    return [
        {copy.article.text[s.start : s.end]: found[copy.number, s.index] for s in copy.segments}
        for copy in copies
    ]


def by_place(*articles: Article) -> list[list[Verdict]]:
    """For each article, the verdict on each of its segments, in order."""
    copies = number(articles)
    found = judge(align(copies), copies, Memory(), Titles())
    return [[found[c.number, s.index] for s in c.segments] for c in copies]


def additions(found: Mapping[str, Verdict]) -> list[str]:
    """The texts that are held to be additions."""
    return [text for text, verdict in found.items() if verdict.kind is Kind.ADDITION]


def remembered(*articles: Article) -> Memory:
    """What is learned of articles that are a story each."""
    return learn(articles, {a.id: a.id for a in articles})
