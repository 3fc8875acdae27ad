"""Invented stories for property tests: sentences, copies that cut, move, reword and add, and
collations of whatever text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from reader.model import Article, Category, Collation, Copy, EditKind, Link, Outlet
from reader.text.blocks import split_blocks
from reader.text.normalise import squeeze
from reader.text.segments import segment
from tests.factories import Piece, Printed, added, collation, copy, wire

_PEOPLE = ("Ana Brandt", "Tomas Kell", "Mirra Osei", "Jonas Vale", "Petra Lind", "Ilse Roth")
_ACTS = (
    "told the harbour council that",
    "warned residents of the old quay that",
    "wrote to the tunnel engineers that",
    "repeated before the regional court that",
    "assured the farmers of the valley that",
    "denied in a long statement that",
)
_CLAIMS = (
    "the new estimate had doubled since the spring",
    "a second shaft would delay every contractor",
    "nobody had measured the water under the mill",
    "ferries could carry the traffic for a decade",
    "the ministry kept three reports in a drawer",
    "the vote should wait until the thaw is over",
    "sixty families would have to leave their homes",
    "the bank had withdrawn its guarantee in silence",
)

sentence = st.builds(
    lambda who, act, claim, n: f"{who} {act} {claim} in ward {n}.",
    st.sampled_from(_PEOPLE),
    st.sampled_from(_ACTS),
    st.sampled_from(_CLAIMS),
    st.integers(2, 400),
)

stories = st.lists(sentence, min_size=4, max_size=12, unique=True)
"""The sentences of a story, all different."""

any_text = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from(list("\n\n\t .,“”\"'’—-…\u00a0\u200b他。ก\u202e")),
    max_size=400,
)
"""Any text that can be stored, with the characters that matter here more often than chance."""


@dataclass(frozen=True)
class Treatment:
    """What an outlet did: which sentences it kept in which order, and what it put where."""

    kept: tuple[int, ...]
    added: tuple[tuple[int, str], ...]
    paragraph: int


def article(name: str, text: str) -> Article:
    """Return a plain-text article of an outlet of that name."""
    return Article(f"{name}.txt", Outlet(name), text, split_blocks(text))


def copy_of(number: int, text: str) -> Copy:
    """Return a copy with this number and text."""
    made = article(f"outlet-{number:02}", text)
    return Copy(number, made, segment(made))


def treated(sentences: list[str], treatment: Treatment) -> str:
    """Return the story as the outlet printed it."""
    lines = [sentences[i] for i in treatment.kept]
    step = treatment.paragraph
    blocks = [" ".join(lines[i : i + step]) for i in range(0, len(lines), step)]
    for place, line in treatment.added:
        blocks.insert(place % (len(blocks) + 1), line)
    return "\n".join(blocks)


@st.composite
def treatments(draw: st.DrawFn, size: int) -> Treatment:
    """A treatment of a story of so many sentences: it cuts, moves at most one, and adds lines."""
    kept = draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=size, unique=True))
    kept.sort()
    if draw(st.booleans()) and len(kept) > 2:
        moved = kept.pop(draw(st.integers(0, len(kept) - 1)))
        kept.insert(draw(st.integers(0, len(kept))), moved)
    line = st.sampled_from(("Share this", "READ MORE: Five bridges", "Sign up for our letter"))
    added = draw(st.lists(st.tuples(st.integers(0, 20), line), max_size=3))
    return Treatment(tuple(kept), tuple(added), draw(st.integers(1, 3)))


@st.composite
def story_copies(draw: st.DrawFn, most: int = 5) -> list[Copy]:
    """Copies of one story, numbered from 1."""
    sentences = draw(stories)
    count = draw(st.integers(1, most))
    texts = [treated(sentences, draw(treatments(len(sentences)))) for _ in range(count)]
    return [copy_of(number, text) for number, text in enumerate(texts, 1)]


HOSTILE = (
    "<script>alert(1)</script>", "</style><b onload=x>", "]]>", "<!-- ", "&amp;&#x41;", "\"'",
    "=1+2", "@SUM(A1)", "-2", "+3", "'=4", "`x` *y* _z_ ~~w~~", "[a](javascript:b)", "[^1]: e",
    "![c](http://d.example)", "# f", "1. g", "> h", "---", "$i$ |j| k", "www.l.example", "\\",
    "http://m.example", "\x1b[31m", "\x1b]8;;n\x07", "\u202eo", "\x00\x0b\x85\x9b", "\ufffe", "%r",
    "[red]p[/]", "𝔮\u0301", "שלום", "隧道。", "a,b;c\td",
)  # fmt: skip
"""Text that means something to some program: markup of several kinds, formulas, control codes."""

hostile_text = (
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), min_size=1, max_size=4)
    .map(" ".join)
    .filter(squeeze)
)
"""One or more words, not one of which may become more than text."""


@st.composite
def _wire_pieces(draw: st.DrawFn, passage: int) -> list[Piece]:
    """One or two segments of a passage, some with words that the shown reading has otherwise."""
    moved = draw(st.booleans())
    pieces = []
    for text in draw(st.lists(hostile_text, min_size=1, max_size=2)):
        changes = []
        if draw(st.booleans()):
            start = draw(st.integers(0, len(text)))
            words = text[start : draw(st.integers(start, len(text)))]
            if words.strip() or not words:
                changes.append((draw(hostile_text), words, draw(st.sampled_from(EditKind))))
        pieces.append(wire(passage, text, *changes, moved=moved))
    return pieces


_added_piece = st.builds(added, hostile_text, st.sampled_from(Category), hostile_text)


@st.composite
def _printed(draw: st.DrawFn, passages: list[int]) -> Printed:
    """A copy with these passages, and what it put in between them."""
    lines = [draw(_wire_pieces(passage)) for passage in passages]
    for piece in draw(st.lists(_added_piece, max_size=3)):
        lines.insert(draw(st.integers(0, len(lines))), [piece])
    lines = lines or [[draw(_added_piece)]]
    return copy(
        draw(hostile_text),
        *lines,
        title=draw(st.none() | hostile_text),
        url=draw(st.none() | hostile_text | hostile_text.map("https://a.example/{}".format)),
    )


@st.composite
def collations(draw: st.DrawFn) -> Collation:
    """Any collation that holds together, of hostile texts: its passages, each in some copy."""
    count = draw(st.integers(0, 4))
    numbers = list(range(1, count + 1))
    held = [numbers]
    if count:
        subset = st.lists(st.sampled_from(numbers), unique=True)
        held += draw(st.lists(subset, max_size=3))
    printed = [draw(_printed(passages)) for passages in draw(st.permutations(held))]
    made = collation(printed, headline=draw(hostile_text), agency=draw(st.none() | hostile_text))
    return replace(made, story=draw(hostile_text))


@st.composite
def with_links(draw: st.DrawFn, article: Article) -> Article:
    """An article with links on some of its words, each to an address of its own."""
    text = article.text
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    spans = [
        (a, b)
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        if not text[a].isspace() and not text[b - 1].isspace()
    ]
    links = (Link(a, b, f"https://a.example/{a}?of={article.id}") for a, b in spans)
    return replace(article, links=tuple(links))


@st.composite
def linked_collations(draw: st.DrawFn) -> Collation:
    """As `collations`, with links in the copies."""
    made = draw(collations())
    copies = [replace(one, article=draw(with_links(one.article))) for one in made.copies]
    return replace(made, copies=tuple(copies))
