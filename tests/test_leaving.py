"""Leaving the program while it is at work: at once, with nothing lost of what a person did."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from reader.archive.connection import Archive
from reader.services.archived import ArchiveLibrary
from tests.cli.papers import save
from tests.terminal import Terminal
from tests.test_program import LEAVES_ALTERNATE_SCREEN

ENDLESS = """\
import sys
from threading import Event
from reader.ui import app

def read(progress, cancelled):
    progress("grouping", 1, 2)
    Event().wait()

sys.exit(app.run(read, title="what never ends"))
"""


@pytest.mark.parametrize("told", [False, True], ids=["q", "SIGTERM"])
def test_what_is_under_way_is_not_waited_for(told: bool) -> None:
    with Terminal([sys.executable, "-c", ENDLESS]) as terminal:
        terminal.wait_for("grouping")
        if told:
            terminal.send(signal.SIGTERM)
        else:
            terminal.press("q")
        assert terminal.wait_for_end() == (-signal.SIGTERM if told else 0)
        assert terminal.settings == terminal.settings_before
        assert LEAVES_ALTERNATE_SCREEN in terminal.written
        assert b"Traceback" not in terminal.written


def test_what_was_done_last_is_kept(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    save(papers)
    archive = tmp_path / "archive.sqlite"
    reader = [sys.executable, "-m", "reader", "--archive", str(archive)]
    with Terminal([*reader, "add", str(papers)]) as terminal:
        assert terminal.wait_for_end() == 0
    with Terminal(reader) as terminal:
        terminal.wait_for("Tunnel vote put off")
        terminal.press("sss" + "q")
        assert terminal.wait_for_end() == 0
    listing = ArchiveLibrary(Archive(archive)).listing("is:starred")
    assert len(listing) == 1
