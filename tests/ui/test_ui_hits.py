"""The words of a search in the texts that it finds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.commands import Pane
from reader.ui.present import rows
from reader.ui.present.ink import MATCH, TEXT, Run, Tone, plain
from reader.ui.present.marking import Marking
from reader.ui.present.rows import Layout, Linked, Place, Row, lay_out
from reader.ui.present.stories import found_spans
from reader.ui.widgets.text import TextPane
from tests.ui.driver import press, running, screen_text


def marked(text: TextPane) -> set[str]:
    """The words that are marked in the text."""
    return {run.text for row in text.rows for run in row.text if run.ink.tone is Tone.MATCH}


async def test_words_are_marked_in_what_they_find_and_opening_it_leads_there() -> None:
    async with running(size=(160, 45), keys="slash v e n t i l a t i o n enter") as (app, pilot):
        text = app.main.text
        assert marked(text) == {"ventilation"}
        assert text.place.passage == 0, "the list is looked through at the tops of texts"
        await press(app, pilot, "enter")
        assert app.main.pane is Pane.TEXT
        assert "ventilation" in plain(text.rows[text.cursor].text)
        assert "n next hit" in screen_text(app)


async def test_opened_again_it_stands_where_one_went_on_to() -> None:
    keys = "slash v e n t i l a t i o n enter enter j j"
    async with running(size=(160, 45), keys=keys) as (app, pilot):
        place = app.main.text.place
        await press(app, pilot, "tab tab enter")
        assert (app.main.pane, app.main.text.place) == (Pane.TEXT, place)


async def test_what_an_outlet_alone_put_in_is_shown_in_its_copy() -> None:
    keys = "slash f i v e space b r i d g e s enter enter"
    async with running(size=(160, 45), keys=keys) as (app, _):
        text = app.main.text
        assert text.view == 1
        assert "Five bridges" in plain(text.rows[text.cursor].text)


async def test_escape_ends_the_marks_and_then_the_search() -> None:
    keys = "slash v e n t i l a t i o n enter enter"
    async with running(size=(160, 45), keys=keys) as (app, pilot):
        main = app.main
        await press(app, pilot, "escape")
        assert (marked(main.text), main.pane) == (set(), Pane.TEXT)
        assert "n next variant" in screen_text(app)
        await press(app, pilot, "escape escape")
        assert main.wanted is not None
        assert (main.wanted.query, len(main.stories.stories)) == ("", 5)


async def test_the_whole_list_has_nothing_marked() -> None:
    async with running(size=(160, 45), keys="slash r a i l escape") as (app, _):
        assert app.main.text.sought == ""
        assert not marked(app.main.text)


async def test_accents_and_case_do_not_count_and_filters_are_no_words() -> None:
    keys = "f V É N T I l a t i o n space h a s colon f a c t enter"
    async with running(size=(160, 45), keys=keys) as (app, _):
        assert marked(app.main.text) == {"ventilation"}


async def test_views_with_marked_words_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[int] = []

    def counted(made: Sequence[Row], width: int, *, gutter: int = 0, measure: int = 72) -> Layout:
        laid_out.append(len(made))
        return lay_out(made, width, gutter=gutter, measure=measure)

    async with running(size=(160, 45), keys="enter slash t h e enter") as (app, pilot):
        monkeypatch.setattr(rows, "lay_out", counted)
        round_and_round = "right_square_bracket " * (len(app.main.text.reading.views))  # type: ignore[union-attr]
        await press(app, pilot, round_and_round)
        first = len(laid_out)
        assert first
        await press(app, pilot, round_and_round)
        assert len(laid_out) == first
        assert marked(app.main.text) >= {"the", "The"}
        await press(app, pilot, "escape")
        assert not marked(app.main.text)


@given(
    st.lists(st.text("abc ", max_size=12), max_size=6),
    st.sampled_from(["", "a", "b c"]),
    st.booleans(),
)
def test_marking_marks_the_words_and_changes_none(
    texts: list[str], query: str, numbered: bool
) -> None:
    link = Linked(0, "a", "https://a.example/")
    made = tuple(Row(Place(1), (Run(text, TEXT),), links=(link,)) for text in texts)
    marking = Marking(partial(found_spans, query=query), numbered=numbered)
    drawn = marking.of(made)
    assert marking.of(made) is drawn
    assert [plain(row.text) for row in drawn] == texts
    assert all(bool(row.links) is numbered for row in drawn)
    for row in drawn:
        marks = [run.text for run in row.text if run.ink == MATCH]
        assert "".join(marks) == "".join(plain(row.text)[a:b] for a, b in marking.found(row))
