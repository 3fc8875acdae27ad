"""The commands of the screens beside the main one.

A key that means something on the main screen means the like on the others: the command is the
same, so that a person who gives it another key has that everywhere; only its words are other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from textual.binding import Binding

from reader.ui.commands import BY_ID, COMMANDS, Command, Where

MOVES = ("down", "up", "top", "bottom", "half-down", "half-up", "page-down", "page-up")
"""The commands by which one moves in any pane."""


def _as(name: str, title: str, help: str, footer: str = "") -> Command:
    return replace(BY_ID[name], title=title, help=help, footer=footer)


def _same(names: Iterable[str], *, footer: str = "") -> tuple[Command, ...]:
    return tuple(replace(BY_ID[name], footer=footer) for name in names)


_BACK = _as("back", "Back", "Go back to where you came from, at the place reached.", "back")
_EVIDENCE = _as("evidence", "Evidence", "Show why each copy is labelled as it is, here.", "why")

ELSEWHERE: Mapping[Where, tuple[Command, ...]] = {
    # In each the order is that of the help; in the footer what comes first is the last to give way.
    Where.COMPARE: (
        _as("next-copy", "Next copy", "Set the next copy on the right side.", "copy"),
        _as("previous-copy", "Previous copy", "Set the copy before on the right side."),
        _as("copy", "That copy", "Set the copy of that number on the right side.", "that copy"),
        _as("clean", "Clean text", "Set the clean text on the right side.", "clean"),
        _as("pick-copy", "Pick a copy", "Choose the copy on the right side from a list."),
        BY_ID["swap"],
        _as("next-variant", "Next difference", "Go to the next difference.", "next difference"),
        _as("previous-variant", "Previous difference", "Go to the difference before."),
        BY_ID["differing"],
        _as("next-addition", "Next addition", "Go to the next thing that was put in."),
        _as("fold", "Fold boilerplate", "Fold or unfold what is not reporting.", "fold"),
        _EVIDENCE,
        _as("open", "Read there", "Read the right side, at this place.", "read"),
        _as("table", "Table", "Show all copies at this place as a table.", "table"),
        _as("yank", "Copy the passage", "Copy the right side’s wording to the clipboard."),
        _BACK,
        _as("compare", "Close", "Go back, as esc does."),
        *_same(MOVES),
    ),
    Where.TABLE: (
        _as("previous-pane", "Left", "Go to the copy on the left."),
        _as("next-pane", "Right", "Go to the copy on the right."),
        _as("open", "Read there", "Read that copy, at that passage.", "read it there"),
        _as("next-variant", "Next difference", "Go to the next cell that differs.",
            "next difference"),
        _as("previous-variant", "Previous difference", "Go to the cell before that differs."),
        _as("fold", "Additions", "Show or hide the rows of what outlets put in.", "additions"),
        _as("compare", "Compare", "Set that copy against the clean text, here.", "compare"),
        _EVIDENCE,
        _as("copy", "That copy", "Go to the copy of that number.", "that copy"),
        _as("pick-copy", "Pick a copy", "Choose a copy from a list."),
        _BACK,
        _as("table", "Close", "Go back, as esc does."),
        *_same(MOVES),
    ),
    Where.OUTLETS: (
        _as("open", "Open", "Show all that is known of the outlet.", "all of it"),
        BY_ID["sort"],
        BY_ID["sort-back"],
        _as("back", "Back", "Stop counting; go back to where you came from.", "back"),
        _as("outlets", "Close", "Go back, as esc does."),
        *_same(MOVES),
    ),
    Where.OUTLET: (
        _as("open", "Open", "Read the example, or the first one of the habit, in its story.",
            "read an example"),
        _as("next-story", "Next outlet", "Show the next outlet of the table.", "next outlet"),
        _as("previous-story", "Previous outlet", "Show the outlet before.", ""),
        _BACK,
        *_same(MOVES),
    ),
    Where.FEEDS: (
        _as("open", "Its stories", "List the stories from the feeds with its tag.", "its tag"),
        BY_ID["feed-add"],
        _as("refresh", "Refresh it", "Fetch this feed.", "refresh it"),
        _as("refresh-all", "Refresh all", "Fetch every feed.", "all"),
        BY_ID["feed-tags"],
        BY_ID["feed-rename"],
        BY_ID["feed-pause"],
        BY_ID["feed-pages"],
        BY_ID["feed-remove"],
        _as("failures", "What fails", "Show the feeds that fail, and why."),
        _BACK,
        _as("feeds", "Close", "Go back, as esc does."),
        *_same(MOVES),
    ),
}  # fmt: skip
"""The commands of each screen beside the main one."""


def commands_of(where: Where) -> tuple[Command, ...]:
    """Return the commands of a screen, without those that work on every one."""
    if where is Where.MAIN:
        return tuple(x for x in COMMANDS if not x.application and x.where is Where.MAIN)
    return ELSEWHERE[where]


def bindings_of(where: Where) -> list[Binding]:
    """Return the bindings of a screen."""
    return [binding for command in commands_of(where) for binding in command.bindings()]


def footer_of(where: Where) -> tuple[Command, ...]:
    """Return the commands that the footer of a screen beside the main one names."""
    everywhere = tuple(x for x in COMMANDS if x.application and x.id == "help")
    return (*(x for x in ELSEWHERE[where] if x.footer), *everywhere)
