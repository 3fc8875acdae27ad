"""Versions of an item that its feed gives otherwise at every visit: bounded, no correction lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.archive import articles, editions, labels, state
from reader.archive.articles import Change, load
from reader.archive.connection import Archive
from reader.archive.editions import LATEST, passing, says_the_same
from reader.archive.stories import number_of
from reader.model import Article, Kind, Outlet
from reader.services.arranging import arrange
from reader.text.blocks import split_blocks
from tests.archive.test_archive_articles import kept

STORY = (
    "The council of Larkfield put off its vote on the tunnel on Tuesday.",
    "Engineers had told it that the price doubled within two years.",
    "Nobody had measured the water under the mill.",
    "The herring fleet comes home in the spring, and must find the quay free.",
)
COUNTED = "This report was opened by {} readers of ours so far."


@pytest.fixture
def archive() -> Iterator[Archive]:
    made = Archive(None)
    yield made
    made.close()


def article(*lines: str, title: str = "Vote on the tunnel is put off") -> Article:
    text = "\n".join(lines)
    return Article("tunnel", Outlet("Larkfield Post"), text, split_blocks(text), title)


def texts(archive: Archive) -> list[str]:
    """The versions that are kept, the first first."""
    with archive.reading() as connection:
        return [one.text for one in load(connection, articles.all_numbers(connection))]


@pytest.mark.parametrize(
    "line",
    [
        "{} people read this",
        "Updated at 14:{}",
        "Visit the {} best cafés of the coast",
        "  \u200b{0:.0}",
    ],
)
def test_what_only_differs_in_furniture_is_no_version(archive: Archive, line: str) -> None:
    for visit in range(10):
        one = kept(archive, article(line.format(str(visit)), *STORY))
        assert one.change is (Change.SAME if visit else Change.NEW)
    assert len(texts(archive)) == 1


def test_marks_of_another_form_are_no_version(archive: Archive) -> None:
    said = "“It is the mayor’s tunnel – nobody else’s,” Ana Brandt said on Tuesday."
    kept(archive, article(*STORY, said))
    typed = said.translate(str.maketrans("“”’–", '""\'-'))
    assert kept(archive, article(*STORY, typed)).change is Change.SAME


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The price is 4.2 million crowns.", "The price is 2.4 million crowns."),
        ("He died.", "He lives."),
        ("It rained, and the vote was put off until noon.", "It snowed, and it was held."),
    ],
)
def test_a_correction_is_a_version_however_short(archive: Archive, before: str, after: str) -> None:
    kept(archive, article(*STORY, before))
    assert kept(archive, article(*STORY, after)).change is Change.VERSION


def test_lines_that_do_not_close_are_the_article_where_they_are_most_of_it(
    archive: Archive,
) -> None:
    results = ["Larkfield Rovers against Port Ellen", "Corran against Tarrow", "Quay {}, Mill 1"]
    table = "\n".join(results)
    kept(archive, article(table.format(2), "A draw."))
    assert kept(archive, article(table.format(3), "A draw.")).change is Change.VERSION


@pytest.mark.parametrize("at", [0, 2, 4])
def test_of_an_item_that_never_stands_still_the_first_and_the_last_are_kept(
    archive: Archive, at: int
) -> None:
    visits = [article(*STORY[:at], COUNTED.format(n), *STORY[at:]) for n in range(40)]
    for one in visits:
        assert kept(archive, one).change in (Change.NEW, Change.VERSION)
    assert texts(archive) == [one.text for one in (visits[0], *visits[-LATEST:])]


def test_an_advertisement_of_one_sentence_or_two_is_bounded_too(archive: Archive) -> None:
    for n in range(60):
        ad = f"Crown Tea number {n} is out now." + f" Ask for number {n} at the quay." * (n % 2)
        kept(archive, article(*STORY[:2], ad, *STORY[2:]))
    assert len(texts(archive)) < 10


def test_what_never_stands_still_keeps_the_story_it_is_in(archive: Archive) -> None:
    for n in range(12):
        kept(archive, article(*STORY, COUNTED.format(n)))
        arrange(archive)
    with archive.reading() as connection:
        assert number_of(connection, "tunnel")
        assert connection.execute("SELECT copies, versions FROM stories").fetchall() == [(1, 3)]


def test_a_version_that_a_person_noted_or_labelled_stays(archive: Archive) -> None:
    numbers = [kept(archive, article(*STORY, COUNTED.format(n))).number for n in range(4)]
    arrange(archive)
    with archive.writing() as connection:
        labels.overrule(connection, numbers[1], 0, 20, Kind.WIRE, None, 1.0)
        state.star(connection, [number_of(connection, "tunnel")], 1.0)
        connection.execute("DELETE FROM stars WHERE article = ?", (numbers[2],))
    for n in range(4, 12):
        kept(archive, article(*STORY, COUNTED.format(n)))
    with archive.reading() as connection:
        there = set(articles.all_numbers(connection))
    assert {numbers[0], numbers[1], numbers[3]} <= there
    assert numbers[2] not in there


def test_an_article_written_anew_again_and_again_stays_in_all_its_versions(
    archive: Archive,
) -> None:
    visits = [
        article(*(f"On day {n} the {word} was seen near the quay of Larkfield." for word in
                  ("whale", "seal", "heron", "otter")))
        for n in range(9)
    ]  # fmt: skip
    for one in visits:
        kept(archive, one)
    assert texts(archive) == [one.text for one in visits]


def work(archive: Archive, items: Sequence[Article]) -> int:
    """Keep items under one identity; return SQLite's steps, in thousands."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    with archive.writing() as connection:
        connection.set_progress_handler(step, 1000)
        for one in items:
            articles.keep(connection, one, identity="live", feed=None, now=1.0)
        connection.set_progress_handler(None, 0)
    return steps


def test_keeping_takes_no_longer_where_many_texts_of_one_article_are_there(
    archive: Archive,
) -> None:
    visits = [article(f"The council met on day {n} of {n} in the hall.") for n in range(1000)]
    few = work(archive, visits[:200])
    for some in (visits[200:400], visits[400:600], visits[600:800], visits[800:]):
        assert work(archive, some) < 1.5 * few
    assert len(texts(archive)) == 1000
    again = work(archive, visits[:200])
    assert work(archive, visits[800:]) < 1.5 * again < 1.5 * few
    assert len(texts(archive)) == 1000


_VISITS = st.lists(
    st.none() | st.tuples(st.integers(0, len(STORY) - 1), st.booleans()), min_size=1, max_size=30
)


@given(_VISITS, st.integers(0, len(STORY)))
@settings(max_examples=100)
def test_no_correction_is_lost_among_counters(
    visits: Sequence[tuple[int, bool] | None], at: int
) -> None:
    """Between two visits nothing but the counter changes, or a sentence is corrected, twice each.

    A second correction may take the first one back.
    """
    story, ever = list(STORY), set(STORY)
    done = [0] * len(STORY)
    editions: list[Article] = []
    for number, change in enumerate([None, *visits]):
        if change is not None and done[change[0]] < 2:
            which, back = change
            done[which] += 1
            story[which] = STORY[which] if back else f"{STORY[which][:-1]}, version {number} said."
            ever.add(story[which])
        editions.append(article(*story[:at], COUNTED.format(number), *story[at:]))
        for place in reversed(passing(editions)):
            del editions[place]
    said = {line for one in editions for line in one.text.splitlines()}
    assert ever <= said
    assert COUNTED.format(0) in said
    assert len(editions) <= 1 + LATEST + LATEST * sum(done)  # at each, it is counted from elsewhere


def slowly(editions: Sequence[Article]) -> list[int]:
    """The editions that need not be kept, looked for sentence by sentence in each other one."""
    said = [[one.title or "", *one.text.splitlines()] for one in editions]
    gone: list[int] = []
    for at in range(1, len(said) - LATEST):
        left = [said[n] for n in range(len(said)) if n not in gone]
        alone = [n for n, line in enumerate(said[at]) if sum(line in one for one in left) == 1]
        length = sum(len("".join(line.split())) for line in said[at])
        if 2 * sum(len("".join(said[at][n].split())) for n in alone) > length:
            continue
        if all(is_restless(said[at], place, alone, left) for place in alone):
            gone.append(at)
    return gone


def is_restless(
    own: Sequence[str], place: int, alone: Sequence[int], left: Sequence[Sequence[str]]
) -> bool:
    before = max((n for n in range(place) if n not in alone), default=None)
    there: list[str] = []
    for one in left:
        if before is None:
            there += one[place : place + 1]
        elif own[before] in one:
            at = one.index(own[before]) + place - before
            there += one[at : at + 1]
    unsteady = [line for line in there if not all(line in one for one in left)]
    return len(unsteady) >= 4 and len(set(unsteady)) == len(unsteady)


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.lists(st.integers(0, 9), max_size=6)), max_size=12
    ),
    st.lists(st.sampled_from([*STORY, COUNTED]), max_size=6),
)
@settings(max_examples=200)
def test_which_need_not_be_kept_is_what_a_slow_look_finds(
    visits: Sequence[tuple[str, list[int]]], frame: Sequence[str]
) -> None:
    editions = [
        article(*frame[:2], *(f"It is {n} now at the quay." for n in lines), *frame[2:],
                COUNTED.format(number), title=title)
        for number, (title, lines) in enumerate(visits)
    ]  # fmt: skip
    assert passing(editions) == slowly(editions)


class Piece(str):
    """A sentence that counts how often any is compared with another."""

    __slots__ = ()
    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Piece.compared += 1
        return str.__eq__(self, other)


def test_the_work_grows_with_the_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "_compact", Piece)

    def compared(size: int) -> int:
        visits = [
            article(*(line for n in range(size) for line in
                      (f"What is said here of number {n} stands.", f"Boat {n} had {visit}.")))
            for visit in range(6)
        ]  # fmt: skip
        Piece.compared = 0
        assert passing(visits) == [1, 2]
        return Piece.compared

    assert compared(200) < 2.5 * compared(100)


@given(st.permutations(STORY), st.sampled_from(STORY))
def test_a_text_says_what_it_says_and_not_what_another_does(
    lines: Sequence[str], other: str
) -> None:
    one = article(*lines)
    assert says_the_same(one, article("14:05", *lines, "Share this"))
    assert not says_the_same(one, article(*lines, f"{other[:-1]}, he said."))
