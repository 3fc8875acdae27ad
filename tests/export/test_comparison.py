"""Two copies, or two versions, set against each other as text."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.errors import UnknownCopy
from reader.export.comparison import comparison_report, versions
from reader.model import Category, Collation, EditKind
from tests import factories
from tests.export.samples import harbour
from tests.factories import added, collation, copy, wire
from tests.strategies import any_text

FIRE, HURT = "The plant fire is under control.", "Two people were hurt, the mayor said."
PROMO = "Sign up for the Post’s newsletter and never miss a story."


def fire() -> Collation:
    """An article with two later versions: one changes a number, the other adds and cuts."""
    hurt = [wire(2, HURT.replace("Two", "Three"), ("Two", "Three", EditKind.NUMBER))]
    promo = [added(PROMO, Category.PROMO)]
    return collation(
        [
            copy("Post", [wire(1, FIRE)], promo, [wire(2, HURT)], title="Fire"),
            copy("Herald", [wire(1, FIRE)], [wire(2, HURT)], title="Fire"),
            copy("Post", [wire(1, FIRE)], promo, hurt, title="Fire", version_of=1),
            copy(
                "Post",
                [added(PROMO.replace("newsletter", "newsletters"), Category.PROMO)],
                hurt,
                [added("Correction: the number was wrong.", Category.DISCLOSURE)],
                title="Plant fire",
                version_of=1,
            ),
        ]
    )


def lines(made: Collation, left: int, right: int, columns: int = 200) -> list[str]:
    return [" ".join(line.split()) for line in comparison_report(made, left, right, columns)]


def test_a_version_stands_behind_the_one_before_it() -> None:
    assert versions(fire()) == [(1, 3), (3, 4)]
    assert versions(factories.pair()) == []


def test_only_what_differs_is_shown_and_what_is_a_fact_named() -> None:
    assert lines(fire(), 1, 3) == [
        "1 Post → 3 Post",
        "2 ! [-Two-] {+Three+} people were hurt, the mayor said.",
        "number: Two → Three",
        "1 fact changed.",
    ]


def test_what_was_put_in_and_what_is_gone() -> None:
    assert lines(fire(), 3, 4) == [
        "3 Post → 4 Post",
        "~ [-Fire-] {+Plant fire+}",
        f"1 − {FIRE}",
        "~ Sign up for the Post’s [-newsletter-] {+newsletters+} and never miss a story.",
        "+ Correction: the number was wrong.",
        "2 reworded, 1 put in, 1 gone.",
    ]


def test_a_headline_is_shown_and_counted_among_no_facts() -> None:
    printed = [added("Two hurt in fire", Category.HEADLINE)]
    later = [added("Three hurt in fire", Category.HEADLINE)]
    made = collation(
        [
            copy("Post", printed, [wire(1, FIRE)], title="Fire: two hurt"),
            copy("Herald", later, [wire(1, FIRE)], title="Fire: three hurt"),
        ]
    )
    assert lines(made, 1, 2)[1:] == [
        "~ Fire: [-two-] {+three+} hurt",
        "~ [-Two-] {+Three+} hurt in fire",
        "2 reworded.",
    ]


def test_the_clean_text_is_a_side_too() -> None:
    said = lines(fire(), 0, 2)
    assert said[0] == "the clean text → 2 Herald"
    assert lines(fire(), 2, 2)[1:] == ["Nothing differs."]


def test_what_moved_is_compared_where_it_went() -> None:
    said = lines(harbour(), 1, 2)
    assert "3 ↕ The tunnel would cost [-4.2-] {+2.4+} million crowns." in said
    assert "number: 4.2 → 2.4" in said
    assert said[-1] == "1 fact changed, 1 reworded, 1 moved, 1 put in, 1 gone."


def test_style_alone_is_no_difference() -> None:
    assert not any("blank sheet" in line for line in lines(harbour(), 1, 3))


@pytest.mark.parametrize(("left", "right"), [(1, 9), (9, 1)])
def test_a_copy_that_is_not_there_is_named(left: int, right: int) -> None:
    with pytest.raises(UnknownCopy, match="has the copies 1 to 4, no 9"):
        lines(fire(), left, right)


@given(any_text, any_text)
def test_any_two_texts_are_set_against_each_other(one: str, other: str) -> None:
    made = collation([copy("Post", [wire(1, one)]), copy("Post", [wire(1, other)], version_of=1)])
    said = list(comparison_report(made, 1, 2, 40))
    assert all("\x1b" not in line and "\n" not in line for line in said)
    assert lines(made, 1, 1)[-1] == "Nothing differs."
