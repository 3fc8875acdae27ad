"""The help screen's rows, made from the registry of commands."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from reader.collation.marks import MEANING
from reader.ui.commands import COMMANDS, Command, Group, Where
from reader.ui.elsewhere import MOVES, commands_of
from reader.ui.keymap import Keymap
from reader.ui.present.facts import restyle
from reader.ui.present.ink import FAINT, KEY, MATCH, QUIET, STRONG, TEXT, TITLE, Run, Runs
from reader.ui.present.rows import Place, Row
from reader.ui.present.stories import found_spans
from reader.ui.present.wrap import clip, pad

_MOST_KEYS = 16
"""Cells: a column of keys that is wider leaves too little to the text."""


def keys_width(keymap: Keymap) -> int:
    """Return the cells of the column of keys."""
    widest = max(cell_len(keymap.shown(command)) for command in COMMANDS)
    return min(widest, _MOST_KEYS) + 3


def help_rows(keymap: Keymap, query: str = "", where: Where = Where.MAIN) -> tuple[Row, ...]:
    """Return a row for each command of a screen with every word of the query, and for the marks."""
    words = query.casefold().split()
    width = keys_width(keymap)
    rows: list[Row] = []
    for heading, commands in _groups(where):
        found = [x for x in commands if _matches(x, keymap, words)]
        rows += _section(heading, [_command(x, keymap, query) for x in found])
    marks = [
        _row((Run(mark.value, STRONG),), (Run(text, TEXT),), width)
        for mark, text in MEANING.items()
        if all(word in text.casefold() for word in words)
    ]
    rows += _section("The gutter, a mark for each copy", marks)
    return tuple(rows)


def _groups(where: Where) -> Iterator[tuple[str, list[Command]]]:
    """Yield the commands under their headings: on another screen its own, then those of all."""
    own = commands_of(where)
    everywhere = [x for x in COMMANDS if x.application]
    if where is Where.MAIN:
        for group in Group:
            yield group.value, [x for x in (*own, *everywhere) if x.group is group]
        return
    yield where.value, [x for x in own if x.id not in MOVES]
    yield Group.MOVE.value, [x for x in own if x.id in MOVES]
    yield "Everywhere", everywhere


def _matches(command: Command, keymap: Keymap, words: list[str]) -> bool:
    text = f"{keymap.shown(command)} {command.title} {command.help} {command.group}".casefold()
    return all(word in text for word in words)


def _section(heading: str, rows: list[Row]) -> Iterator[Row]:
    if rows:
        yield Row(Place(0), (Run(heading, TITLE),), gap=True, stop=False)
        yield from rows


def _command(command: Command, keymap: Keymap, query: str) -> Row:
    text: Runs = (Run(command.title, STRONG), Run("  ", TEXT), Run(command.help, QUIET))
    joined = "".join(run.text for run in text)
    keys = (Run(keymap.shown(command) or "no key", KEY if keymap.keys(command) else FAINT),)
    return _row(keys, restyle(text, found_spans(joined, query), MATCH), keys_width(keymap))


def _row(keys: Runs, text: Runs, width: int) -> Row:
    blank = (Run(" " * width, TEXT),)
    gutter = (Run(" ", TEXT), *clip(keys, width - 2))
    return Row(Place(0), text, gutter=pad(gutter, width, TEXT), under=blank)
