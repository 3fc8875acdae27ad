"""`reader config`, `reader keys` and `reader completion`: how the program is set up."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reader.cli import streams
from reader.cli.settled import Settled, complain_of, settings_file, settled
from reader.cli.status import Status
from reader.config import in_force
from reader.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_SHELLS = ("bash", "zsh", "fish", "tcsh")


def add_commands(
    commands: _SubParsersAction[ArgumentParser], whole: Callable[[], ArgumentParser]
) -> None:
    """Add `config`, `keys` and `completion`; `whole` builds the parser that is completed."""
    command = commands.add_parser(
        "config",
        help="say which settings are in force; write or check their file",
        description="Say where the settings lie and what is in force.",
    )
    one = command.add_mutually_exclusive_group()
    one.add_argument(
        "--init", action="store_true", help="write a file with every setting explained"
    )
    one.add_argument("--check", action="store_true", help="say what is wrong in the file; 1 if any")
    one.add_argument("--json", action="store_true", help="write one JSON document")
    command.set_defaults(run=_config)
    command = commands.add_parser(
        "keys",
        help="print every command of the screen with its keys",
        description="Print every command of the screen with the keys that are in force. A command "
        "is named in the settings by what stands last on its line.",
    )
    one = command.add_mutually_exclusive_group()
    one.add_argument("--json", action="store_true", help="write one JSON document")
    one.add_argument("--markdown", action="store_true", help="write a table in Markdown")
    command.set_defaults(run=_keys)
    command = commands.add_parser(
        "completion",
        help="print what makes a shell complete this program's arguments",
        description="Print a script; your shell's manual says where it belongs. For bash: "
        "reader completion bash > ~/.local/share/bash-completion/completions/reader",
    )
    command.add_argument("shell", choices=_SHELLS, metavar="SHELL", help=", ".join(_SHELLS))
    command.set_defaults(run=lambda arguments: _completion(arguments, whole()))


# Settings


def _config(arguments: Namespace) -> Status:
    if arguments.init:
        return _init(arguments)
    if arguments.check:
        return _check(arguments)
    held = settled(arguments)
    streams.write([_document(held)] if arguments.json else _report(held))
    return Status.DONE


def _init(arguments: Namespace) -> Status:
    from reader.ui.keymap import Keymap, key_table

    file = settings_file(arguments)
    file.write_default(key_table(Keymap()))
    streams.write_lines([str(file.path)])
    return Status.DONE


def _check(arguments: Namespace) -> Status:
    from reader.ui.settled import on_screen

    file = settings_file(arguments)
    parsed = file.read()
    parsed = parsed._replace(problems=on_screen(parsed).problems)
    complain_of(file, parsed)
    if parsed.problems:
        return Status.FAILED
    there = "everything in it is right" if file.path.exists() else "there is no such file yet"
    streams.write_lines([f"{file.path}: {there}"])
    return Status.DONE


def _report(held: Settled) -> Iterator[str]:
    there = "" if held.file.path.exists() else " (not there; `reader config --init` writes it)"
    yield f"# settings: {held.file.path}{there}\n# archive: {held.archive}\n"
    defaults = set(in_force(Settings()))
    section = ""
    for entry in in_force(held.settings):
        if entry[0] != section:
            section = entry[0]
            yield f"\n[{section}]\n"
        name = f'"{entry[1]}"' if section == "passwords" else entry[1]
        yield f"{name} = {entry[2]}{'' if entry in defaults else '  # set'}\n"


def _document(held: Settled) -> str:
    table: dict[str, dict[str, object]] = {}
    for section, name, value in in_force(held.settings):
        table.setdefault(section, {})[name] = json.loads(value)
    document = {
        "config": str(held.file.path),
        "archive": str(held.archive),
        "settings": table,
        "problems": [
            {"line": x.line or None, "about": x.about, "reason": x.reason, "remedy": x.remedy}
            for x in held.parsed.problems
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


# Keys


def _keys(arguments: Namespace) -> Status:
    from reader.ui import keytable
    from reader.ui.settled import on_screen

    held = settled(arguments)
    found = on_screen(held.parsed)
    complain_of(held.file, held.parsed._replace(problems=found.own))
    if arguments.json:
        streams.write_lines([keytable.document(found.keymap)])
    elif arguments.markdown:
        streams.write([keytable.markdown(found.keymap)])
    else:
        streams.write_lines(keytable.lines(found.keymap))
    return Status.DONE


# Completion


def _completion(arguments: Namespace, parser: ArgumentParser) -> Status:
    import shtab

    for one in _parsers(parser):
        for action in one._actions:  # argparse has no other way to what was added
            if action.metavar in ("FILE", "PATH", "SOURCE"):
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # as shtab documents
    streams.write_lines([shtab.complete(parser, shell=arguments.shell)])
    return Status.DONE


def _parsers(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    """Yield a parser and those of its commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for below in action.choices.values():
                yield from _parsers(below)
