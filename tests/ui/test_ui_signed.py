"""What is gone and what came, told without colours: not every terminal strikes words out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from reader.collation.names import lexicon
from reader.ui.present.diff import compare_wordings, inline_runs
from reader.ui.present.ink import plain
from tests.strategies import any_text
from tests.ui.driver import UNHINTED, running, screen_text

OURS = "The cost is 4.2 billion, he said on Monday night."
THEIRS = "The cost is 2.4 billion, said Brandt on Monday."


def signed(ours: str, theirs: str) -> str:
    return plain(inline_runs(compare_wordings((ours, theirs), (0, 1), lexicon([])), signed=True))


def test_words_of_either_side_alone_stand_in_brackets() -> None:
    assert signed(OURS, THEIRS) == (
        "The cost is [-4.2-] {+2.4+} billion, [-he said-] {+said Brandt+} on Monday [-night-]."
    )


@given(any_text, any_text)
def test_without_what_is_in_brackets_each_side_is_as_it_was(ours: str, theirs: str) -> None:
    if set("[]{}") & set(ours + theirs):
        return
    found = compare_wordings((ours, theirs), (0, 1), lexicon([]))
    bare = inline_runs(found)
    told = signed(ours, theirs)
    assert re.sub(r"\[-|-\]|\{\+|\+\}", "", told) == plain(bare)


@pytest.mark.parametrize(
    ("colours", "glyphs"), [(True, "unicode"), (False, "unicode"), (True, "ascii")]
)
async def test_a_comparison_has_brackets_where_there_are_no_colours(
    colours: bool, glyphs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    look = replace(UNHINTED.look, glyphs=glyphs)
    async with running(size=(80, 24), keys="enter n n d", settings={"look": look}) as (app, _):
        plainly = not colours or glyphs == "ascii"
        assert ("[-" in screen_text(app)) is ("{+" in screen_text(app)) is plainly
