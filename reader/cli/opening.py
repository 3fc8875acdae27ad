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
from reader.cli.settled import Settled, settled
from reader.cli.status import Status, after_reading
from reader.errors import Cancelled, ReaderError
from reader.model import Failure

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from reader.services.archived import ArchiveLibrary
    from reader.services.library import Progress
    from reader.ui.app import OpenLibrary, Select


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


def run_bare(arguments: Namespace) -> Status:
    """Open the screen on the archive, which need not be there yet."""
    held = settled(arguments)
    terminal.take()

    def read(progress: Progress, cancelled: Callable[[], bool]) -> ArchiveLibrary:
        from reader.services.opening import open_archive

        return open_archive(held.archive)

    return _read_on_screen(read, "", "newest", held, lasting=True)


def _open(arguments: Namespace) -> Status:
    paths: list[str] = arguments.paths
    if all(path != STDIN and _is_missing(path) for path in paths):
        # Without this the screen would open only to say so.
        streams.complain_of(Failure(path, "there is no such file or folder") for path in paths)
        return Status.FAILED
    held = settled(arguments)
    given = terminal.take()

    def read(progress: Progress, cancelled: Callable[[], bool]) -> ArchiveLibrary:
        from reader.services.opening import open_paths

        return open_paths(paths, stdin=given, progress=progress, cancelled=cancelled)

    return _read_on_screen(read, " ".join(paths), "newest", held)


def _is_missing(path: str) -> bool:
    """Tell whether nothing stands at a path; any other trouble with it shows when it is read."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _demo(arguments: Namespace) -> Status:
    held = settled(arguments)
    terminal.take()

    def read(progress: Progress, cancelled: Callable[[], bool]) -> ArchiveLibrary:
        from reader.services.opening import open_sample

        return open_sample(progress=progress, cancelled=cancelled)

    return _read_on_screen(read, "a sample: nothing is kept", "largest", held)


def _read_on_screen(
    read: OpenLibrary, title: str, select: Select, held: Settled, *, lasting: bool = False
) -> Status:
    """Open the screen on what `read` finds; when it closes, name what could not be read.

    The screen said so too, but it is gone by then. `lasting`: it may hold nothing as yet.
    """
    library: ArchiveLibrary | None = None
    error: ReaderError | None = None

    def keep(progress: Progress, cancelled: Callable[[], bool]) -> ArchiveLibrary:
        nonlocal library, error
        try:
            library = read(progress, cancelled)
        except Cancelled:
            raise
        except ReaderError as met:
            error = met
            raise
        return library

    status = Status(_show(keep, title, select, held))
    if error is not None:
        streams.complain(str(error))
    if library is None:
        return status
    streams.complain_of(library.failures)
    if not lasting:
        from reader.archive.articles import count

        with library.archive.reading() as connection:
            status = status or after_reading(count(connection), library.failures)
    library.archive.close()
    return status


def _show(read: OpenLibrary, title: str, select: Select, held: Settled) -> int:
    from reader.ui import app

    return app.run(read, title=title, select=select, parsed=held.parsed, file=held.file)
