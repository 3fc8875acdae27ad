"""Articles to stories: copies of one text, found by what their prose shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.grouping.candidates import Index
from reader.grouping.clusters import clusters
from reader.grouping.confirm import Verdict, is_much_longer, judge, may_contain
from reader.grouping.frames import Frames
from reader.grouping.likeness import Likeness
from reader.grouping.membership import members
from reader.grouping.overlap import Measure, Overlap
from reader.grouping.recurrence import Templates, learn, templates_in
from reader.grouping.rulings import NONE, Group, Ruled, Rulings
from reader.grouping.shingles import Body, body
from reader.model import Article, Grouping, Relation, Story
from reader.text.normalise import fold

_SECONDS_PER_DAY = 86_400.0

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Arranged:
    """The stories, and what they rest on that an archive keeps.

    `linked` are the pairs of articles (ids) that their texts alone make copies, or one a page that
    holds the other: who is in no way linked to a story's members, through others either, does not
    bear on it. `templates` are the sentences that are furniture.
    """

    grouping: Grouping
    linked: tuple[tuple[str, str], ...]
    templates: Templates


@dataclass(frozen=True, slots=True)
class _Known:
    """The articles in order of publication, and what is compared of each."""

    articles: list[Article]
    bodies: list[Body]
    outlets: list[str]
    titles: list[str]


def group(articles: Sequence[Article], *, rulings: Rulings = NONE) -> Grouping:
    """Return the stories that the articles make, and which others share text.

    `rulings` are what a person decided, and stand against any text. Ids are unique among the
    articles; the order in which they are given changes nothing. A story's members stand in order
    of publication (then by id, undated ones last), and so do the stories by their first members. A
    relation of kind "contains" names the page first, then what it holds.
    """
    return arrange(articles, rulings=rulings).grouping


def arrange(
    articles: Sequence[Article],
    *,
    rulings: Rulings = NONE,
    templates: Templates | None = None,
    bodies: Mapping[str, Body] | None = None,
    whole: Callable[[str], Article] | None = None,
) -> Arranged:
    """Group the articles, of which some may be known already.

    `templates` are the sentences that are furniture; None: what these articles show of it.
    `bodies` are those of articles (by id) that were read before; these articles may come without
    their texts if `whole` gives them by id: a few are asked for, each once.
    """
    known = _known(articles, bodies or {})
    pairs = _candidates(known)
    furniture = _learned(known) if templates is None else templates
    measure = _measure(known, furniture)
    frames = Frames(whole or {article.id: article for article in articles}.__getitem__)
    links: dict[int, dict[int, Overlap]] = defaultdict(dict)
    related: dict[Pair, tuple[Overlap, Verdict]] = {}
    linked: list[Pair] = []
    framed: list[Pair] = []
    for pair, overlap, verdict in _judged(known, pairs, measure, frames):
        if verdict is Verdict.COPY:
            links[pair[0]][pair[1]] = links[pair[1]][pair[0]] = overlap
        elif verdict is Verdict.FRAMED:
            framed.append(pair)
        elif verdict is not Verdict.NOTHING:
            related[pair] = overlap, verdict
        if verdict in (Verdict.COPY, Verdict.CONTAINS):
            linked.append(pair)
    _set_digests_apart(links, related)
    _part_framed(links, framed)
    ids = [article.id for article in known.articles]
    ruled = Ruled(rulings, ids)
    groups = ruled.apply(clusters(len(ids), links, known.outlets), links)
    groups.sort(key=_members)
    _link_joined(ruled.joined, measure, links)
    by_hand = frozenset(number for pair in ruled.joined for number in pair)
    stories = []
    for pivot, numbers in groups:
        own = members(pivot, numbers, links, known.articles, known.outlets, by_hand)
        stories.append(Story(own[0].article, own))
    return Arranged(
        Grouping(tuple(stories), _relations(known.articles, groups, links, related)),
        tuple((ids[a], ids[b]) for a, b in linked),
        furniture,
    )


def _known(articles: Sequence[Article], bodies: Mapping[str, Body]) -> _Known:
    ordered = sorted(articles, key=publication_order)
    return _Known(
        ordered,
        [bodies.get(article.id) or body(article) for article in ordered],
        [outlet_key(article) for article in ordered],
        [fold(article.title or "") for article in ordered],
    )


def outlet_key(article: Article) -> str:
    """Return the name by which the article's outlet is told from others."""
    return article.outlet.name.casefold()


def publication_order(article: Article) -> tuple[bool, float, str]:
    """Return the key by which articles stand in order of publication; undated ones come last."""
    when = article.published
    return when is None, when.timestamp() if when else 0.0, article.id


def arrival_order(article: Article) -> tuple[float, tuple[bool, float, str]]:
    """Return the key by which copies are numbered in an archive, so that a number stays."""
    arrived = article.arrived
    return arrived.timestamp() if arrived else 0.0, publication_order(article)


def sharing(
    pairs: Iterable[tuple[str, str]],
    articles: Sequence[Article],
    templates: Templates,
    bodies: Mapping[str, Body],
) -> set[tuple[str, str]]:
    """Return those of the pairs of articles (ids) that are anything to each other.

    The others are no copies and share nothing worth naming, whoever else is there. The articles
    may come without their texts.
    """
    known = _known(articles, bodies)
    measure = _measure(known, templates)
    place = {article.id: number for number, article in enumerate(known.articles)}
    return {
        (a, b)
        for a, b in pairs
        if _judged_pair(known, place[a], place[b], measure)[1] is not Verdict.NOTHING
    }


def _candidates(known: _Known) -> list[Pair]:
    index = Index()
    return [
        (other, number)
        for number, (one, outlet) in enumerate(zip(known.bodies, known.outlets, strict=True))
        for other in index.add(one.sampled, outlet)
    ]


def _learned(known: _Known) -> Templates:
    bare = Measure(known.bodies, {})

    def sampled(number: int) -> frozenset[int]:
        return frozenset(known.bodies[number].sampled)

    return learn(known.bodies, known.outlets, Likeness(sampled, bare.covers))


def _measure(known: _Known, templates: Templates) -> Measure:
    spans = {
        number: found
        for number, (one, outlet) in enumerate(zip(known.bodies, known.outlets, strict=True))
        if (found := templates_in(one, outlet, templates))
    }
    return Measure(known.bodies, spans)


def _judged(
    known: _Known, pairs: Iterable[Pair], measure: Measure, frames: Frames
) -> Iterator[tuple[Pair, Overlap, Verdict]]:
    for a, b in pairs:
        overlap, verdict = _judged_pair(known, a, b, measure)
        alike = verdict is Verdict.COPY and known.outlets[a] == known.outlets[b]
        if alike and frames.holds(known.articles[a], known.articles[b]):
            verdict = Verdict.FRAMED
        yield (a, b), overlap, verdict


def _judged_pair(known: _Known, a: int, b: int, measure: Measure) -> tuple[Overlap, Verdict]:
    same_outlet = known.outlets[a] == known.outlets[b]
    # What one outlet prints twice is furniture, or nearly the same text: a version.
    overlap = measure.overlap(a, b, seek_reworded=not same_outlet)
    return overlap, judge(
        overlap,
        same_outlet=same_outlet,
        same_title=bool(known.titles[a]) and known.titles[a] == known.titles[b],
        days=_days(known.articles[a], known.articles[b]),
    )


def _days(a: Article, b: Article) -> float | None:
    if a.published is None or b.published is None:
        return None
    return abs(a.published.timestamp() - b.published.timestamp()) / _SECONDS_PER_DAY


def _set_digests_apart(
    links: dict[int, dict[int, Overlap]], related: dict[Pair, tuple[Overlap, Verdict]]
) -> None:
    """Turn the links of a page of several stories into relations.

    Such a page is known by a story that begins inside it, beside another story, that shares
    nothing with the first, or a title that speaks of something else.
    """
    digests: dict[int, set[int]] = defaultdict(set)
    for overlap, verdict in related.values():
        if verdict is Verdict.CONTAINS:
            digests[overlap.longer].add(overlap.shorter)
    for number, own in links.items():
        inside = {o.shorter for o in own.values() if o.longer == number and may_contain(o)}
        others = {o.shorter for o in own.values() if o.longer == number and is_much_longer(o)}
        for one in inside:
            if any(other != one and other not in links[one] for other in others):
                digests[number].add(one)
    for page, held in sorted(digests.items()):
        for other, overlap in sorted(links[page].items()):
            apart = held - links[other].keys() - {other}
            if overlap.longer == page and is_much_longer(overlap) and (other in held or apart):
                del links[page][other], links[other][page]
                related[min(page, other), max(page, other)] = overlap, Verdict.CONTAINS


def _part_framed(links: dict[int, dict[int, Overlap]], framed: Iterable[Pair]) -> None:
    """Leave to what matches two stories in one frame the one that it matches better."""
    for pair in framed:
        for other in links[pair[0]].keys() & links[pair[1]].keys():
            worse = min(pair, key=lambda number: (links[number][other].score, -number))
            del links[worse][other], links[other][worse]


def _members(group: Group) -> list[int]:
    return group[1]


def _link_joined(
    joined: Iterable[Pair], measure: Measure, links: dict[int, dict[int, Overlap]]
) -> None:
    """Measure what articles joined by hand share, little as it may be."""
    for a, b in joined:
        if b not in links[a]:
            links[a][b] = links[b][a] = measure.overlap(a, b)


def _relations(
    articles: Sequence[Article],
    groups: Iterable[tuple[int, list[int]]],
    links: dict[int, dict[int, Overlap]],
    related: dict[Pair, tuple[Overlap, Verdict]],
) -> tuple[Relation, ...]:
    """Return for every two stories that share text the pair of articles that shares most."""
    story_of = {number: numbers[0] for _, numbers in groups for number in numbers}
    best: dict[Pair, tuple[Overlap, Verdict]] = {}
    for a, own in links.items():
        for b, overlap in own.items():
            related.setdefault((min(a, b), max(a, b)), (overlap, Verdict.DERIVED))
    for pair in sorted(related):
        stories = tuple(sorted(story_of[number] for number in pair))
        if stories[0] == stories[1]:
            continue
        key = (stories[0], stories[1])
        if key not in best or best[key][0].total_containment < related[pair][0].total_containment:
            best[key] = related[pair]
    return tuple(_relation(articles, *found) for _, found in sorted(best.items()))


def _relation(articles: Sequence[Article], overlap: Overlap, verdict: Verdict) -> Relation:
    longer, shorter = articles[overlap.longer].id, articles[overlap.shorter].id
    score = round(overlap.total_containment, 4)
    if verdict is Verdict.CONTAINS:
        return Relation(longer, shorter, verdict.value, score)
    first, second = sorted((overlap.shorter, overlap.longer))
    return Relation(articles[first].id, articles[second].id, verdict.value, score)
