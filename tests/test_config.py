from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config import Problem, default_text, in_force, parse
from reader.settings import SECTIONS, Settings

KEYS = {"next-copy": "]", "pick-copy": "'", "clean": "0 c"}


def told(text: str) -> list[str]:
    return [problem.told("f") for problem in parse(text).problems]


def uncommented(text: str) -> str:
    return re.sub(r'^# ((?:[\w-]+|"[\w.]+") = )', r"\1", text, flags=re.MULTILINE)


def test_nothing_said_is_the_defaults() -> None:
    assert parse("") == parse("\n# nothing\n")
    assert parse("").settings == Settings()


def test_the_default_file_changes_nothing() -> None:
    parsed = parse(default_text(KEYS))
    assert parsed.problems == ()
    assert parsed.settings == Settings()


def test_the_default_file_says_what_holds_anyway() -> None:
    text = uncommented(default_text(KEYS))
    parsed = parse(text)
    assert parsed.problems == ()
    for name in SECTIONS:
        assert getattr(parsed.settings, name) == getattr(Settings(), name)
        said = {key.replace("-", "_") for key in tomllib.loads(text)[name]}
        assert said == {one.name for one in fields(SECTIONS[name])}
    assert parsed.settings.keys == {name: tuple(x.split()) for name, x in KEYS.items()}
    assert parsed.settings.passwords == {"news.example": "pass show news.example"}


def test_every_setting_can_be_set() -> None:
    parsed = parse("""
        [look]
        theme = "nord"
        glyphs = "ascii"
        text-width = 60
        [refresh]
        timeout = 7.5
        pages = false
        [passwords]
        "news.example" = "pass show news"
        [keys]
        next-copy = "ctrl+n ]"
        previous-copy = ["ctrl+b", "["]
        quit = ""
    """)
    assert parsed.problems == ()
    look, refresh = parsed.settings.look, parsed.settings.refresh
    assert (look.theme, look.glyphs, look.text_width) == ("nord", "ascii", 60)
    assert (refresh.timeout, refresh.pages, refresh.at_once) == (7.5, False, 16)
    assert parsed.settings.passwords == {"news.example": "pass show news"}
    assert parsed.settings.keys == {
        "next-copy": ("ctrl+n", "]"),
        "previous-copy": ("ctrl+b", "["),
        "quit": (),
    }


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("look", 'glyphs = "asci"'),
        ("look", "text-width = 31"),
        ("look", "text-width = 72.0"),
        ("look", "theme = 3"),
        ("look", 'theme = "two\\nlines"'),
        ("refresh", "at-once = 65"),
        ("refresh", "at-once = true"),
        ("refresh", "timeout = nan"),
        ("refresh", "timeout = inf"),
        ("refresh", "pages = 1"),
        ("refresh", "every = [5]"),
        ("archive", "file = {}"),
    ],
)
def test_a_wrong_value_is_named_and_the_default_holds(section: str, line: str) -> None:
    parsed = parse(f"# first\n[{section}]\n\n{line}\n")
    (problem,) = parsed.problems
    assert problem.line == 4
    assert problem.about == f"{section}.{line.split(' ')[0]}"
    assert "must be" in problem.reason
    assert parsed.settings == Settings()


def test_all_errors_are_said_at_once_and_what_is_right_counts() -> None:
    text = """\
[look]
glyphs = "asci"
text_width = 80
theme = "nord"
this is no line
[refresh]
per-host = 0
every = 15
[refrehs]
every = 3
"""
    parsed = parse(text)
    assert [problem.line for problem in parsed.problems] == [2, 3, 5, 7, 9]
    assert parsed.settings.look.theme == "nord"
    assert parsed.settings.refresh.every == 15
    assert told(text)[1:3] == [
        "f:3: look.text_width: there is no such setting; did you mean text-width?",
        "f:5: expected '=' after a key in a key/value pair; the line is passed over",
    ]
    assert told(text)[4] == "f:9: refrehs: there is no such section; did you mean refresh?"


def test_a_setting_outside_its_section_is_sent_there() -> None:
    assert told('theme = "nord"') == [
        "f:1: theme: this stands in no section; write it under [look]"
    ]


def test_a_value_in_place_of_a_section_is_named() -> None:
    assert told("look = 3") == ["f:1: look: this is a section, not a value; write [look] above it"]


def test_dotted_and_inline_forms_are_read_and_found() -> None:
    parsed = parse('look.glyphs = "ascii"\nrefresh.every = -1\nreading = { only-unread = 3 }\n')
    assert parsed.settings.look.glyphs == "ascii"
    assert [(x.line, x.about) for x in parsed.problems] == [
        (2, "refresh.every"),
        (3, "reading.only-unread"),
    ]


@pytest.mark.parametrize("text", ['[look]\ntheme = "abc\n', "[look", "x = [1,\n", '"""', "]\n"])
def test_what_is_no_toml_is_said_with_a_line(text: str) -> None:
    parsed = parse(text + "\n[refresh]\nevery = 5\n")
    assert parsed.problems
    assert all(0 <= problem.line <= text.count("\n") + 3 for problem in parsed.problems)


def test_a_file_of_something_else_is_one_problem() -> None:
    parsed = parse("<p>a page</p>\n" * 400)
    assert len(parsed.problems) == 1
    assert parsed.settings == Settings()


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    parsed = parse(text)
    assert all(isinstance(problem, Problem) for problem in parsed.problems)


@given(
    st.dictionaries(
        st.sampled_from(["glyphs", "theme", "text-width", "texts"]),
        st.one_of(st.integers(), st.booleans(), st.sampled_from(["ascii", "x"])),
    )
)
def test_each_entry_is_taken_or_named(entries: dict[str, object]) -> None:
    lines = [f"{key} = {value!r}".replace("True", "true").replace("False", "false")
             for key, value in entries.items()]  # fmt: skip
    parsed = parse("\n".join(["[look]", *lines]))
    named = {problem.about.removeprefix("look.") for problem in parsed.problems}
    for key, value in entries.items():
        if key not in named:
            assert getattr(parsed.settings.look, key.replace("-", "_")) == value
    assert {problem.line for problem in parsed.problems} <= set(range(2, len(lines) + 2))
    assert all(problem.line for problem in parsed.problems)


def test_what_is_in_force_is_settings_that_say_the_same() -> None:
    text = '[look]\nglyphs = "ascii"\n[keys]\nquit = "x ctrl+x"\n[passwords]\n"a.example" = "p"\n'
    settings = parse(text).settings
    written: dict[str, list[str]] = {}
    for section, name, value in in_force(settings):
        written.setdefault(section, []).append(f'"{name}" = {value}')
    again = "\n".join(line for name, lines in written.items() for line in (f"[{name}]", *lines))
    assert parse(again).settings == settings
