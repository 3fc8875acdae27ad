from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text.blocks import split_blocks
from reader.text.mend import mend
from reader.text.rot47 import is_rot47, reveal, reveal_part, rot47
from reader.text.tokens import words
from tests.strategies import any_text

PROSE = (
    "The harbour council put off its vote on the tunnel until the autumn.",
    "“We will not sign a blank sheet,” Mayor Ana Brandt said after the meeting of four hours.",
    "Der Rat verschob die Abstimmung über den Tunnel auf den Herbst, wie am Montag bekannt wurde.",
    "Le conseil du port a reporté son vote sur le tunnel à l'automne, a dit le maire lundi.",
    "El consejo del puerto aplazó hasta el otoño la votación sobre el túnel, dijo la alcaldesa.",
    "Satamaneuvosto lykkäsi tunnelia koskevaa äänestystään syksyyn, kertoi pormestari maanantaina.",
)
NOT_HIDDEN = (
    "THE HARBOUR COUNCIL PUT OFF ITS VOTE ON THE TUNNEL UNTIL THE AUTUMN, THE MAYOR SAID.",
    "7:45 8:30 9:15 AM = 5:25 PM? @ 8:30 6:45 7:55 8:25 9:35 5:45 6:55",
    "22:45 33:56 = 67:89 ? 23:45 34:56 45:67 56:78 67:89 78:99 23:33 44:55",
    "3F 2A 9B 4C 5D 6E 7F 8A 9B 2C 3D 4E 5F 6A 7B 8C 9D 2E 3F 4A 5B 6C",
    "if (a == b && c <= d) { x = y ? 5 : 7; } // @see http://example.org/?a=1&b=2",
    "https://example.org/search?q=tunnel&from=2026-03-04T12:00:00&to=2026-03-05 @quay",
    ":-) :-) =) ;-) =D :D @@ ?? :: == :D :D :D @ ? :) =) =) :-) :-) =D",
    "Tunnel: 4 = 4? No: 5. E-mail: a@b.example, c@d.example, e@f.example?",
)


@given(any_text)
def test_twice_is_not_at_all(text: str) -> None:
    assert rot47(rot47(text)) == text
    assert len(rot47(text)) == len(reveal(text)) == len(text)
    assert [c.isspace() for c in rot47(text)] == [c.isspace() for c in text]


@pytest.mark.parametrize("line", PROSE)
def test_hidden_prose_is_known_and_read(line: str) -> None:
    assert is_rot47(rot47(line))
    assert reveal(f"{line}\n{rot47(line)}") == f"{line}\n{line}"
    assert mend(rot47(line)) == line


@pytest.mark.parametrize("line", PROSE + NOT_HIDDEN)
def test_what_is_not_hidden_is_left_alone(line: str) -> None:
    assert not is_rot47(line)
    assert reveal(line) == line


_word = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüéñçßœ'-", min_size=2, max_size=14)
_mark = st.sampled_from(["", "", "", ",", ".", "?", ":", ";", " =", " @", "!", "…", " –", "»"])
_number = st.integers(0, 10**7).map(str) | st.sampled_from(["5:30", "$4.2", "67 %", "@quay", "a=b"])


@st.composite
def prose(draw: st.DrawFn) -> str:
    """Words with marks and some numbers between them, at least two words for each number."""
    parts = draw(st.lists(st.tuples(_word, _word, _mark, st.just("") | _number), min_size=1))
    return " ".join(" ".join(filter(None, (a, b + mark, number))) for a, b, mark, number in parts)


@given(prose())
@example("As @quay asked: is 5 = 5? So it was told at 5:30, and at 6:45, and again at 7:55.")
def test_no_prose_is_taken_for_hidden(line: str) -> None:
    assert not is_rot47(line)
    assert not is_rot47(line.capitalize())


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ .,:'-0123456789"))
def test_no_line_of_capitals_and_figures_is_taken_for_hidden(line: str) -> None:
    assert not is_rot47(line)


@given(st.lists(st.sampled_from(PROSE[:1] + NOT_HIDDEN[:2]), min_size=1, max_size=6), st.data())
def test_a_part_of_a_hidden_line_is_read_however_short(
    lines: list[str], data: st.DataObject
) -> None:
    text = "\n".join([*lines, rot47(PROSE[1]), *lines])
    meant = "\n".join([*lines, PROSE[1], *lines])
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if "\n" not in text[start:end]:
        assert reveal_part(text, start, end) == meant[start:end]


def test_words_of_a_hidden_line_match_the_plain_ones() -> None:
    text = "\n".join((PROSE[0], rot47(PROSE[1])))
    at = len(PROSE[0]) + 1
    assert words(text, at) == words(PROSE[1])
    assert words(text, at, at + 8) == words(PROSE[1][:8])


def test_hidden_paragraphs_are_blocks_of_their_own() -> None:
    hidden = [rot47(f"<p>{line}</p>") for line in PROSE[:3]]
    text = "\n".join(hidden)
    assert [text[b.start : b.end] for b in split_blocks(text)] == hidden
    assert not re.search("<p>", mend(text))


@pytest.mark.parametrize("times", [1, 40, 113, 114, 400])
def test_a_part_is_read_as_the_whole_is_however_long_the_line(times: int) -> None:
    line = " ".join([rot47(PROSE[0])] * times)
    text = f"{PROSE[1]}\n{line}\n{PROSE[2]}"
    whole = reveal(text)
    for start in range(0, len(text), 61):
        assert reveal_part(text, start, start + 5) == whole[start : start + 5]
