"""The palette: every command by its name, what fits the place first, each with its key."""

from __future__ import annotations

import pytest

from reader.ui.commands import COMMANDS, Pane, Where, footer
from reader.ui.elsewhere import commands_of, footer_of
from reader.ui.keymap import Keymap
from reader.ui.present.ink import plain
from reader.ui.present.palette import entries, palette_rows
from reader.ui.present.rows import lay_out
from reader.ui.screens.compare import CompareScreen
from reader.ui.screens.palette import PaletteScreen
from reader.ui.themes import LIGHT
from tests.ui.driver import press, running, screen_text

KEYS = Keymap()


@pytest.mark.parametrize("where", Where)
def test_every_command_of_a_screen_is_there_once_with_its_keys(where: Where) -> None:
    found = entries(KEYS, where)
    actions = [entry.action for entry in found]
    assert len(actions) == len(set(actions))
    everywhere = [command for command in COMMANDS if command.application]
    for command in (*commands_of(where), *everywhere):
        if not command.numbered and command.id != "palette":
            (entry,) = [one for one in found if one.action.endswith(f".{command.action}")]
            assert (entry.title, entry.keys) == (command.title, KEYS.shown(command))


@pytest.mark.parametrize("pane", Pane)
def test_what_the_pane_can_do_comes_first(pane: Pane) -> None:
    wanted = [one.title for one in footer(pane) if not one.numbered]
    assert [one.title for one in entries(KEYS, Where.MAIN, pane)][: len(wanted)] == wanted


def test_what_another_screen_can_do_comes_first() -> None:
    wanted = [one.title for one in footer_of(Where.COMPARE) if not one.numbered]
    assert [one.title for one in entries(KEYS, Where.COMPARE)][: len(wanted)] == wanted


def test_a_dialog_offers_what_works_everywhere() -> None:
    assert {one.action.split(".")[0] for one in entries(KEYS, None)} == {"app"}


def test_words_in_the_name_go_before_words_in_the_help() -> None:
    known = entries(KEYS, Where.MAIN, Pane.TEXT)
    titles = [known[row.place.copy].title for row in palette_rows(known, "copy")]
    named = [title for title in titles if "copy" in title.casefold()]
    assert titles[: len(named)] == named
    assert titles[0].startswith("Copy")
    assert len(titles) > len(named)
    assert palette_rows(known, "zeppelin") == ()


def test_keys_stand_in_one_column_at_the_right() -> None:
    rows = palette_rows(entries(KEYS, Where.MAIN, Pane.STORIES), "")
    lines = [plain(line.runs) for line in lay_out(rows, 80, measure=82).lines if line.row >= 0]
    assert len(lines) == len(rows)
    assert {line.rindex(" O") for line in lines if line.startswith("Outlets  ")} == {
        line.rindex(" M") for line in lines if line.startswith("Feeds  ")
    }
    narrow = palette_rows(entries(KEYS, Where.MAIN, Pane.STORIES), "", narrow=True)
    assert "Outlets  O" in [plain(row.text) for row in narrow]


async def test_a_command_is_done_on_the_screen_beneath() -> None:
    async with running(size=(120, 30), keys="enter d ctrl+p") as (app, pilot):
        assert isinstance(app.screen, PaletteScreen)
        await press(app, pilot, "s w a p enter")
        assert isinstance(app.screen, CompareScreen)
        assert app.screen.views == (1, 0)


async def test_a_theme_is_chosen() -> None:
    async with running(size=(120, 30), keys="ctrl+p t h e m e s enter") as (app, pilot):
        assert "reader-dark  dark, now" in screen_text(app)
        await press(app, pilot, "r e a d e r space l i g h t enter")
        assert app.theme == LIGHT
