"""Blocks that may be an article's own text, by what the page's markup says of them."""

from __future__ import annotations

from reader.model import Block, Role

MANY_LINKS = 0.5
"""Of a block's characters in links: from here on it is a list of links, not prose."""


def is_outside(block: Block) -> bool:
    """Tell whether the block stands outside the article: a menu, a button, a site's footer."""
    return block.outside or block.role is Role.FURNITURE


def is_links(block: Block) -> bool:
    """Tell whether the block is a list of links."""
    return block.link_density >= MANY_LINKS


def is_running(block: Block) -> bool:
    """Tell whether the block may be the article's running text."""
    return not is_outside(block) and not is_links(block)
