"""A story as the archive puts it in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from reader.archive.rows import seconds
from reader.archive.stories import Placed, Seat
from reader.grouping.stories import arrival_order, outlet_key, publication_order
from reader.model import Article, Story
from reader.services.headlines import Telling, caption


def placed(
    story: Story,
    articles: Mapping[str, Article],
    numbers: Mapping[str, int],
    told: Mapping[str, Telling] | None = None,
) -> Placed:
    """Return the story with its articles in order of arrival, so that what is known stays.

    Its id is that of the article that came first; an outlet's first is its copy, later ones are
    versions of that. `articles` and `numbers` are by id; each article has arrived. `told` is as of
    `caption`.
    """
    ranks = {member.article: arrival_order(articles[member.article]) for member in story.members}
    members = sorted(story.members, key=lambda member: ranks[member.article])
    copy_of: dict[str, str] = {}
    seats = []
    for member in members:
        copy = copy_of.setdefault(outlet_key(articles[member.article]), member.article)
        version_of = None if copy == member.article else numbers[copy]
        seats.append(Seat(numbers[member.article], member.score, version_of, member.evidence))
    copies = [articles[article_id] for article_id in copy_of.values()]
    called = caption(sorted(copies, key=publication_order), told)
    everyone = [articles[member.article] for member in members]
    return Placed(
        id=members[0].article,
        headline=called.headline,
        agency=called.agency,
        outlets=tuple(article.outlet.name for article in copies),
        copies=len(copies),
        versions=len(members) - len(copies),
        latest=_latest(everyone),
        first_seen=min(seconds(_arrived(article)) for article in everyone),
        members=tuple(seats),
    )


def _latest(articles: Sequence[Article]) -> float:
    """Return when the newest was published; when it arrived, where no time is known of any.

    A page saved without its time is no news because someone added it today.
    """
    published = [seconds(article.published) for article in articles if article.published]
    return max(published or [seconds(_arrived(article)) for article in articles])


def _arrived(article: Article) -> datetime:
    assert article.arrived is not None  # it is in the archive
    return article.arrived
