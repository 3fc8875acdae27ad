"""The links of a text: their numbers on the screen, and the list to open one from."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.config import Parsed
from reader.model import Collation, EditKind
from reader.settings import Look, Settings
from reader.text.normalise import squeeze
from reader.ui.app import ReaderApp
from reader.ui.present.ink import TEXT, Run, plain
from reader.ui.present.links import link_rows
from reader.ui.present.reading import CLEAN, Reading, row_at
from reader.ui.present.rows import Linked, Place, Row, lay_out, selected_text
from reader.ui.screens.links import LinkPicker
from reader.ui.settled import SettingsRead
from tests import factories
from tests.factories import FakeLibrary, collation, copy, wire
from tests.services.test_analysis import collated, printed
from tests.strategies import article, linked_collations, with_links
from tests.ui.conftest import Snapshot
from tests.ui.driver import press, running, screen_text, settle

VOTE = "https://larkfield.example/vote"
PRICE = "https://larkfield.example/price?a=1"
SHAFT = "https://larkfield.example/shaft"
BRIDGES = "https://larkfield.example/bridges"
QUAY = "https://larkfield.example/quay"


@cache
def tunnel() -> Collation:
    """The story of six copies, with links in the first."""
    words = {
        "put off a vote": VOTE,
        "its price had doubled": PRICE,
        "a second ventilation shaft": SHAFT,
        "Five bridges the city never built": BRIDGES,
        "Residents of the old quay": QUAY,
    }
    return factories.linked(factories.tunnel(), {1: words})


def library(made: Collation | None = None) -> FakeLibrary:
    return FakeLibrary([made or tunnel(), factories.pair()])


def opened_by(app: ReaderApp) -> list[str]:
    opened: list[str] = []
    app.open_url = lambda url, *, new_tab=True: opened.append(url)  # type: ignore[method-assign]
    return opened


def told(app: ReaderApp) -> list[str]:
    return [note.message for note in app._notifications]


def drawn(*rows: Row, width: int = 300) -> list[str]:
    return [plain(line.runs).strip() for line in lay_out(rows, width, measure=width).lines]


def passage(made: Collation, view: int, number: int) -> Row:
    rows = Reading(made).sheet(view, 80, folded=False, headlines=False).rows
    return next(row for row in rows if row.passages == (number,))


# Where the numbers stand


@pytest.mark.parametrize("view", [CLEAN, 1])
def test_a_number_stands_right_behind_the_words(view: int) -> None:
    row = passage(tunnel(), view, 1)
    [line] = drawn(row)
    assert "put off a vote[1] on the harbor" in line
    assert line.endswith("its price had doubled[2] in two years.")
    assert "PORT ELLEN" in line
    assert row.yank == factories.LEDE


def test_carets_do_not_shift_the_numbers() -> None:
    kind = EditKind.WORDING
    changes = ("The ", "", kind), ("board", "council", kind), ("again", "", kind)
    made = collation([copy("Larkfield Post", [wire(1, "The board again met.")]),
                      copy("Quayside Daily", [wire(1, "council met.", *changes)])])  # fmt: skip
    made = factories.linked(made, {2: {"council": VOTE, "met": PRICE}})
    assert drawn(passage(made, 2, 1)) == ["~ ^council[1]^ met[2]."]


def test_numbers_go_on_from_row_to_row() -> None:
    rows = [
        Row(Place(n), (Run("ab", TEXT),), links=(Linked(1, "a", VOTE), Linked(2, "b", VOTE)))
        for n in range(3)
    ]
    assert drawn(*rows) == ["a[1]b[2]", "a[3]b[4]", "a[5]b[6]"]


@given(st.text("ab 他。", max_size=30), st.integers(8, 16), st.data())
def test_lines_keep_their_width_and_no_number_begins_one(
    text: str, width: int, data: st.DataObject
) -> None:
    ends = [at for at in range(1, len(text) + 1) if not text[at - 1].isspace()]
    links = [Linked(data.draw(st.sampled_from(ends)), "", VOTE)] if ends else []
    lines = lay_out([Row(Place(1), (Run(text, TEXT),), links=tuple(links))], width).lines
    shown = [plain(line.runs) for line in lines]
    assert all(cell_len(line) <= width for line in shown)
    unbroken = max(map(cell_len, re.findall("他?[ab。]*", text)))
    if unbroken + len("[1]") <= width:
        assert not any(line.startswith("[") for line in shown)
    whole = selected_text(lines, [(0, 999)] * len(lines))
    assert "".join(whole.split()) == "".join(text.split())


@given(linked_collations())
def test_a_copy_shows_each_of_its_links_once_in_order(made: Collation) -> None:
    reading = Reading(made)
    for one in made.copies:
        rows = reading.sheet(one.number, 80, folded=False, headlines=False).rows
        assert [link.url for row in rows for link in row.links] == [
            link.url for link in one.article.links
        ]
        for row in rows:
            assert all(plain(row.text)[x.at - 1] == x.words[-1] for x in row.links)


@given(printed(), st.data())
def test_the_clean_text_shows_links_of_the_readings_that_it_has(
    texts: list[str], data: st.DataObject
) -> None:
    articles = [article(f"outlet-{n}", text) for n, text in enumerate(texts, 1)]
    made = collated([data.draw(with_links(one)) for one in articles])
    links = {x.url: x for one in made.copies for x in one.article.links}
    segments = [segment for one in made.copies for segment in one.segments]
    for row in Reading(made).sheet(CLEAN, 80, folded=False, headlines=False).rows:
        for link in row.links:
            whole = links[link.url]
            before = plain(row.text)[: link.at]
            assert before[-1] == link.words[-1]  # a link may begin in a sentence before
            assert before.endswith(link.words) or any(
                whole.start < segment.start < whole.end for segment in segments
            )
    for found in made.passages:
        here = passage(made, CLEAN, found.number)
        own = made.copies[found.copy - 1].article
        ending = [
            squeeze(own.text[x.start : x.end])
            for label in made.labels
            if label.copy == found.copy and label.passage == found.number
            for x in own.links
            if label.segment.start < x.end <= label.segment.end
        ]
        assert [link.words for link in here.links] == ending


# On the screen


async def test_a_number_is_no_part_of_what_is_taken_or_searched() -> None:
    async with running(library(), size=(160, 45), keys="enter n") as (app, pilot):
        text = app.main.text
        assert "vote[1]" in screen_text(app)
        await press(app, pilot, "k y")
        assert app.clipboard == factories.LEDE
        line = text.screen_line(row_at(text.rows, Place(1))) + 1
        await pilot.mouse_down("#text", offset=(2, line))
        await pilot.hover("#text", offset=(60, line + 2))
        await pilot.mouse_up("#text", offset=(60, line + 2))
        selected = app.screen.get_selected_text() or ""
        assert "put off a vote on the harbor tunnel" in selected
        assert "[1]" not in selected
        await press(app, pilot, "slash v o t e space o n enter")
        assert text.sought == "vote on"
        assert text.row is not None
        assert text.row.passages == (1,)
        assert "vote[1]" in screen_text(app)
        await press(app, pilot, "escape slash 1 enter")
        assert not any("[1]" in plain(row.text) for row in text.rows)


async def test_the_passage_keeps_its_line_from_view_to_view() -> None:
    async with running(library(), size=(100, 30), keys="enter n n n") as (app, pilot):
        text = app.main.text
        place, line = text.place, text.screen_line(text.cursor)
        for _ in text.reading.views if text.reading else ():
            await press(app, pilot, "right_square_bracket")
            assert text.screen_line(row_at(text.rows, place)) == line
        assert text.place == place


async def test_what_is_folded_shows_no_number() -> None:
    async with running(library(), size=(160, 45), keys="enter") as (app, pilot):
        urls = [VOTE, PRICE, SHAFT, QUAY]
        assert [link.url for link in app.main.text.links] == urls
        await press(app, pilot, "b")
        assert [link.url for link in app.main.text.links] == [*urls[:3], BRIDGES, QUAY]
        await press(app, pilot, "1")
        assert [link.url for link in app.main.text.links] == [*urls[:3], BRIDGES, QUAY]
        assert "never built[4]" in screen_text(app)
        await press(app, pilot, "2")
        assert app.main.text.links == ()


async def test_numbers_can_be_hidden_and_the_list_stays() -> None:
    hidden = Settings(Look(hint=False, links=False))
    async with running(library(), keys="enter", settings={"look": hidden.look}) as (app, pilot):
        assert "a vote on" in screen_text(app)
        assert "[1]" not in screen_text(app)
        await press(app, pilot, "number_sign")
        assert len(app.screen.query_one("#rows").rows) == 4  # type: ignore[attr-defined]
        await press(app, pilot, "escape")
        app.post_message(SettingsRead(Parsed(replace(hidden, look=Look(hint=False)))))
        await settle(app, pilot)
        assert "a vote[1] on" in screen_text(app)


# The list


def listed(rows: tuple[Row, ...]) -> list[int]:
    return [row.place.copy + 1 for row in rows]


def test_links_are_found_by_number_by_words_and_by_address() -> None:
    links = [Linked(0, f"words {n}", f"https://a.example/{n}0") for n in range(1, 12)]
    links[6] = Linked(0, "Élan vital", "https://quay.example/7")
    assert listed(link_rows(links, "")) == [*range(1, 12)]
    assert listed(link_rows(links, "1")) == [1, 10, 11]
    assert listed(link_rows(links, "10")) == [10]
    assert listed(link_rows(links, "ÉLAN")) == [7]
    assert listed(link_rows(links, "quay vit")) == [7]
    assert listed(link_rows(links, "a.example/3")) == [3]
    assert listed(link_rows(links, "nothing")) == []


def test_an_address_reaches_the_list_as_text() -> None:
    links = [Linked(0, "[red]x[/]", "https://a.example/\x1b]8;;n\x07\u202e" + "a" * 3000)]
    [row] = link_rows(links, "")
    assert "[red]x[/]" in plain(row.text)
    assert not {"\x1b", "\x07", "\u202e"} & set(plain(row.text))
    assert len(plain(row.text)) < 300


async def test_a_link_is_chosen_by_its_number_and_opened() -> None:
    async with running(library(), keys="enter number_sign") as (app, pilot):
        opened = opened_by(app)
        assert isinstance(app.screen, LinkPicker)
        await press(app, pilot, "3 enter")
        assert opened == [SHAFT]
        assert told(app) == [f"Opening {SHAFT}"]
        await press(app, pilot, "number_sign q u a y down up enter")
        assert opened == [SHAFT, QUAY]
        await press(app, pilot, "number_sign z z z enter escape")
        assert opened == [SHAFT, QUAY]


async def test_an_address_is_copied() -> None:
    async with running(library(), keys="enter number_sign 2 ctrl+y") as (app, pilot):
        assert app.clipboard == PRICE
        await press(app, pilot, "z z z ctrl+y escape")
        assert app.clipboard == PRICE


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a\x1b[m/"])
async def test_no_other_address_is_opened_whatever_the_archive_holds(url: str) -> None:
    made = factories.linked(factories.tunnel(), {1: {"put off a vote": url}})
    async with running(library(made), keys="enter number_sign") as (app, pilot):
        opened = opened_by(app)
        await press(app, pilot, "enter")
        assert opened == []
        assert told(app) == ["The link has no web address that can be opened."]


async def test_a_text_without_links_says_so() -> None:
    async with running(library(), keys="enter 2 number_sign") as (app, _):
        assert told(app) == ["There is no link in this text."]
        assert not isinstance(app.screen, LinkPicker)


async def test_pictures(snapshot: Snapshot) -> None:
    async with running(library(), size=(100, 30), keys="enter 1") as (app, pilot):
        snapshot(app, "links-copy")
        await press(app, pilot, "number_sign")
        snapshot(app, "links-list")
        await press(app, pilot, "p r i")
        snapshot(app, "links-typed")
