from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.sniff import sniff


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<!DOCTYPE html><p>x", "html"),
        ("\n  <html lang=en>", "html"),
        ("<!-- saved --><div>", "html"),
        ("<p>Just a paragraph", "html"),
        ('{"text": "x"}', "json"),
        ('{\n "text": "x"\n}', "json"),
        ('[{"text": "x"}]\n', "json"),
        ('{"text": "x"}\n{"text": "y"}\n', "lines"),
        ('{"text": "x"}\nbroken\n', "lines"),
        ("Plain text.\n<p>", "text"),
        ("[Update] The ferry is afloat.", "text"),
        ("< 5 boats are left", "text"),
        ("", "text"),
    ],
)
def test_forms(text: str, form: str) -> None:
    assert sniff(text) == form


@given(st.text())
def test_any_text_has_a_form(text: str) -> None:
    assert sniff(text) in ("html", "json", "lines", "text")
