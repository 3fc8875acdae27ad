"""Blocks of a page or a marked-up text put together into one published text with offsets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reader.model import Block, Role


class Piece(NamedTuple):
    """A block's text, without line feeds, and what is known of it."""

    text: str
    role: Role = Role.PARAGRAPH
    link_density: float = 0.0
    outside: bool = False


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Join the pieces by line feeds; return the text and its blocks, one a line."""
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for line, piece in enumerate(pieces, 1):
        end = start + len(piece.text)
        density = round(piece.link_density, 3)
        blocks.append(Block(start, end, line, piece.role, density, piece.outside))
        texts.append(piece.text)
        start = end + 1
    return "\n".join(texts), tuple(blocks)
