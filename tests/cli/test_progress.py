from __future__ import annotations

import io

from reader.cli.progress import ProgressLine
from tests.cli.screens import Screen


def test_a_terminal_sees_how_far_it_is_and_then_nothing_of_it() -> None:
    stream = Screen()
    with ProgressLine(stream) as progress:
        progress("reading", 0, 0)
        progress("reading", 1, 4)
    assert stream.getvalue() == "\r\x1b[Kreading … 0\r\x1b[Kreading … 25 %\r\x1b[K"


def test_what_would_look_the_same_is_not_written_again() -> None:
    stream = Screen()
    progress = ProgressLine(stream)
    for done in range(1000):
        progress("reading", done, 1000)
    assert stream.getvalue().count("reading") == 100


def test_a_pipe_sees_nothing() -> None:
    stream = io.StringIO()
    with ProgressLine(stream) as progress:
        progress("reading", 1, 4)
    assert stream.getvalue() == ""
