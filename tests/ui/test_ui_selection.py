"""Text that the mouse selects: what is copied is the text, not the gutter."""

from __future__ import annotations

from reader.ui.present.ink import TEXT, Run
from reader.ui.present.reading import row_at
from reader.ui.present.rows import Place, Row, lay_out, selected_text
from tests import factories
from tests.ui.driver import press, running


async def test_what_the_mouse_selects_is_copied_without_gutter() -> None:
    async with running(size=(160, 45), keys="enter") as (app, pilot):
        text = app.main.text
        line = text.screen_line(row_at(text.rows, Place(2))) + 1
        last = text.screen_line(row_at(text.rows, Place(3))) + 1
        await pilot.mouse_down("#text", offset=(2, line))
        await pilot.hover("#text", offset=(30, last))
        await pilot.mouse_up("#text", offset=(30, last))
        selected = app.screen.get_selected_text() or ""
        assert selected.startswith(f"{factories.SHEET}\n")
        assert selected.splitlines()[-1].startswith("The new estimate")
        assert "●" not in selected
        await press(app, pilot, "y")
        assert app.clipboard == selected
        assert not app.screen.get_selected_text()


def test_wrapping_is_undone() -> None:
    rows = [
        Row(Place(1), (Run("one two three four", TEXT),), gutter=(Run("● ", TEXT),)),
        Row(Place(2), (Run("港口隧道关闭六周", TEXT),), gap=True, note=(Run("only here", TEXT),)),
    ]
    lines = lay_out(rows, 12, gutter=2).lines
    everything = [(0, 100)] * len(lines)
    assert selected_text(lines, everything).splitlines() == [
        "one two three four",
        "",
        "港口隧道关闭六周 only here",
    ]
    assert selected_text(lines[:2], [(6, 100), (0, 5)]) == "two thr"
