"""Invented stories for property tests: sentences, and copies that cut, move, reword and add."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from reader.model import Article, Copy, Outlet
from reader.text.blocks import split_blocks
from reader.text.segments import segment

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
