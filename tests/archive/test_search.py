from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.archive.query import Sort, parse
from reader.archive.search import WIDEST, Found, find, numbers, passages
from reader.errors import BadQuery
from tests.archive.shelf import NOON, Shelf
from tests.archive.test_query import queries

FILLER = "Nothing else was said of it that day by anyone at all. "


def shelf(*texts: str, title: str = "") -> Shelf:
    """One story of these texts."""
    made = Shelf()
    made.story(*(made.article(text=text, title=title) for text in texts))
    return made


def one(made: Shelf, query: str) -> Found:
    (found,) = find(made.connection, parse(query, NOON))
    return found


def marked(found: Found) -> str:
    """The passage with brackets around what was found."""
    assert found.passage is not None
    text = found.passage.text
    for start, end in reversed(found.passage.spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("tunnel", "The [tunnel] of Łódź was delayed."),
        ("lodz OR delayed", "The tunnel of Łódź was [delayed]."),
        ("łódź", "The tunnel of [Łódź] was delayed."),
        ("cafe", "A [café] opened in the U.N. building."),
        ("u.n. opened", "A café [opened] in the [U.N]. building."),
        ('"was del"*', "The tunnel of Łódź [was delayed]."),
        ("tunnel café opened", "A [café] [opened] in the U.N. building."),  # two words against one
        ("tunnel -bridge", "The [tunnel] of Łódź was delayed."),
        ("tunnel is:unread", "The [tunnel] of Łódź was delayed."),
        ("tunnel OR is:starred", "The [tunnel] of Łódź was delayed."),
    ],
)
def test_the_words_stand_in_their_line(query: str, shown: str) -> None:
    made = shelf("Share this\nThe tunnel of Łódź was delayed.\nA café opened in the U.N. building.")
    assert marked(one(made, query)) == shown


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("東京", "[東京]都は雨。大阪も[東京]"),
        ("京", "東[京]都は雨。大阪も東[京]"),
        ("東京都", "[東京都]は雨。大阪も東京"),
        ("大阪 東京", "[東京]都は雨。[大阪]も[東京]"),
        ("東京 tokyo", "[Tokyo]"),
    ],
)
def test_characters_of_unspaced_scripts_are_marked(query: str, shown: str) -> None:
    assert marked(one(shelf("Tokyo\n東京都は雨。大阪も東京"), query)) == shown


def test_the_earliest_copy_that_has_all_words_is_shown() -> None:
    made = shelf("The tunnel.", "The tunnel and the ferry.", "A ferry, a tunnel.")
    found = one(made, "tunnel ferry")
    assert found.article == "a2"
    assert marked(found) == "The [tunnel] and the [ferry]."


def test_words_of_a_title_alone_are_shown_in_it() -> None:
    found = one(shelf("Nothing.", title="Tunnel on ice"), "title:tunnel")
    assert marked(found) == "[Tunnel] on ice"
    assert found.passage is not None
    assert found.passage.in_title
    found = one(shelf("The ice held.\nThe Tunnel", title="Tunnel"), "title:tunnel ice")
    assert marked(found) == "The [ice] held."


def test_a_long_line_is_cut_between_words_around_those_found() -> None:
    text = FILLER * 3 + "A tunnel opened. " + FILLER * 9 + "The tunnel and the ferry. " + FILLER * 9
    found = one(shelf(f"First line.\n{text}"), "tunnel ferry")
    passage = found.passage
    assert passage is not None
    assert "The [tunnel] and the [ferry]." in marked(found)
    assert passage.cut_before
    assert passage.cut_after
    assert len(passage.text) <= WIDEST
    assert f"First line.\n{text}"[passage.start :].startswith(passage.text)
    assert not passage.text.startswith(" ")
    assert set(passage.text.split()) <= set(text.split())


def test_a_line_without_spaces_is_cut_all_the_same() -> None:
    found = one(shelf("雨" * 900 + "東京都" + "雨" * 900), "東京都")
    assert found.passage is not None
    assert len(found.passage.text) == WIDEST
    assert "[東京都]" in marked(found)


def test_a_phrase_across_lines_is_shown_where_it_begins() -> None:
    assert marked(one(shelf("Of the harbour\ntunnel only."), '"harbour tunnel"')) == (
        "Of the [harbour]"
    )


STORY = "The ferry was sold to a company from Ostrey on Tuesday."
FURNITURE = "Read more: the ferry"


def test_a_line_of_the_story_is_shown_before_furniture_with_more_of_the_words() -> None:
    found = one(shelf(f"Ostrey ferry company\n{STORY}"), "ferry company")
    assert marked(found) == STORY.replace("ferry", "[ferry]").replace("company", "[company]")
    assert found.passage is not None
    assert not found.passage.furniture


def test_a_later_copy_is_shown_where_it_has_the_words_in_the_story_s_text() -> None:
    assert one(shelf(FURNITURE, STORY), "ferry").article == "a2"
    assert one(shelf(FURNITURE, STORY, title="A ferry"), "ferry").article == "a1"


def test_words_that_furniture_alone_has_are_shown_as_that() -> None:
    found = one(shelf(FURNITURE), "ferry")
    assert marked(found) == "Read more: the [ferry]"
    assert found.passage is not None
    assert found.passage.furniture


def found_in_order(made: Shelf, query: str, sort: Sort = Sort.NEWEST) -> list[str | None]:
    return [found.article for found in find(made.connection, parse(query, NOON), sort)]


def test_stories_whose_text_or_title_has_the_words_come_first() -> None:
    made = Shelf()
    for text, title in ((STORY, ""), (FURNITURE, ""), (FURNITURE, "The ferry"), (FURNITURE, "")):
        made.story(made.article(text=text, title=title))
    assert found_in_order(made, "ferry") == ["a3", "a1", "a4", "a2"]
    assert found_in_order(made, "ferry", Sort.OLDEST) == ["a1", "a2", "a3", "a4"]
    assert numbers(made.connection, parse("is:unread", NOON)).tolist() == [4, 3, 2, 1]


def test_a_title_with_the_words_comes_first_from_however_far_behind() -> None:
    made = Shelf()
    made.story(made.article(text=FURNITURE, title="The ferry"))
    for _ in range(80):
        made.story(made.article(text=FURNITURE))
    found = numbers(made.connection, parse("ferry", NOON))
    assert found[0] == 1
    assert sorted(found) == list(range(1, 82))


def test_a_query_without_words_finds_stories_only() -> None:
    made = shelf("Tunnel.")
    for query in ("is:unread", "-ferry", ""):
        assert find(made.connection, parse(query, NOON)) == [Found(1)]


def test_a_page_is_given_at_a_time_in_order() -> None:
    made = Shelf()
    for number in range(1, 8):
        made.story(made.article(text=f"Tunnel {number}"))
    query = parse("tunnel", NOON)
    pages = [find(made.connection, query, Sort.OLDEST, 3, offset) for offset in (0, 3, 6, 9)]
    assert [[found.story for found in page] for page in pages] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert [found.article for found in pages[0]] == ["a1", "a2", "a3"]


def test_a_story_in_which_the_words_stand_no_longer_is_given_without_a_passage() -> None:
    made = shelf("Tunnel.")
    assert passages(made.connection, parse("ferry", NOON), [1, 9]) == [Found(1), Found(9)]


HOSTILE = shelf('a "b" \ue000 ] * NEAR(c) {title} : 東京\u202e ' + "x y " * 400 + "\ufffd% _ \\ é")


@settings(deadline=None)  # a database may take its time
@given(queries | st.sampled_from(["x", "x*", "%", "東", "a OR 東 -é", "x y", "near(c", "}:title"]))
def test_any_query_gives_passages_that_are_slices_of_the_text(text: str) -> None:
    try:
        query = parse(text, NOON)
    except BadQuery:
        return
    (whole,) = HOSTILE.connection.execute("SELECT text FROM articles").fetchone()
    for found in find(HOSTILE.connection, query):
        passage = found.passage
        if passage is None:
            continue
        assert whole[passage.start : passage.start + len(passage.text)] == passage.text
        assert len(passage.text) <= WIDEST
        assert passage.spans
        ends = [place for span in passage.spans for place in span]
        assert ends == sorted(ends)
        assert ends[0] >= 0
        assert ends[-1] <= len(passage.text)


def test_very_many_places_in_one_line_take_no_time_to_speak_of() -> None:
    found = one(shelf("tunnel ferry " * 40_000), "tunnel ferry")
    assert marked(found).startswith("[tunnel] [ferry] [tunnel]")
