"""A story is written to a file: in the form that is chosen, and never over another unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.export.formats import ENDINGS, Format
from reader.ui.present.forms import FORMS, number_of, path_of, shortened, with_ending
from reader.ui.screens.exporting import ExportScreen
from reader.ui.widgets.field import Field
from tests.ui.driver import press, running, screen_text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the program was started in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_form_is_offered_and_known_by_its_ending() -> None:
    assert {form for form, _, _ in FORMS} == set(Format)
    assert [number_of(f"a{ENDINGS[form]}") for form, _, _ in FORMS] == list(range(len(FORMS)))
    assert number_of("a.txt") is None


def test_another_form_takes_another_ending() -> None:
    assert with_ending("a.b.md", Format.TEI) == "a.b.xml"
    assert with_ending("notes.txt", Format.CSV) == "notes.txt.csv"
    assert with_ending("a", Format.HTML) == "a.html"


def test_a_file_is_named_as_a_person_names_it() -> None:
    assert path_of("  ") is None
    assert path_of("~/a.md") == Path.home() / "a.md"
    assert shortened(Path.home() / "b" / "a.md") == "~/b/a.md"
    assert shortened(Path("a.md")) == "a.md"
    assert path_of("~nobody-of-this-name/a.md") == Path("~nobody-of-this-name/a.md")


async def test_a_story_is_written_in_the_form_chosen(folder: Path) -> None:
    async with running(size=(100, 30), keys="enter x down down") as (app, pilot):
        assert str(folder) in screen_text(app)
        await press(app, pilot, "enter")
        (path,) = folder.iterdir()
        assert path.suffix == ".json"
        assert json.loads(path.read_text(encoding="utf-8"))["stories"]
        assert any(str(path) in told.message for told in app._notifications)


async def test_the_whole_path_is_proposed_and_the_folder_is_where_one_wrote_last(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    (folder / "notes").mkdir()
    async with running(size=(100, 30), keys="enter x") as (app, pilot):
        field = app.screen.query_one(Field)
        assert field.value.startswith("~/")
        await press(app, pilot, "home right right n o tab")
        assert field.value.startswith("~/notes/")
        assert field.value[field.cursor_position :].endswith(".md")
        await press(app, pilot, "enter")
        assert [path.suffix for path in (folder / "notes").iterdir()] == [".md"]
        await press(app, pilot, "x")
        assert app.screen.query_one(Field).value.startswith("~/notes/")


async def test_a_folder_takes_the_file_under_the_name_proposed(folder: Path) -> None:
    (folder / "notes").mkdir()
    async with running(size=(100, 30), keys="x ctrl+u n o t e s enter") as (app, pilot):
        (written,) = (folder / "notes").iterdir()
        await press(app, pilot, "x ctrl+u n tab enter")
        assert "There is a file of this name already" in screen_text(app)
        assert app.screen.query_one(Field).value == f"notes/{written.name}"


async def test_the_ending_that_is_typed_is_the_form(folder: Path) -> None:
    async with running(size=(100, 30), keys="x ctrl+u a full_stop c s v enter") as (_app, _pilot):
        assert (folder / "a.csv").read_text(encoding="utf-8").count("\n") > 3


async def test_a_file_is_written_over_only_when_asked_twice(folder: Path) -> None:
    (folder / "a.md").write_text("mine")
    async with running(size=(100, 30), keys="x ctrl+u a full_stop m d enter") as (app, pilot):
        assert "There is a file of this name already" in screen_text(app)
        assert (folder / "a.md").read_text() == "mine"
        await press(app, pilot, "backspace d enter")
        assert (folder / "a.md").read_text() == "mine", "another name was typed in between"
        await press(app, pilot, "enter")
        assert not isinstance(app.screen, ExportScreen)
        assert (folder / "a.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ctrl+u enter", "Name a file."),
        ("ctrl+u slash n o w h e r e slash a full_stop m d enter", "There is no folder"),
    ],
)
async def test_what_cannot_be_written_is_said(folder: Path, typed: str, said: str) -> None:
    async with running(size=(100, 30), keys=f"x {typed}") as (app, pilot):
        assert said in screen_text(app)
        assert isinstance(app.screen, ExportScreen)
        await press(app, pilot, "escape")
        assert not list(folder.iterdir())
