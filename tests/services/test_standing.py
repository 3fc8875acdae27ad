"""What the words of a search stand in, once the copies of the story are set against each other."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.archive.query import parse
from reader.archive.search import Passage, words_of
from reader.model import Category
from reader.services.standing import settled
from tests.factories import Piece, added, collation, copy, wire

SHORT = Passage("", (), 0, furniture=True)
STORY = wire(1, "The board put the vote on the tunnel off until April.")


def told(query: str, *pieces: Piece) -> Passage:
    """What a search shows of a story: the wire's text in two copies, and these lines in one."""
    lines = [[piece] for piece in pieces]
    made = collation([copy("Larkfield Post", [STORY]), copy("Ellen Star", *lines, [STORY])])
    return settled(SHORT, made, words_of(parse(query, datetime(2026, 3, 4, tzinfo=UTC))))


def test_what_only_an_addition_has_is_said_to_be_one() -> None:
    found = told("newsletter", added("Get our newsletter", Category.PROMO))
    assert (found.text, found.added) == ("Get our newsletter", (2, Category.PROMO))


def test_the_story_s_text_goes_before_an_addition() -> None:
    found = told("vote", added("Was the vote right?", Category.POLL))
    assert (found.text, found.added) == (STORY.text, None)


def test_a_headline_is_no_addition_to_speak_of() -> None:
    found = told("delay", added("A delay for the tunnel", Category.HEADLINE))
    assert (found.text, found.added) == ("A delay for the tunnel", None)


def test_what_no_text_has_stays_as_it_was() -> None:
    assert told("zeppelin") is SHORT
