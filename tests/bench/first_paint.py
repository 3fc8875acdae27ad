"""How soon `reader open` paints, against the least that a Textual program can take.

    python -m tests.bench.first_paint [PATH…] [--runs N]

Both start in a pseudo-terminal of 120×40, turn and turn about, in the same run. Measured from the
start of the process to the first visible character, and for `reader` also to the first words of
its list of stories. The aim is a ratio of at most 2.5.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

from reader.services.library import open_paths, open_sample
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


def seconds_until(command: Sequence[str], met: Callable[[str], bool]) -> float:
    """Return how long after its start a program's screen meets a condition."""
    start = time.perf_counter()
    with Terminal(command, columns=120, lines=40) as terminal:
        terminal.wait_until(met, "the first paint")
        return time.perf_counter() - start


def main() -> None:
    """Measure, and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", help="what to open (default: the bundled sample)")
    parser.add_argument("--runs", type=int, default=9, help="runs of each program (default: 9)")
    arguments = parser.parse_args()
    library = open_paths(arguments.paths) if arguments.paths else open_sample()
    words = library.summaries()[0].headline[:12]
    minimal = [sys.executable, "-c", MINIMAL]
    command = ["open", *arguments.paths] if arguments.paths else ["demo"]
    reader = [sys.executable, "-m", "reader", *command]
    least, painted, filled = [], [], []
    for _ in range(arguments.runs):
        least.append(seconds_until(minimal, lambda shown: bool(shown.strip())))
        painted.append(seconds_until(reader, lambda shown: bool(shown.strip())))
        filled.append(seconds_until(reader, lambda shown: words in shown))
    for name, figures in (
        ("minimal Textual program", least),
        (f"reader {' '.join(command)}, first paint", painted),
        (f"reader {' '.join(command)}, first story", filled),
    ):
        figure = median(figures)
        print(f"{figure * 1000:6.0f} ms  {figure / median(least):5.2f} ×  {name}")
    print(f"aim: first paint at most {AIM} ×; median of {arguments.runs} runs each")


if __name__ == "__main__":
    main()
