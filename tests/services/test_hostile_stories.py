"""Two copies of a story with what no newspaper prints: they are collated, and whole."""

from __future__ import annotations

import json

import pytest

from reader.export.document import collation_document
from reader.model import Article, Outlet
from reader.services.library import Library
from reader.text.blocks import split_blocks
from tests.services.test_analysis import FOUR, ONE, THREE, TWO, check

STORY = "\n".join([ONE, TWO, THREE, FOUR])

HOSTILE = {
    "unseen": "\u200b" * 200,
    "soft hyphens": "\u00ad" * 200 + " end",
    "marks": "a" + "\u0301" * 300,
    "pictures": "😀👨\u200d👩\u200d👧 " * 30,
    "stops": "." * 300,
    "quotation marks": '"' * 200 + "\n" + "“" * 100,
    "opened tags": "<" * 300,
    "half tags": "<a " * 100,
    "ampersands": "&" * 300,
    "glued sentences": "abc.Abc" * 100,
    "one line again and again": "Share on any page that you like to read. " * 60,
    "one short line again and again": "Read more\n" * 100,
    "numbers": "1." * 100 + "\n" + "1,000 " * 100,
    "hosts": "a-1." * 100 + "\n" + "Share this @a.b.c.d " * 40,
    "one word": "a" * 1_000,
    "Han": "议会星期一推迟了隧道表决。" * 60,
    "every mark": "!?;-—()[]{} \n" * 60,
    "escapes": "\x1b]52;c;eA==\x07 [red]x[/x] [@click=app.quit]y[/] \u202ez\x00 " * 20,
    "line ends": "a\rb\u2028c\x0bd\x0ce\x85f\u2029g\r\n" * 60,
    "dateline": "NEW YORK, " * 60 + "(NPA) — ",
}


def _article(name: str, text: str) -> Article:
    return Article(f"{name}.txt", Outlet(name), text, split_blocks(text), title=text[:200])


@pytest.mark.parametrize("times", [1, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_stories_are_collated_and_whole(kind: str, times: int) -> None:
    odd = HOSTILE[kind] * times
    texts = [f"{STORY}\n{odd}", f"{odd}\n{STORY}\n{odd[1:]} else"]
    library = Library([_article(f"outlet-{n}", text) for n, text in enumerate(texts)])
    found = [library.collation(story.id) for story in library.grouping.stories]
    for collation in found:
        check(collation, texts)
    read = json.loads("".join(collation_document(found)))
    assert sum(len(story["copies"]) for story in read["stories"]) == 2
