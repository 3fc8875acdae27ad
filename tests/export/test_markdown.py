from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from reader.export.layout import one_line
from reader.export.markdown import escaped, markdown
from reader.model import Collation
from reader.text.rot47 import rot47
from tests.export.samples import harbour
from tests.factories import LEDE, WORK, collation, copy, linked, lone, wire
from tests.strategies import hostile_text, linked_collations

PLAIN = MarkdownIt("commonmark")
"""CommonMark, which knows no footnotes, with everything that it may hold, HTML too."""
RICH = MarkdownIt("gfm-like").use(footnote_plugin)
"""Tables, strikethrough, bare links and footnotes beside."""

TEXT = {"text", "text_special", "softbreak"}


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def shown(tokens: list[Token]) -> str:
    return "".join(token.content for token in inline(tokens))


def test_the_clean_text_comes_first_then_the_copies_then_what_they_did() -> None:
    text = "".join(markdown(harbour()))
    title, about, lede, body, work, *_ = text.split("\n\n")
    assert title == "# Tunnel vote put off"
    assert about == "NPA · 3 copies · 4 passages · 1 fact changed[^0]"
    assert lede == "The harbour council put off the vote on Tuesday.[^1]"
    assert body.endswith("said the mayor. The tunnel would cost 4.2 million crowns.[^3]")
    assert work == "Work was to begin in spring.[^4]"
    assert "\n1. Quay Post; “Put off”; 2026-03-04 12:00 UTC; 100 % wire" in text
    assert "another version of 1; outlet inferred: its handle" in text
    assert "[^1]: Passage 1. Copy 2 (Larkfield): wording: “put off” → “postponed”." in text
    assert "**number changed:** “4.2” → “2.4”" in text
    assert "Copy 2 (Larkfield): moved to another place. Copy 3 (Inland Day): cut." in text
    assert (
        "Copy 2 (Larkfield) added share “Share on all channels” (97 % sure: a share line)" in text
    )
    assert "Copy 3 (Inland Day): only here; nothing shows whether the others cut it." in text


def test_a_copy_links_to_its_page() -> None:
    made = lone()
    article = replace(made.copies[0].article, url="https://a.example/x y(1)?q=<b>")
    made = replace(made, copies=(replace(made.copies[0], article=article),))
    links = [t for t in inline(PLAIN.parse("".join(markdown(made)))) if t.type == "link_open"]
    assert [t.attrs["href"] for t in links] == ["https://a.example/x%20y%281%29?q=%3Cb%3E"]


def test_the_clean_text_has_the_links_of_the_readings_that_it_shows() -> None:
    said = "Stop! The [old] tunnel, at www.quay.example, is shut."
    made = collation([copy("Quay Post", [wire(1, said)])])
    made = linked(
        made,
        {
            1: {
                "The [old] tunnel": "https://quay.example/a_(b)?c=<d>",
                "quay.example": "http://www.quay.example/",
                "shut": "javascript:alert(1)",
            }
        },
    )
    text = "".join(markdown(made))
    assert (
        "\n\nStop! [The \\[old\\] tunnel](<https://quay.example/a_%28b%29?c=%3Cd%3E>), at "
        "www\\.[quay.example](<http://www.quay.example/>), is shut."
    ) in text
    for parser in (PLAIN, RICH):
        tokens = inline(parser.parse(text))
        assert [t.attrs["href"] for t in tokens if t.type == "link_open"] == [
            "https://quay.example/a_%28b%29?c=%3Cd%3E",
            "http://www.quay.example/",
        ]


def test_a_mark_before_a_link_makes_no_picture_of_it() -> None:
    made = collation([copy("Quay Post", [wire(1, "Stop!Now")])])
    made = linked(made, {1: {"Now": "https://quay.example/"}})
    tokens = PLAIN.parse("".join(markdown(made)))
    assert not any(token.type == "image" for token in inline(tokens))
    assert "Stop!Now" in shown(tokens)


@given(hostile_text)
def test_escaped_text_shows_itself_in_any_place(text: str) -> None:
    for frame in ("{}", "# {}", "1. {}", "a {} b", "[^1]: Passage 1. {}"):
        for parser in (PLAIN, RICH):
            tokens = parser.parse(frame.format(escaped(text)) + "\n\n[^1]")
            assert {t.type for t in inline(tokens)} <= {*TEXT, "footnote_ref", "footnote_anchor"}
            assert one_line(text) in shown(tokens)


@given(linked_collations())
def test_every_passage_and_addition_stands_in_it_and_nothing_is_markup(found: Collation) -> None:
    text = "".join(markdown(found))
    tokens = PLAIN.parse(text)
    kinds = {token.type for token in [*tokens, *inline(tokens)]}
    assert not kinds & {"html_block", "html_inline", "image", "code_inline", "fence", "code_block"}
    assert kinds.isdisjoint({"blockquote_open", "bullet_list_open", "hr", "hardbreak"})
    assert sum(token.type == "heading_open" for token in tokens) <= 3
    linked = [t.attrs["href"] for t in inline(tokens) if t.type == "link_open"]
    assert all(str(href).startswith(("http://", "https://")) for href in linked)
    whole = shown(tokens)
    at = 0
    for passage in found.passages:
        at = whole.index(one_line(passage.text), at)


@given(linked_collations())
def test_every_footnote_has_its_mark(found: Collation) -> None:
    text = "".join(markdown(found))
    tokens = RICH.parse(text)
    marks = [t.meta["label"] for t in inline(tokens) if t.type == "footnote_ref"]
    assert sorted(marks) == sorted(
        {line[2 : line.index("]")] for line in text.split("\n") if line.startswith("[^")}
    )


def test_a_copy_that_scrambles_a_passage_has_a_note_of_how_it_reads() -> None:
    made = collation([copy("Larkfield Post", [wire(1, LEDE)], [wire(2, rot47(WORK))])])
    text = shown(RICH.parse("".join(markdown(made))))
    assert f"Copy 1 (Larkfield Post): scrambled (ROT47); it reads “{WORK}”." in text
