import pytest
from hypothesis import given

from reader.text.mend import FILLER, mend
from reader.text.normalise import fold
from reader.text.tokens import words
from tests.strategies import any_text


@given(any_text)
def test_the_length_stays_and_sound_text_with_it(text: str) -> None:
    assert len(mend(text)) == len(text)


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("the cityâ€™s", "the city’s"),
        ("â€œNothing,â€\x9d he said", "“Nothing,” he said"),
        ("“Nothing,â€ he said", "“Nothing,” he said"),
        ("HEXLEY (NPA) â€” The", "HEXLEY (NPA) — The"),
        ("ZÃ¼rich", "Zürich"),
        ("the cityâ€™sÂ mayor", "the city’s mayor"),
        ("Marrow &amp; Sons", "Marrow & Sons"),
        ("it&#8217;s", "it’s"),
        ("a <em>small</em> boat", "a     small      boat"),
    ],
)
def test_damage_is_mended(damaged: str, meant: str) -> None:
    assert mend(damaged).replace(FILLER, "") == meant


@pytest.mark.parametrize(
    "text", ["São Paulo, Île-de-France", "5 < 7 > 3", "AT&T; Ben & Co", "âge", "FÂ (ROMÂ)"]
)
def test_what_is_sound_stays(text: str) -> None:
    assert mend(text) == text


def test_damaged_words_match_sound_ones() -> None:
    assert words("the cityâ€™s harbour") == words("the city’s harbour")
    assert fold("ZÃ¼rich") != fold("Zürich")
    assert words("ZÃ¼rich") == words("Zürich")
