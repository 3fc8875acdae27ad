from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import etree

from reader.export.formats import ENDINGS, Format, export_story, file_name, format_of
from reader.model import Collation
from tests.export.samples import harbour
from tests.strategies import collations


def test_each_form_is_its_own() -> None:
    made = {form: "".join(export_story(harbour(), form)) for form in Format}
    assert made[Format.MARKDOWN].startswith("# Tunnel vote put off\n")
    assert json.loads(made[Format.JSON])["stories"][0]["id"] == "tunnel"
    assert etree.fromstring(made[Format.TEI].encode()).tag.endswith("TEI")
    assert made[Format.CSV].startswith("row,passage,")
    assert made[Format.HTML].startswith("<!doctype html>")


@pytest.mark.parametrize("form", Format)
def test_a_file_s_ending_names_its_form(form: Format) -> None:
    assert format_of(f"a.b/Story{ENDINGS[form].upper()}") is form
    assert format_of(file_name(harbour(), form)) is form


@pytest.mark.parametrize("name", ["", "story", "story.txt", "-", "html"])
def test_other_endings_name_none(name: str) -> None:
    assert format_of(name) is None


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Tunnel vote: put off!", "tunnel-vote-put-off.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("隧道表决推迟", "隧道表决推迟.md"),
        ("…", "story.md"),
        ("word " * 40, "-".join(["word"] * 12) + ".md"),
    ],
)
def test_a_proposed_name_is_the_headline_in_plain_words(headline: str, name: str) -> None:
    assert file_name(replace(harbour(), headline=headline), Format.MARKDOWN) == name


@given(collations())
def test_every_form_can_be_written_whatever_the_text(found: Collation) -> None:
    for form in Format:
        "".join(export_story(found, form)).encode("utf-8")
    name = file_name(found, Format.HTML)
    assert not set(name) & set('/\\\x00:*?"<>|\n')
    assert not name.startswith((".", "-"))
