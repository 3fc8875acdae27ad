"""A new user's morning in a pseudo-terminal: ten feeds, read, starred, left, and found again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import Server, document, serve
from tests.services import news
from tests.terminal import Terminal
from tests.test_program import ENTER, ESCAPE, READER

UNDO = "\x1a"
ABOUT = ("tunnel", "ferry", "library", "reservoir", "orchestra")
"""Stories; each stands in the feeds of two outlets, the later ones first in the list."""
STAR = "★"


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        for number in range(10):
            about = ABOUT[number % len(ABOUT)]
            link = running.url(f"/{number}")
            item = news.told(f"The {about} opens", link, about)
            feed = news.rss(f"Paper {number}", running.url(f"/site{number}"), [item])
            running.routes[f"/feed{number}"] = document(feed, etag=f'"{number}"')
        yield running


@pytest.fixture
def opml(server: Server, tmp_path: Path) -> Path:
    outlines = "".join(
        f'<outline text="Paper {number}" xmlUrl="{server.url(f"/feed{number}")}"/>'
        for number in range(10)
    )
    file = tmp_path / "feeds.opml"
    file.write_text(
        f'<opml version="2.0"><body><outline text="Coast">{outlines}</outline></body></opml>',
        "utf-8",
    )
    return file


def starred(terminal: Terminal, many: int) -> None:
    """Wait until so many stories of the list are starred."""
    terminal.wait_until(lambda shown: shown.count(STAR) == many, f"{many} stars")


def is_read(shown: str, headline: str) -> bool:
    """Whether a story stands in the list without the mark of what is unread."""
    lines = [line[:40] for line in shown.splitlines()]
    return any(headline in line and "●" not in line for line in lines)


def test_everything_is_where_it_was(server: Server, opml: Path, tmp_path: Path) -> None:
    command = [READER, "--archive", str(tmp_path / "archive.sqlite")]
    with Terminal(command, columns=100, lines=30) as terminal:
        terminal.wait_for("Welcome")
        terminal.press(str(opml.with_name("none.opml")) + ENTER)
        terminal.wait_until(  # the path before it may be of any length, and it wraps
            lambda shown: "there is no such file or folder" in " ".join(shown.split()),
            "that the file is missing",
        )
        terminal.press("\x15")
        terminal.wait_for("Add a list of feeds", gone=["none.opml"])
        terminal.press(str(opml) + ENTER)
        terminal.wait_for("5 stories · 5 unread · 10 copies · 10 outlets", gone=["refreshing"])
        terminal.press("R")
        terminal.wait_for("10 feeds, nothing new.")
        assert {server.asked(f"/feed{n}")[-1].headers["if-none-match"] for n in range(10)} == {
            f'"{n}"' for n in range(10)
        }
        terminal.press(ENTER)
        terminal.wait_for("clean text from 2 copies", "5 stories · 4 unread")
        terminal.press("s")
        terminal.wait_for("1 story starred")
        terminal.press(ESCAPE)
        starred(terminal, 1)
        terminal.press("js")
        starred(terminal, 2)
        terminal.press(UNDO)
        starred(terminal, 1)
        terminal.press("/ferry season" + ENTER)
        terminal.wait_for("1 story · ", "The ferry opens", gone=["The tunnel opens"])
        terminal.press(ENTER)
        terminal.wait_for("1 story · 2 copies")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with Terminal(command, columns=100, lines=30) as terminal:
        terminal.wait_for("5 stories · 3 unread · 10 copies · 10 outlets")
        starred(terminal, 1)
        terminal.wait_until(lambda shown: is_read(shown, "The ferry opens"), "a story that is read")
        terminal.wait_for("clean text from 2 copies")  # it is open again, and counts as read
        terminal.press("M")
        terminal.wait_for("10 feeds · 10 articles", "Paper 9", "Coast")
        terminal.press(ESCAPE)
        terminal.wait_for("5 stories · 3 unread", gone=["Paper 9"])
        terminal.press(UNDO)
        terminal.wait_for("5 stories · 4 unread")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
