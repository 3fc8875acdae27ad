"""The file of settings: read from TOML and checked, and written with its defaults as comments.

Whatever is wrong in it is said at once, each with its line; what is right counts all the same.
"""

from __future__ import annotations

import json
import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, fields, replace
from typing import Any, NamedTuple

from reader.settings import FREE, SECTIONS, Between, Meaning, OneOf, Settings

_MOST_BROKEN = 50
"""Lines that are no TOML: after so many the file is something else."""
_NEAR = 60
"""Similarity, of 100, from which on a wrong name is taken for a known one (rapidfuzz, WRatio)."""
_LONGEST_SHOWN = 40
"""Characters of a wrong value that an error repeats."""
_COLUMNS = 78
"""Columns of the comments in the default file."""

_HEADER = re.compile(r"""\s*\[\s*(?P<name>[^\[\]]+?)\s*\]\s*(?:#.*)?""")
_KEY = re.compile(r"""\s*(?P<name>"[^"]*"|'[^']*'|[\w.-]+(?:\s*\.\s*[\w-]+)*)\s*=""")
_AT_LINE = re.compile(r"\(at (?:line (?P<line>\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in the file: in which line (0: none of them), why, and what would do."""

    line: int
    about: str
    reason: str
    remedy: str

    def told(self, file: str) -> str:
        """Return it as one line, as compilers say it."""
        where = f"{file}:{self.line}" if self.line else file
        about = f"{self.about}: " if self.about else ""
        return f"{where}: {about}{self.reason}; {self.remedy}"


class Parsed(NamedTuple):
    """What a file of settings says, what is wrong in it, and where its names stand."""

    settings: Settings
    problems: tuple[Problem, ...] = ()
    lines: Mapping[tuple[str, str], int] = {}
    """The line of each section (its name, and "") and of each setting (section, name)."""


def parse(text: str) -> Parsed:
    """Return the settings in a TOML text; where it is wrong, the defaults, and what is wrong."""
    table, problems = _read(text)
    lines = _lines_of(text)
    parts: dict[str, Any] = {}
    for name, value in table.items():
        if name in SECTIONS or name in FREE:
            if not isinstance(value, dict):
                reason, remedy = "this is a section, not a value", f"write [{name}] above it"
                problems.append(Problem(lines.get(("", name), 0), name, reason, remedy))
                continue
            part, wrong = _free(name, value) if name in FREE else _section(name, value)
            problems += (replace(one, line=_line(lines, name, one.about)) for one in wrong)
            parts[name] = part
        else:
            problems.append(_unknown_section(name, lines))
    return Parsed(Settings(**parts), tuple(sorted(problems)), lines)


def _line(lines: Mapping[tuple[str, str], int], section: str, about: str) -> int:
    name = about.removeprefix(f"{section}.")
    places = ((section, name), (section, ""), ("", section))
    return next((lines[place] for place in places if place in lines), 0)


# Reading TOML although lines of it are broken


def _read(text: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return the table of a text, broken lines left out and named."""
    lines = text.splitlines()
    problems: list[Problem] = []
    while len(problems) <= _MOST_BROKEN:
        try:
            return tomllib.loads("\n".join(lines) + "\n"), problems
        except tomllib.TOMLDecodeError as error:
            at = _AT_LINE.search(str(error))
            reason = _AT_LINE.sub("", str(error)).strip()
            number = min(int(at["line"]), len(lines)) if at and at["line"] else _last(lines)
            if not number or not lines[number - 1].strip():
                number = _last(lines[:number])  # the error is noticed where the next line begins
            if not number:
                break
            problems.append(
                Problem(number, "", reason[:1].lower() + reason[1:], "the line is passed over")
            )
            lines[number - 1] = ""
    return {}, [Problem(0, "", "this is no TOML", "`reader config --init` writes a file that is")]


def _last(lines: list[str]) -> int:
    return max((at for at, line in enumerate(lines, 1) if line.strip()), default=0)


def _lines_of(text: str) -> dict[tuple[str, str], int]:
    """Return where sections and settings stand; of one written twice, the first."""
    found: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            section = _bare(header["name"])
            found.setdefault((section, ""), number)
        elif key := _KEY.match(line):
            name = _bare(key["name"])
            found.setdefault((section, name), number)
            if not section and "." in name:
                owner, _, own = name.partition(".")
                found.setdefault((_bare(owner), _bare(own)), number)
    return found


def _bare(name: str) -> str:
    return name.strip().strip("\"'").strip()


# Checking


def _settings_of(section: type) -> Iterator[tuple[str, Field[Any], Meaning]]:
    """Yield a section's settings: the name in the file, the field, the meaning."""
    for one in fields(section):
        yield one.name.replace("_", "-"), one, one.metadata["meaning"]


def _section(name: str, table: Mapping[str, object]) -> tuple[object, list[Problem]]:
    """Return a section's values, the default where one is wrong, and the problems."""
    problems: list[Problem] = []
    values: dict[str, object] = {}
    known = {key: (one, meaning) for key, one, meaning in _settings_of(SECTIONS[name])}
    for key, value in table.items():
        about = f"{name}.{key}"
        if key not in known:
            problems.append(Problem(0, about, "there is no such setting", _nearest(key, known)))
            continue
        one, meaning = known[key]
        if meaning.rule.allows(value):
            values[one.name] = value
        else:
            reason = f"{_shown(value)} will not do: it must be {meaning.rule.wanted}"
            remedy = f"{toml_value(one.default)} is in force"
            problems.append(Problem(0, about, reason, remedy))
    return SECTIONS[name](**values), problems


def _free(name: str, table: Mapping[str, object]) -> tuple[object, list[Problem]]:
    """Return a section whose names are a person's own, and what is wrong in it."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key, value in table.items():
        several: list[Any] = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in several):
            reason = f"{_shown(value)} will not do: it must be text in quotation marks"
            problems.append(Problem(0, f"{name}.{key}", reason, "it is passed over"))
        elif name == "keys":
            values[key] = tuple(word for one in several for word in one.split())
        elif len(several) == 1 and several[0].strip():
            values[key] = several[0]
        else:
            reason, remedy = "a command is missing", 'write one, such as "pass show news"'
            problems.append(Problem(0, f"{name}.{key}", reason, remedy))
    return values, problems


def _unknown_section(name: str, lines: Mapping[tuple[str, str], int]) -> Problem:
    line = lines.get((name, "")) or lines.get(("", name), 0)
    owners = [
        section
        for section, kind in SECTIONS.items()
        if name in (key for key, _, _ in _settings_of(kind))
    ]
    if owners:
        return Problem(line, name, "this stands in no section", f"write it under [{owners[0]}]")
    return Problem(line, name, "there is no such section", _nearest(name, (*SECTIONS, *FREE)))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that a wrong one was probably meant to be, if one is near."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, list(known), scorer=fuzz.WRatio, score_cutoff=_NEAR)
    return None if found is None else str(found[0])


def _nearest(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"did you mean {near}?" if near else f"known are {', '.join(known)}"


def _shown(value: object) -> str:
    text = toml_value(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


# Writing


def toml_value(value: object) -> str:
    """Return a text, a number or a truth value as TOML writes it; of anything else its kind."""
    if isinstance(value, (str, bool)):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, (int, float)):
        return str(value)
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else "this"


def default_text(keys: Mapping[str, str]) -> str:
    """Return a file of settings that changes nothing: every setting with its default, as comments.

    `keys` are the commands' keys by id, which only the screen knows.
    """
    lines = [
        *_comment("Settings of reader. Take away the # before what you change; the rest stays as "
                  "it is. An open screen takes up what is saved here."),
    ]  # fmt: skip
    for name, section in SECTIONS.items():
        lines += ["", f"[{name}]", *_comment(section.__doc__ or "")]
        for key, one, meaning in _settings_of(section):
            lines += ["", *_comment(_help(meaning)), f"# {key} = {toml_value(one.default)}"]
    lines += ["", "[passwords]", *_comment(FREE["passwords"])]
    lines += ["", '# "news.example" = "pass show news.example"']
    lines += ["", "[keys]", *_comment(FREE["keys"]), ""]
    lines += [f"# {command} = {toml_value(shown)}" for command, shown in keys.items()]
    return "\n".join(lines) + "\n"


def _help(meaning: Meaning) -> str:
    named = isinstance(meaning.rule, (OneOf, Between))
    return f"{meaning.help} ({meaning.rule.wanted})" if named else meaning.help


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _COLUMNS, break_on_hyphens=False)]


def in_force(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield every setting in force: section, name, and value as TOML."""
    for name, section in SECTIONS.items():
        part = getattr(settings, name)
        for key, one, _ in _settings_of(section):
            yield name, key, toml_value(getattr(part, one.name))
    for host, command in settings.passwords.items():
        yield "passwords", host, toml_value(command)
    for command, keys in settings.keys.items():
        yield "keys", command, toml_value(" ".join(keys))
