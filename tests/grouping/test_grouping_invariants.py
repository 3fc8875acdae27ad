"""What holds of every grouping, whatever the articles."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from reader.grouping.stories import group
from reader.model import Article
from tests.grouping.writing import article, ids, sentences

_TEXTS = [sentences(100 + seed, 9) for seed in range(5)]
_NOTICES = [sentences(200 + seed, 3) for seed in range(2)]
_OUTLETS = ["Gazette", "Mirror", "Courier", "Herald"]


@st.composite
def pages(draw: st.DrawFn) -> list[Article]:
    """Draw copies, briefs, mixtures and digests of a few texts, some with furniture."""
    made = []
    for number in range(draw(st.integers(1, 9))):
        lines: list[str] = []
        for text in draw(st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=2)):
            start = draw(st.integers(0, 4))
            lines += text[start : start + draw(st.integers(2, 9))]
        if draw(st.booleans()):
            lines += draw(st.sampled_from(_NOTICES))
        made.append(
            article(
                f"n{number}",
                lines,
                outlet=draw(st.sampled_from(_OUTLETS)),
                title=draw(st.none() | st.just(" ".join(lines[0].split()[:5]))),
                hours=draw(st.none() | st.integers(0, 400)),
            )
        )
    return made


@given(pages(), st.randoms(use_true_random=False))
def test_the_order_given_changes_nothing(made: list[Article], rng: random.Random) -> None:
    shuffled = list(made)
    rng.shuffle(shuffled)
    assert group(shuffled) == group(made)


@given(pages())
def test_every_article_is_in_exactly_one_story(made: list[Article]) -> None:
    found = [id_ for story in ids(group(made)) for id_ in story]
    assert sorted(found) == sorted(one.id for one in made)


@given(pages())
def test_unrelated_articles_change_nothing(made: list[Article]) -> None:
    others = [
        article(f"u{number}", sentences(300 + number, 8), outlet=f"Far {number}", hours=number)
        for number in range(4)
    ]
    before, after = group(made), group([*made, *others])
    assert [s for s in after.stories if not s.id.startswith("u")] == list(before.stories)
    assert after.related == before.related


@given(pages())
def test_stories_and_members_stand_in_order_of_publication(made: list[Article]) -> None:
    by_id = {one.id: one for one in made}

    def key(id_: str) -> tuple[bool, float, str]:
        when = by_id[id_].published
        return when is None, when.timestamp() if when else 0.0, id_

    stories = ids(group(made))
    assert all(story == sorted(story, key=key) for story in stories)
    assert [story[0] for story in stories] == sorted((story[0] for story in stories), key=key)


@given(pages())
def test_versions_name_an_earlier_member_of_the_same_outlet(made: list[Article]) -> None:
    outlets = {one.id: one.outlet for one in made}
    for story in group(made).stories:
        copies: dict[str, str] = {}
        for member in story.members:
            first = copies.setdefault(outlets[member.article].name, member.article)
            assert member.version_of == (None if first == member.article else first)


@given(pages())
def test_scores_are_parts_and_relations_join_two_stories(made: list[Article]) -> None:
    grouping = group(made)
    home = {m.article: story.id for story in grouping.stories for m in story.members}
    assert all(0 <= m.score <= 1 for story in grouping.stories for m in story.members)
    for relation in grouping.related:
        assert home[relation.a] != home[relation.b]
        assert 0 <= relation.score <= 1


@given(st.lists(st.text(max_size=300), max_size=6))
def test_any_text_can_be_grouped(texts: list[str]) -> None:
    made = [article(f"t{number}", [text]) for number, text in enumerate(texts)]
    assert len(group(made).stories) == len(made) or len(set(texts)) < len(texts)
