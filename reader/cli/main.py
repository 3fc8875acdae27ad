"""The command line: from arguments to an exit status."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import NoReturn

from reader import __version__
from reader.cli import (
    archiving,
    collating,
    configuring,
    exporting,
    looking,
    opening,
    settled,
    streams,
    subscribing,
)
from reader.cli.status import Status
from reader.cli.terminal import NoTerminal
from reader.errors import Cancelled, ReaderError
from reader.export.layout import one_line

_DESCRIPTION = """\
A terminal newsreader in which the story is the row: it groups the copies of a wire story, rebuilds
their common text, and shows what each outlet added, cut, reworded or moved."""

_EPILOGUE = """\
Without a command, reader opens on the screen. Exit status: 0 done; 1 failed; 2 wrong usage; 3 done
in part, each file that failed named on standard error; 130 interrupted."""


class _Parser(ArgumentParser):
    """Repeats a wrong argument harmlessly: a shell's * may have put a hostile file name there."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))


def build_parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    parser: ArgumentParser = _Parser(prog="reader", description=_DESCRIPTION, epilog=_EPILOGUE)
    parser.add_argument("--version", action="version", version=f"wirecopy {__version__}")
    settled.add_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    opening.add_commands(commands)
    subscribing.add_commands(commands)
    looking.add_commands(commands)
    archiving.add_commands(commands)
    collating.add_commands(commands)
    exporting.add_commands(commands)
    configuring.add_commands(commands, build_parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; `arguments` are the shell's if None."""
    streams.prepare()
    try:
        status = _run(build_parser(), arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads the pipe has had enough (`| head`): that is no failure.
        streams.discard()
        return Status.DONE
    except (KeyboardInterrupt, Cancelled):
        streams.complain("interrupted")
        return Status.INTERRUPTED
    except NoTerminal as error:
        streams.complain(str(error))
        return Status.USAGE
    except ReaderError as error:
        streams.complain(str(error))
        return Status.FAILED
    except OSError as error:
        # Every source's own errors are named by then: what is left is the output (a full disk).
        streams.discard()
        streams.complain(f"cannot write: {error.strerror}")
        return Status.FAILED
    return status


def _run(parser: ArgumentParser, arguments: Sequence[str] | None) -> int:
    """Run what the arguments ask for. argparse ends --help and wrong usage by SystemExit."""
    try:
        chosen = parser.parse_args(arguments)
    except SystemExit as ended:
        return int(ended.code or Status.DONE)
    run: Callable[..., Status] | None = getattr(chosen, "run", None)
    return opening.run_bare(chosen) if run is None else run(chosen)
