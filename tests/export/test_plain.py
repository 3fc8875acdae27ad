"""Clean text and passages as plain text."""

import pytest

from reader.errors import UnknownPassage
from reader.export.plain import clean_text, passage_report
from reader.text.rot47 import rot47
from tests.factories import COST, DELAY, LEDE, WORK, collation, copy, tunnel, wire


def test_the_clean_text_has_a_paragraph_a_line() -> None:
    made = collation(
        [copy("Larkfield Post", [wire(1, LEDE)], [wire(2, WORK), wire(3, DELAY)])],
        paragraphs={1: 1, 2: 2, 3: 2},
        headline="Tunnel\x1b[31m on ice",
    )
    lines = list(clean_text(made))
    assert lines[1:] == ["", LEDE, "", f"{WORK} {DELAY}"]
    assert "\x1b" not in lines[0]


def test_what_every_copy_scrambles_is_said_and_read() -> None:
    made = collation([copy("Larkfield Post", [wire(1, LEDE)], [wire(2, rot47(WORK))])])
    read = f"scrambled (ROT47); it reads: {WORK}"
    assert f"{rot47(WORK)} [{read}]" in "\n".join(clean_text(made))
    assert read in "\n".join(passage_report(made, 2, 400))
    assert "scrambled" not in "\n".join(passage_report(made, 1, 400))


def test_a_passage_shows_how_each_copy_has_it() -> None:
    made = tunnel()
    number = next(p.number for p in made.passages if p.text == COST)
    text = "\n".join(passage_report(made, number, 200))
    assert text.count("$4.2 billion") == 6
    assert text.count("$2.4 billion") == 1
    quotation = next(p.number for p in made.passages if "blank sheet" in p.text)
    assert "5 NorthNow\n  lacks it" in "\n".join(passage_report(made, quotation, 200))


@pytest.mark.parametrize("number", [0, 99])
def test_a_passage_that_is_not_there_is_named(number: int) -> None:
    with pytest.raises(UnknownPassage, match="has the passages 1 to"):
        list(passage_report(tunnel(), number, 80))
