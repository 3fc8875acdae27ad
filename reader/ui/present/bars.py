"""The bar at the top, with what is open, and the bar at the bottom, with the keys that fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len

from reader.text.phrases import count
from reader.text.safe import safe_line
from reader.ui.present.ink import ACCENT, KEY, QUIET, STRONG, TEXT, TITLE, WARN, Run, Runs, hint
from reader.ui.present.wrap import clip, pad, width_of

_LEGIBLE = 8
"""Cells: less of what is going on would say nothing."""
_BESIDE = 3
"""Cells of a bar that are left blank before, after and between what stands left and right."""
_COMMANDS, _FAILURES = "app.command_palette", "screen.failures"
"""What a click on the name starts, and one on what could not be read."""


class Totals(NamedTuple):
    """What the list holds; `asked` says what it was asked for, where that is not all."""

    stories: int
    copies: int
    outlets: int
    passed_over: int
    unread: int = 0
    asked: tuple[str, ...] = ()


class Hint(NamedTuple):
    """A key and what it does, and the action that a click on it starts."""

    key: str
    label: str
    act: str


def copies_key(shown: str, usual: str, copies: int) -> str:
    """Return the keys of "that copy" where a story has so many copies: `1–5` for the first nine.

    `shown` is the key in force, `usual` what the registry shows; another key stands as it is.
    """
    if shown != usual:
        return shown
    return f"1–{min(9, copies)}" if copies > 1 else "1"


def title_bar(
    name: str, totals: Totals | None, status: str, width: int, view: Runs = (), failed: int = 0
) -> Runs:
    """Return the bar at the top: name and counts on the left, `status` and failures right.

    `view` stands instead of name and counts where nothing else on the screen says what is read;
    `failed`: feeds that failed in the last refresh.
    """
    right: list[Run] = []
    passed_over = totals.passed_over if totals is not None else 0
    for many, one, after in ((passed_over, "file", "passed over"), (failed, "feed", "failed")):
        if many:
            text = f"{count(many, one)} {after}" if width >= 70 else f"{many} {after}"
            told = [hint(text, _FAILURES, WARN), hint(" F", _FAILURES)]
            right += [Run(" · ", QUIET)] * bool(right) + told
    named = (Run(" ", TEXT), *view) if view else (Run(f" {name}", TITLE),)
    left = [hint(run.text, _COMMANDS, run.ink) for run in named]
    if status:
        room = width - width_of(right) - _BESIDE
        least = () if totals is None or view else _counted(totals, 0)
        room -= width_of((*left, *least))
        said = clip([Run(status, QUIET)], room) if room >= min(_LEGIBLE, len(status)) else ()
        right = [*said, *([Run(" · ", QUIET)] * bool(right and said)), *right]
    if totals is not None and not view:
        left += _counted(totals, width - width_of((*left, *right)))
    if right:
        right.append(Run(" ", TEXT))
    room = max(0, width - width_of(right) - 1)
    return clip((*pad(clip(left, room), room, TEXT), Run(" ", TEXT), *right), width)


def _counted(totals: Totals, width: int) -> Runs:
    """Return what is listed: what was asked for, and how much there is; the last give way."""
    asked = [Run(f"   {safe_line(part)}", ACCENT) for part in totals.asked]
    parts = [count(totals.stories, "story", "stories")] if totals.stories or asked else []
    if totals.unread:
        parts.append(f"{totals.unread:,} unread")
    if totals.stories:
        parts += [count(totals.copies, "copy", "copies"), count(totals.outlets, "outlet")]
    while len(parts) > 1 and width_of(asked) + len(" · ".join(parts)) + 6 > width:
        parts.pop()
    return (*asked, Run(f"   {' · '.join(parts)}", STRONG)) if parts else ()


def key_bar(hints: Iterable[Hint], width: int) -> Runs:
    """Return the bar at the bottom with as many hints as fit.

    The last hint (help) stays even where others have to give way.
    """
    wanted = list(hints)
    sizes = [cell_len(one.key) + cell_len(one.label) + 3 for one in wanted]
    kept = list(range(len(wanted)))
    while len(kept) > 1 and sum(sizes[at] for at in kept) + 1 > width:
        kept.pop(-2)
    runs: list[Run] = [Run(" ", TEXT)]
    for number in kept:
        key, label, act = wanted[number]
        runs += [hint(key, act, KEY), hint(f" {label}", act), Run("  ", QUIET)]
    return clip(runs, width)


_KEYS = {"enter": "enter", "esc": "escape", "/": "slash", "!": "exclamation_mark"}
"""Keys as a dialog names them, and as Textual does; those with ctrl have one name."""


def key_at(line: str, cell: int) -> str:
    """Return the key that a dialog's line of keys names at a cell; empty where it names none.

    Its parts are a key and what it does; what else there is to say has no key in front.
    """
    at = 0
    for part in line.split(" · "):
        end = at + cell_len(part)
        if at <= cell < end:
            named = part.split(" ")[0]
            return named if named.startswith("ctrl+") else _KEYS.get(named, "")
        at = end + cell_len(" · ")
    return ""
