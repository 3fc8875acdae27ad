from __future__ import annotations

import re
import time

import pytest
from hypothesis import given

from reader.model import Category
from reader.provenance.wording import Entry, entries, folded_line, wording
from tests.strategies import any_text

LANGUAGES_SHOWN = ("Teilen", "Compartir", "Partager", "Condividi", "Compartilhe")


def _of(field: str) -> list[tuple[Entry, str]]:
    return [(entry, text) for entry in entries() for text in getattr(entry, field)]


@pytest.mark.parametrize(("entry", "text"), _of("examples"), ids=lambda x: str(x)[:50])
def test_every_example_is_known_for_what_it_is(entry: Entry, text: str) -> None:
    found = wording(text)
    assert found is not None
    assert found.category is entry.category


@pytest.mark.parametrize(("entry", "text"), _of("spares"), ids=lambda x: str(x)[:50])
def test_prose_that_uses_the_same_words_is_spared(entry: Entry, text: str) -> None:
    assert wording(text) is None


@pytest.mark.parametrize("entry", entries(), ids=lambda e: f"{e.category}: {e.says}")
def test_every_entry_shows_what_it_hits_and_can_hit_it(entry: Entry) -> None:
    assert entry.examples
    assert entry.where in {"whole", "start", "anywhere", "words"}
    assert bool(entry.cues) == (entry.where == "anywhere")
    assert all(cue == cue.casefold() for cue in entry.cues)
    for pattern in entry.patterns:
        re.compile(pattern)
        assert pattern == pattern.lower() or re.search(r"\\[A-Z]", pattern), pattern


@pytest.mark.parametrize("text", LANGUAGES_SHOWN)
def test_several_languages_are_known(text: str) -> None:
    found = wording(text)
    assert found is not None
    assert found.category is Category.SHARE


def test_ordinary_prose_is_not_known() -> None:
    assert wording("The ferry to the outer islands ran aground on Monday.") is None
    assert wording("") is None


def test_a_bullet_in_front_and_marks_behind_do_not_count() -> None:
    assert folded_line("  •  Share This  ") == "share this"
    assert wording("» Share this: →") == wording("share this")


HOSTILE = {
    "one letter": "a" * 100_000,
    "button words": "share tweet " * 8_000 + "stranger",
    "spaces": "by " + " " * 100_000 + "x",
    "commas": "by " + "a, " * 33_000,
    "tags": "#tag, " * 16_000 + "!",
    "bullets": "•" * 100_000 + "x",
    "newsletter": "sign up to " * 9_000,
    "copyright": "© " * 50_000,
    "underscores": "_" * 100_000 + "share",
    "full stops": "." * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_line_however_long_makes_a_pattern_slow(name: str) -> None:
    wording("warm")
    start = time.process_time()
    wording(HOSTILE[name])
    wording(HOSTILE[name][:259])
    assert time.process_time() - start < 0.25  # a pattern that backtracks takes minutes


@given(any_text)
def test_any_text_has_an_answer_and_always_the_same(text: str) -> None:
    assert wording(text) == wording(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The following information was released by the Office of Tides:", "names who sends"),
        ("View source version on newswire.example: https://newswire.example/1", "names who sends"),
        ("This material may not be published or redistributed.", "forbids republishing"),
        ("Copyright Harbour News Services", "a copyright line"),
        ("All rights reserved.", "a copyright line"),
        ("Photo: Jo Strand", "a byline or a picture's credit"),
    ],
)
def test_what_is_said_of_wording_is_true_of_it(text: str, says: str) -> None:
    found = wording(text)
    assert found is not None
    assert found.says.startswith(says)
