"""The settings in force, and how the screen takes up a file that changes."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

from reader.config import parse
from reader.services.settings import SettingsFile
from reader.settings import Look
from reader.ui.app import OpenLibrary, ReaderApp
from reader.ui.settled import on_screen
from reader.ui.themes import DARK, LIGHT, theme_on
from tests.factories import opener
from tests.ui.driver import Driver, finish, press, running, screen_text, settle

Save = Callable[[str], None]


@pytest.mark.parametrize(
    ("said", "theme"),
    [("", DARK), ("15;0", DARK), ("0;15", LIGHT), ("0;default;7", LIGHT), ("7;8", DARK),
     ("x", DARK), ("0;", DARK)],
)  # fmt: skip
def test_auto_is_dark_or_light_as_the_terminal_says(said: str, theme: str) -> None:
    assert theme_on({"COLORFGBG": said}) == theme
    assert theme_on({}) == DARK


def test_a_theme_that_is_not_there_is_named_with_its_line() -> None:
    found = on_screen(parse('[look]\n\ntheme = "readerdark"\n'))
    assert found.theme in (DARK, LIGHT)
    (problem,) = found.problems
    assert (problem.line, problem.remedy) == (3, "did you mean reader-dark?")
    assert on_screen(parse('[look]\ntheme = "nord"\n')).theme == "nord"


async def test_the_widths_that_are_set_hold() -> None:
    look = Look(text_width=50, list_width=30, provenance_width=33)
    async with running(size=(160, 45), settings={"look": look}, keys="enter") as (app, _):
        main = app.main
        assert main.text.measure == 50
        assert main.stories.outer_size.width == 30
        assert main.provenance.outer_size.width == 33
    async with running(size=(100, 30), settings={"look": look}) as (app, _):
        assert app.main.stories.outer_size.width == 30


@asynccontextmanager
async def watching(path: Path) -> AsyncIterator[tuple[ReaderApp, Driver, Callable[[str], None]]]:
    """The application on a file of settings; what is saved there was noticed when it returns."""
    file = SettingsFile(path)
    read = cast(OpenLibrary, opener())
    app = ReaderApp(read, title="papers", parsed=file.read(), file=file)
    times = iter(range(1, 100))

    def save(text: str) -> None:
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(next(times), 0))

    async with app.run_test(size=(160, 45)) as pilot:
        await settle(app, pilot)
        yield app, pilot, save


async def look_again(app: ReaderApp, pilot: Driver) -> None:
    """What the timer does."""
    app._look_at_settings()
    await finish(app)
    await settle(app, pilot)


async def test_what_is_saved_is_taken_up(tmp_path: Path) -> None:
    async with watching(tmp_path / "config.toml") as (app, pilot, save):
        await press(app, pilot, "enter")
        assert "●" in screen_text(app)
        save(
            '[look]\ntheme = "reader-light"\nglyphs = "ascii"\ntext-width = 60\nlist-width = 33\n'
            '[keys]\nnext-copy = "f6"\n'
        )
        await look_again(app, pilot)
        assert app.theme == LIGHT
        assert "●" not in screen_text(app)
        assert "====== " in screen_text(app)
        assert app.main.text.measure == 60
        assert app.main.stories.outer_size.width == 33
        assert "f6 [ copy" in screen_text(app)
        await press(app, pilot, "f6")
        assert app.main.text.view == 1
        save("")
        await look_again(app, pilot)
        assert app.main.text.measure == 72
        assert "●" in screen_text(app) or app.main.text.view == 1
        assert "] [ copy" in screen_text(app)
        await press(app, pilot, "right_square_bracket")
        assert app.main.text.view == 2


async def test_signs_change_by_themselves(tmp_path: Path) -> None:
    async with watching(tmp_path / "config.toml") as (app, pilot, save):
        await press(app, pilot, "enter")
        before = screen_text(app)
        save('[look]\nglyphs = "ascii"\n')
        await look_again(app, pilot)
        assert "●" not in screen_text(app)
        assert "stories | " in screen_text(app)
        save("")
        await look_again(app, pilot)
        assert screen_text(app) == before


async def test_an_error_is_said_and_breaks_nothing(tmp_path: Path) -> None:
    async with watching(tmp_path / "config.toml") as (app, pilot, save):
        save('[look]\nglyphs = "asci"\ntext-width = 64\nbroken\n[keys]\nfold = "n"\n')
        await look_again(app, pilot)
        assert app.main.text.measure == 64
        (said,) = [note.message for note in app._notifications]
        assert [line.split(": ")[0] for line in said.splitlines()] == [
            "config.toml:2",
            "config.toml:4",
            "config.toml:6",
        ]


async def test_what_is_wrong_from_the_start_is_said(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[look]\n" + "\n".join(f"a{number} = 1" for number in range(6)))
    async with watching(path) as (app, _, _):
        (said,) = [note.message for note in app._notifications]
        assert said.splitlines()[-1] == "and 3 more: reader config --check"


async def test_what_a_key_changed_stays_until_that_setting_changes(tmp_path: Path) -> None:
    async with watching(tmp_path / "config.toml") as (app, pilot, save):
        await press(app, pilot, "T enter greater_than_sign")
        assert (app.theme, app.main.text.measure) == (LIGHT, 76)
        save("[reading]\nonly-unread = true\n")
        await look_again(app, pilot)
        assert (app.theme, app.main.text.measure) == (LIGHT, 76)
        save('[look]\ntheme = "reader-dark"\ntext-width = 60\n')
        await look_again(app, pilot)
        assert (app.theme, app.main.text.measure) == (DARK, 60)


async def test_a_file_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("")
    async with watching(path) as (app, pilot, _):
        read: list[int] = []
        assert app._file is not None
        app._file.read = lambda: read.append(1) or parse("")  # type: ignore[method-assign,func-returns-value]  # counts
        await look_again(app, pilot)
        assert read == []
        path.unlink()
        await look_again(app, pilot)
        await look_again(app, pilot)
        assert read, "a file that is gone is another"
