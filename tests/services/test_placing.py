"""When a story is taken to be news."""

from datetime import UTC, datetime, timedelta

import pytest

from reader.model import Article, Member, Outlet, Story
from reader.services.placing import placed
from reader.text.blocks import split_blocks

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def _article(name: str, published: datetime | None, days: int) -> Article:
    text = "The council met."
    return Article(
        name,
        Outlet(name),
        text,
        split_blocks(text),
        published=published,
        arrived=NOON + timedelta(days=days),
    )


@pytest.mark.parametrize(
    ("published", "latest"),
    [
        ((NOON, None), NOON),
        ((NOON, NOON + timedelta(hours=3)), NOON + timedelta(hours=3)),
        ((None, None), NOON + timedelta(days=9)),
    ],
)
def test_a_copy_without_its_time_makes_no_news(
    published: tuple[datetime | None, ...], latest: datetime
) -> None:
    articles = {f"a{n}": _article(f"a{n}", when, 8 + n) for n, when in enumerate(published)}
    story = Story("a0", tuple(map(Member, articles)))
    found = placed(story, articles, {"a0": 1, "a1": 2})
    assert found.latest == latest.timestamp()
    assert found.first_seen == (NOON + timedelta(days=8)).timestamp()
