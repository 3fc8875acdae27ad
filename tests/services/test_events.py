"""Events as lines of JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.services import events
from reader.services.events import Event, from_line, to_line

EVENTS: tuple[Event, ...] = (
    events.Began(3),
    events.Answered(1, "Larkfield Post", 12, 1, 3),
    events.Failed(2, "a\u2028b\n\x1b[31m", "no\nanswer", 2, 3),
    events.Fetched(1, 9),
    events.Grouping(1, 12),
    events.Comparing(7),
    events.Arranged(12),
    events.Ended(12, 1, 3, stopped=True),
)


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_comes_back_from_its_line(event: Event) -> None:
    line = to_line(event)
    assert from_line(line) == event
    assert len(line.splitlines()) == 1


@given(st.text())
def test_any_other_line_is_no_event(line: str) -> None:
    assert from_line(line) is None


@pytest.mark.parametrize(
    "line", ["[]", '"began"', "{}", '{"event": "began"}', '{"event": "began", "x": 1}', "1", "null"]
)
def test_a_line_that_lacks_something_is_no_event(line: str) -> None:
    assert from_line(line) is None
