"""How panes are drawn: as Textual would draw them, and for the size that they have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from reader.ui.present.ink import TEXT, Run
from reader.ui.present.rows import Layouts, Place, Row, lay_out
from reader.ui.widgets.lines import LinesPane
from reader.ui.widgets.painted import Painted
from reader.ui.widgets.text import TextPane
from tests.ui.driver import press, running, settle


def _looks(strips: list[Strip]) -> list[list[tuple[str, object]]]:
    """Return what is seen of lines, cell by cell: neighbours of one style may be one segment."""
    return [
        [(letter, seg.style and seg.style.without_color and seg.style) for letter in seg.text]
        for strip in strips
        for seg in strip.simplify()
    ]


@pytest.mark.parametrize("keys", ["", "enter n", "enter d", "enter t", "O"])
async def test_lines_look_as_textual_draws_them(keys: str) -> None:
    async with running(size=(130, 24), keys=keys) as (app, _):
        drawn = list(app.screen.query(Painted))
        assert drawn
        for widget in drawn:
            whole = widget.outer_size.region
            assert whole.area or not widget.display
            for crop in (whole, whole.shrink((1, 2, 1, 3))):
                if crop.area:
                    ours = widget.render_lines(crop)
                    theirs = StylesCache().render_widget(widget, crop)
                    assert _looks(ours) == _looks(theirs)


async def test_only_what_changed_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(size=(120, 40), keys="enter j") as (app, _):
        text = app.main.text
        lines: list[int] = []
        crop = text.outer_size.region
        before = text.render_lines(crop)

        def render_line(y: int) -> Strip:
            lines.append(y)
            return Strip.blank(1)

        monkeypatch.setattr(text, "render_line", render_line)
        text._set_dirty(Region(0, 2, 5, 2))
        after = text.render_lines(crop)
        assert lines == [2, 3]
        kept = [one is other for one, other in zip(before, after, strict=True)]
        assert kept.count(False) == 2


async def test_what_is_drawn_after_a_resize_is_laid_out_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running(size=(160, 45), keys="enter") as (app, pilot):
        seen: set[tuple[int, int]] = set()
        drawn = LinesPane.render_line

        def render_line(pane: LinesPane, y: int) -> Strip:
            if isinstance(pane, TextPane):
                seen.add((pane.inner_width, pane._laid_out_for))
            return drawn(pane, y)

        monkeypatch.setattr(LinesPane, "render_line", render_line)
        wide = app.main.text.inner_width
        await pilot.resize_terminal(100, 30)
        await settle(app, pilot)
        assert app.main.text.inner_width < wide
        assert seen
        assert all(width == laid for width, laid in seen)


async def test_content_that_grows_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(size=(160, 12), keys="enter") as (app, pilot):
        layouts: list[Screen[object]] = []
        monkeypatch.setattr(Screen, "_refresh_layout", lambda screen, **_: layouts.append(screen))
        before = app.main.text.virtual_size
        await press(app, pilot, "b")
        assert app.main.text.virtual_size != before
        assert not layouts


@given(st.lists(st.tuples(st.text(max_size=60), st.booleans()), min_size=1, max_size=4))
def test_a_layout_that_was_kept_is_the_layout(said: list[tuple[str, bool]]) -> None:
    rows = tuple(Row(Place(n), (Run(text, TEXT),), gap=gap) for n, (text, gap) in enumerate(said))
    layouts = Layouts()
    for width in (20, 30, 20):
        made = layouts.of(rows, width, gutter=2, measure=40)
        assert made == lay_out(rows, width, gutter=2, measure=40)
        assert layouts.of(rows, width, gutter=2, measure=40) is made


def test_so_many_layouts_are_kept() -> None:
    layouts = Layouts()
    views = [(Row(Place(n), (Run("text", TEXT),)),) for n in range(60)]
    made = [layouts.of(view, 20, gutter=0, measure=40) for view in views]
    again = [layouts.of(view, 20, gutter=0, measure=40) for view in reversed(views)]
    kept = sum(one is other for one, other in zip(reversed(made), again, strict=True))
    assert kept == 48
