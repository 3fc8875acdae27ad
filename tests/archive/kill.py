"""Kill the program while it writes, and look for what is lost: `python -m tests.archive.kill`.

Each time a process begins to write an archive and is killed (SIGKILL) at a random moment; then the
archive must open, be sound, and hold everything that was said to be kept. Arguments: how many
times (200), and the scenarios (all that there are); the seed is printed, `--seed` takes it.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.archive import upkeep
from reader.archive.connection import Archive
from reader.errors import ReaderError
from tests.archive import scenarios
from tests.archive.scenarios import Scenario
from tests.services import scenarios as live

SCENARIOS = {**scenarios.SCENARIOS, **live.SCENARIOS}
_TIMES = 200
_BEGUN = "begun"
_ARCHIVE = "archive.db"


def run(
    times: int, names: Sequence[str], seed: int, folder: Path, *, report: bool = False
) -> list[str]:
    """Kill so many times, the scenarios by turns; return what was wrong, in sentences."""
    chance = random.Random(seed)
    wrong = []
    for turn in range(times):
        name = names[turn % len(names)]
        after = chance.uniform(0, SCENARIOS[name].seconds)
        place = folder / str(turn)
        _prepare(name, place, folder / name)
        said = _kill(name, place / _ARCHIVE, after)
        found = _wrong(SCENARIOS[name], place / _ARCHIVE, said)
        wrong += [f"{name}, killed after {after:.4f} s: {what}" for what in found]
        if report:
            _tell(f"{turn + 1:4} {name:10} {after:.3f} s, {len(said):4} said, {len(found)} wrong")
        shutil.rmtree(place)
    return wrong


def _prepare(name: str, place: Path, template: Path) -> None:
    """Copy the scenario's archive to a folder of its own, made the first time."""
    if not template.exists():
        template.mkdir()
        SCENARIOS[name].prepare(template / _ARCHIVE)
    shutil.copytree(template, place)


def _kill(name: str, path: Path, after: float) -> list[str]:
    """Begin the scenario in a process, kill that, and return what it had said."""
    command = [sys.executable, "-m", __spec__.name, "--work", name, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        if process.stdout.readline().strip() != _BEGUN:
            process.kill()
            raise RuntimeError(f"the scenario {name} did not begin")
        time.sleep(after)
        ended = process.poll()
        process.kill()
        said = process.stdout.read()
    if ended:
        raise RuntimeError(f"the scenario {name} failed by itself")
    return said[: said.rfind("\n") + 1].splitlines()


def _wrong(scenario: Scenario, path: Path, said: Sequence[str]) -> list[str]:
    try:
        archive = Archive(path)
        with archive.reading() as connection:
            found = upkeep.check(connection)
        found += scenario.missing(archive, said)
        archive.close()
    except ReaderError as error:
        return [str(error)]
    return found


def _work(name: str, path: Path) -> None:
    _tell(_BEGUN)
    SCENARIOS[name].work(path, _tell)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, usage="%(prog)s [TIMES] [SCENARIO …]")
    parser.add_argument("times", nargs="?", type=int, default=_TIMES)
    parser.add_argument("names", nargs="*", default=list(SCENARIOS), metavar="SCENARIO")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Run as told by the command line; return 1 where something was lost."""
    given = _arguments()
    if given.work:
        _work(given.work[0], Path(given.work[1]))
        return 0
    with TemporaryDirectory() as folder:
        wrong = run(given.times, given.names, given.seed, Path(folder), report=True)
    for line in wrong:
        _tell(line)
    _tell(f"killed {given.times} times, {len(wrong)} faults (seed {given.seed})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
