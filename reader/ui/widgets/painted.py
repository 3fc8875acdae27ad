"""A widget that draws its own lines in the colours of the theme."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Size

from reader.ui.paint import Paint, paint_on
from reader.ui.settled import AsciiSigns, settled
from reader.ui.widgets.plain import PlainLines
from reader.ui.widgets.still import Still


class Painted(Still):
    """Mixes the theme's colours on the widget's ground once; subclasses draw by `render_line`."""

    _paint: Paint | None = None
    _taken: Size | None = None
    """The size that was laid out for."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles_cache = PlainLines()

    @property
    def paint(self) -> Paint:
        """The colours of the theme on this widget's ground."""
        if self._paint is None:
            ascii_signs = settled(self).ascii_signs
            self._paint = paint_on(self.app, self.background_colors[1], ascii_signs=ascii_signs)
        return self._paint

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Lay out for a new size before anything is drawn in it: `on_resize` comes after that."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self.size != self._taken:  # also where the padding alone is another by now
            self._taken = self.size
            self.take_size()
        return changed

    def take_size(self) -> None:
        """Lay out for the size that the widget has by now."""

    def on_hide(self) -> None:
        """Have it laid out when it is seen again: what comes meanwhile is laid out for no size."""
        self._taken = None

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
