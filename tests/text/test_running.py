"""Blocks that may be an article's own text."""

from __future__ import annotations

import pytest

from reader.model import Block, Role
from reader.text.running import is_links, is_outside, is_running


@pytest.mark.parametrize(
    ("block", "outside", "links"),
    [
        (Block(0, 9, 1), False, False),
        (Block(0, 9, 1, Role.ITEM, 0.49), False, False),
        (Block(0, 9, 1, Role.ITEM, 0.5), False, True),
        (Block(0, 9, 1, Role.FURNITURE), True, False),
        (Block(0, 9, 1, link_density=1.0, outside=True), True, True),
    ],
)
def test_running_text_is_neither_outside_nor_links(
    block: Block, outside: bool, links: bool
) -> None:
    assert (is_outside(block), is_links(block)) == (outside, links)
    assert is_running(block) is not (outside or links)
