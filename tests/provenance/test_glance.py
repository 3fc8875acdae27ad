"""What reads as furniture by itself, and what may be a story's text."""

from __future__ import annotations

import pytest

from reader.model import Block, Role
from reader.provenance.glance import is_furniture


def block(
    text: str, role: Role = Role.PARAGRAPH, links: float = 0.0, *, out: bool = False
) -> Block:
    """The block that a text is."""
    return Block(0, len(text), 1, role, links, out)


@pytest.mark.parametrize(
    "text",
    [
        "Corran Public Radio Donate Listen live",
        "Share on Facebook",
        "Sign up for our newsletter to get the day’s news by email.",
        "Related Stories",
        "Harbor Tunnel Closed After Storm Surge Floods Both Tubes",
    ],
)
def test_furniture_is_told_by_its_words_and_its_shape(text: str) -> None:
    assert is_furniture(block(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "No one was killed.",
        "The board met on Tuesday and put the vote on the tunnel off until April.",
        "The donors, who had been asked to subscribe for shares in the ferry company in June, "
        "were told that the newsletter in which it was announced had been printed by mistake, "
        "and that none of the forty-one who had signed up for the sale would be paid at all "
        "before the court in Ostrey had heard what the company’s new director had to say",
    ],
)
def test_a_story_s_text_is_none(text: str) -> None:
    assert not is_furniture(block(text), text)


def test_what_the_markup_sets_apart_is_furniture_whatever_it_says() -> None:
    text = "The board met on Tuesday and put the vote on the tunnel off until April."
    for apart in (block(text, out=True), block(text, links=0.9), block(text, Role.CAPTION)):
        assert is_furniture(apart, text)
