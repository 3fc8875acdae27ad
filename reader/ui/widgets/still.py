"""Widgets that stand still while what is in them grows and shrinks."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget


class Still(Widget):
    """Base of what moves nothing else by the size of its content.

    Textual lays the whole screen out when that size changes; here it need not.
    It stands last among the bases, as Textual takes the styles of the first.
    """

    virtual_size = Reactive(Size(0, 0))


class StillRow(Horizontal, Still):
    """Widgets side by side."""

    BLANK = True
