"""The program's own themes, and the colours of the copies."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import BUILTIN_THEMES, Theme

DARK = "reader-dark"
LIGHT = "reader-light"

ON_DARK = (
    "#56b4e9", "#e69f00", "#7fd6a4", "#cc79a7", "#f0e442", "#6f7ff2",
    "#c3780f", "#c3f0ff", "#87ffa5", "#96d2ff", "#c39678", "#4b96e1",
)  # fmt: skip
"""One colour a copy on a dark ground. The first five are Okabe and Ito's (2008), lightened; the
rest were chosen to lie far apart in OKLab for normal, deuteranope and protanope eyes."""

ON_LIGHT = (
    "#0067a8", "#a85d00", "#0f5a4b", "#4b0f69", "#695af0", "#5a1e00",
    "#0f0fa5", "#4b7887", "#1e3cd2", "#0f4b87", "#693c00", "#4b1e3c",
)  # fmt: skip
"""One colour a copy on a light ground, chosen in the same way."""


def theme_on(environment: Mapping[str, str]) -> str:
    """Return the own theme that fits the terminal, as far as it says: dark if it does not.

    COLORFGBG (rxvt's, also set by Konsole and others) ends in the number of the ground's colour;
    7 and those from 9 on are light.
    """
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    light = ground.isdecimal() and (int(ground) == 7 or 9 <= int(ground) <= 15)
    return LIGHT if light else DARK


def copy_colour(copy: int, *, dark: bool) -> str:
    """Return a copy's colour; from the thirteenth on they come round again, and the digit tells."""
    colours = ON_DARK if dark else ON_LIGHT
    return colours[(copy - 1) % len(colours)]


THEMES = (
    Theme(
        name=DARK,
        primary="#56b4e9",
        secondary="#7fd6a4",
        accent="#56b4e9",
        warning="#e6b450",
        error="#f2777a",
        success="#7fd6a4",
        foreground="#d7dbe0",
        background="#12151a",
        surface="#181c23",
        panel="#1e242d",
        dark=True,
        variables={
            "text-quiet": "#8b949e",
            "text-faint": "#6b747f",
            "text-title": "#ffffff",
            "input-cursor-background": "#d7dbe0",
            "scrollbar": "#2b323d",
            "scrollbar-hover": "#3d4756",
            "scrollbar-active": "#56b4e9",
            "scrollbar-background": "#12151a",
            "scrollbar-background-hover": "#12151a",
            "scrollbar-background-active": "#12151a",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#0067a8",
        secondary="#0f5a4b",
        accent="#0067a8",
        warning="#8a5a00",
        error="#b3202c",
        success="#1e6b3c",
        foreground="#24282d",
        background="#fdfcf9",
        surface="#f4f2ec",
        panel="#e8e5dc",
        dark=False,
        variables={
            "text-quiet": "#5d646c",
            "text-faint": "#7d848b",
            "text-title": "#000000",
            "scrollbar": "#cfcabd",
            "scrollbar-hover": "#b5af9f",
            "scrollbar-active": "#0067a8",
            "scrollbar-background": "#fdfcf9",
            "scrollbar-background-hover": "#fdfcf9",
            "scrollbar-background-active": "#fdfcf9",
        },
    ),
)
"""The own themes; Textual's come on top."""

KNOWN_THEMES = frozenset({*(theme.name for theme in THEMES), *BUILTIN_THEMES})
"""The names of all themes that there are."""
