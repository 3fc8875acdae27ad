"""Which deliveries of an article are worth keeping as versions of it.

A feed may give an item otherwise at every visit: it counts its readers, tells the time, turns
advertisements over. Two rules keep that from filling the archive, and lose no correction:

- What differs from a version only in white space, in the forms of quotation marks and dashes, in
  links, or in paragraphs that do not close like sentences, is that version (`says_the_same`).
- Of versions that each say something else at one and the same place, the first is kept and the
  last `LATEST`; those between them go, unless they alone say something at another place
  (`passing`). What was corrected now and then, and what was written anew, stays in all its
  versions, and so does each that a person noted, starred, labelled, joined or split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from reader.model import Article, Block, Role
from reader.text.normalise import plain
from reader.text.prose import ends_sentence
from reader.text.running import is_links, is_outside
from reader.text.segments import segment

LATEST = 3
"""Versions kept of an article that never stands still, besides its first: what it says now, and
what it said before that."""
_RESTLESS = 4
"""Different wordings, none of which stood in two versions, that make a place one that never stands
still: a figure corrected twice is not yet one."""
_MOST_PASSING = 0.5
"""Of a version's characters: where more than that is its own, it was written anew."""


def inside(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks that make an article another one when they change.

    The lists of links around an article change with every visit, its furniture too; where links
    are most of it, they are the article.
    """
    own = [b for b in blocks if not is_outside(b)]
    return _unless_less([b for b in own if not is_links(b)], own)


def says_the_same(one: Article, other: Article) -> bool:
    """Tell whether two texts of an article differ in nothing that was written for it."""
    return _telling_text(one) == _telling_text(other)


class _Edition(NamedTuple):
    """The headline and the sentences of an edition, and where each stands first."""

    pieces: list[str]
    first: dict[str, int]


def passing(editions: Sequence[Article]) -> list[int]:
    """Return the places of the editions, in order of arrival, that need not be kept."""
    all_ = [_edition(one) for one in editions]
    left = list(range(len(editions)))
    for at in range(1, len(editions) - LATEST):
        if _is_passing(all_[at].pieces, [all_[place] for place in left]):
            left.remove(at)
    return sorted({*range(len(editions))}.difference(left))


def _edition(article: Article) -> _Edition:
    first: dict[str, int] = {}
    pieces = list(_pieces(article))
    for place, piece in enumerate(pieces):
        first.setdefault(piece, place)
    return _Edition(pieces, first)


def _is_passing(pieces: Sequence[str], all_: Sequence[_Edition]) -> bool:
    """Tell whether what an edition alone says stands where every edition says something else."""
    printed = Counter(chain.from_iterable(other.first for other in all_))
    own: list[tuple[str | None, int]] = []
    anchor, start, size = None, 0, 0
    for place, piece in enumerate(pieces):
        if printed[piece] > 1:
            anchor, start = piece, place
        else:
            own.append((anchor, place - start))
            size += len(piece)
    if size > _MOST_PASSING * sum(map(len, pieces)):
        return False
    return all(_is_restless(*place, all_, printed) for place in own)


def _is_restless(
    anchor: str | None, behind: int, all_: Sequence[_Edition], printed: Counter[str]
) -> bool:
    """Tell whether a place never stands still, so many pieces behind one that others print too.

    Where there is no such piece, None, it is counted from the beginning.
    """
    found = []
    for other in all_:
        start = 0 if anchor is None else other.first.get(anchor)
        if start is None or start + behind >= len(other.pieces):
            continue
        piece = other.pieces[start + behind]
        if printed[piece] < len(all_):
            found.append(piece)
    return len(found) >= _RESTLESS and len(set(found)) == len(found)


def _pieces(article: Article) -> Iterator[str]:
    """Yield the headline and the sentences, as they are compared."""
    yield _compact(article.title or "")
    telling = {block.start for block in _telling(article)}
    for one in segment(article):
        if article.blocks[one.block].start in telling:
            yield _compact(article.text[one.start : one.end])


def _telling_text(article: Article) -> str:
    said = "".join(article.text[b.start : b.end] for b in _telling(article))
    return _compact(said or article.text)


def _telling(article: Article) -> list[Block]:
    """Return the blocks that were written for the article; where few close, all of them."""
    own = inside(article.blocks)
    closed = [
        block
        for block in own
        if block.role is not Role.PARAGRAPH or ends_sentence(article.text[block.start : block.end])
    ]
    return _unless_less(closed, own)


def _unless_less(some: list[Block], all_: list[Block]) -> list[Block]:
    """Return some of the blocks, unless they are less than half of all."""
    return all_ if 2 * _size(some) < _size(all_) else some


def _size(blocks: Sequence[Block]) -> int:
    return sum(block.end - block.start for block in blocks)


def _compact(text: str) -> str:
    return "".join(plain(text).split())
