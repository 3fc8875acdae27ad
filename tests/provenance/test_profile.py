from __future__ import annotations

from dataclasses import replace

from reader.model import Category, Collation, EditKind, Outlet
from reader.provenance.examples import MOST, Deed, Example
from reader.provenance.profile import Habit, Profile, TemplateLine, profiles
from reader.provenance.templates import Memory, Recurring, learn
from tests.factories import added, collation, copy, wire

MET, COST, WORK = (
    "The council met on Tuesday to vote on the tunnel.",
    "The tunnel would cost 4.2 million crowns in all.",
    "Work was to begin in spring, the mayor told them.",
)
SHARE = "Share this with a friend of the harbour"


def _named(story: str, collated: Collation) -> Collation:
    """The collation under its own id and article ids."""
    copies = tuple(
        replace(c, article=replace(c.article, id=f"{story}-{c.number}")) for c in collated.copies
    )
    return replace(collated, story=story, copies=copies)


def _story(story: str) -> Collation:
    return _named(
        story,
        collation(
            [
                copy("Post", [wire(1, MET)], [wire(2, COST)], [wire(3, WORK)]),
                copy("Star", [wire(1, MET)], [wire(2, COST)], [wire(3, WORK)]),
                copy(
                    "Herald",
                    [added(SHARE, Category.SHARE)],
                    [wire(1, MET.replace("met", "sat"), ("met", "sat", EditKind.WORDING))],
                    [wire(2, COST.replace("4.2", "2.4"), ("4.2", "2.4", EditKind.NUMBER))],
                ),
            ]
        ),
    )


def _by_name(found: tuple[Profile, ...]) -> dict[str, Profile]:
    return {profile.name: profile for profile in found}


def _memory(*collated: Collation) -> Memory:
    articles = [copy.article for c in collated for copy in c.copies]
    return learn(articles, {copy.article.id: c.story for c in collated for copy in c.copies})


def test_an_outlets_habits_are_counted_over_its_stories() -> None:
    found = _by_name(profiles([_story("a"), _story("b")], Memory()))
    herald, post = found["Herald"], found["Post"]
    assert (herald.articles, herald.stories, herald.compared, herald.passages) == (2, 2, 2, 6)
    assert herald.additions == (Habit(Category.SHARE, 2, 2),)
    assert (herald.omissions, herald.substitutions, herald.facts) == (2, 4, 2)
    assert post.additions == ()
    assert (post.omissions, post.substitutions, post.facts) == (0, 0, 0)


def test_alone_with_a_story_nothing_is_cut_or_changed() -> None:
    alone = collation([copy("Post", [wire(1, MET)], [added(SHARE, Category.SHARE)])])
    (post,) = profiles([alone], Memory())
    assert (post.compared, post.passages, post.omissions, post.substitutions) == (0, 0, 0, 0)
    assert post.additions == (Habit(Category.SHARE, 1, 1),)


def test_a_version_is_not_counted() -> None:
    twice = collation(
        [copy("Post", [wire(1, MET)]), copy("Post", [wire(1, MET)], [wire(2, COST)], version_of=1)]
    )
    (post,) = profiles([twice], Memory())
    assert (post.articles, post.stories, post.compared) == (1, 1, 0)


def test_templates_are_the_added_lines_that_come_again() -> None:
    one, two = _story("a"), _story("b")
    found = _by_name(profiles([one, two], _memory(one, two)))
    assert found["Herald"].templates == (TemplateLine(SHARE, 2, Recurring.LINE),)
    assert found["Post"].templates == ()


def test_of_a_line_that_varies_the_opening_is_shown() -> None:
    stories = [
        _named(name, collation([copy("Post", [wire(1, MET)], [added(line, Category.PROMO)])]))
        for name, line in zip(
            "abcd",
            (f"Tonight at seven {guest} sings." for guest in ("Ana", "Bo", "Cai", "Dee")),
            strict=True,
        )
    ]
    (post,) = profiles(stories, _memory(*stories))
    assert TemplateLine("Tonight at seven …", 4, Recurring.OPENING) in post.templates


def test_an_outlet_is_known_by_its_domain_and_called_by_its_commonest_name() -> None:
    stories = []
    for name, called in (("a", "Post"), ("b", "Post"), ("c", "post.example")):
        made = _named(name, collation([copy("Post", [wire(1, MET)])]))
        (only,) = made.copies
        outlet = Outlet(called, "post.example")
        stories.append(
            replace(made, copies=(replace(only, article=replace(only.article, outlet=outlet)),))
        )
    (post,) = profiles(stories, Memory())
    assert (post.name, post.articles) == ("Post", 3)


def test_of_no_stories_there_are_no_profiles() -> None:
    assert profiles([], Memory()) == ()


def test_examples_show_each_habit_in_a_story_and_lead_there() -> None:
    herald = _by_name(profiles([_story("a")], Memory()))["Herald"]
    headline = _story("a").headline
    assert herald.examples == (
        Example(Deed.FACT, "a", headline, "a-3", COST.replace("4.2", "2.4"), 2),
        Example(Deed.REWORDED, "a", headline, "a-3", MET.replace("met", "sat"), 1),
        Example(Deed.CUT, "a", headline, "a-3", WORK, 3),
        Example(Deed.ADDED, "a", headline, "a-3", SHARE, segment=0, category=Category.SHARE),
    )


def test_of_many_stories_a_few_examples_are_kept_one_from_each() -> None:
    herald = _by_name(profiles(map(_story, "abcdef"), Memory()))["Herald"]
    shares = [x.story for x in herald.examples if x.deed is Deed.ADDED]
    assert shares == ["a", "b", "c"]
    assert len(herald.examples) == 4 * MOST


def test_a_long_example_is_cut_and_stands_on_one_line() -> None:
    line = " word\n" * 400
    (post,) = profiles([collation([copy("Post", [added(line, Category.PROMO)])])], Memory())
    (example,) = post.examples
    assert len(example.text) == 240
    assert example.text.startswith("word word ")
    assert example.text.endswith("…")


def test_alone_with_a_story_there_is_no_example_of_a_change() -> None:
    moved = collation([copy("Post", [wire(1, MET, moved=True)], [added(SHARE, Category.SHARE)])])
    (post,) = profiles([moved], Memory())
    assert [x.deed for x in post.examples] == [Deed.ADDED]


def test_a_moved_passage_is_an_example() -> None:
    made = collation(
        [
            copy("Post", [wire(1, MET)], [wire(2, COST)]),
            copy("Star", [wire(2, COST, moved=True)], [wire(1, MET)]),
        ]
    )
    star = _by_name(profiles([made], Memory()))["Star"]
    assert [(x.deed, x.passage) for x in star.examples] == [(Deed.MOVED, 2)]
