"""How many real article pages are taken for a wall: `python -m tests.evaluation.walls [FOLDER]`.

Each page is judged twice: alone, and beside a summary made of its first fifty words.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from reader.ingest.html import read_html
from reader.ingest.pages import judge_page
from reader.model import TextState
from tests.evaluation.data import data_folder, records

_SETS = ("pages", "html")
_SUMMARY_WORDS = 50


def main(arguments: Sequence[str]) -> None:
    """Print how many pages of each set are blocked, and name those that are."""
    folder = data_folder(list(arguments))
    for name in _SETS:
        pages = records(folder, name)
        blocked = 0
        for page in pages:
            draft = read_html(page["html"], page["id"], url=page["url"])
            summary = " ".join(str(page["gold"]).split()[:_SUMMARY_WORDS])
            reasons = {
                why
                for state, why in (judge_page(draft), judge_page(draft, summary))
                if state is TextState.BLOCKED
            }
            if reasons:
                blocked += 1
                print(f"  {page['id']}: {'; '.join(sorted(reasons))}")
        print(f"{name}: {blocked} of {len(pages)} pages blocked")


if __name__ == "__main__":
    main(sys.argv[1:])
