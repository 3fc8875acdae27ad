"""How the width of the screen is shared among the panes, and which of them are seen."""

from __future__ import annotations

from collections.abc import Mapping

from reader.ui.commands import Pane

THREE = 120
"""Cells from which on all three panes stand side by side."""
TWO = 90
"""Cells from which on two do."""
_FULL = 160
"""Cells from which on the panes beside the text are as wide as they need."""

_BESIDE = {Pane.STORIES: 33, Pane.PROVENANCE: 30}
"""Cells beside the text where three panes just fit: copies, time and changed facts in the list, a
copy's figures in the provenance; the text keeps 45 cells beside a gutter of seven copies."""
_MOST = {Pane.STORIES: 43, Pane.PROVENANCE: 46}
"""Cells beside the text where there is width for all; what is left is the text's."""
_LEAST = {Pane.STORIES: 20, Pane.TEXT: 30, Pane.PROVENANCE: 26}
"""Cells: narrower panes say nothing."""


def pane_widths(
    width: int, focus: Pane, wider: Mapping[Pane, int], wished: Mapping[Pane, int] | None = None
) -> dict[Pane, int]:
    """Return the cells of each pane that is seen, in order; together they are `width`.

    Of two, the text stands beside the list while the list has the focus, else beside the
    provenance. `wider` is what a person added to a pane (or took from it); `wished` has the cells
    of a pane, before that, instead of a part of the width.
    """
    wished = wished or {}
    if width < TWO:
        return {focus: width}
    if width < THREE:
        part = min(width * 2 // 5, 40)
        if focus is Pane.STORIES:
            side = _side(Pane.STORIES, wished.get(Pane.STORIES) or part, wider, width)
            return {Pane.STORIES: side, Pane.TEXT: width - side}
        side = _side(Pane.PROVENANCE, wished.get(Pane.PROVENANCE) or part, wider, width)
        return {Pane.TEXT: width - side, Pane.PROVENANCE: side}
    room = width - _LEAST[Pane.TEXT]
    stories, provenance = (
        _side(pane, wished.get(pane) or _part_of_three(pane, width), wider, room)
        for pane in (Pane.STORIES, Pane.PROVENANCE)
    )
    if stories + provenance > room:
        provenance = max(_LEAST[Pane.PROVENANCE], room - stories)
        stories = min(stories, room - provenance)
    return {
        Pane.STORIES: stories,
        Pane.TEXT: width - stories - provenance,
        Pane.PROVENANCE: provenance,
    }


def _part_of_three(pane: Pane, width: int) -> int:
    """Return the cells of a pane beside the text: it grows with the width, as the text does."""
    least, most = _BESIDE[pane], _MOST[pane]
    return min(most, least + (width - THREE) * (most - least) // (_FULL - THREE))


def _side(pane: Pane, part: int, wider: Mapping[Pane, int], width: int) -> int:
    """Return the cells of a pane beside the text: its part of the width, and what was added."""
    wish = part + wider.get(pane, 0)
    return max(_LEAST[pane], min(wish, width - _LEAST[Pane.TEXT]))
