"""Stories that one outlet tells in one frame, beside the versions that they look like."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.grouping.frames import Frames
from reader.grouping.shingles import body
from reader.grouping.stories import arrange, group
from reader.model import Article, Role
from tests.grouping.writing import article, ids, sentences, together

TOWNS = ("Alder", "Birchwood", "Cedarville")
FRAME = (
    "The weekly market in {town} drew {number} visitors on Saturday, its organisers said.",
    "Stalls along the main street sold vegetables, bread and cheese until the early afternoon.",
    "The mayor of {town} thanked all who had helped and promised the market’s return in spring.",
    "Traders spoke of good sales in spite of the rain that fell in the morning.",
    "A bus ran from the station to {town}’s market every half hour, and parking was free.",
)
CROWDS = "{town} market draws crowds"


def told(
    town: str, number: int = 120, *, title: str = CROWDS, at: str | None = "", also: str = ""
) -> Article:
    """The market in a town; `at` is its address, made of the town's name unless given."""
    url = f"https://quay.example/{town.casefold()}" if at == "" else at
    lines = [line.format(town=town, number=number) for line in FRAME]
    name = f"{town}, {number}, {title}, {at}"
    return article(
        name, [*lines, also], outlet="Quay Herald", title=title.format(town=town), url=url
    )


def framed() -> list[Article]:
    """The market in each of the towns."""
    return [told(town, 120 + 37 * n) for n, town in enumerate(TOWNS)]


def in_one_frame(a: Article, b: Article) -> bool:
    return Frames({one.id: one for one in (a, b)}.__getitem__).holds(a, b)


def copy_of_one(title: str = CROWDS) -> Article:
    """Another outlet's copy of the second."""
    copy = told("Birchwood", 157, title=title, at="/copy")
    return replace(copy, outlet=replace(copy.outlet, name="Larkfield Post"))


def test_one_frame_filled_for_each_town_is_a_story_for_each() -> None:
    grouping = group(framed())
    assert sorted(ids(grouping)) == sorted([one.id] for one in framed())


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(told("Birchwood", at="https://quay.example/alder"), id="at its address"),
        pytest.param(told("Alder", 340, at="/2"), id="other figures"),
        pytest.param(told("Alder", at="/2", title="Crowds at the market"), id="without the name"),
        pytest.param(
            told(
                "Alder", at="/2", title="Cedarville looks to its neighbour", also="Cedarville is."
            ),
            id="another name in the headline",
        ),
        pytest.param(
            told("Birchwood", also="Last week the people of Alder had theirs."), id="both named"
        ),
        pytest.param(told("Aldar", at="/2"), id="a spelling mended"),
        pytest.param(told("Birchwood", title=CROWDS.format(town="Alder")), id="one headline"),
        pytest.param(told("Birchwood", title="Every market draws crowds"), id="no name there"),
        pytest.param(told("Birchwood", at=None), id="no address known"),
    ],
)
def test_an_article_at_another_time_is_a_version(later: Article) -> None:
    first = told("Alder")
    assert together(first, later)
    (story,) = group([first, later]).stories
    assert [member.version_of is None for member in story.members].count(True) == 1


@pytest.mark.parametrize("title", [CROWDS, "Crowds at the market"])
def test_another_outlets_copy_of_one_joins_it_to_none_of_the_others(title: str) -> None:
    alder, birchwood, cedarville = framed()
    copy = copy_of_one(title)
    found = {frozenset(story) for story in ids(group([alder, birchwood, cedarville, copy]))}
    assert found == {
        frozenset({alder.id}),
        frozenset({birchwood.id, copy.id}),
        frozenset({cedarville.id}),
    }


def test_another_outlets_copy_that_names_another_is_a_copy_still() -> None:
    copy = replace(told("Birchwood"), outlet=replace(told("Alder").outlet, name="Larkfield Post"))
    assert together(told("Alder"), copy)


def test_names_are_those_of_the_article_itself() -> None:
    """Not those of what stands around it, nor words that open a sentence or stand in small."""
    one, other = told("Alder"), told("Birchwood")
    assert in_one_frame(one, other)
    blocks = tuple(replace(block, role=Role.FURNITURE) for block in one.blocks)
    assert not in_one_frame(replace(one, blocks=blocks), other)
    lines = [line.format(town="the town", number=9).capitalize() for line in FRAME]
    opened = article("c", [*lines, "Alder was glad of it all, and of the alder in the square."],
                     title=one.title, url="/c")  # fmt: skip
    assert not in_one_frame(opened, other)


def test_the_texts_are_asked_for_once_and_only_where_they_may_tell() -> None:
    asked: list[str] = []
    made = [*framed(), told("Alder", at="/2"), copy_of_one(), article("x", sentences(3, 9))]
    by_id = {one.id: one for one in made}

    def whole(article_id: str) -> Article:
        asked.append(article_id)
        return by_id[article_id]

    bare = [replace(one, text="", blocks=()) for one in made]
    arranged = arrange(bare, bodies={one.id: body(one) for one in made}, whole=whole)
    assert arranged.grouping == group(made)
    assert sorted(asked) == sorted(one.id for one in made[:4])


_text = st.text("aB .’'“:-ß", max_size=30)


@given(st.lists(_text, max_size=3), st.lists(_text, max_size=3), _text, _text)
def test_the_order_does_not_matter_and_none_is_told_from_itself(
    lines: list[str], others: list[str], title: str, another: str
) -> None:
    one = article("a", lines, title=title, url="/1")
    other = article("b", others, title=another, url="/2")
    assert in_one_frame(one, other) == in_one_frame(other, one)
    assert not in_one_frame(one, replace(one, url="/2"))
