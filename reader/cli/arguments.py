"""Arguments that several commands take."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, ArgumentTypeError
from typing import TYPE_CHECKING, Any

from reader.cli import streams
from reader.cli.status import Status

if TYPE_CHECKING:
    from reader.export.document import Document

STDIN = "-"
"""The path that means standard input."""
_MOST_DIGITS = 9


def add_paths(command: ArgumentParser, otherwise: str = "") -> None:
    """Let a command take files, folders or standard input; none where it has something else."""
    command.add_argument(
        "paths",
        nargs="*" if otherwise else "+",
        metavar="PATH",
        help="a file (.txt .html .md .json .jsonl .warc, each also .gz), a folder of them, "
        f"or {STDIN} for standard input{f'; none: {otherwise}' if otherwise else ''}",
    )


def add_json(command: ArgumentParser, schema: Document) -> None:
    """Let a command write a JSON document instead of a report, and the schema of that document."""
    command.add_argument("--json", action="store_true", help="write one JSON document")
    add_schema(command, schema)


def add_schema(command: ArgumentParser, schema: Document) -> None:
    """Let a command write the schema of its JSON document."""
    command.add_argument(
        "--schema",
        action=_PrintSchema,
        const=schema,
        help="write the JSON Schema of that document and exit",
    )


class _PrintSchema(Action):
    """An option that, like --help, needs nothing beside it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, default=SUPPRESS, **settings)

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from reader.export.document import schema_text

        streams.write([schema_text(self.const)])
        parser.exit(Status.DONE)


def whole_number(text: str) -> int:
    """Return the number that an argument is: whole, and not below 0.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        raise ArgumentTypeError(f"{text!r} is no whole number from 0 on")
    return int(text)
