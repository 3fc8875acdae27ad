"""Arguments that several commands take."""

from __future__ import annotations

from argparse import ArgumentParser

STDIN = "-"
"""The path that means standard input."""


def add_paths(command: ArgumentParser, otherwise: str = "") -> None:
    """Let a command take files, folders or standard input; none where it has something else."""
    command.add_argument(
        "paths",
        nargs="*" if otherwise else "+",
        metavar="PATH",
        help="a file (.txt .html .md .json .jsonl .warc, each also .gz), a folder of them, "
        f"or {STDIN} for standard input{f'; none: {otherwise}' if otherwise else ''}",
    )
