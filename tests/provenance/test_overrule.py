"""Labels that a person set."""

from dataclasses import replace

from reader.collation.align import align
from reader.model import Category, Copy, Kind, Overrule
from reader.provenance.label import judge
from reader.provenance.overrule import BY_HAND, overrule
from reader.provenance.templates import Memory
from reader.provenance.titles import Titles
from tests.factories import tunnel


def _judged(*overrules: Overrule) -> tuple[tuple[Copy, ...], dict[tuple[int, int], Kind]]:
    copies = tunnel().copies
    alignment = align(copies)
    before = judge(alignment, copies, Memory(), Titles())
    after = overrule(before, alignment, copies, overrules)
    return copies, {key: verdict.kind for key, verdict in after.items()}


def _on(copy: Copy, words: str, kind: Kind, at: float = 1.0) -> Overrule:
    text = copy.article.text
    segment = next(s for s in copy.segments if words in text[s.start : s.end])
    category = Category.DISCLOSURE if kind is Kind.ADDITION else None
    return Overrule(copy.article.id, segment.start, segment.end, kind, category, at)


def test_what_is_said_of_one_copy_holds_for_the_same_words_in_the_others() -> None:
    copies, before = _judged()
    _, after = _judged(_on(copies[0], "meets again", Kind.ADDITION))
    changed = {key for key in before if before[key] is not after[key]}
    texts = {
        copies[number - 1].article.text[(s := copies[number - 1].segments[index]).start : s.end]
        for number, index in changed
    }
    assert texts == {"The council meets again on Nov. 30."}
    assert len({number for number, _ in changed}) == 5


def test_the_last_word_counts() -> None:
    copies, before = _judged()
    first = _on(copies[0], "meets again", Kind.ADDITION)
    second = _on(copies[1], "meets again", Kind.WIRE, at=2.0)
    assert _judged(first, second)[1] == before
    assert _judged(second, first)[1] == before


def test_it_says_that_it_was_set_by_hand() -> None:
    copies = tunnel().copies
    alignment = align(copies)
    said = _on(copies[0], "meets again", Kind.ADDITION)
    after = overrule(judge(alignment, copies, Memory(), Titles()), alignment, copies, [said])
    by_hand = [verdict for verdict in after.values() if verdict.evidence == (BY_HAND,)]
    assert by_hand
    assert {(v.category, v.confidence) for v in by_hand} == {(Category.DISCLOSURE, 1.0)}


def test_one_that_fits_no_segment_changes_nothing() -> None:
    copies, before = _judged()
    said = _on(copies[0], "meets again", Kind.ADDITION)
    assert _judged(replace(said, end=said.end + 1))[1] == before
