import itertools

import pytest
from hypothesis import given

from reader.collation import variants
from reader.collation.alignment import Cell
from reader.collation.names import lexicon
from reader.collation.variants import by_segment, cell_words, edits, weight
from reader.collation.worddiff import Words, words_of
from reader.model import Edit, EditKind, Weight
from reader.text.tokens import words
from tests.strategies import any_text, copy_of, sentence


def reading(text: str) -> Words:
    return words_of(text, [(0, len(text))])


def differences(shown: str, other: str) -> list[tuple[str, str, EditKind]]:
    a, b = reading(shown), reading(other)
    return [(other[e.start : e.end], e.reading, e.kind) for e in edits(a, b, lexicon([a, b]))]


def kinds(shown: str, other: str) -> set[EditKind]:
    return {kind for _, _, kind in differences(shown, other)}


@given(sentence)
def test_a_reading_against_itself_has_no_edits(text: str) -> None:
    assert differences(text, text) == []


@given(any_text, any_text)
def test_edits_are_in_order_and_point_into_the_text(shown: str, other: str) -> None:
    a, b = reading(shown), reading(other)
    found = edits(a, b, lexicon([a, b]))
    assert all(0 <= e.start <= e.end <= len(other) for e in found)
    assert all(x.end <= y.start for x, y in itertools.pairwise(found))


@given(any_text, any_text)
def test_between_differences_two_readings_have_the_same_words(one: str, other: str) -> None:
    a, b = reading(one), reading(other)
    found = variants.differences(a, b, lexicon([a, b]))
    at = other_at = 0
    for difference in found:
        assert words(one, at, difference.start) == words(other, other_at, difference.other_start)
        at, other_at = difference.end, difference.other_end
    assert words(one, at) == words(other, other_at)


@given(sentence, sentence)
def test_edits_are_differences_seen_from_the_reading_shown(shown: str, other: str) -> None:
    a, b = reading(shown), reading(other)
    known = lexicon([a, b])
    found = variants.differences(a, b, known)
    assert [(x.other_start, x.other_end, x.kind) for x in found] == [
        (edit.start, edit.end, edit.kind) for edit in edits(a, b, known)
    ]


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("He said “no” — twice.", 'He said "no" - twice.'),
        ("He said it’s over.", "He said it's over."),
        ("A long\u00a0way.", "A long way."),
        ("The ﬁrst co\u00adoperative.", "The first cooperative."),
    ],
)
def test_typing_is_no_difference(shown: str, other: str) -> None:
    assert differences(shown, other) == []


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("It cost $19.5 billion last year.", "It cost US$19.5 billion last year."),
        ("It cost $19.5 billion last year.", "It cost $US19.5bn last year."),
        ("The labour centre rose five percent.", "The labor center rose 5 per cent."),
        ("About 25 people died.", "About twenty-five people died."),
        ("The U.N. met on Sept. 5.", "The UN met on September 5."),
        ("It rose by 1,200 points.", "It rose by 1200 points."),
        ("It closed at 29,276.82.", "It closed at 29276.82."),
        ("The sidewalk café is shut any more.", "The side walk cafe is shut anymore."),
        ("The minister met Vlad Zelinskyy.", "The minister met Vlad Zelinsky."),
        ("The council’s switch failed.", "The councils switch failed."),
        ("Farms need licences and practising vets.", "Farms need licenses and practicing vets."),
        ("The harbour, she said, is shut.", "The harbour she said is shut."),
        ("Sie kostet 4,2 Millionen Euro.", "Sie kostet 4.2 Mio. Euro."),
        ("The mill in Dover, Delaware, shut.", "The mill in Dover, Del., shut."),
        ("Senator Ana Brandt (R-Texas) spoke.", "Senator Ana Brandt (R-TX) spoke."),
        ("Senator James Brandt spoke.", "Senator Jim Brandt spoke."),
        ("He moved to La Salle.", "He moved to LaSalle."),
    ],
)
def test_style(shown: str, other: str) -> None:
    assert kinds(shown, other) == {EditKind.STYLE}


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("The mill is two miles away.", "The mill is three kilometres away."),
        ("It fell to 50 degrees Fahrenheit.", "It fell to 10 degrees Celsius."),
        ("A plot of 10 acres burned.", "A plot of 4 hectares burned."),
        ("It burned 40 square miles.", "It burned 104 square kilometres."),
    ],
)
def test_a_true_conversion_is_a_unit(shown: str, other: str) -> None:
    assert kinds(shown, other) == {EditKind.UNIT}


@pytest.mark.parametrize(
    ("shown", "other", "kind"),
    [
        ("It cost $4.2 billion.", "It cost $2.4 billion.", EditKind.NUMBER),
        ("It killed five people.", "It killed 6 people.", EditKind.NUMBER),
        ("Hundreds of people came.", "Thousands of people came.", EditKind.NUMBER),
        ("It rose 1.05 percent.", "It rose 1.2 percent.", EditKind.NUMBER),
        ("It cost $4.2 million.", "It cost $4 million.", EditKind.NUMBER),
        ("It rose by 18.3 points.", "It rose by 17 points.", EditKind.NUMBER),
        ("The mill in Delaware shut.", "The mill in Ala. shut.", EditKind.NAME),
        ("The mill is two miles away.", "The mill is nine kilometres away.", EditKind.NUMBER),
        ("The vote is on Friday.", "The vote is on Thursday.", EditKind.DATE),
        ("The vote was in 2019.", "The vote was in 2018.", EditKind.DATE),
        ("The mayor met Ana Brandt.", "The mayor met Ilse Roth.", EditKind.NAME),
        ("The fleet left Iran.", "The fleet left Iraq.", EditKind.NAME),
        ("The mayor met Ana Telfer.", "The mayor met Ana Telford.", EditKind.NAME),
        (
            "The fleet of Iran sank that of Iraq.",
            "The fleet of Iraq sank that of Iran.",
            EditKind.NAME,
        ),
        ("The mayor met Ana Vossler.", "The mayor met Ana Vosler.", EditKind.NAME),
        ("It opens on Oct. 3 at last.", "It opens on Oct. 13 at last.", EditKind.DATE),
        (
            "He said “we will not sign it today.”",
            "He said “we will not sign it.”",
            EditKind.QUOTATION,
        ),
        ("“We will not sign,” he said.", "“We will never sign,” he said.", EditKind.QUOTATION),
        ("他说：“好的。”", "他说：“坏的。”", EditKind.QUOTATION),
    ],
)
def test_facts(shown: str, other: str, kind: EditKind) -> None:
    assert kinds(shown, other) == {kind}


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("He told reporters it was over.", "He said it was over."),
        ("Ana Brandt, 40, spoke.", "Ana Brandt spoke."),
        ("President Ana Brandt spoke.", "Ana Brandt spoke."),
        ("He said “we will not sign” to them.", "He said they “will not sign.”"),
        ("The Chinese envoy left.", "The China envoy left."),
        ("The vote on Friday was put off.", "The vote was put off."),
        ("It rose 1.05 percent.", "It rose 1.1%."),
        ("It rose by 18.3 points.", "It rose by 18 points."),
        (
            "The members Ana Brandt, Jo Roth and Max Telfer spoke.",
            "The members Max Telfer, Jo Roth and Ana Brandt spoke.",
        ),
        (
            "Senators Ana Brandt (R-Texas) and Jo Roth (D-Ohio) spoke.",
            "Senators Jo Roth (D-Ohio) and Ana Brandt (R-TX) spoke.",
        ),
    ],
)
def test_wording_only(shown: str, other: str) -> None:
    assert kinds(shown, other) <= {EditKind.WORDING, EditKind.STYLE}
    assert EditKind.WORDING in kinds(shown, other)


def test_changes_parted_by_one_word_are_one() -> None:
    assert differences(
        "He guided his troops in conducting parachute training.",
        "He guided his troops conducting parachuting training.",
    ) == [("conducting parachuting", "in conducting parachute", EditKind.WORDING)]


def test_an_edit_over_two_segments_is_cut_between_them() -> None:
    copy = copy_of(1, "The council met. It voted late.")
    cell = Cell(1, (0, 1))
    parts = by_segment([Edit(12, 19, "sat and", EditKind.WORDING)], copy, cell)
    assert [(e.start, e.end, e.reading) for e in parts[0]] == [(12, 16, "sat and")]
    assert [(e.start, e.end, e.reading) for e in parts[1]] == [(17, 19, "")]
    assert len(cell_words(copy, cell).tokens) == 8


def test_the_weight_is_the_heaviest() -> None:
    assert weight([]) is None
    assert weight([Edit(0, 1, "a", EditKind.UNIT)]) is Weight.STYLE
    light, heavy = Edit(0, 1, "a", EditKind.STYLE), Edit(2, 3, "5", EditKind.NUMBER)
    assert weight([light, heavy]) is Weight.FACT


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("On Saturday, Brandt said the vote would wait.", "Braandt said the vote would wait."),
        ("The mayor of Oru, on Monday Brandt, left.", "The mayor of Oru, Quill, left."),
    ],
)
def test_a_day_beside_a_name_does_not_hide_that_the_name_differs(shown: str, other: str) -> None:
    assert EditKind.NAME in kinds(shown, other)
    assert EditKind.NAME in kinds(other, shown)


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("On Saturday, Brandt said the vote would wait.", "Others said the vote would wait."),
        ("Then Brant said the vote would wait.", "Grant said the brant would wait."),
    ],
)
def test_a_word_that_opens_a_sentence_is_no_name_by_its_capital(shown: str, other: str) -> None:
    assert kinds(shown, other) == {EditKind.WORDING}


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        (
            "“The channel (https://tides.example/1) is too shallow for us,” she said.",
            "“The channel is too shallow for us,” she said.",
        ),
        (
            "“The channel [in the north] is too shallow for us,” she said.",
            "“The channel is too shallow for us,” she said.",
        ),
    ],
)
def test_an_aside_left_out_puts_no_other_words_into_a_mouth(shown: str, other: str) -> None:
    assert kinds(shown, other) == kinds(other, shown) == {EditKind.WORDING}


@pytest.mark.parametrize(
    "shown", ["“We will not sail,” she said.", "“The tide is high. We will sail,” she said."]
)
def test_a_word_or_a_sentence_left_out_of_a_quotation_does(shown: str) -> None:
    assert kinds(shown, "“We will sail,” she said.") == {EditKind.QUOTATION}


def test_a_letter_is_no_other_name_than_a_word_but_than_a_letter() -> None:
    shown = "On Monday Ann Ray (OR-02) spoke."
    assert EditKind.NAME not in kinds(shown, "On Monday Ann Ray, R-Oregon, spoke.")
    assert EditKind.NAME in kinds(
        "On Monday Ray, R-Oregon, spoke.", "On Monday Ray, D-Oregon, spoke."
    )
