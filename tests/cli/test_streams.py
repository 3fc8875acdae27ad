from __future__ import annotations

import io
import os
import sys

import pytest

from reader.cli import streams
from reader.export.layout import Tone, unpainted
from reader.model import Failure
from tests.cli.screens import Screen


def test_a_pipe_is_not_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert streams.paint() is unpainted


@pytest.mark.parametrize(
    ("variable", "value", "painted"),
    [("NO_COLOR", "1", False), ("NO_COLOR", "", True), ("TERM", "dumb", False)],
)
def test_a_terminal_is_painted_unless_asked_not_to(
    variable: str, value: str, painted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, value)
    paint = streams.paint()
    assert (paint is not unpainted) is painted
    assert paint(Tone.FACT, "x").startswith("\x1b[") is painted


def test_every_tone_has_a_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    paint = streams.paint()
    assert len({paint(tone, "x") for tone in Tone}) == len(Tone)


@pytest.mark.parametrize(("given", "used"), [("20", 40), ("64", 64), ("400", 100)])
def test_a_report_is_as_wide_as_is_readable(
    given: str, used: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", given)
    assert streams.columns() == used


def test_complaints_are_harmless_lines(capsys: pytest.CaptureFixture[str]) -> None:
    streams.complain_of([Failure("a\x1b[2J.txt", "is\nempty"), Failure("b.txt", "is locked")])
    captured = capsys.readouterr()
    assert captured.err == "reader: a\ufffd[2J.txt: is empty\nreader: b.txt: is locked\n"
    assert captured.out == ""


def test_streams_write_utf_8_and_survive_any_character(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    streams.prepare()
    streams.write(["“漢” \ud800"])
    sys.stdout.flush()
    assert raw.getvalue() == "“漢” \\ud800".encode()


def test_closed_streams_are_no_trap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    streams.prepare()
    with sys.stdout as out, sys.stderr as err:
        assert out.write("dropped") == err.write("dropped")


def test_what_is_piped_in_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"one\ntwo")
    os.close(writing)
    with os.fdopen(reading) as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        given = streams.given()
        assert given is not None
        assert given.read() == b"one\ntwo"


def test_an_interrupt_ends_the_waiting_for_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []

    def look(_read: object, _write: object, _more: object, seconds: float) -> object:
        looks.append(seconds)
        if len(looks) == 3:
            raise KeyboardInterrupt
        return [], [], []

    reading, writing = os.pipe()
    monkeypatch.setattr("select.select", look)
    with os.fdopen(reading) as piped, os.fdopen(writing, "w"):
        monkeypatch.setattr(sys, "stdin", piped)
        given = streams.given()
        assert given is not None
        with pytest.raises(KeyboardInterrupt):
            given.read(1)
    assert 0 < max(looks) < 1, "it looks again before a person would press twice"


def test_a_closed_standard_input_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert streams.given() is None
