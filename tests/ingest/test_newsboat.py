from __future__ import annotations

import pytest

from reader.errors import UnreadableSource
from reader.ingest.newsboat import looks_like_newsboat, read_newsboat
from reader.ingest.subscriptions import Subscription

LIST = r"""
# my feeds
https://quay.example/feed.xml "Harbour news" daily "~The Quay" !hidden
   http://larkfield.example/rss	tag
"https://tunnel.example/a b" "a \"quoted\" tag" # a comment
https://quay.example/feed.xml other
feed://osterby.example/f
"""


def test_addresses_titles_and_tags() -> None:
    found = read_newsboat(LIST, "urls")
    assert found.failures == ()
    assert found.feeds == (
        Subscription(
            "https://quay.example/feed.xml", "The Quay", None, ("Harbour news", "daily", "other")
        ),
        Subscription("http://larkfield.example/rss", "", None, ("tag",)),
        Subscription("https://tunnel.example/a%20b", "", None, ('a "quoted" tag',)),
        Subscription("http://osterby.example/f"),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"query:Unread:unread = \\"yes\\""', "query"),
        ("query:x:y", "query"),
        ('"exec:~/bin/feed.sh" tag', "program"),
        ("filter:~/bin/x:https://quay.example/f", "program"),
        ("file:///home/ana/feed.xml", "file"),
        ("mailto:ana@quay.example", "http"),
        ("quay.example/feed.xml", "http"),
        ('""', "http"),
        ("https://quay.example/" + "x" * 20_000, "longer"),
    ],
)
def test_what_has_no_counterpart_is_passed_over_with_the_reason(line: str, words: str) -> None:
    found = read_newsboat(f"https://quay.example/f\n{line}\n", "urls")
    assert [one.url for one in found.feeds] == ["https://quay.example/f"]
    (failure,) = found.failures
    assert failure.source.startswith("urls")
    assert words in failure.reason


def test_very_many_failures_are_counted() -> None:
    found = read_newsboat("query:a:b\n" * 80, "urls")
    assert len(found.failures) == 51
    assert "30 more" in found.failures[-1].reason


def test_control_characters_do_not_stay_in_tags() -> None:
    (one,) = read_newsboat('https://quay.example/f "a\tb" "  " "~"\n', "urls").feeds
    assert (one.title, one.tags) == ("", ("a b",))


def test_a_list_too_long_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="urls"):
        read_newsboat("x" * 9_000_000, "urls")


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        (LIST, True),
        ("https://quay.example/f\n" * 10_000, True),
        ("https://quay.example/f\nand some prose\n", False),
        ("query:x:y\n", False),
        ("", False),
        ("# heading\n", False),
    ],
)
def test_such_a_list_is_known_by_its_lines(text: str, is_list: bool) -> None:
    assert looks_like_newsboat(text) is is_list
