"""The help screen's rows, made from the registry of commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.cells import cell_len

from reader.collation.marks import MEANING
from reader.text.safe import safe_line
from reader.ui.commands import BY_ID, COMMANDS, Command, Group, Where
from reader.ui.elsewhere import MOVES, commands_of
from reader.ui.keymap import Keymap
from reader.ui.present.glossary import GLOSSARY, SIGNS
from reader.ui.present.ink import FAINT, KEY, QUIET, STRONG, TEXT, TITLE, Run, Runs
from reader.ui.present.rows import Place, Row
from reader.ui.present.stories import marked
from reader.ui.present.wrap import clip, pad

_MARKS = "The gutter, a mark for each copy"
_MOST_KEYS = 16
"""Cells: a column of keys that is wider leaves too little to the text."""


def keys_width(keymap: Keymap) -> int:
    """Return the cells of the column of keys."""
    widest = max(cell_len(keymap.shown(command)) for command in COMMANDS)
    return min(widest, _MOST_KEYS) + 3


def help_rows(keymap: Keymap, query: str = "", where: Where = Where.MAIN) -> tuple[Row, ...]:
    """Return rows for the commands of a screen, the marks and the words that need explaining.

    Of each those that have every word of the query, or whose heading has them; where none has, a
    row that says so.
    """
    words = query.casefold().split()
    width = keys_width(keymap)
    rows: list[Row] = []
    for heading, commands in groups(where):
        found = [x for x in commands if _matches(x, keymap, heading, words)]
        rows += _section(heading, [_command(x, keymap, query, width) for x in found], query)
    marks = [
        _row((Run(mark.value, STRONG),), marked((Run(text, TEXT),), query), width)
        for mark, text in MEANING.items()
        if _has(f"{mark.value} {text} {_MARKS}", words)
    ]
    rows += _section(_MARKS, marks, query)
    keys = _keys(keymap)
    for heading, terms in (("Other signs", SIGNS), ("Words", GLOSSARY)):
        known = [(term, meaning.format(**keys)) for term, meaning in terms]
        told = [
            _row((), marked((Run(term, STRONG), Run(f"  {meaning}", QUIET)), query), width)
            for term, meaning in known
            if _has(f"{term} {meaning} {heading}", words)
        ]
        rows += _section(heading, told, query)
    return tuple(rows) or _nothing(query)


def _has(text: str, words: Iterable[str]) -> bool:
    return all(word in text.casefold() for word in words)


def _keys(keymap: Keymap) -> Mapping[str, str]:
    """Return the keys that the explanations name, by command."""
    return {name: keymap.first(BY_ID[name]) or "no key" for name in ("fold", "evidence", "links")}


def _nothing(query: str) -> tuple[Row, ...]:
    text = f"Nothing is found for {safe_line(query.strip())}. esc shows all again."
    return (Row(Place(0), (Run(text, QUIET),), gap=True),)


def groups(where: Where | None) -> Iterator[tuple[str, list[Command]]]:
    """Yield the commands under their headings: on another screen its own, then those of all.

    Without `where` those of all alone.
    """
    own = commands_of(where) if where is not None else ()
    everywhere = [x for x in COMMANDS if x.application]
    if where is Where.MAIN:
        for group in Group:
            yield group.value, [x for x in (*own, *everywhere) if x.group is group]
        return
    if where is not None:
        yield where.value, [x for x in own if x.id not in MOVES]
        yield Group.MOVE.value, [x for x in own if x.id in MOVES]
    yield "Everywhere", everywhere


def _matches(command: Command, keymap: Keymap, heading: str, words: list[str]) -> bool:
    return _has(f"{keymap.shown(command)} {command.title} {command.help} {heading}", words)


def _section(heading: str, rows: list[Row], query: str) -> Iterator[Row]:
    if rows:
        yield Row(Place(0), marked((Run(heading, TITLE),), query), gap=True, stop=False)
        yield from rows


def _command(command: Command, keymap: Keymap, query: str, width: int) -> Row:
    text: Runs = (Run(command.title, STRONG), Run("  ", TEXT), Run(command.help, QUIET))
    keys = (Run(keymap.shown(command) or "no key", KEY if keymap.keys(command) else FAINT),)
    return _row(keys, marked(text, query), width)


def _row(keys: Runs, text: Runs, width: int) -> Row:
    blank = (Run(" " * width, TEXT),)
    gutter = (Run(" ", TEXT), *clip(keys, width - 2))
    return Row(Place(0), text, gutter=pad(gutter, width, TEXT), under=blank)
