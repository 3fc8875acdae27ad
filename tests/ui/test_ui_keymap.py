from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.commands import BY_ID, COMMANDS, Where
from reader.ui.elsewhere import ELSEWHERE, commands_of
from reader.ui.keymap import (
    Keymap,
    key_table,
    keymap_of,
    shown,
    textual_key,
    written,
)
from reader.ui.present.help import help_rows, keys_width
from reader.ui.present.ink import plain
from reader.ui.present.palette import entries
from tests.ui.driver import press, running, screen_text

Chosen = dict[str, tuple[str, ...]]


def told(chosen: Chosen) -> list[str]:
    lines = {("keys", name): at for at, name in enumerate(chosen, 1)}
    return [problem.told("f") for problem in keymap_of(chosen, lines)[1]]


def keymap(chosen: Chosen) -> Keymap:
    return keymap_of(chosen, {})[0]


@pytest.mark.parametrize(
    ("text", "key", "reads"),
    [
        ("]", "right_square_bracket", "]"),
        ("?", "question_mark", "?"),
        (",", "comma", ","),
        ("+", "plus", "+"),
        ("/", "slash", "/"),
        ("é", "é", "é"),
        ("right_square_bracket", "right_square_bracket", "]"),
        ("ctrl+n", "ctrl+n", "ctrl+n"),
        ("Ctrl+N", "ctrl+n", "ctrl+n"),
        ("ctrl++", "ctrl+plus", "ctrl++"),
        ("ctrl+alt+x", "alt+ctrl+x", "alt+ctrl+x"),
        ("shift+a", "A", "A"),
        ("f5", "f5", "f5"),
        ("pgdn", "pagedown", "pgdn"),
        ("PageDown", "pagedown", "pgdn"),
        ("Esc", "escape", "esc"),
        ("shift+tab", "shift+tab", "shift+tab"),
        ("down", "down", "↓"),
    ],
)
def test_keys_are_written_as_a_person_would(text: str, key: str, reads: str) -> None:
    assert textual_key(text) == key
    assert shown(key) == reads
    assert textual_key(written(key)) == key


@pytest.mark.parametrize("text", ["", "foo", "ctrl+foo", "hyperspace+x", "\x07", "\u202e", "+x"])
def test_what_is_no_key_is_none(text: str) -> None:
    assert textual_key(text) is None


@given(st.text(max_size=8))
def test_no_text_makes_a_key_that_cannot_be_written_again(text: str) -> None:
    key = textual_key(text)
    assert key is None or textual_key(written(key)) == key


def test_the_keys_as_they_are_are_no_choice() -> None:
    chosen = {name: tuple(keys.split()) for name, keys in key_table(Keymap()).items()}
    assert len(chosen) == len({b.id for command in COMMANDS for b in command.bindings()})
    assert keymap_of(chosen, {}) == (Keymap(), ())


def test_every_default_key_is_written_in_a_way_that_is_read() -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert textual_key(written(key)) == key


def test_a_choice_holds_and_the_rest_stays() -> None:
    chosen = keymap({"next-copy": ("ctrl+n", "f5")})
    assert chosen.keys(BY_ID["next-copy"]) == ("ctrl+n", "f5")
    assert chosen.shown(BY_ID["next-copy"]) == "ctrl+n  f5"
    assert chosen.first(BY_ID["next-copy"]) == "ctrl+n"
    assert chosen.shown(BY_ID["down"]) == BY_ID["down"].shown
    assert chosen.for_textual() == {"next-copy": "ctrl+n,f5"}


def test_no_key_at_all_is_a_choice() -> None:
    chosen = keymap({"fold": ()})
    assert chosen.keys(BY_ID["fold"]) == ()
    assert chosen.first(BY_ID["fold"]) == ""
    assert chosen.for_textual()["fold"]


def test_two_commands_may_change_keys() -> None:
    chosen, problems = keymap_of({"next-variant": ("a",), "next-addition": ("n",)}, {})
    assert problems == ()
    assert chosen.keys(BY_ID["next-variant"]) == ("a",)
    assert chosen.keys(BY_ID["next-addition"]) == ("n",)


def test_a_default_that_is_taken_is_named_and_given_up() -> None:
    chosen: Chosen = {"fold": ("n", "j")}
    assert told(chosen) == [
        "f:1: keys.fold: n was the key of next-variant; give it another key",
        "f:1: keys.fold: j was the key of down; it keeps ↓",
    ]
    assert keymap(chosen).keys(BY_ID["next-variant"]) == ()
    assert keymap(chosen).keys(BY_ID["down"]) == ("down",)


def test_of_two_that_choose_one_key_the_first_has_it() -> None:
    chosen: Chosen = {"fold": ("f6",), "yank": ("f6", "f7")}
    assert told(chosen) == ["f:2: keys.yank: f6 was given to fold before; one key cannot do both"]
    assert keymap(chosen).keys(BY_ID["yank"]) == ("f7",)


def test_commands_of_different_screens_may_share_a_key() -> None:
    assert told({"swap": ("f6",), "sort": ("f6",)}) == []
    assert len(told({"swap": ("f6",), "help": ("f6",)})) == 1, "help is on every screen"
    assert len(told({"swap": ("f6",), "down": ("f6",)})) == 1, "one moves on every screen"


def test_keys_that_are_needed_elsewhere_are_refused() -> None:
    said = told({"help": ("ctrl+c", "escape", "ctrl+q", "ctrl+i", "bla"), "back": ("escape",)})
    assert len(said) == 5
    assert "copies what the mouse has selected" in said[0]
    assert "closes dialogs" in said[1]
    assert "leaves the program" in said[2]
    assert "most terminals send tab" in said[3]
    assert 'there is no key "bla"' in said[4]
    assert keymap({"help": ("ctrl+c", "bla")}) == Keymap(), "nothing is left: the default holds"


def test_a_wrong_name_is_told_the_right_one() -> None:
    assert told({"next-cpy": ("x",)}) == [
        "f:1: keys.next-cpy: there is no such command; did you mean next-copy?"
    ]


@given(
    st.dictionaries(
        st.sampled_from(sorted(key_table(Keymap()))),
        st.lists(st.sampled_from(["n", "j", "x", "f6", "]", "escape", "?", "s"])).map(tuple),
    )
)
def test_whatever_is_chosen_no_key_does_two_things_on_a_screen(chosen: Chosen) -> None:
    made = keymap(chosen)
    for where in ELSEWHERE:
        everywhere = [command for command in COMMANDS if command.application]
        keys = [key for x in (*commands_of(where), *everywhere) for key in made.keys(x)]
        assert len(keys) == len(set(keys))


def test_help_shows_the_keys_in_force() -> None:
    made = keymap({"fold": ("ctrl+f", "f6"), "yank": ()})
    rows = {plain(row.text).split("  ")[0]: plain(row.gutter).strip() for row in help_rows(made)}
    assert rows["Fold"] == "ctrl+f  f6"
    assert rows["Copy the passage"] == "no key"
    assert max(len(plain(row.gutter)) for row in help_rows(made)) == keys_width(made)


async def test_the_screen_obeys_and_shows_the_keys_in_force() -> None:
    chosen: Chosen = {
        "next-copy": ("f6",),
        "down": ("f7",),
        "help": ("f8",),
        "fold": (),
        "copy-1": ("f9",),
        "next-variant": ("a",),
        "next-addition": ("n",),
    }
    async with running(settings={"keys": chosen}, keys="enter") as (app, pilot):
        await press(app, pilot, "f6")
        assert app.main.text.view == 1
        await press(app, pilot, "right_square_bracket")
        assert app.main.text.view == 1, "the default does nothing"
        foot = screen_text(app).splitlines()[-1]
        assert "f6 [ copy" in foot
        assert "f8 help" in foot
        assert " fold" not in foot
        await press(app, pilot, "c a")
        assert app.main.text.rows[app.main.text.cursor].variant
        before = app.main.text.cursor
        await press(app, pilot, "f7")
        assert app.main.text.cursor == before + 1
        await press(app, pilot, "f9")
        assert app.main.text.view == 1
        keys = {entry.title: entry.keys for entry in entries(app.keymap, Where.MAIN)}
        assert (keys["Next copy"], keys["Fold"], keys["Help"]) == ("f6", "", "f8")
        await press(app, pilot, "f8 f7")
        assert "f7 k move" in screen_text(app)
