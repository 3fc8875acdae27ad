"""From what is told of a place one gets to the place itself."""

from __future__ import annotations

import pytest

from reader.ui.commands import Pane
from tests.ui.driver import press, running


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_enter_on_what_an_outlet_put_in_reads_it_in_that_copy(size: tuple[int, int]) -> None:
    """Also where the text draws what several outlets put in at one place as one line."""
    async with running(size=size, keys="enter tab") as (app, pilot):
        reading = app.main.text.reading
        assert reading is not None
        wanted = [item.place for item in reading.items if item.place.inserted]
        assert len({place.copy for place in wanted}) > 1
        for place in wanted:
            app.main.focus_pane(Pane.PROVENANCE)
            await press(app, pilot, "c g")
            while app.main.provenance.place != place:
                before = app.main.provenance.item
                await press(app, pilot, "j")
                assert app.main.provenance.item != before
            await press(app, pilot, "enter")
            assert app.main.pane is Pane.TEXT
            assert (app.main.text.view, app.main.text.place) == (place.copy, place)
