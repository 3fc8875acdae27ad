"""Ink to the colours of a theme: the one place where meaning becomes colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.strip import Strip

from reader.ui.present.glyphs import ascii_of
from reader.ui.present.ink import Ink, Published, Run, Tone
from reader.ui.themes import copy_colour


class Ground(IntEnum):
    """What a line stands on: the pane, or the cursor in a pane with or without the focus."""

    PANE = 0
    CURSOR = 1
    ACTIVE = 2


_LIFT = {Ground.PANE: 0.0, Ground.CURSOR: 0.05, Ground.ACTIVE: 0.11}
"""Part of the text's colour that is mixed into the pane's ground."""
_ON_BADGE = {True: "#12151a", False: "#ffffff"}
"""The colour of a badge's digit, by whether the theme is dark."""
_TINT = 0.15
"""Part of a copy's colour that is mixed into the ground of what it added."""


@dataclass(frozen=True)
class Paint:
    """The colours of a theme on one ground, and the styles mixed from them so far."""

    pane: Color
    text: Color
    quiet: Color
    faint: Color
    title: Color
    fact: Color
    accent: Color
    warn: Color
    dark: bool
    copies: Color | None = None
    """The one colour of all copies, where there are no colours to tell them apart."""
    ascii: bool = False
    """Whether the program's own signs are drawn in ASCII."""
    _styles: dict[tuple[Ink, Ground], Style] = field(
        default_factory=dict, compare=False, repr=False
    )

    def style(self, ink: Ink, ground: Ground) -> Style:
        """Return the terminal style of an ink on a ground."""
        key = (ink, ground)
        if key not in self._styles:
            self._styles[key] = _style(self, ink, ground)
        return self._styles[key]

    def strip(self, runs: Iterable[Run], width: int, ground: Ground = Ground.PANE) -> Strip:
        """Return runs as a strip of exactly `width` cells."""
        segments = [Segment(self._signs(run), self.style(run.ink, ground)) for run in runs]
        left = width - sum(cell_len(segment.text) for segment in segments)
        if left < 0:
            return Strip(segments).adjust_cell_length(width)
        if left:
            segments.append(Segment(" " * left, self.style(Ink(), ground)))
        return Strip(segments, width)

    def _signs(self, run: Run) -> str:
        if self.ascii and not isinstance(run.text, Published):
            return ascii_of(run.text)
        return str(run.text)  # who published it no longer matters, and a plain text is cut sooner


def paint_on(app: App[object], pane: Color, *, ascii_signs: bool) -> Paint:
    """Return the paint of the application's theme on the ground of a pane."""
    paint = paint_for(app.theme_variables, pane, dark=app.current_theme.dark)
    paint = replace(paint, ascii=ascii_signs)
    if app.no_color:  # colours would be greys of any strength: facts must be loud, copies legible
        loud = paint.title
        return replace(paint, fact=loud, warn=loud, copies=paint.text, _styles={})
    return paint


def paint_for(variables: Mapping[str, str], pane: Color, *, dark: bool) -> Paint:
    """Return the paint of a theme, given its CSS variables, on the ground of a pane.

    A theme that is not ours has no `text-quiet` and the like; they are mixed from its own colours.
    """
    text = Color.parse(variables["foreground"])

    def named(name: str, mix: float) -> Color:
        value = variables.get(name)
        return Color.parse(value) if value else text.blend(pane, mix)

    return Paint(
        pane=pane,
        text=text,
        quiet=named("text-quiet", 0.35),
        faint=named("text-faint", 0.5),
        title=named("text-title", 0.0),
        fact=Color.parse(variables["error"]),
        accent=Color.parse(variables["primary"]),
        warn=Color.parse(variables["warning"]),
        dark=dark,
    )


def _style(paint: Paint, ink: Ink, ground: Ground) -> Style:
    under = paint.pane.blend(paint.text, _LIFT[ground])
    colour = _colour(paint, ink)
    if ink.tone in (Tone.BADGE, Tone.LABEL):
        under, colour = colour, Color.parse(_ON_BADGE[paint.dark])
    elif ink.tint:
        tint = Color.parse(copy_colour(ink.tint, dark=paint.dark))
        under = under.blend(tint, _TINT)
    return Style(
        color=colour.rich_color,
        bgcolor=under.rich_color,
        bold=ink.bold,
        underline=ink.underline,
        strike=ink.strike,
    )


def _colour(paint: Paint, ink: Ink) -> Color:
    match ink.tone:
        case Tone.COPY | Tone.BADGE:
            return paint.copies or Color.parse(copy_colour(ink.copy, dark=paint.dark))
        case Tone.TITLE:
            return paint.title
        case Tone.QUIET | Tone.LINK:
            return paint.quiet
        case Tone.FAINT:
            return paint.faint
        case Tone.FACT:
            return paint.fact
        case Tone.ACCENT | Tone.KEY:
            return paint.accent
        case Tone.WARN | Tone.MATCH | Tone.LABEL:
            return paint.warn
        case Tone.TEXT:
            return paint.text
