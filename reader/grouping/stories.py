"""Articles to stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reader.grouping.candidates import Index
from reader.grouping.confirm import Confirmer, Overlap, Verdict, judge
from reader.grouping.recurrence import recurring
from reader.grouping.shingles import Vocabulary, body
from reader.model import Article, Grouping, Member, Relation, Story

_SECONDS_PER_DAY = 86_400


def group(articles: Sequence[Article]) -> Grouping:
    """Return the stories that the articles make, and what else they share."""
    ordered = sorted({article.id: article for article in articles}.values(), key=_order)
    outlets = [article.outlet.name.casefold() for article in ordered]
    vocabulary = Vocabulary()
    bodies = [body(article, vocabulary) for article in ordered]
    index = Index()
    pairs = [(other, number) for number, one in enumerate(bodies) for other in index.add(one)]
    del index

    def days(a: int, b: int) -> float | None:
        one, other = ordered[a].published, ordered[b].published
        if one is None or other is None:
            return None
        return abs(one.timestamp() - other.timestamp()) / _SECONDS_PER_DAY

    def judged(templates: dict[int, list[tuple[int, int]]], pairs: Sequence[tuple[int, int]]):
        confirmer = Confirmer(bodies, templates)
        for a, b in pairs:
            overlap = confirmer.overlap(a, b)
            yield a, b, overlap, judge(overlap, outlets[a] == outlets[b], days(a, b))

    first = list(judged({}, pairs))
    texts = _components(len(bodies), [(a, b) for a, b, _, v in first if v is Verdict.COPY])
    templates = recurring(bodies, outlets, texts)
    touched = [p for p in pairs if p[0] in templates or p[1] in templates]
    again = {(a, b): (o, v) for a, b, o, v in judged(templates, touched)}
    links: dict[int, dict[int, Overlap]] = defaultdict(dict)
    derived: list[tuple[int, int, Overlap]] = []
    for a, b, overlap, verdict in first:
        overlap, verdict = again.get((a, b), (overlap, verdict))
        if verdict is Verdict.COPY:
            links[a][b] = links[b][a] = overlap
        elif verdict is Verdict.DERIVED:
            derived.append((a, b, overlap))
    clusters = _clusters(len(bodies), links)
    return _build(ordered, outlets, clusters, links, derived)


def _order(article: Article) -> tuple[bool, float, str]:
    when = article.published
    return when is None, when.timestamp() if when else 0.0, article.id


def _components(count: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in pairs:
        a, b = root(a), root(b)
        parent[max(a, b)] = min(a, b)
    return [root(node) for node in range(count)]


def _clusters(count: int, links: dict[int, dict[int, Overlap]]) -> list[list[int]]:
    parts = _components(count, [(a, b) for a, others in links.items() for b in others])
    members: dict[int, list[int]] = defaultdict(list)
    for number, part in enumerate(parts):
        members[part].append(number)
    clusters = []
    for component in members.values():
        remaining = set(component)
        while remaining:
            pivot = max(
                remaining,
                key=lambda n: (
                    sum(o.containment for m, o in links[n].items() if m in remaining),
                    -n,
                ),
            )
            near = {m for m in links[pivot] if m in remaining} | {pivot}
            joined = {
                n
                for n in remaining - near
                if 2 * sum(m in near for m in links[n]) >= len(near)
            }
            clusters.append([pivot, *sorted((near | joined) - {pivot})])
            remaining -= near | joined
    return clusters


def _build(ordered, outlets, clusters, links, derived) -> Grouping:
    stories = []
    story_of = {}
    for cluster in clusters:
        pivot, members = cluster[0], sorted(cluster)
        seen: dict[str, int] = {}
        made = []
        for number in members:
            story_of[number] = members[0]
            own = links[number]
            match = own.get(pivot) or max(
                (own[m] for m in members if m in own), key=lambda o: o.containment, default=None
            )
            version = seen.setdefault(outlets[number], number)
            made.append(
                Member(
                    ordered[number].id,
                    round(match.containment, 4) if match else 1.0,
                    ordered[version].id if version != number else None,
                    (f"{match.sentences} of {match.of}",) if match else (),
                )
            )
        stories.append((members[0], Story(ordered[members[0]].id, tuple(made))))
    stories.sort(key=lambda s: s[0])
    related = [
        Relation(ordered[a].id, ordered[b].id, "derived", round(o.total_containment, 4))
        for a, b, o in derived
        if story_of[a] != story_of[b]
    ]
    return Grouping(tuple(s for _, s in stories), tuple(related))
