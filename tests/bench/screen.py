"""From a key to the painted frame, as a person at a terminal has it.

    python -m tests.bench.screen [--articles N] [--copies N] [--words N] [--keys N]

The program runs in a pseudo-terminal of 160×45, first on an archive of many articles, then on one
story of many long copies. Each key is pressed when the screen has been still for a while, and timed
until the first frame that answers it is painted, and until the last byte of all that is written
because of it: the text of the story that the list has moved to, for one. Printed are the median and
the 95th percentile of each, the worst, and the processor's time that the program took for each
key, which does not depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle, islice, pairwise
from pathlib import Path
from statistics import median, quantiles

from reader.archive.connection import Archive
from tests.bench.made import Language, fill
from tests.bench.program import installed, memory
from tests.terminal import Terminal

_STILL = 0.15
"""Seconds without a byte after which a frame counts as painted. One frame comes in one stretch, but
the text and what is beside it may be two; and escape is taken for one only after a tenth."""
_FRAME = 0.004
"""Seconds without a byte after which a frame has ended, and another may follow."""
_REST = 0.4
"""Seconds of stillness before a measurement begins, for what is collated ahead to be done."""
_TICK = os.sysconf("SC_CLK_TCK")
_SIZES = ((160, 45), (120, 40))

Act = Callable[[], None]


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--archive", type=Path, help="an archive that was made before")
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--words", type=int, default=1500)
    parser.add_argument("--keys", type=int, default=40, help="presses of each key")
    arguments = parser.parse_args()
    with installed() as environment, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = arguments.archive or folder / "archive.sqlite"
        if not archive.exists():
            with Archive(archive).writing() as connection:
                fill(connection, arguments.articles)
        print(f"{'':40s}   first frame             all of it")
        print(f"{'':40s}  median    95 %     median    95 %   worst     CPU")
        many_stories(archive, environment, arguments.keys)
        large = folder / "large.jsonl"
        large.write_text("\n".join(copies(arguments.copies, arguments.words)), "utf-8")
        large_story(large, environment, arguments.keys)


def many_stories(archive: Path, environment: Mapping[str, str], keys: int) -> None:
    """Measure in the list of a large archive."""
    with program(["--archive", str(archive)], environment) as terminal:
        wait_for_text(terminal)
        tell(terminal, "list: down (j)", [press(terminal, "j")] * keys)
        tell(terminal, "list: up (k)", [press(terminal, "k")] * keys)
        tell(terminal, "list: page down and up", turn_about(terminal, keys, "\x1b[6~", "\x1b[5~"))
        tell(terminal, "list: end and top (G, g)", turn_about(terminal, keys, "G", "g"))
        terminal.press("g\r")
        rest(terminal)
        tell(terminal, "next story, first time (J)", [press(terminal, "J")] * keys)
        rest(terminal)
        tell(terminal, "story before, kept (K)", [press(terminal, "K")] * keys)
        tell(terminal, "next story, kept (J)", [press(terminal, "J")] * keys)
        terminal.press("\x1b")
        rest(terminal)
        terminal.press("/")
        rest(terminal)
        words = "babe muro"
        tell(terminal, "search: a letter typed", [press(terminal, letter) for letter in words])
        print(f"{'memory':40s} {memory(terminal.process):7.0f} MB", flush=True)


def large_story(papers: Path, environment: Mapping[str, str], keys: int) -> None:
    """Measure in the text of one story of many long copies."""
    with program(["open", str(papers)], environment) as terminal:
        wait_for_text(terminal)
        terminal.press("\r")
        rest(terminal)
        for name, pressed in (
            ("next variant (n)", ["n"]),
            ("down (j)", ["j"]),
            ("next copy, first time (])", ["]"]),
            ("next copy, drawn before (])", ["]"]),
            ("clean text and copy (0, 1)", ["0", "1"]),
        ):
            tell(terminal, f"large story: {name}", turn_about(terminal, keys, *pressed))
            rest(terminal)
        for name, key in (("compare (d)", "d"), ("table (t)", "t")):
            opening = [press(terminal, key)] * keys
            tell(terminal, f"large story: {name}", opening, back=press(terminal, "\x1b"))
            rest(terminal)
        sizes = [resize(terminal, *size) for size in _SIZES]
        tell(terminal, "large story: resize", list(islice(cycle(sizes[::-1]), keys)))
        print(f"{'memory':40s} {memory(terminal.process):7.0f} MB", flush=True)


@contextmanager
def program(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """Run `reader` in a pseudo-terminal."""
    columns, lines = _SIZES[0]
    run = [sys.executable, "-m", "reader", *command]
    with Terminal(run, columns=columns, lines=lines, environment=environment) as terminal:
        yield terminal


def wait_for_text(terminal: Terminal) -> None:
    """Wait until a story is shown, and what is collated ahead is done."""
    terminal.wait_until(
        lambda shown: "clean text from" in shown or "one copy" in shown, "the first text"
    )
    rest(terminal)


def rest(terminal: Terminal) -> None:
    """Wait until the program has been still for a while."""
    while terminal.take(_REST):
        pass


def press(terminal: Terminal, key: str) -> Act:
    """Return the deed of pressing a key."""
    return lambda: terminal.press(key)


def turn_about(terminal: Terminal, count: int, *keys: str) -> list[Act]:
    """Return the deeds of pressing so many keys, one after the other of these."""
    return [press(terminal, key) for key in islice(cycle(keys), count)]


def resize(terminal: Terminal, columns: int, lines: int) -> Act:
    """Return the deed of giving the terminal another size."""
    return lambda: terminal.resize(columns, lines)


def tell(terminal: Terminal, name: str, acts: Sequence[Act], *, back: Act | None = None) -> None:
    """Do one thing after the other, and print how long each took.

    `back` is done after each, and not timed.
    """
    first, whole = [], []
    spent = 0.0
    for act in acts:
        before = ticks(terminal.process)
        began = time.perf_counter()
        act()
        came = [(at - began) * 1000 for at in terminal.settle(_STILL)]
        first.append(next((a for a, b in pairwise(came) if b - a > _FRAME * 1000), came[-1]))
        whole.append(came[-1])
        spent += (ticks(terminal.process) - before) * 1000 / _TICK / len(acts)
        if back is not None:
            back()
            rest(terminal)
    print(
        f"{name:40s} {median(first):7.0f} {late(first):7.0f}    {median(whole):7.0f} "
        f"{late(whole):7.0f} {max(whole):7.0f} {spent:7.0f} ms",
        flush=True,
    )


def late(found: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(found, n=20, method="inclusive")[-1]


def ticks(process: int) -> int:
    """Return the processor's time that a process has taken, in ticks of the clock."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def copies(count: int, words: int) -> Iterator[str]:
    """Yield lines of JSON, each an article: copies of one story, changed here and there."""
    rng = random.Random(11)
    language = Language(rng)
    story = [language.text(160) for _ in range(max(1, words * 6 // 160))]
    for number in range(count):
        told = [line for line in story if rng.random() > 0.02]
        for place, line in enumerate(told):
            if rng.random() < 0.08:
                changed = line.split()
                changed[rng.randrange(len(changed))] = rng.choice(language.words)
                told[place] = " ".join(changed)
        told.insert(rng.randrange(len(told)), language.text(160))
        paragraphs = [" ".join(told[at : at + 3]) for at in range(0, len(told), 3)]
        yield json.dumps(
            {
                "id": f"copy-{number}",
                "outlet": f"Outlet {number:02}",
                "title": f"{story[0][:60]} {language.words[number]}",
                "text": "\n\n".join(paragraphs),
            }
        )


if __name__ == "__main__":
    main()
