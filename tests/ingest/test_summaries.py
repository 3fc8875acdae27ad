from __future__ import annotations

import pytest
from hypothesis import given

from reader.ingest.summaries import (
    FULL_CONTENT_WORDS,
    FULL_SUMMARY_WORDS,
    is_cut_off,
    is_summary,
    links,
    marks,
)
from tests.strategies import any_text

LONG = "The ferry Tern ran aground in thick fog off the old quay on Monday.\n" * 20


def test_length_decides_by_the_field() -> None:
    for words, content in ((FULL_CONTENT_WORDS, True), (FULL_SUMMARY_WORDS, False)):
        assert not is_summary("fog " * (words - 1) + "fog.", content=content)
        assert is_summary("fog " * (words - 2) + "fog.", content=content)
    assert is_summary("", content=True)


def test_scripts_without_spaces_have_a_length_too() -> None:
    assert not is_summary("渡轮在浓雾中搁浅。" * 30, content=True)
    assert is_summary("渡轮在浓雾中搁浅。", content=True)


CUT = (
    *("and then…", "and then ...", "and then […]", "and then [...]", "and then (…)"),
    *("then [+312 chars]", "said. Read more", "said.\nRead more »", "said. [Continue reading]"),
    *("said.\nRead more: Ferry", "sagte sie.\nWeiterlesen", "dit-elle. Lire la suite…"),
)
WHOLE = (
    *("", "“Wait… no”, she said.", "He learned to read more quickly."),
    "The full story is not known.",
    "Read more than one paper and you will see the pilots of the old quay, the harbour masters and "
    "the ferrymen all quoted with the same words, one after another, she said on Tuesday evening.",
)


@pytest.mark.parametrize("end", CUT)
def test_a_cut_off_end(end: str) -> None:
    assert is_cut_off(LONG + end)
    assert is_summary(LONG + end, content=True)


@pytest.mark.parametrize("end", WHOLE)
def test_an_end_that_is_one(end: str) -> None:
    assert not is_cut_off(LONG + end)


@pytest.mark.parametrize("words", links())
def test_every_link_to_the_rest(words: str) -> None:
    assert is_cut_off(f"{LONG}{words}")
    assert is_cut_off(f"{LONG}{words.capitalize()} »")
    assert is_cut_off(f"She left. {words}")


@pytest.mark.parametrize("mark", marks(), ids=lambda mark: mark.pattern[:20])
def test_every_mark(mark: object) -> None:
    entry = next(one for one in marks() if one is mark)
    assert entry.examples
    for example in entry.examples:
        assert is_cut_off(f"{LONG}{example}", content=False), example
        assert is_cut_off(f"{LONG}{example}", content=True) is not entry.summary_only
        assert is_cut_off(f"{LONG}and then […]\n{example}", content=True)


@given(any_text)
def test_any_text_is_judged(text: str) -> None:
    assert is_summary(text, content=False) or not is_cut_off(text, content=False)
