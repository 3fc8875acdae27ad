"""Every command with its keys, for `reader keys` and the README."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rich.cells import cell_len

from reader.ui.commands import COMMANDS, Group, Where
from reader.ui.keymap import Keymap, written


def lines(keymap: Keymap) -> Iterator[str]:
    """Yield the table as text: what to press, what the command is called, its id."""
    keys = max(cell_len(keymap.shown(command)) for command in COMMANDS)
    titles = max(cell_len(command.title) for command in COMMANDS)
    for group in Group:
        yield f"{group.value}"
        for command in COMMANDS:
            if command.group is group:
                shown = keymap.shown(command)
                blanks = " " * (keys - cell_len(shown))
                screen = "" if command.where is Where.MAIN else f"  ({command.where.value})"
                name = f"{command.id}-1 …" if command.numbered else command.id
                yield f"  {shown}{blanks}  {command.title:{titles}}  {name}{screen}"
        yield ""


def markdown(keymap: Keymap) -> str:
    """Return the table as Markdown, in the order of the help screen."""
    rows = ["| key | what it does |", "| --- | --- |"]
    for group in Group:
        for command in COMMANDS:
            if command.group is group:
                keys = " ".join(f"`{key}`" for key in keymap.shown(command).split())
                rows.append(f"| {keys} | {command.help} |")
    return "\n".join(rows) + "\n"


def document(keymap: Keymap) -> str:
    """Return the table as a JSON document."""
    return json.dumps(
        {
            "keys": [
                {
                    "id": command.id,
                    "keys": [written(key) for key in keymap.keys(command)],
                    "default": [written(key) for key in command.keys],
                    "group": command.group,
                    "screen": None if command.application else command.where,
                    "title": command.title,
                    "help": command.help,
                }
                for command in COMMANDS
            ]
        },
        ensure_ascii=False,
        indent=1,
    )
