"""The installed program in a pseudo-terminal, driven with keys as a person would."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.papers import ARTICLES, lines, save
from tests.terminal import Terminal

READER = str(Path(sysconfig.get_path("scripts")) / "reader")

ENTER, ESCAPE, INTERRUPT = "\r", "\x1b", "\x03"
SIZES = [(120, 40), (80, 24)]

LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"


@pytest.fixture(params=SIZES, ids=["120x40", "80x24"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


@pytest.fixture
def demo(size: tuple[int, int]) -> Iterator[Terminal]:
    with Terminal([READER, "demo"], columns=size[0], lines=size[1]) as terminal:
        terminal.wait_for("Flooded harbor tunnel", "8 copies")
        yield terminal


def test_the_demo_goes_from_the_clean_text_to_a_copy_and_back(demo: Terminal) -> None:
    demo.press(ENTER)
    demo.wait_for("clean text from 8 copies")
    demo.press("]")
    demo.wait_for("as published", gone=["clean text from"])
    demo.press("0")
    demo.wait_for("clean text from 8 copies", gone=["as published"])


def test_quitting_leaves_the_terminal_as_it_was(demo: Terminal) -> None:
    assert demo.settings != demo.settings_before
    demo.press("q")
    assert demo.wait_for_end() == 0
    assert demo.settings == demo.settings_before
    assert LEAVES_ALTERNATE_SCREEN in demo.written
    assert SHOWS_CURSOR in demo.written


def test_being_told_to_end_leaves_the_terminal_as_it_was(demo: Terminal) -> None:
    demo.send(signal.SIGTERM)
    assert demo.wait_for_end() == -signal.SIGTERM
    assert demo.settings == demo.settings_before
    assert LEAVES_ALTERNATE_SCREEN in demo.written


def test_help_comes_and_goes(demo: Terminal) -> None:
    demo.press("?")
    demo.wait_for("Go one row down.")
    demo.press(ESCAPE)
    demo.wait_for("8 copies", gone=["Go one row down."])


def test_a_first_time_it_offers_what_to_begin_with(size: tuple[int, int], tmp_path: Path) -> None:
    archive = ["--archive", str(tmp_path / "archive.sqlite")]
    with Terminal([READER, *archive], columns=size[0], lines=size[1]) as terminal:
        terminal.wait_for("Welcome", "See the bundled sample", "Add a feed or a site")
        terminal.press(ESCAPE)
        terminal.wait_for("Nothing here yet", gone=["Welcome"])
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_opening_a_folder(size: tuple[int, int], tmp_path: Path) -> None:
    save(tmp_path)
    with Terminal([READER, "open", str(tmp_path)], columns=size[0], lines=size[1]) as terminal:
        terminal.wait_for("Tunnel vote put off", "3 copies")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_opening_standard_input_leaves_the_keys_to_the_terminal() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", f"print({lines()!r})"], stdout=subprocess.PIPE
    ) as source:
        assert source.stdout is not None
        with Terminal([READER, "open", "-"], stdin=source.stdout.fileno()) as terminal:
            terminal.wait_for("Tunnel vote put off", "3 copies")
            terminal.press("q")
            assert terminal.wait_for_end() == 0


def test_what_could_not_be_read_is_named_after_the_screen_closes(tmp_path: Path) -> None:
    save(tmp_path)
    missing = str(tmp_path / "missing.txt")
    with Terminal([READER, "open", str(tmp_path), missing], columns=200) as terminal:
        terminal.wait_for("Tunnel vote put off")
        terminal.press("q")
        assert terminal.wait_for_end() == 3
    after = terminal.written.split(LEAVES_ALTERNATE_SCREEN)[-1].decode()
    assert f"reader: {missing}: " in after


def test_hostile_text_reaches_the_terminal_as_text(size: tuple[int, int], tmp_path: Path) -> None:
    hostile = {
        **ARTICLES[3],
        "title": "Lake\x1b]0;owned\x07 [red]alarm[/red] \u202efed\x9b31m [@click=app.quit]x[/]",
        "outlet": "Inland\x1b[2J Day",
    }
    (tmp_path / "hostile.json").write_text(json.dumps(hostile), encoding="utf-8")
    with Terminal([READER, "open", str(tmp_path)], columns=size[0], lines=size[1]) as terminal:
        terminal.wait_for("[red]alarm[/red]")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    for sent in (b"\x1b]0;owned", b"\x1b[2J", "\u202e".encode(), "\x9b".encode()):
        assert sent not in terminal.written
    assert terminal.title != "owned"


def test_what_is_asked_for_reaches_the_terminal_as_text(tmp_path: Path) -> None:
    archive = ["--archive", str(tmp_path / "archive.sqlite")]
    hostile = {**ARTICLES[3], "outlet": "Inland\x1b[2J \u202eDay\x1b]0;owned\x07 Post"}
    file = tmp_path / "hostile.json"
    file.write_text(json.dumps(hostile), encoding="utf-8")
    with Terminal([READER, *archive, "add", str(file)]) as terminal:
        assert terminal.wait_for_end() == 0
    with Terminal([READER, *archive]) as terminal:
        terminal.wait_for("A lake under")
        terminal.press("L")
        terminal.wait_for("Empty: as it calls itself.", "owned")
        terminal.press(ESCAPE)
        terminal.wait_for("Lake alarm", gone=["Empty: as it calls itself."])
        terminal.press("m")
        terminal.wait_for("an empty note is removed")
        terminal.press("\x1b[200~stay\x1b]0;owned\u202ehere\x1b[201~")
        terminal.wait_for("an empty note is removed", "here")
        terminal.press("\x13")
        terminal.wait_for("Lake alarm", gone=["an empty note is removed"])
        terminal.press("m")
        terminal.wait_for("an empty note is removed", "here")
        terminal.press(ESCAPE)
        terminal.wait_for("Lake alarm", gone=["an empty note is removed"])
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    for sent in (b"\x1b[2J", b"\x1b]0;owned", "\u202e".encode()):
        assert sent not in terminal.written
    assert terminal.title != "owned"


def test_no_colour_means_no_colour(tmp_path: Path) -> None:
    save(tmp_path)
    with Terminal([READER, "collate", str(tmp_path)], environment={"NO_COLOR": "1"}) as terminal:
        assert terminal.wait_for_end() == 0
    assert b"\x1b[3" not in terminal.written
    with Terminal([READER, "collate", str(tmp_path)]) as terminal:
        assert terminal.wait_for_end() == 0
    assert b"\x1b[1;31m" in terminal.written


@pytest.mark.parametrize("command", ["collate", "add"])
def test_interrupting_is_one_line_and_130(command: str, tmp_path: Path) -> None:
    archive = ["--archive", str(tmp_path / "archive.sqlite")]
    with Terminal([READER, *archive, command, "-"]) as terminal:
        # Standard input is the terminal: the command waits for a line that does not come.
        terminal.wait_for("reading")
        terminal.press(INTERRUPT)
        assert terminal.wait_for_end() == 130
    assert b"Traceback" not in terminal.written
    assert terminal.written.count(b"reader: interrupted") == 1
