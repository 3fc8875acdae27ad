"""The signs of the screen in ASCII: all of the program's, none of what was published."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import reader.ui
from reader.collation.marks import Mark
from reader.model import Collation, Failure
from reader.services.related import Related, Sharing
from reader.settings import Look
from reader.ui.present.glyphs import ascii_of
from reader.ui.present.index import shown
from reader.ui.present.ink import TEXT, Published, Run
from reader.ui.present.wrap import clip, wrap
from tests import factories
from tests.factories import FakeLibrary
from tests.ui.driver import press, running, screen_text

ASCII = {"look": Look(glyphs="ascii")}
TYPED = str.maketrans({"“": '"', "”": '"', "—": "-", "’": "'"})
STEPS = (
    "", "question_mark", "escape enter n n", "e", "escape 3", "b", "c H", "H tab", "n n",
    "escape escape slash z z", "escape g enter slash c o", "escape escape apostrophe",
    "escape ctrl+p", "escape d", "n", "escape t", "n", "escape w", "escape O", "enter",
    "escape escape F",
)  # fmt: skip
"""Keys that lead from screen to screen."""


def strings(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text in the code of a folder that is no docstring, with its file."""
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or id(node) in said:
                continue
            if isinstance(node.value, str):
                yield path.name, node.value


def typed(value: Any) -> Any:
    """A value of the model with every text as a typewriter would have it."""
    if isinstance(value, str):
        return value if type(value) is not str else value.translate(TYPED)
    if isinstance(value, tuple):
        return tuple(typed(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: typed(getattr(value, one.name)) for one in fields(value)
                                 if one.init})  # fmt: skip
    return value


def stories() -> list[Collation]:
    made = [factories.tunnel(), factories.pair(), factories.lone(), factories.updated()]
    return [typed(one) for one in made]


def test_every_sign_in_the_code_of_the_screen_has_one_in_ascii() -> None:
    closing = "wrap.py", "glyphs.py"  # Chinese punctuation to break lines by, and the table itself
    missing = {
        (file, sign)
        for file, text in strings(Path(reader.ui.__path__[0]))
        for sign in text
        if file not in closing and not ascii_of(sign).isascii()
    }
    assert missing == set()


def test_the_marks_of_the_gutter_stay_apart() -> None:
    drawn = [ascii_of(mark.value) for mark in Mark]
    assert all(sign.isascii() for sign in drawn)
    assert len(set(drawn)) == len(drawn)


@given(st.text(alphabet=" ●↕·−▸…“”’–—→─┄▌█▁▅🔎\u00a0ab", max_size=30))
def test_nothing_moves(text: str) -> None:
    made = ascii_of(text)
    assert made.isascii()
    assert cell_len(made) == cell_len(text)


def test_what_a_person_types_is_left_alone() -> None:
    assert ascii_of("Müller 東京") == "Müller 東京"


@given(st.text(max_size=60), st.integers(2, 20))
def test_published_text_is_known_however_it_is_cut(text: str, width: int) -> None:
    runs = (Run(shown(text), TEXT),)
    for line in (*wrap(runs, width), clip(runs, width)):
        assert all(isinstance(run.text, Published) or run.text == "…" for run in line)


@pytest.mark.parametrize("size", [(160, 45), (40, 12)], ids=str)
async def test_every_screen_is_ascii_but_for_published_text(size: tuple[int, int]) -> None:
    made = stories()
    kin = {made[0].story: (Related(made[1].story, Sharing.OVERLAPS, 0.4),)}
    library = FakeLibrary(made, [Failure("torn.json", "not JSON from line 3 on")], kin)
    seen = set()
    async with running(library, size=size, settings=ASCII) as (app, pilot):
        app.notify("Copied … “x”", markup=False)
        for keys in STEPS:
            await press(app, pilot, keys)
            text = screen_text(app)
            seen.add(text)
            strange = {sign for sign in text if not sign.isascii()}
            assert strange == set(), f"after {keys}:\n{text}"
    assert len(seen) > len(STEPS) // 2, "the keys led nowhere"


async def test_published_signs_stay_as_they_are() -> None:
    collation = factories.pair()
    passage = replace(collation.passages[0], text="“Kim’s” · ● → a … quay — ▌")
    told = replace(collation, passages=(passage, *collation.passages[1:]))
    async with running(FakeLibrary([told]), settings=ASCII, keys="enter") as (app, _):
        text = screen_text(app)
    assert "“Kim’s” · ● → a … quay — ▌" in text
    assert "1 story | 2 copies" in text
