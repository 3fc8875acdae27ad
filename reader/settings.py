"""What a person can set: the sections of the TOML file, each value with its rule and its help.

This is the one table: the file is checked by it (`reader.config`), and the commented default is
written from it. Names are written with hyphens in the file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol


class Rule(Protocol):
    """What a value must be."""

    @property
    def wanted(self) -> str:
        """What would do, to stand after "must be"."""

    def allows(self, value: object) -> bool:
        """Tell whether a value read from TOML will do."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word of a few."""

    words: tuple[str, ...]

    @property
    def wanted(self) -> str:
        """The words."""
        quoted = [f'"{word}"' for word in self.words]
        return f"{', '.join(quoted[:-1])} or {quoted[-1]}"

    def allows(self, value: object) -> bool:
        """Tell whether it is one of the words."""
        return value in self.words


@dataclass(frozen=True, slots=True)
class Between:
    """A number within bounds, both allowed; a whole one unless `fractions`."""

    low: int
    high: int
    fractions: bool = False

    @property
    def wanted(self) -> str:
        """The bounds."""
        return f"a {'' if self.fractions else 'whole '}number from {self.low:,} to {self.high:,}"

    def allows(self, value: object) -> bool:
        """Tell whether it is such a number; true and false are none."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        if isinstance(value, float) and not (self.fractions and math.isfinite(value)):
            return False
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class YesNo:
    """True or false."""

    wanted: str = "true or false"

    def allows(self, value: object) -> bool:
        """Tell whether it is one of both."""
        return isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Words:
    """Any text on one line."""

    wanted: str = "text in quotation marks, on one line"

    def allows(self, value: object) -> bool:
        """Tell whether it is text without control characters."""
        return isinstance(value, str) and (value.isprintable() or not value)


class Meaning(NamedTuple):
    """A setting's rule, and what it is for."""

    rule: Rule
    help: str


def _set(default: object, rule: Rule, help: str) -> Any:  # the type checker sees the field's own
    return field(default=default, metadata={"meaning": Meaning(rule, help)})


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen looks."""

    theme: str = _set(
        "auto", Words(), "Colours: auto (dark or light, as the terminal says), reader-dark, "
        "reader-light, or any theme that the command palette offers.",
    )  # fmt: skip
    glyphs: str = _set(
        "unicode", OneOf(("unicode", "ascii")),
        "The signs that the screen is drawn with. Published text is shown as it is in both.",
    )  # fmt: skip
    text_width: int = _set(72, Between(32, 120), "Cells of a line of text, at most.")
    list_width: int = _set(
        0,
        Between(0, 200),
        "Cells of the list of stories beside the text. 0: by the screen's width.",
    )
    provenance_width: int = _set(
        0, Between(0, 200), "Cells of the provenance beside the text. 0: by the screen's width."
    )
    links: bool = _set(
        True, YesNo(), "Number the links of the text behind their words, as in [3]. The list of "
        "links has the same numbers, and is there in either case.",
    )  # fmt: skip
    hint: bool = _set(True, YesNo(), "Begin with a line that says how to find everything.")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read, and when it counts as read."""

    mark_read: str = _set(
        "on-opening", OneOf(("on-opening", "after-seconds", "on-leaving", "by-hand")),
        "When a story counts as read.",
    )  # fmt: skip
    after_seconds: float = _set(
        3, Between(0, 3600, fractions=True),
        'Seconds that a story is open before it counts as read, with mark-read = "after-seconds".',
    )  # fmt: skip
    only_unread: bool = _set(False, YesNo(), "Begin with the unread stories alone.")
    resume: bool = _set(True, YesNo(), "Begin where you left; false: on the first story.")


@dataclass(frozen=True, slots=True)
class Refresh:
    """How feeds are fetched."""

    every: int = _set(
        0, Between(0, 10_080),
        "Minutes between two refreshes while the screen is open, of the feeds whose turn it is by "
        "then (see interval-default). 0: only when asked for.",
    )  # fmt: skip
    on_start: bool = _set(False, YesNo(), "Refresh when the screen opens.")
    at_once: int = _set(16, Between(1, 64), "Feeds and pages fetched at the same time.")
    per_host: int = _set(2, Between(1, 8), "Of these, from one host.")
    timeout: float = _set(
        20, Between(1, 300, fractions=True), "Seconds to wait for a server before giving up."
    )
    pages: bool = _set(True, YesNo(), "Fetch the page where a feed gives no more than a summary.")
    interval_default: int = _set(
        30, Between(1, 10_080),
        "Minutes from one turn of a feed to the next, where the feed's server does not say.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Archive:
    """What is kept, and where. Stories that are starred or have a note are always kept."""

    file: str = _set(
        "", Words(), "The archive's file, from this file's folder on. Empty: in your data folder. "
        "--archive and READER_ARCHIVE go before it.",
    )  # fmt: skip
    keep_days: int = _set(
        0, Between(0, 36_525), "Days that an article is kept after it came. 0: for ever."
    )
    keep_megabytes: int = _set(
        0, Between(0, 1_000_000), "Megabytes that the archive may take; the oldest articles "
        "make room. 0: as many as there are.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Browser:
    """What opens a copy on its outlet's site."""

    command: str = _set(
        "", Words(), "A command; the address takes the place of {url}, or stands at its end. "
        "Empty: the system's browser.",
    )  # fmt: skip
    in_terminal: bool = _set(
        False, YesNo(), "The command takes the terminal until it ends, as w3m and lynx do."
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a person has set, and the defaults of the rest.

    `passwords` has a command for each host; `keys` has, by a command's id, what its keys are to be.
    """

    look: Look = Look()
    reading: Reading = Reading()
    refresh: Refresh = Refresh()
    archive: Archive = Archive()
    browser: Browser = Browser()
    passwords: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


SECTIONS: Mapping[str, type] = {
    "look": Look,
    "reading": Reading,
    "refresh": Refresh,
    "archive": Archive,
    "browser": Browser,
}
"""The sections whose settings are fixed, by name."""

FREE: Mapping[str, str] = {
    "passwords": "Passwords of feeds: for a host, the command that prints its password. "
    "The user's name stands in the feed's address, or is printed before the password and a colon.",
    "keys": "Keys of commands: one, or several with a blank between them. Empty: none. "
    "`reader keys` prints what is in force.",
}
"""The sections in which a person chooses the names, with what they are for."""
