from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from reader.grouping.stories import arrival_order
from reader.model import Article, Collation, Kind, Member, Outlet, Status, Story, Variant, Weight
from reader.provenance.label import Titles
from reader.provenance.templates import learn
from reader.services.analysis import analyse
from reader.services.placing import placed
from reader.text.blocks import split_blocks
from reader.text.rot47 import rot47
from tests.strategies import any_text, article, stories, treated, treatments

ONE = "Ana Brandt told the harbour council that the estimate had doubled to $4.2 billion."
TWO = "Nobody had measured the water that stands under the old mill, she said."
THREE = "The ministry kept three reports on the shaft in a locked drawer for years."
FOUR = "Ferries could carry the whole of the traffic for another decade or so."


def collate(texts: Sequence[str]) -> Collation:
    return collated([article(f"outlet-{n}", text) for n, text in enumerate(texts, 1)])


def collated(articles: Sequence[Article], versions: dict[str, str] | None = None) -> Collation:
    members = tuple(Member(a.id, version_of=(versions or {}).get(a.id)) for a in articles)
    story = Story(articles[0].id, members)
    memory = learn(articles, {a.id: story.id for a in articles})
    return analyse(story, {a.id: a for a in articles}, memory, Titles(articles))


@st.composite
def printed(draw: st.DrawFn) -> list[str]:
    sentences = draw(stories)
    count = draw(st.integers(1, 4))
    return [treated(sentences, draw(treatments(len(sentences)))) for _ in range(count)]


@given(printed())
def test_the_collation_holds_together(texts: list[str]) -> None:
    check(collate(texts), texts)


@given(st.lists(any_text, min_size=1, max_size=3))
def test_it_holds_together_whatever_the_text(texts: list[str]) -> None:
    check(collate(texts), texts)


def check(found: Collation, texts: list[str]) -> None:
    by_passage = {p.number: p for p in found.passages}
    for copy in found.copies:
        labels = [label for label in found.labels if label.copy == copy.number]
        assert [label.segment for label in labels] == list(copy.segments)
        assert 0 <= copy.wire_share <= 1
        held: set[int] = set()
        for label in labels:
            place = range(label.segment.start, label.segment.end)
            assert held.isdisjoint(place)
            held.update(place)
            for edit in label.edits:
                assert label.segment.start <= edit.start <= edit.end <= label.segment.end
            assert (label.kind is Kind.WIRE) == (label.passage is not None)
            assert (label.kind is Kind.ADDITION) == (label.category is not None)
            if label.passage is not None:
                assert copy.number in by_passage[label.passage].carriers
        text = copy.article.text
        assert all(i in held or c.isspace() for i, c in enumerate(text))
    assert [p.number for p in found.passages] == list(range(1, len(found.passages) + 1))
    assert all(p.copy in p.carriers and p.text for p in found.passages)
    assert all(
        by_passage[o.passage].status is Status.WIRE and o.copy not in by_passage[o.passage].carriers
        for o in found.omissions
    )


@given(printed(), st.randoms(use_true_random=False))
def test_the_order_of_the_members_does_not_matter(texts: list[str], random) -> None:  # type: ignore[no-untyped-def]  # hypothesis gives its own Random
    articles = [article(f"outlet-{n}", text) for n, text in enumerate(texts, 1)]
    shuffled = list(articles)
    random.shuffle(shuffled)
    one, two = collated(articles), collated(shuffled)
    assert (one.copies, one.passages, one.labels) == (two.copies, two.passages, two.labels)


@given(stories, st.integers(2, 4))
def test_copies_that_are_the_same_have_no_variants(story: list[str], count: int) -> None:
    found = collate(["\n".join(story)] * count)
    assert not any(label.variants or label.edits for label in found.labels)
    assert found.omissions == ()
    assert all(p.support == tuple(range(1, count + 1)) for p in found.passages)


def test_the_reading_of_most_copies_is_shown_and_variants_are_named_against_it() -> None:
    changed = ONE.replace("$4.2", "$2.4")
    found = collate([f"{changed}\n{TWO}", f"{ONE}\n{TWO}", f"{ONE}\n{TWO}"])
    assert found.passages[0].text == ONE
    variants = [label for label in found.labels if label.variants]
    assert [(v.copy, v.weight, v.edits[0].reading) for v in variants] == [(1, Weight.FACT, "4.2")]


def test_what_a_copy_cut_is_its_omission() -> None:
    whole = "\n".join([ONE, TWO, THREE, FOUR])
    found = collate([whole, whole, "\n".join([ONE, FOUR])])
    assert [(o.copy, o.passage) for o in found.omissions] == [(3, 2), (3, 3)]


def test_with_two_copies_nobody_knows_who_cut_or_added() -> None:
    found = collate(["\n".join([ONE, TWO, THREE]), "\n".join([ONE, THREE])])
    assert [p.status for p in found.passages] == [Status.WIRE, Status.SINGLE, Status.WIRE]
    assert found.omissions == ()


def test_a_moved_sentence_is_a_transposition() -> None:
    straight = "\n".join([ONE, TWO, THREE, FOUR])
    found = collate([straight, straight, "\n".join([TWO, THREE, FOUR, ONE])])
    moved = [label for label in found.labels if Variant.TRANSPOSITION in label.variants]
    assert [(m.copy, m.passage) for m in moved] == [(3, 1)]


def test_a_version_lends_no_support() -> None:
    first = article("outlet-1", "\n".join([ONE, TWO]))
    text = "\n".join([ONE, TWO, THREE])
    later = Article("outlet-1-later.txt", Outlet("outlet-1"), text, split_blocks(text))
    other = article("outlet-2", "\n".join([ONE, TWO]))
    found = collated([first, later, other], {later.id: first.id})
    numbers = {c.article.id: c for c in found.copies}
    version = numbers[later.id]
    assert version.version_of == numbers[first.id].number
    assert all(version.number not in p.support for p in found.passages)
    assert all(version.number in p.carriers for p in found.passages)


def test_the_story_is_called_alike_in_whatever_order_its_copies_came() -> None:
    text = "\n".join([ONE, TWO, THREE])
    called = {"outlet-1": "Estimate doubles", "outlet-2": "Old mill stands on water"}
    came = {
        "outlet-1": datetime(2025, 3, 2, tzinfo=UTC),
        "outlet-2": datetime(2025, 3, 1, tzinfo=UTC),
    }
    articles = [
        replace(article(name, text), title=title, arrived=came[name])
        for name, title in called.items()
    ]
    story = Story(articles[0].id, tuple(Member(one.id) for one in articles))
    by_id = {one.id: one for one in articles}
    memory, titles = learn(articles, dict.fromkeys(by_id, story.id)), Titles(articles)
    found = analyse(story, by_id, memory, titles, order=arrival_order)
    assert [copy.article.outlet.name for copy in found.copies] == ["outlet-2", "outlet-1"]
    assert found.headline == placed(story, by_id, {one.id: 1 for one in articles}).headline


def test_what_a_paywall_hides_is_shown_as_another_copy_has_it() -> None:
    hidden = rot47(TWO)
    found = collate(["\n".join([ONE, hidden, THREE]), "\n".join([ONE, TWO, THREE])])
    assert [p.text for p in found.passages] == [ONE, TWO, THREE]
