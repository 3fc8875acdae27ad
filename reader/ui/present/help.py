"""The help screen's rows, made from the registry of commands."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from reader.collation.marks import MEANING
from reader.ui.commands import COMMANDS, Command, Group
from reader.ui.present.facts import restyle
from reader.ui.present.ink import KEY, MATCH, QUIET, STRONG, TEXT, TITLE, Run, Runs
from reader.ui.present.rows import Place, Row
from reader.ui.present.stories import found_spans
from reader.ui.present.wrap import pad

KEYS = max(cell_len(command.shown) for command in COMMANDS) + 3
"""Cells of the column of keys."""


def help_rows(query: str = "") -> tuple[Row, ...]:
    """Return a row for each command that has every word of the query, and for the marks."""
    words = query.casefold().split()
    rows: list[Row] = []
    for group in Group:
        found = [x for x in COMMANDS if x.group is group and _matches(x, words)]
        rows += _section(group.value, [_command(x, query) for x in found])
    marks = [
        _row((Run(mark.value, STRONG),), (Run(text, TEXT),))
        for mark, text in MEANING.items()
        if all(word in text.casefold() for word in words)
    ]
    rows += _section("The gutter, a mark for each copy", marks)
    return tuple(rows)


def _matches(command: Command, words: list[str]) -> bool:
    text = f"{command.shown} {command.title} {command.help} {command.group}".casefold()
    return all(word in text for word in words)


def _section(heading: str, rows: list[Row]) -> Iterator[Row]:
    if rows:
        yield Row(Place(0), (Run(heading, TITLE),), gap=True, stop=False)
        yield from rows


def _command(command: Command, query: str) -> Row:
    text: Runs = (Run(command.title, STRONG), Run("  ", TEXT), Run(command.help, QUIET))
    joined = "".join(run.text for run in text)
    return _row((Run(command.shown, KEY),), restyle(text, found_spans(joined, query), MATCH))


def _row(key: Runs, text: Runs) -> Row:
    blank = (Run(" " * KEYS, TEXT),)
    return Row(Place(0), text, gutter=pad((Run(" ", TEXT), *key), KEYS, TEXT), under=blank)
