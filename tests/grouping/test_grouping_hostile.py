"""Articles meant to exhaust or deceive: each stands alone, and the work stays in proportion."""

from __future__ import annotations

import pytest

from reader.grouping import stories
from reader.grouping.overlap import Measure, Overlap
from reader.grouping.stories import group
from reader.model import Article
from tests.grouping.writing import article, ids, sentences


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Return the pairs that are measured from here on."""
    seen: list[tuple[int, int]] = []

    class Counting(Measure):
        def overlap(self, a: int, b: int, *, seek_reworded: bool = True) -> Overlap:
            seen.append((a, b))
            return super().overlap(a, b, seek_reworded=seek_reworded)

    monkeypatch.setattr(stories, "Measure", Counting)
    return seen


def test_a_megabyte_of_one_word_stands_alone() -> None:
    flood = article("a", ["bridge " * 150_000 + "."])
    other = article("b", ["bridge " * 150_000 + "."], title="Bridge")
    assert len(group([flood, article("c", sentences(1, 9))]).stories) == 2
    assert len(group([flood, other]).stories) == 2


def test_a_megabyte_without_a_space_stands_alone() -> None:
    assert (
        len(group([article("a", ["x" * 1_000_000]), article("b", ["x" * 1_000_000])]).stories) == 2
    )


def test_thousands_of_identical_lines_stay_apart_and_are_not_compared(
    compared: list[tuple[int, int]],
) -> None:
    many = [
        article(f"a{number:05}", ["Subscribe now for two dollars a week"])
        for number in range(10_000)
    ]
    assert len(group(many).stories) == 10_000
    assert compared == []


def test_a_template_on_every_page_does_not_make_the_work_quadratic(
    compared: list[tuple[int, int]],
) -> None:
    notice = sentences(2, 4)
    many = [
        article(f"a{number:04}", sentences(1_000 + number, 6) + notice) for number in range(400)
    ]
    assert len(group(many).stories) == 400
    assert len(compared) <= 2 * 60 * len(many)


def test_hundreds_of_copies_are_one_story(compared: list[tuple[int, int]]) -> None:
    story = sentences(3, 8)
    many = [article(f"a{number:04}", story) for number in range(400)]
    assert len(group(many).stories) == 1
    assert len(compared) <= 60 * len(many)


@pytest.mark.parametrize(
    "text", ["", " \n\t\n ", "\x00\x1b[31m\u202e", "Home\nNews\nSport\nWeather", "\u0301" * 500]
)
def test_articles_without_prose_stand_alone(text: str) -> None:
    empty: list[Article] = [article(name, [text]) for name in "abc"]
    assert ids(group(empty)) == [["a"], ["b"], ["c"]]


def test_a_text_of_many_sentences_is_not_compared_sentence_by_sentence() -> None:
    long = [line for seed in range(40) for line in sentences(seed, 30)]
    other = [line for seed in range(20, 60) for line in sentences(seed, 30)]
    grouping = group([article("a", long), article("b", other)])
    assert len(grouping.stories) == 2
