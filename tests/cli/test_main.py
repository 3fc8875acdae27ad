from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader import __version__
from reader.cli.main import build_parser, main
from reader.errors import Cancelled, ConflictingArticles
from tests.cli.papers import lines, save
from tests.cli.screens import Screen

Captured = pytest.CaptureFixture[str]

COMMANDS = (
    *("open", "demo"),
    *("add", "refresh", "feeds", "remove"),
    *("list", "search", "show", "export"),
    *("rebuild", "archive", "import"),
    *("collate", "group", "outlets"),
    *("config", "keys", "completion"),
)


def run(
    *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a shell would, outside any terminal."""
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )


def test_the_version_names_the_distribution(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"wirecopy {__version__}\n"


@pytest.mark.parametrize(
    "command",
    [
        *([name] for name in COMMANDS),
        [],
        *(["archive", task] for task in ("check", "vacuum", "backup", "expire")),
    ],
)
def test_every_command_has_help(command: Sequence[str], capsys: Captured) -> None:
    assert main([*command, "--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: " + " ".join(["reader", *command]))


@pytest.mark.parametrize(
    "arguments", [["no-such-command"], ["collate"], ["open"], ["group", "--no-such-option", "x"]]
)
def test_wrong_usage_is_2_and_said_on_standard_error(
    arguments: Sequence[str], capsys: Captured
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "usage: reader" in captured.err


def test_a_wrong_argument_is_repeated_harmlessly(capsys: Captured) -> None:
    assert main(["group", "x", "--\x1b]0;owned\x07\u202e.txt"]) == 2
    said = capsys.readouterr().err
    assert "owned" in said
    assert not {"\x1b", "\x07", "\u202e"} & set(said)


@pytest.mark.parametrize("arguments", [[], ["demo"], ["open", "."]])
def test_the_screen_without_a_terminal_is_wrong_usage(
    arguments: Sequence[str], capsys: Captured
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "terminal" in captured.err


def test_a_terminal_that_moves_no_cursor_is_told_what_prints(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = Screen()
    monkeypatch.setattr("sys.stdout", Screen())
    monkeypatch.setattr("sys.stderr", said)
    monkeypatch.setenv("TERM", "dumb")
    assert main(["demo"]) == 2
    assert "`reader list`" in said.getvalue()
    assert "\x1b[?" not in said.getvalue()


def test_opening_only_what_is_not_there_fails_without_a_screen(capsys: Captured) -> None:
    assert main(["open", "no-such-folder"]) == 1
    assert "no-such-folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "reader: interrupted\n"),
        (Cancelled("stopped"), 130, "reader: interrupted\n"),
        (ConflictingArticles("7", "a.txt", "b.txt"), 1, "'7'"),
        (OSError(28, "No space left on device"), 1, "cannot write: No space left on device"),
    ],
)
def test_what_stops_a_command_is_one_line_and_a_status(
    error: BaseException,
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("reader.services.library.open_paths", stop)
    assert main(["group", "x"]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert captured.err.count("\n") == 1


WRITING = [
    ["collate", "--json", "{file}"],
    ["list", "--json"],
    ["list"],
    ["show", "post-1"],
    ["feeds"],
]


@pytest.mark.parametrize("command", WRITING)
def test_a_pipe_that_is_closed_early_is_no_failure(
    papers: Path, tmp_path: Path, command: list[str]
) -> None:
    arguments = [part.format(file=save(tmp_path)) for part in command]
    with subprocess.Popen(
        [sys.executable, "-m", "reader", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell here")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("list --json >&-", 0),
        ("refresh 2>&-", 0),
        ("search '\"' >&- 2>&-", 2),
        ("add - <&-", 1),
    ],
)
def test_streams_that_the_shell_closed_are_no_trap(papers: Path, command: str, status: int) -> None:
    line = f"exec {sys.executable} -m reader {command}"
    ended = subprocess.run(["sh", "-c", line], input=b"", capture_output=True, check=False)
    assert b"Traceback" not in ended.stdout + ended.stderr
    assert ended.returncode == status


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_a_full_disk_is_a_failure(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "reader", "collate", "--json", str(save(tmp_path))],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr.decode().startswith("reader: cannot write: ")
    assert ended.stderr.count(b"\n") == 1


def test_output_is_utf_8_whatever_the_locale() -> None:
    latin = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    ended = run("collate", "-", stdin=lines().encode(), environment=latin)
    assert ended.returncode == 0
    assert "“We will not sign a blank sheet,”" in ended.stdout.decode("utf-8")


def test_the_help_of_the_whole_names_every_command_under_its_heading() -> None:
    text = build_parser().format_help()
    at = [text.index(f"\n    {command} ") for command in COMMANDS]
    assert at == sorted(at)
    headings = [line for line in text.splitlines() if re.fullmatch(r"  [A-Z].*:", line)]
    assert headings == [
        "  On the screen:",
        "  Subscriptions:",
        "  Stories:",
        "  The archive:",
        "  Collations:",
        "  Setting up:",
    ]


def test_no_line_of_any_help_is_too_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, build_parser().format_help().splitlines())) <= 80
