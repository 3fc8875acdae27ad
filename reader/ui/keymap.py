"""The keys in force: the registry's, and those that a person chose, checked before they hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from textual.binding import Binding, InvalidBinding
from textual.keys import Keys, format_key

from reader.config import Problem, nearest
from reader.ui.commands import BY_ID, COMMANDS, Command, Where
from reader.ui.elsewhere import commands_of

_NONE = "no-key"
"""Textual takes an empty list for no wish at all; no key has this name."""
_MODIFIERS = frozenset({"alt", "ctrl", "hyper", "meta", "shift", "super"})
"""Textual names a key's modifiers in the order of the alphabet."""
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "del": "delete",
    "ins": "insert",
    "spacebar": "space",
}
_SHOWN = {
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "insert": "ins",
    "space": "space",
}
_SAME = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""Keys for which most terminals send what they send for another (ECMA-48, section 5.2: C0)."""
_KEPT = {
    "ctrl+c": "it copies what the mouse has selected",
    "ctrl+q": "it leaves the program, whatever the other keys do",
    "escape": "it closes dialogs and ends a search",
}
"""Keys that Textual or every dialog needs; a command that has one by default keeps it."""
_NAMED = frozenset(key.value for key in Keys if key.value.isalnum())


@dataclass(frozen=True, slots=True)
class Keymap:
    """What each binding's keys are, where they are not the registry's: Textual's names, by id."""

    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, command: Command) -> tuple[str, ...]:
        """Return the keys that do a command, the numbers' own keys for a numbered one."""
        return tuple(key for name, keys in _bindings(command) for key in self._of(name, keys))

    def shown(self, command: Command) -> str:
        """Return a command's keys as a person reads them; empty if it has none."""
        if all(name not in self.changed for name, _ in _bindings(command)):
            return command.shown
        return "  ".join(shown(key) for key in self.keys(command))

    def first(self, command: Command) -> str:
        """Return the first of a command's keys as a person reads it; empty if it has none."""
        return next(iter(self.shown(command).split()), "")

    def for_textual(self) -> dict[str, str]:
        """Return it in the form that `App.set_keymap` takes."""
        return {name: ",".join(keys) or _NONE for name, keys in self.changed.items()}

    def _of(self, name: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        return self.changed.get(name, keys)


def key_table(keymap: Keymap) -> dict[str, str]:
    """Return the keys of each binding by its id, as they are written in the file of settings."""
    return {
        name: " ".join(map(written, keymap.changed.get(name, keys)))
        for command in COMMANDS
        for name, keys in _bindings(command)
    }


def shown(key: str) -> str:
    """Return a key as a person reads it: `]`, `ctrl+n`, `↓`."""
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, _SHOWN.get(last) or _sign(last)))


def written(key: str) -> str:
    """Return a key as it is written in the file of settings: `]`, `ctrl+n`, `down`."""
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, last if last in _NAMED else _sign(last)))


def _sign(key: str) -> str:
    """Return the sign that a key types, or else its name."""
    if key in _NAMED:
        return key
    sign = format_key(key)
    if len(sign) > 1:  # Textual names signs after Unicode, and knows the way back for a few
        try:
            sign = unicodedata.lookup(key.replace("_", " "))
        except KeyError:
            return key
    return key if sign.isspace() or not sign.isprintable() else sign


def textual_key(text: str) -> str | None:
    """Return Textual's name of a key that a person wrote; None if there is no such key."""
    if len(text) == 1:
        return _character(text)
    *modifiers, last = text[:-1].split("+") if text.endswith("++") else text.split("+")
    if not last and not text.endswith("++"):
        return None
    last = last or "+"
    modifiers = [modifier.lower() for modifier in modifiers]
    if any(modifier not in _MODIFIERS for modifier in modifiers):
        return None
    if len(last) == 1:
        if modifiers == ["shift"] and last.isalpha():
            return last.upper()
        base = _character(last.lower())
    else:
        base = _ALIASES.get(last.lower(), last.lower())
        if base not in _NAMED and len(_sign(base)) > 1:
            return None
    return None if base is None else "+".join((*sorted(modifiers), base))


def _character(character: str) -> str | None:
    if not character.isprintable() or character.isspace():
        return None
    try:
        key = next(iter(Binding.make_bindings([(character, "", "")]))).key
    except (InvalidBinding, StopIteration):  # Textual takes a comma for what stands between keys
        key = "comma" if character == "," else character
    return key if _sign(key) == character else None


def _bindings(command: Command) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the id and the default keys of each binding of a command."""
    for binding in command.bindings():
        yield binding.id or command.id, tuple(key.strip() for key in binding.key.split(","))


# Checking what a person chose


def keymap_of(
    chosen: Mapping[str, tuple[str, ...]], lines: Mapping[tuple[str, str], int]
) -> tuple[Keymap, tuple[Problem, ...]]:
    """Return the keys in force, given those chosen by id, and what is wrong with the choice.

    What was chosen goes before what is a default: a command whose default key was taken is named.
    Of two that chose one key the first has it. Commands that no screen has together may share a
    key. `lines` are those of the file of settings.
    """
    defaults = {name: keys for command in COMMANDS for name, keys in _bindings(command)}
    said: list[Problem] = []

    def say(name: str, reason: str, remedy: str) -> None:
        said.append(Problem(lines.get(("keys", name), 0), f"keys.{name}", reason, remedy))

    changed: dict[str, tuple[str, ...]] = {}
    for name, words in chosen.items():
        if name not in defaults:
            near = nearest(name, (*defaults, *BY_ID))
            remedy = f"did you mean {near}?" if near in defaults else "`reader keys` names them all"
            say(name, "there is no such command", remedy)
            continue
        keys = []
        for word in words:
            key = textual_key(word)
            reason = _refused(key, word, name, defaults[name], changed)
            if reason:
                say(name, *reason)
            elif key is not None and key not in keys:
                keys.append(key)
        if keys or not words:
            changed[name] = tuple(keys)
    for name, taker, left in tuple(_bereft(defaults, changed)):
        which = " ".join(shown(key) for key in defaults[name] if key not in left)
        rest = f"it keeps {' '.join(map(shown, left))}" if left else "give it another key"
        say(taker, f"{which} was the key of {name}", rest)
        changed[name] = left
    return Keymap({x: keys for x, keys in changed.items() if keys != defaults[x]}), tuple(said)


def _refused(
    key: str | None,
    word: str,
    name: str,
    own: tuple[str, ...],
    changed: Mapping[str, tuple[str, ...]],
) -> tuple[str, str] | None:
    """Return why a command cannot have a key, and what would do; None if it can."""
    if key is None:
        return f'there is no key "{word}"', "write it as in ctrl+n, ], f5, pagedown"
    other = next((x for x, keys in changed.items() if key in keys and _meet(x, name)), None)
    if other is not None:
        return f"{shown(key)} was given to {other} before", "one key cannot do both"
    if key in own:
        return None
    if key in _KEPT:
        return f"{shown(key)} is not free: {_KEPT[key]}", "choose another"
    if key in _SAME:
        return f"most terminals send {shown(_SAME[key])} for {shown(key)}", "choose another"
    return None


def _bereft(
    defaults: Mapping[str, tuple[str, ...]], changed: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each command whose default key was chosen for another, that one, and what is left."""
    for name, keys in defaults.items():
        if name in changed:
            continue
        takers = [
            (taker, key) for taker, chosen in changed.items() for key in keys
            if key in chosen and _meet(taker, name)
        ]  # fmt: skip
        if takers:
            taken = {key for _, key in takers}
            yield name, takers[0][0], tuple(key for key in keys if key not in taken)


_SCREENS = tuple(
    frozenset(
        name
        for command in (*commands_of(where), *(x for x in COMMANDS if x.application))
        for name, _ in _bindings(command)
    )
    for where in Where
)
"""The ids of the bindings of each screen."""


def _meet(name: str, other: str) -> bool:
    """Tell whether two bindings stand on one screen, where one key cannot do both."""
    return any(name in screen and other in screen for screen in _SCREENS)
