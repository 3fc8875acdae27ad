"""The commands by name, each with its key: those that fit the place first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.ui.commands import Command, Group, Pane, Where, footer
from reader.ui.elsewhere import footer_of
from reader.ui.keymap import Keymap
from reader.ui.present.help import groups
from reader.ui.present.ink import KEY, QUIET, STRONG, TEXT, TITLE, Run, Runs
from reader.ui.present.rows import Place, Row
from reader.ui.present.stories import marked

_THEMES = "Theme", "Choose among all themes.", "app.change_theme"
"""What has no key: its name, what it does, and its action."""


class Entry(NamedTuple):
    """Something that can be done: `action` is Textual's, `group` the heading that it stands under.

    `keys` are those in force, as they are shown; there may be none.
    """

    title: str
    help: str
    keys: str
    action: str
    group: str


def entries(keymap: Keymap, where: Where | None, pane: Pane | None = None) -> tuple[Entry, ...]:
    """Return what can be done on a screen, what fits it or its `pane` first, moving about last.

    Without `where` it is a dialog, of which the commands of every screen alone are known.
    """
    if where is None or where is Where.MAIN:
        here = footer(pane) if pane is not None else ()
    else:
        here = footer_of(where)
    made = [_entry(one, keymap, "Here") for one in here]
    found = {one.id for one in here}
    known = list(groups(where))
    known.sort(key=lambda group: group[0] == Group.MOVE)
    for heading, commands in known:
        made += [_entry(one, keymap, heading) for one in commands if one.id not in found]
    title, about, action = _THEMES
    made.append(Entry(title, about, "", action, made[-1].group))
    return tuple(one for one in made if one.action)


def _entry(command: Command, keymap: Keymap, group: str) -> Entry:
    # `Pick a copy` does by name what a digit does; and the palette is open.
    done = command.numbered or command.id == "palette"
    action = "" if done else command.act
    return Entry(command.title, command.help, keymap.shown(command), action, group)


def palette_rows(known: Sequence[Entry], query: str, *, narrow: bool = False) -> tuple[Row, ...]:
    """Return a row for each entry with all words of the query; `Place.copy` is its number.

    Under their headings; where words are sought, those with them in the name come first. A
    `narrow` row has no room for what it does.
    """
    words = query.casefold().split()
    if words:
        found = sorted(_ranked(known, words), key=lambda one: one[0])
        return tuple(_row(number, known[number], query, narrow) for _, number in found)
    return tuple(_under_headings(known, narrow))


def _under_headings(known: Sequence[Entry], narrow: bool) -> Iterator[Row]:
    before = ""
    for number, one in enumerate(known):
        if one.group != before:
            heading = (Run(one.group, TITLE),)
            yield Row(Place(0), heading, gap=bool(before), stop=False)
            before = one.group
        yield _row(number, one, "", narrow)


def _ranked(known: Iterable[Entry], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the entries with all words, each after how far down it belongs."""
    for number, one in enumerate(known):
        title = one.title.casefold()
        if title.startswith(words[0]) and all(word in title for word in words):
            yield 0, number
        elif all(word in title for word in words):
            yield 1, number
        elif all(word in f"{title} {one.keys} {one.help}".casefold() for word in words):
            yield 2, number


def _row(number: int, one: Entry, query: str, narrow: bool) -> Row:
    title = marked((Run(one.title, STRONG),), query)
    keys: Runs = (Run(one.keys, KEY),) if one.keys else ()
    if narrow:
        return Row(Place(0, number), (*title, Run("  ", TEXT), *keys), clip=True)
    about = marked((Run(one.help, QUIET),), query)
    return Row(Place(0, number), (*title, Run("  ", TEXT), *about), note=keys, clip=True)
