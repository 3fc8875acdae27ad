"""Whether a block reads as furniture, at a glance: by its own words and markup alone.

What the copies of a story tell of each other is not asked, nor what an outlet prints every day: a
search looks at many stories, and has no time for it.
"""

from __future__ import annotations

from reader.model import Block, Role
from reader.provenance.look import PARAGRAPH, look
from reader.provenance.wording import MAX_WHOLE, wording
from reader.text.running import is_running


def is_furniture(block: Block, text: str) -> bool:
    """Tell whether a block with this text is hardly a part of any story."""
    if not is_running(block) or block.role is Role.CAPTION:
        return True
    seen = look(text)
    if seen.headline_case or not (seen.closed or seen.words >= PARAGRAPH):
        return True
    return len(text) <= MAX_WHOLE and wording(text) is not None
