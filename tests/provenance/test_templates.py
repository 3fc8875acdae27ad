from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.provenance.templates import Memory, Recurrence, learn, line_key
from tests.provenance.made import article, remembered


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("37 comments", "5 Comments"),
        ("Mar 27, 2017 12:29 PM", "Apr 3, 2018 07:01 PM"),
        ("• Share this", "share  this"),
    ],
)
def test_lines_of_one_template_have_one_key(a: str, b: str) -> None:
    assert line_key(a) == line_key(b)


def test_different_lines_have_different_keys() -> None:
    assert line_key("May says no") != line_key("June says no")


def test_what_recurs_in_other_stories_is_counted() -> None:
    pages = [article("Post", f"Story {n} of the day.", "Get the tide letter") for n in "abc"]
    memory = remembered(*pages)
    key = line_key("Get the tide letter")
    assert memory.of(pages[0]).line(key) == Recurrence(2, 2, 0)
    assert memory.of(article("Post", "New.")).line(key) == Recurrence(3, 3, 0)
    assert memory.of(article("Herald", "New.")).line(key) == Recurrence(0, 0, 1)


def test_the_same_story_is_no_other_story() -> None:
    pages = [article("Post", "Text one here.", "Letter"), article("Post", "Text two.", "Letter")]
    memory = learn(pages, {page.id: "one" for page in pages})
    assert memory.of(pages[0]).line(line_key("Letter")) is None


@given(st.sets(st.tuples(st.sampled_from("ABCD"), st.sampled_from("wxyz")), min_size=1))
def test_outlets_that_have_a_line_elsewhere_are_counted_as_if_one_by_one(
    printed: set[tuple[str, str]],
) -> None:
    pages = {at: article(at[0], "Get the tide letter", name="".join(at)) for at in sorted(printed)}
    memory = learn(tuple(pages.values()), {page.id: at[1] for at, page in pages.items()})
    for (outlet, story), page in pages.items():
        stories = {s for o, s in printed if o == outlet and s != story}
        elsewhere = {o for o, s in printed if o != outlet and s != story}
        found = memory.of(page).line(line_key("Get the tide letter"))
        counted = Recurrence(len(stories), len(stories), len(elsewhere))
        assert found == (counted if stories or elsewhere else None)


def test_an_empty_memory_knows_nothing() -> None:
    nothing = Memory().of(article("Post", "Text."))
    assert nothing.line("text") is None
    assert nothing.opening("a line that is long") is None
    assert not nothing.heads("text")


def test_a_heading_over_a_list_that_changes_is_learned() -> None:
    pages = [
        article("Post", "A story was told.", "From the quay", f"{n} is first", f"{n} is second")
        for n in ("Ana", "Ben", "Cem", "Dora")
    ]
    memory = remembered(*pages)
    assert memory.of(pages[0]).heads(line_key("From the quay"))
    assert not memory.of(article("Herald", "Text.")).heads(line_key("From the quay"))


def test_a_menu_that_never_changes_heads_nothing() -> None:
    pages = [article("Post", "Quay", "Coast", "Hills", f"Story {n} came.") for n in "abcd"]
    memory = remembered(*pages)
    assert not memory.of(pages[0]).heads(line_key("Quay"))


def test_an_opening_that_most_stories_have_is_a_frame() -> None:
    pages = [
        article("Post", f"Story {n} came.", f"Filed under coast by {n}")
        for n in ("x", "y", "z", "q")
    ]
    memory = remembered(*pages)
    frame = memory.of(pages[0]).opening(line_key("Filed under coast by somebody new"))
    assert frame == Recurrence(3, 3)
    assert memory.of(pages[0]).opening(line_key("Found under coast by somebody")) is None
