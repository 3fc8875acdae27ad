"""How soon `reader` paints, against the least that a Textual program can take.

    python -m tests.bench.first_paint [PATH…] [--runs N]
    python -m tests.bench.first_paint --archive N [--runs N]    an archive of so many articles

All start in a pseudo-terminal of 160×45, turn and turn about, in the same run. Measured from the
start of the process to the first visible character, and for `reader` also to the first words of
its list of stories and to the first words of a story's text; then its memory. The aim is a first
paint within 2.5 times that of the minimal program, and with 100,000 articles 150 MB.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from reader.archive.connection import Archive
from reader.archive.stories import numbers
from reader.services.archived import ArchiveLibrary
from reader.services.opening import open_paths, open_sample
from tests.bench.made import fill
from tests.bench.program import installed, memory
from tests.terminal import Terminal

AIM = 2.5
"""The first paint of `reader` over that of the minimal program, at most."""

MINIMAL = """\
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("painted")

Minimal().run()
"""


class Start(NamedTuple):
    """How long after its start a program's screen met conditions; its memory then, in MB."""

    seconds: tuple[float, ...]
    memory: float


def start(
    command: Sequence[str], environment: Mapping[str, str], *met: Callable[[str], bool]
) -> Start:
    """Start a program, and wait until its screen has met one condition after the other."""
    began = time.perf_counter()
    seconds = []
    with Terminal(command, columns=160, lines=45, environment=environment) as terminal:
        for condition in met:
            terminal.wait_until(condition, "what is painted at the start")
            seconds.append(time.perf_counter() - began)
        return Start(tuple(seconds), memory(terminal.process))


def painted(shown: str) -> bool:
    """Tell whether anything is painted."""
    return bool(shown.strip())


def read(shown: str) -> bool:
    """Tell whether the text of a story is painted; above it stands what it was made from."""
    return "clean text from" in shown or "one copy" in shown


def first_headline(library: ArchiveLibrary) -> str:
    """Return the first words of the list."""
    with library.archive.reading() as connection:
        (row,) = library.rows(numbers(connection)[:1])
    library.archive.close()
    assert row is not None
    return row.headline[:12]


def main() -> None:
    """Measure, and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", help="what to open (default: the bundled sample)")
    parser.add_argument("--archive", type=int, metavar="N", help="an archive of N articles")
    parser.add_argument("--runs", type=int, default=9, help="runs of each program (default: 9)")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        environment = stack.enter_context(installed())
        if arguments.archive:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "archive.sqlite"
            archive = Archive(path)
            with archive.writing() as connection:
                fill(connection, arguments.archive)
            what, library = ["--archive", str(path)], ArchiveLibrary(archive)
        elif arguments.paths:
            what, library = ["open", *arguments.paths], open_paths(arguments.paths)
        else:
            what, library = ["demo"], open_sample()
        compare(what, first_headline(library), environment, arguments.runs)


def compare(what: Sequence[str], headline: str, environment: Mapping[str, str], runs: int) -> None:
    """Start both programs so many times, turn and turn about, and print the medians."""
    minimal = [sys.executable, "-c", MINIMAL]
    reader = [sys.executable, "-m", "reader", *what]
    met = (painted, lambda shown: headline in shown, read)
    start(minimal, environment, painted)  # these compile
    start(reader, environment, *met)
    least, own = [], []
    for _ in range(runs):
        least.append(start(minimal, environment, painted))
        own.append(start(reader, environment, *met))
    base = median(one.seconds[0] for one in least)
    name = f"reader {what[0]}"
    for title, figures in (
        ("minimal Textual program", [one.seconds[0] for one in least]),
        (f"{name}, first paint", [one.seconds[0] for one in own]),
        (f"{name}, first stories of the list", [one.seconds[1] for one in own]),
        (f"{name}, first text", [one.seconds[2] for one in own]),
    ):
        figure = median(figures)
        print(f"{figure * 1000:6.0f} ms  {figure / base:5.2f} ×  {title}")
    print(f"{median(one.memory for one in least):6.0f} MB           minimal Textual program")
    print(f"{median(one.memory for one in own):6.0f} MB           {name}, then")
    print(f"aim: first paint at most {AIM} ×, 150 MB; median of {runs} runs each")


if __name__ == "__main__":
    main()
