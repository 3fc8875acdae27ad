"""The lines of a widget that is drawn by itself alone, as they go to the screen."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class PlainLines(StylesCache):
    """Keeps lines until they are to be drawn anew, as its base does; puts only padding around them.

    Its base looks at each line for a border, an outline, a tint and the like, and makes several
    strips of it on the way. A widget that has none of these is drawn in half the time without.
    """

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """Return lines of a widget."""
        width = widget.outer_size.width
        if width != self._width:
            self.clear()
            self._width = width
        lines = crop.line_range
        wanted = [y for y in lines if y in self._dirty_lines or y not in self._cache]
        if wanted:
            self._cache.update(zip(wanted, _framed(widget, wanted), strict=True))
        self._dirty_lines.difference_update(lines)
        strips = [self._cache[y] for y in lines]
        if crop.column_span == (0, width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]


def _framed(widget: Widget, lines: list[int]) -> list[Strip]:
    """Return lines with their padding, and what the filters make of them."""
    width, height = widget.outer_size.width, widget.content_size.height
    ground = widget.background_colors[1]
    pad = Style(bgcolor=ground.rich_color)
    top, _, _, left = widget.styles.padding
    margin = [Segment(" " * left, pad)] if left else []
    filters = widget.get_line_filters()

    def filtered(segments: list[Segment]) -> Strip:
        for one in filters:
            segments = one.apply(segments, ground)
        return Strip(segments, width)

    def framed(drawn: Strip) -> Strip:
        right = width - left - drawn.cell_length
        after = [Segment(" " * right, pad)] if right > 0 else []
        return filtered([*margin, *drawn, *after])

    blank = filtered([Segment(" " * width, pad)])
    return [framed(widget.render_line(y - top)) if 0 <= y - top < height else blank for y in lines]
