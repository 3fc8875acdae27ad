import itertools

import pytest
from hypothesis import given

from reader.text.sentences import sentences
from tests.strategies import any_text


def split(text: str, language: str = "en") -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text), language)]


@pytest.mark.parametrize(
    "whole",
    [
        "Contact: Mara Quill, 3 Quay Street Tel. 555.014.1140 Fax. +49 555 0141",
        "Mara Quill, 3 Quay Street, Oru 10002Tel. 555.014.1140Fax. 555.014.1141",
        "The U.N. envoy met Sen. Ann Ray of St. Johns at 6 a.m. Friday.",
        "Rep. Will Orden spoke at Ft. Marrow for Lt. Gen. Ito Vance.",
        "It cost $4.2 billion, or 3.1 pct. of output.",
        "“Will it hold?” she asked.",
        "“Go!” cried J. K. Marsh.",
        "South Valley-U.S. exercises ended on Thursday.",
        "He came on Jan. 5 with Dr. Lund and left.",
        "The U.S. Army was there.",
        "3. The fleet: half of it is laid up.",
    ],
)
def test_these_are_one_sentence(whole: str) -> None:
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left at 6 p.m. She stayed.", ["He left at 6 p.m.", "She stayed."]),
        ("It was over.It was late.", ["It was over.", "It was late."]),
        ("“We won’t,” he said. “Ever.”", ["“We won’t,” he said.", "“Ever.”"]),
        ("Was it so? Nobody knew! So it was.", ["Was it so?", "Nobody knew!", "So it was."]),
    ],
)
def test_these_are_several(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Am 3. Mai sprach Dr. Lund. Die Stadt schwieg.", 2),
        ("es", "El Sr. Vega llegó tarde. ¿Quién lo esperaba? Nadie.", 3),
        ("zh", "他说：“好。”然后走了。没有人说话。", 3),
        ("hi", "नगर परिषद ने मतदान टाल दिया। यह ठीक है।", 2),
        ("ar", "أجّل المجلس التصويت. هل هذا صحيح؟ نعم.", 3),
        ("xx", "One thing. Another thing.", 2),
    ],
)
def test_other_languages_and_scripts(language: str, text: str, count: int) -> None:
    assert len(split(text, language)) == count


@given(any_text)
def test_nothing_is_lost_and_nothing_stands_twice(text: str) -> None:
    spans = sentences(text, 0, len(text))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))


def test_many_sentences_with_no_space_between_them_are_cut_at_once() -> None:
    assert len(split("One went.Two came." * 20_000)) == 40_000


@pytest.mark.parametrize("before", [1, 7, 19, 40])
def test_no_sentence_is_cut_because_the_text_is_long(before: int) -> None:
    opening = "So " * before + "it began."
    unit = "Ann Ray of St. Johns left by the harbour."
    assert split(" ".join([opening, *[unit] * 2_000])) == [opening, *[unit] * 2_000]


def test_no_word_is_cut_because_a_text_has_no_full_stop() -> None:
    text = "harbour " * 9_000 + "end."
    assert " ".join(split(text)) == text
