"""`reader`, `reader open` and `reader demo`: the commands that open the screen.

The screen reads in a thread of its own so that it stands at once; what reading needs is imported
there too.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import streams, terminal
from reader.cli.arguments import STDIN, add_paths
from reader.cli.status import Status, after_reading
from reader.model import Failure

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from reader.services.library import Library, Progress

    Cancelled = Callable[[], bool]
    Read = Callable[[Progress, Cancelled], Library]


def add_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `open` and `demo` to the parser."""
    command = commands.add_parser(
        "open",
        help="read files and folders in the terminal; nothing is kept",
        description="Read files and folders in the terminal. Nothing is kept.",
    )
    add_paths(command)
    command.set_defaults(run=_open)
    command = commands.add_parser(
        "demo",
        help="read the bundled sample: no network, nothing kept",
        description="Read the bundled sample: invented news of invented outlets. It needs no "
        "network, and nothing is kept.",
    )
    command.set_defaults(run=_demo)


def run_bare() -> Status:
    """Open the screen with nothing to read, where it says what to do next."""
    terminal.take()

    def read(progress: Progress, cancelled: Cancelled) -> Library:
        from reader.services.library import Library

        return Library(())

    return _show(read, title="")[0]


def _open(arguments: Namespace) -> Status:
    paths: list[str] = arguments.paths
    if not any(path == STDIN or Path(path).exists() for path in paths):
        # Without this the screen would open only to say so.
        streams.complain_of(Failure(path, "there is no such file or folder") for path in paths)
        return Status.FAILED
    given = terminal.take()

    def read(progress: Progress, cancelled: Cancelled) -> Library:
        from reader.services.library import open_paths

        return open_paths(paths, stdin=given, progress=progress, cancelled=cancelled)

    return _read_on_screen(read, title=" ".join(paths))


def _demo(arguments: Namespace) -> Status:
    terminal.take()

    def read(progress: Progress, cancelled: Cancelled) -> Library:
        from reader.services.library import open_sample

        return open_sample(progress=progress, cancelled=cancelled)

    return _read_on_screen(read, title="the bundled sample")


def _read_on_screen(read: Read, title: str) -> Status:
    """Open the screen on what `read` finds; when it closes, name what could not be read."""
    status, library = _show(read, title)
    if library is None:
        return status
    streams.complain_of(library.failures)
    return status or after_reading(len(library.articles), library.failures)


def _show(read: Read, title: str) -> tuple[Status, Library | None]:
    """Open the screen; return how it ended, and the library if it was read by then."""
    from reader.ui import app

    found: list[Library] = []

    def keep(progress: Progress, cancelled: Cancelled) -> Library:
        found.append(read(progress, cancelled))
        return found[0]

    status = Status(app.run(keep, title=title, select="largest"))
    return status, found[0] if found else None
