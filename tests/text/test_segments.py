import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Block, Outlet, Role
from reader.text.blocks import split_blocks
from reader.text.datelines import dateline_end
from reader.text.segments import segment
from tests.strategies import any_text, article

damaged_text = st.lists(
    any_text | st.sampled_from(["<h3>", "</p> ", "&amp;", "â€œ", "Âł", "<br/>", " It rained. "])
).map("".join)


@given(any_text | damaged_text)
def test_every_character_that_is_no_white_space_lies_in_exactly_one_segment(text: str) -> None:
    covered = [0] * len(text)
    for found in segment(article("paper", text)):
        for place in range(found.start, found.end):
            covered[place] += 1
    assert all(
        count == 1 or (count <= 1 and char.isspace())
        for count, char in zip(covered, text, strict=True)
    )


@given(any_text | damaged_text)
def test_a_segment_knows_its_line_and_has_no_white_space_at_its_ends(text: str) -> None:
    segments = segment(article("paper", text))
    for found in segments:
        slice_ = text[found.start : found.end]
        assert slice_ == slice_.strip() != ""
        assert found.line == text.count("\n", 0, found.start) + 1
    assert [s.index for s in segments] == list(range(len(segments)))


def test_a_dateline_is_a_segment_of_its_own() -> None:
    text = "PORT ELLEN (NPA) — The council put off a vote. It meets again."
    parts = [text[s.start : s.end] for s in segment(article("paper", text))]
    assert parts == ["PORT ELLEN (NPA) —", "The council put off a vote.", "It meets again."]


def test_a_heading_is_one_segment_however_many_sentences_it_has() -> None:
    text = "No tunnel. No bridge. No ferry."
    page = Article("a", Outlet("p"), text, (Block(0, len(text), 1, Role.HEADING),))
    assert len(segment(page)) == 1


def test_a_hard_wrapped_sentence_is_one_segment_over_two_lines() -> None:
    line = "The council of the harbour town put off its vote on the tunnel because the"
    text = "\n".join([line, "price had doubled, engineers said."])
    parts = [text[s.start : s.end] for s in segment(article("paper", text))]
    assert parts == [text]


def test_each_line_is_a_block_of_its_own() -> None:
    text = "Share this\n\nThe council voted.\nShare this\n"
    assert [text[b.start : b.end] for b in split_blocks(text)] == [
        "Share this",
        "The council voted.",
        "Share this",
    ]
    assert [b.line for b in split_blocks(text)] == [1, 3, 4]


def test_a_text_hard_wrapped_throughout_is_joined_into_its_paragraphs() -> None:
    text = (
        "The council of the harbour town of Ellen put off a vote on the tunnel on\n"
        "Tuesday, after engineers said that its price had doubled within two years,\n"
        "and that nobody could say what a second shaft would add to the bill now.\n"
        "\n"
        "Residents of the old quay, who had sued over the noise, spoke of a pause\n"
        "and not of a victory, and asked the mayor to publish the three reports on\n"
        "the water under the mill that the ministry has kept since the last thaw.\n"
    )
    assert len(split_blocks(text)) == 2


@pytest.mark.parametrize(
    "dateline",
    [
        "ST. ELLEN —",
        "ST ELLEN'S, Hexley --",
        "COEUR D’ELLEN, Hexley (NPA) —",
        "Feb. 3--PORT ELLEN, Hexley --",
        "Jan. 28-- Jan. 28--PORT ELLEN —",
    ],
)
def test_datelines_with_saints_apostrophes_and_a_distributors_day(dateline: str) -> None:
    assert dateline_end(f"{dateline} The council met.") == len(dateline) + 1


@pytest.mark.parametrize("text", ["P.P.S. - If you found it.", "U.S. — China talks go on."])
def test_abbreviations_are_no_datelines(text: str) -> None:
    assert dateline_end(text) is None


def test_a_dateline_with_a_damaged_dash_is_one_too() -> None:
    text = "HEXLEY (NPA) â€” The council put off a vote."
    parts = [text[s.start : s.end] for s in segment(article("paper", text))]
    assert parts == ["HEXLEY (NPA) â€”", "The council put off a vote."]


def test_a_heading_of_two_parts_is_no_dateline() -> None:
    assert dateline_end("HARBOUR PICTURES - SINGLE SHOT") is None
    assert dateline_end("HARBOUR CITY - A ferry ran aground on Monday.") is not None
