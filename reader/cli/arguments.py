"""Arguments that several commands take."""

from __future__ import annotations

from argparse import ArgumentParser

STDIN = "-"
"""The path that means standard input."""


def add_paths(command: ArgumentParser) -> None:
    """Let a command take one or more files, folders or standard input."""
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file (.txt .html .md .json .jsonl, each also .gz), a folder of them, "
        f"or {STDIN} for standard input",
    )
