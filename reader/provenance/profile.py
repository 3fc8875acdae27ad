"""What each outlet makes of the stories that it prints: its habits, counted over many of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reader.collation.marks import Counts, count_changes
from reader.model import Article, Category, Collation, Copy, Kind, Status
from reader.provenance.examples import Example, Examples, collect
from reader.provenance.templates import (
    OPENING_WORDS,
    Memory,
    Recurring,
    Template,
    line_key,
    outlet_key,
)
from reader.text.normalise import squeeze

_SHOWN_WORDS = 60  # words of a line of a template that are shown


@dataclass(frozen=True, slots=True)
class Habit:
    """What an outlet puts in: how many lines of a category, in how many of its articles."""

    category: Category
    lines: int
    articles: int


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line that recurs in an outlet's stories, as it was printed first, and in how many.

    Of an opening or a heading what follows it differs from story to story.
    """

    text: str
    stories: int
    recurring: Recurring = Recurring.LINE


@dataclass(frozen=True, slots=True)
class Profile:
    """What an outlet did, over all its articles known; versions are not counted.

    `wire_share` is the mean over its articles, 0 to 1. What it cut or changed can be told in
    the `compared` stories that another outlet has too: of their `passages` carried by two
    outlets it left out `omissions`; it worded `substitutions` in another way than the shown
    reading, `facts` of them in a number, a name, a date or a quotation. `examples` show each habit
    at a few places; `key` is what two names of one outlet have in common.
    """

    name: str
    articles: int
    stories: int
    compared: int
    passages: int
    wire_share: float
    additions: tuple[Habit, ...]
    omissions: int
    substitutions: int
    facts: int
    templates: tuple[TemplateLine, ...]
    examples: tuple[Example, ...] = ()
    key: str = ""


@dataclass(slots=True)
class _Tally:
    """The counts of one outlet as they grow."""

    key: str = ""
    names: Counter[str] = field(default_factory=Counter)
    stories: set[str] = field(default_factory=set)
    compared: set[str] = field(default_factory=set)
    passages: int = 0
    share: float = 0.0
    lines: Counter[Category] = field(default_factory=Counter)
    articles: Counter[Category] = field(default_factory=Counter)
    omissions: int = 0
    substitutions: int = 0
    facts: int = 0
    templates: dict[str, TemplateLine] = field(default_factory=dict)
    examples: Examples = field(default_factory=Examples)

    def profile(self) -> Profile:
        articles = self.names.total()
        return Profile(
            name=min(self.names, key=lambda name: (-self.names[name], name)),
            articles=articles,
            stories=len(self.stories),
            compared=len(self.compared),
            passages=self.passages,
            wire_share=round(self.share / articles, 4),
            additions=tuple(
                Habit(category, self.lines[category], self.articles[category])
                for category in sorted(self.lines, key=lambda c: (-self.articles[c], c))
            ),
            omissions=self.omissions,
            substitutions=self.substitutions,
            facts=self.facts,
            templates=tuple(sorted(self.templates.values(), key=lambda t: (-t.stories, t.text))),
            examples=self.examples.all(),
            key=self.key,
        )


def profiles(collations: Iterable[Collation], memory: Memory) -> tuple[Profile, ...]:
    """Return a profile of each outlet, those with most articles first.

    `memory` is what was learned of the same articles.
    """
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    for collation in collations:
        _count_story(collation, tallies, memory)
    made = (tally.profile() for tally in tallies.values())
    return tuple(sorted(made, key=lambda profile: (-profile.articles, profile.name)))


def _count_story(collation: Collation, tallies: Mapping[str, _Tally], memory: Memory) -> None:
    copies = [copy for copy in collation.copies if copy.version_of is None]
    several = len({outlet_key(copy.article.outlet) for copy in copies}) > 1
    passages = sum(passage.status is Status.WIRE for passage in collation.passages)
    changes = count_changes(collation)
    added = _added(collation)
    of_copy: dict[int, Examples] = {}
    for copy in copies:
        key = outlet_key(copy.article.outlet)
        tally = tallies[key]
        tally.key = key
        of_copy[copy.number] = tally.examples
        _count_copy(tally, collation.story, copy, added[copy.number])
        blocks = sorted(added[copy.number])
        for line in _template_lines(copy.article, blocks, memory.of(copy.article)):
            tally.templates.setdefault(line_key(line.text), line)
        if several:
            tally.compared.add(collation.story)
            tally.passages += passages
            _count_changes(tally, changes[copy.number])
    collect(collation, of_copy, compared=several)


def _added(collation: Collation) -> Mapping[int, Mapping[int, Category]]:
    """Return for each copy's number the blocks that it added, each with its category."""
    added: dict[int, dict[int, Category]] = {copy.number: {} for copy in collation.copies}
    for label in collation.labels:
        if label.kind is Kind.ADDITION:
            added[label.copy][label.segment.block] = label.category or Category.UNKNOWN
    return added


def _count_copy(tally: _Tally, story: str, copy: Copy, added: Mapping[int, Category]) -> None:
    tally.names[copy.article.outlet.name] += 1
    tally.stories.add(story)
    tally.share += copy.wire_share
    tally.lines.update(added.values())
    tally.articles.update(set(added.values()))


def _count_changes(tally: _Tally, changes: Counts) -> None:
    tally.omissions += changes.cut
    tally.substitutions += changes.reworded + changes.facts
    tally.facts += changes.facts


def _template_lines(
    article: Article, blocks: Iterable[int], template: Template
) -> Iterator[TemplateLine]:
    """Yield those of an article's added blocks that other stories of its outlet have too."""
    for block in (article.blocks[index] for index in blocks):
        text = squeeze(article.text[block.start : block.end])
        found = template.recurring(line_key(text))
        if found is not None:
            recurring, seen = found
            most = OPENING_WORDS if recurring is Recurring.OPENING else _SHOWN_WORDS
            yield TemplateLine(_first_words(text, most), seen.stories + 1, recurring)


def _first_words(text: str, most: int) -> str:
    words = text.split(" ")
    return text if len(words) <= most else " ".join((*words[:most], "…"))
