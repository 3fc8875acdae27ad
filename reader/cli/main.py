"""The command line: from arguments to an exit status."""

from __future__ import annotations

import gc
import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from reader import __version__
from reader.cli import (
    adding,
    archiving,
    collating,
    configuring,
    exporting,
    looking,
    opening,
    refreshing,
    settled,
    streams,
    subscribing,
)
from reader.cli.status import Status
from reader.cli.terminal import NoTerminal
from reader.errors import BadQuery, Cancelled, ReaderError
from reader.export.layout import one_line

_DESCRIPTION = """\
A terminal newsreader in which the story is the row: it groups the copies of a wire story, rebuilds
their common text, and shows what each outlet added, cut, reworded or moved."""

_EPILOGUE = """\
Without a command, reader opens the archive on the screen. Exit status: 0 done; 1 failed; 2 wrong
usage; 3 done in part, each feed or file that failed named on standard error; 130 interrupted."""


_COLLECTED = 50_000, 20, 20
"""New objects, and rounds, after which Python looks for cycles among what was made."""
_HEADINGS = {
    "open": "On the screen:",
    "add": "Subscriptions:",
    "list": "Stories:",
    "rebuild": "The archive:",
    "collate": "Collations:",
    "config": "Setting up:",
}
"""What stands over a command in the help, and over those behind it."""
_LISTED = re.compile(r"^(?:    )(?:\x1b\[[\d;]*m)*(?P<name>[a-z]+)", re.MULTILINE)
"""A command in argparse's list of them; from Python 3.14 on it is in colour on a terminal."""
_MINUS = re.compile(r"-(?!-|h$|$)")
"""How a word of a query begins that must not be found; no option of searching does but -h."""


class _Parser(ArgumentParser):
    """Repeats a wrong argument harmlessly: a shell's * may have put a hostile file name there.

    A `searching` one takes what begins with one minus for a word, as the language of queries does.
    """

    def __init__(self, *, searching: bool = False, **settings: Any) -> None:
        super().__init__(**settings)
        self._searching = searching

    def format_help(self) -> str:
        """Return the help, the commands of the whole program under headings."""
        text = super().format_help()
        head, found, commands = text.partition("\n  COMMAND\n")
        return head + _LISTED.sub(_headed, commands) if found else text

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Parse what argparse would; in front of a word that is no option stands a space then."""
        if self._searching and args is not None:
            args = [f" {word}" if _MINUS.match(word) else word for word in args]
        return super().parse_known_args(args, namespace)


def _headed(line: re.Match[str]) -> str:
    heading = _HEADINGS.get(line["name"])
    return line[0] if heading is None else f"\n  {heading}\n{line[0]}"


def build_parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    parser: ArgumentParser = _Parser(prog="reader", description=_DESCRIPTION, epilog=_EPILOGUE)
    parser.add_argument("--version", action="version", version=f"wirecopy {__version__}")
    settled.add_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    opening.add_commands(commands)
    adding.add_commands(commands)
    refreshing.add_commands(commands)
    subscribing.add_commands(commands)
    looking.add_commands(commands)
    exporting.add_commands(commands)
    archiving.add_commands(commands)
    collating.add_commands(commands)
    configuring.add_commands(commands, build_parser)
    return parser


def collect_seldom() -> None:
    """Have Python look for cycles more seldom than it would.

    Reading and grouping make objects by the million and hardly a cycle: at the usual 700, looking
    for some took a seventh of the time.
    """
    gc.set_threshold(*_COLLECTED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; `arguments` are the shell's if None."""
    streams.prepare()
    collect_seldom()
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
    except (NoTerminal, BadQuery) as error:
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
