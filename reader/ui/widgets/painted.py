"""A widget that draws its own lines in the colours of the theme."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from reader.ui.paint import Paint, paint_on
from reader.ui.settled import AsciiSigns, settled


class Painted(Widget):
    """Mixes the theme's colours on the widget's ground once; subclasses draw by `render_line`."""

    virtual_size = Reactive(Size(0, 0))
    """Textual's own lays the whole screen out when it changes; here it moves nothing."""
    _paint: Paint | None = None

    @property
    def paint(self) -> Paint:
        """The colours of the theme on this widget's ground."""
        if self._paint is None:
            ascii_signs = settled(self).ascii_signs
            self._paint = paint_on(self.app, self.background_colors[1], ascii_signs=ascii_signs)
        return self._paint

    def notify_style_update(self) -> None:
        """Forget colours: the theme or the focus changed."""
        super().notify_style_update()
        self._paint = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters but those for what is not drawn here.

        The signs are drawn as they are to be, and no colour is left to the terminal.
        """
        spared = (AsciiSigns, ANSIToTruecolor)
        return [one for one in super().get_line_filters() if not isinstance(one, spared)]

    def render(self) -> Text:
        """Return nothing: the lines are drawn one by one."""
        return Text()
