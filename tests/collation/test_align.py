from hypothesis import given
from hypothesis import strategies as st

from reader.collation.align import align
from reader.collation.alignment import Alignment
from reader.collation.rows import MAX_SAME, DraftRow, RowIndex
from reader.model import Copy
from tests.strategies import copy_of, stories, story_copies, treated, treatments

ONE = "Ana Brandt told the harbour council that the estimate had doubled since spring."
TWO = "Nobody had measured the water that stands under the old mill."
THREE = "The ministry kept three reports on the shaft in a locked drawer."
FOUR = "Ferries could carry the whole of the traffic for another decade."
FIVE = "The vote should wait until the thaw is over, said the engineers."


def texts(alignment: Alignment, copies: list[Copy]) -> list[list[str]]:
    """For each row, what its copies have there."""
    by_number = {c.number: c for c in copies}
    return [
        [
            " ".join(
                by_number[cell.copy].article.text[s.start : s.end]
                for s in (by_number[cell.copy].segments[i] for i in cell.segments)
            )
            for cell in row.cells
        ]
        for row in alignment.rows
    ]


@given(story_copies())
def test_every_segment_of_every_copy_stands_in_exactly_one_cell(copies: list[Copy]) -> None:
    placed = [
        (cell.copy, index)
        for row in align(copies).rows
        for cell in row.cells
        for index in cell.segments
    ]
    assert sorted(placed) == sorted((c.number, s.index) for c in copies for s in c.segments)
    assert all(len(set(row.copies)) == len(row.copies) for row in align(copies).rows)


@given(story_copies(), st.randoms(use_true_random=False))
def test_the_order_in_which_copies_are_given_does_not_matter(copies: list[Copy], random) -> None:  # type: ignore[no-untyped-def]  # hypothesis gives its own Random
    shuffled = list(copies)
    random.shuffle(shuffled)
    assert align(shuffled) == align(copies)


@given(stories, st.integers(2, 4))
def test_copies_that_are_the_same_have_one_row_a_segment(story: list[str], count: int) -> None:
    copies = [copy_of(n, "\n".join(story)) for n in range(1, count + 1)]
    rows = align(copies).rows
    assert [len(row.cells) for row in rows] == [count] * len(copies[0].segments)
    assert not any(cell.moved for row in rows for cell in row.cells)


@given(st.data())
def test_a_sentence_meets_its_like_wherever_it_stands(data: st.DataObject) -> None:
    story = data.draw(stories)
    treatment = data.draw(treatments(len(story)))
    copies = [copy_of(1, "\n".join(story)), copy_of(2, treated(story, treatment))]
    found = texts(align(copies), copies)
    together = [row for row in found if len(row) == 2]
    assert sum(row[0] == row[1] for row in together) >= len(treatment.kept)


def test_a_reworded_sentence_shares_its_row() -> None:
    other = TWO.replace("Nobody had measured", "No one has ever measured")
    copies = [copy_of(1, f"{ONE}\n{TWO}\n{THREE}"), copy_of(2, f"{ONE}\n{other}\n{THREE}")]
    assert [len(row) for row in texts(align(copies), copies)] == [2, 2, 2]


def test_a_sentence_rewritten_but_for_its_opening_shares_its_row_in_its_place() -> None:
    opening = "The harbour-born Brandt, a keen diver,"
    one = f"{opening} runs four ferries to both islands and owns most mills up there."
    two = f"{opening} founded that shipyard next to which any tunnel would end today."
    copies = [copy_of(1, f"{ONE}\n{one}\n{THREE}"), copy_of(2, f"{ONE}\n{two}\n{THREE}")]
    assert [len(row) for row in texts(align(copies), copies)] == [2, 2, 2]


def test_an_unrelated_sentence_does_not() -> None:
    copies = [copy_of(1, f"{ONE}\n{TWO}\n{THREE}"), copy_of(2, f"{ONE}\n{FOUR}\n{THREE}")]
    assert [len(row) for row in texts(align(copies), copies)] == [2, 1, 1, 2]


def test_a_moved_sentence_is_marked_in_the_copy_that_moved_it() -> None:
    copies = [
        copy_of(1, "\n".join([ONE, TWO, THREE, FOUR, FIVE])),
        copy_of(2, "\n".join([ONE, THREE, FOUR, FIVE, TWO])),
        copy_of(3, "\n".join([ONE, TWO, THREE, FOUR, FIVE])),
    ]
    moved = [cell for row in align(copies).rows for cell in row.cells if cell.moved]
    assert [(cell.copy, cell.segments) for cell in moved] == [(2, (4,))]


REWORDED = "Since spring the estimate has doubled, Ana Brandt said to the council of the harbour."


def test_a_sentence_moved_and_reworded_shares_its_row_and_is_marked() -> None:
    moved = f"{TWO}\n{THREE}\n{FOUR}\n{REWORDED}"
    copies = [copy_of(1, f"{ONE}\n{TWO}\n{THREE}\n{FOUR}"), copy_of(2, moved)]
    alignment = align(copies)
    assert [ONE, REWORDED] in texts(alignment, copies)
    assert [(c.copy, c.segments) for r in alignment.rows for c in r.cells if c.moved] == [(2, (3,))]


def test_a_sentence_that_shares_its_subject_alone_does_not() -> None:
    other = "Ana Brandt was first elected to the harbour council in the year of the flood."
    copies = [
        copy_of(1, f"{ONE}\n{TWO}\n{THREE}\n{FOUR}"),
        copy_of(2, f"{TWO}\n{THREE}\n{FOUR}\n{other}"),
    ]
    assert [len(row) for row in texts(align(copies), copies)] == [1, 2, 2, 2, 1]


def test_neither_does_a_line_that_announces_nor_a_point_of_a_list() -> None:
    for line in (REWORDED.replace(".", ":"), f"• {REWORDED}"):
        copies = [
            copy_of(1, f"{ONE}\n{TWO}\n{THREE}\n{FOUR}"),
            copy_of(2, f"{TWO}\n{THREE}\n{FOUR}\n{line}"),
        ]
        assert [len(row) for row in texts(align(copies), copies)] == [1, 2, 2, 2, 1]


def test_all_parts_of_a_sentence_that_was_moved_and_reworded_share_its_row() -> None:
    whole = f"“{ONE.removesuffix('.')}, and {THREE.removesuffix('.').lower()},” said Orla."
    parts = f"“{ONE.removesuffix('.')},” Orla said. “{THREE}”"
    copies = [
        copy_of(1, f"{whole}\n{TWO}\n{FOUR}\n{FIVE}"),
        copy_of(2, f"{TWO}\n{FOUR}\n{FIVE}\n{parts}"),
    ]
    assert [whole, parts] in texts(align(copies), copies)


def test_a_line_of_four_words_moves_where_it_stands_once() -> None:
    line = "What the engineers said"
    copies = [
        copy_of(1, "\n".join([ONE, line, TWO, THREE])),
        copy_of(2, "\n".join([ONE, TWO, THREE, line])),
    ]
    repeated = [copies[0], copy_of(2, "\n".join([ONE, TWO, line, THREE, line]))]
    moved = [cell.copy for row in align(copies).rows for cell in row.cells if cell.moved]
    assert moved == [2]
    assert not any(cell.moved for row in align(repeated).rows for cell in row.cells)


def test_the_order_is_the_majority_s_even_where_the_first_copy_has_another() -> None:
    copies = [
        copy_of(1, "\n".join([TWO, ONE, THREE, FOUR, FIVE])),
        copy_of(2, "\n".join([ONE, TWO, THREE, FOUR, FIVE])),
        copy_of(3, "\n".join([ONE, TWO, THREE, FOUR, FIVE])),
    ]
    rows = align(copies).rows
    assert [row.cells[1].segments[0] for row in rows] == [0, 1, 2, 3, 4]
    assert {cell.copy for row in rows for cell in row.cells if cell.moved} == {1}


def test_the_order_is_the_majority_s_even_where_it_has_different_sentences_before() -> None:
    copies = [
        copy_of(1, "\n".join([FIVE, ONE, TWO, THREE, FOUR])),
        copy_of(2, "\n".join([TWO, THREE, FOUR, ONE, FIVE])),
        copy_of(3, "\n".join([ONE, TWO, THREE, FOUR, FIVE])),
    ]
    moved = [
        (cell.copy, cell.segments) for row in align(copies).rows for cell in row.cells if cell.moved
    ]
    assert sorted(moved) == [(1, (0,)), (2, (3,))]


def test_what_no_copy_has_the_other_way_round_has_not_moved() -> None:
    copies = [
        copy_of(1, "\n".join([TWO, FOUR, FIVE])),
        copy_of(2, "\n".join([THREE, FOUR])),
        copy_of(3, "\n".join([THREE, FIVE])),
    ]
    rows = align(copies).rows
    assert not any(cell.moved for row in rows for cell in row.cells)
    places = {row.copies: place for place, row in enumerate(rows)}
    assert places[2, 3] < places[1, 2] < places[1, 3]


def test_a_sentence_split_in_two_shares_one_row() -> None:
    joined = TWO.removesuffix(".") + ", and the ministry kept three reports on the shaft."
    first, second = TWO, "The ministry kept three reports on the shaft."
    copies = [
        copy_of(1, f"{ONE}\n{joined}\n{FIVE}"),
        copy_of(2, f"{ONE}\n{first} {second}\n{FIVE}"),
    ]
    cells = [cell for row in align(copies).rows for cell in row.cells if cell.copy == 2]
    assert [cell.segments for cell in cells] == [(0,), (1, 2), (3,)]


def test_sentences_joined_in_a_later_copy_make_one_row_of_two() -> None:
    joined = TWO.removesuffix(".") + ", and the ministry kept three reports on the shaft."
    apart = f"{ONE}\n{TWO} The ministry kept three reports on the shaft.\n{FIVE}"
    copies = [copy_of(1, apart), copy_of(2, apart), copy_of(3, f"{ONE}\n{joined}\n{FIVE}")]
    assert [len(row.cells) for row in align(copies).rows] == [3, 3, 3]


def test_paragraphs_rearranged_by_one_copy_keep_their_rows() -> None:
    copies = [
        copy_of(1, f"{ONE} {TWO}\n{THREE}\n{FOUR} {FIVE}"),
        copy_of(2, f"{ONE}\n{TWO} {THREE} {FOUR}\n{FIVE}"),
    ]
    assert [len(row.cells) for row in align(copies).rows] == [2] * 5


def test_a_line_that_a_copy_repeats_has_a_row_of_its_own() -> None:
    copies = [copy_of(1, f"Share this\n{ONE}\n{TWO}\nShare this"), copy_of(2, f"{ONE}\n{TWO}")]
    assert [len(row.cells) for row in align(copies).rows] == [1, 2, 2, 1]


def test_a_copy_without_text_is_no_trouble() -> None:
    assert align([copy_of(1, ""), copy_of(2, ONE)]).rows[0].copies == (2,)
    assert align([copy_of(1, "")]).rows == ()


def test_a_rewritten_sentence_keeps_its_row_though_a_caption_repeats_words_of_it() -> None:
    lede = (
        "The tunnel under the harbour will stay closed for six weeks after a storm on Monday "
        "filled both of its tubes with water, officials said on the quay on Tuesday."
    )
    caption = "The tunnel will stay closed after a storm."
    rewritten = (
        "A storm filled both tubes of the harbour tunnel with water on Monday and it will now be "
        "shut for six weeks, officials said on the quay on Tuesday."
    )
    copies = [
        copy_of(1, f"{FIVE}\n{lede}\n{TWO}"),
        copy_of(2, f"{FIVE}\n{lede}\n{TWO}"),
        copy_of(3, f"{FIVE}\n{caption}\n{rewritten}\n{TWO}"),
    ]
    rows = [row for row in align(copies).rows if row.copies == (1, 2, 3)]
    assert [row.cells[2].segments for row in rows] == [(0,), (2,), (3,)]


def test_a_line_repeated_a_thousand_times_meets_its_like_in_order() -> None:
    copies = [copy_of(1, "\n".join([TWO] * 1_000)), copy_of(2, "\n".join([ONE, *[TWO] * 1_000]))]
    rows = align(copies).rows
    together = [row for row in rows if len(row.cells) == 2]
    assert [tuple(c.segments[0] for c in row.cells) for row in together] == [
        (n, n + 1) for n in range(1_000)
    ]
    assert not any(cell.moved for row in rows for cell in row.cells)


def test_the_rows_tried_do_not_grow_with_the_repetitions() -> None:
    form = "abcde"
    rows = [DraftRow() for _ in range(500)]
    for row in rows:
        row.add(1, 0, form)
    tried = RowIndex(rows).same([form] * 600)
    assert {len(found) for found in tried} == {MAX_SAME}
    assert all(place in found for place, found in enumerate(tried[:500]))
