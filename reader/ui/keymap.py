"""Keys that a person chose, checked against the registry before Textual is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.ui.commands import COMMANDS


def binding_ids() -> frozenset[str]:
    """Return every id that a keymap may name."""
    return frozenset(
        binding.id for command in COMMANDS for binding in command.bindings() if binding.id
    )


def unknown_ids(keymap: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of a keymap that name no command, sorted."""
    return tuple(sorted(set(keymap) - binding_ids()))


def clashes(keymap: Mapping[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each key that would stand for several commands, with their ids, sorted."""
    owners: dict[str, list[str]] = {}
    for name, keys in _effective(keymap):
        for key in keys:
            owners.setdefault(key, []).append(name)
    return tuple((key, tuple(names)) for key, names in sorted(owners.items()) if len(names) > 1)


def _effective(keymap: Mapping[str, str]) -> Iterable[tuple[str, list[str]]]:
    for command in COMMANDS:
        for binding in command.bindings():
            name = binding.id or command.id
            keys = keymap.get(name, binding.key)
            yield name, [key.strip() for key in keys.split(",")]
