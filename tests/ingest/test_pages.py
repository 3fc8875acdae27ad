from __future__ import annotations

import pytest
from hypothesis import given

from reader.ingest.draft import Draft
from reader.ingest.html import read_html
from reader.ingest.pages import Wall, judge_page, walls
from reader.model import TextState
from reader.text.blocks import split_blocks
from tests.ingest.feed_samples import BODY
from tests.strategies import any_text

ARTICLE = BODY * 3
SUMMARY = "The ferry Tern ran aground in thick fog off the old quay, the harbour office said."
CONSENT = (
    "<p>We and our partners store and/or access information on a device, such as cookies, and "
    "process personal data, such as unique identifiers, for personalised ads and content, ad "
    "measurement and audience insights.</p><p>With your consent, we and our vendors may use "
    "precise data. You may withdraw your consent at any time in our privacy policy. Some of our "
    "partners rely on legitimate interest, which each explains in its privacy notice.</p>"
)


def page(body: str, title: str = "Ferry aground") -> Draft:
    return read_html(
        f"<html><head><title>{title}</title></head><body>{body}</body></html>",
        "https://quay.example/1",
    )


def state(body: str, title: str = "Ferry aground", summary: str = "") -> TextState:
    return judge_page(page(body, title), summary)[0]


def reason(body: str, title: str = "Ferry aground", summary: str = "") -> str:
    found, why = judge_page(page(body, title), summary)
    assert found is TextState.BLOCKED
    return why


def _every(part: str) -> list[tuple[str, str]]:
    return [(wall.kind, text) for wall in walls() for text in getattr(wall, part)]


def wall_of(why: str) -> Wall:
    return next(wall for wall in walls() if wall.reason == why)


@pytest.mark.parametrize(("kind", "phrase"), _every("phrases"))
def test_every_phrase_blocks_and_no_article_is_blocked_by_it(kind: str, phrase: str) -> None:
    for notice in (
        f"<p>{phrase}</p>",
        f"<p>Dear reader: {phrase}.</p>",
        f"<button>{phrase}</button>",
    ):
        assert wall_of(reason(f"<h1>Ferry aground</h1>{notice}")).kind == kind
        assert (
            state(f"<h1>Ferry aground</h1><article>{ARTICLE}{notice}</article>") is TextState.FULL
        )


@pytest.mark.parametrize(("kind", "title"), _every("titles"))
def test_every_title_blocks_and_no_article_is_blocked_by_it(kind: str, title: str) -> None:
    assert wall_of(reason("<p>Quay Herald</p>", title)).kind == kind
    assert wall_of(reason(f"<h1>{title}</h1><p>Quay Herald</p>", "Quay Herald")).kind == kind
    assert state(f"<article>{ARTICLE}</article>", title) is TextState.FULL


@pytest.mark.parametrize(
    "wall", [wall for wall in walls() if wall.words], ids=lambda wall: wall.kind
)
def test_a_long_notice_is_no_article(wall: Wall) -> None:
    assert wall.kind == "consent"
    for words in zip(wall.words, wall.words[1:], strict=False):
        explained = f"<p>Here it is explained at length how {words[0]} and {words[1]} go together, "
        explained += "and what follows from it for everybody who comes to these pages.</p>"
        body = f"<h1>Quay Herald</h1><p>We value your privacy</p>{explained * 12}"
        assert wall_of(reason(body, "Quay Herald")).kind == "consent"


def test_a_consent_wall_is_named_whatever_its_length() -> None:
    assert "consent" in reason(f"<h1>We value your privacy</h1>{CONSENT * 6}", "Quay Herald")


def test_a_banner_over_an_article_is_no_wall() -> None:
    banner = f'<div class="cookie"><h2>We value your privacy</h2>{CONSENT}</div>'
    paywall = "<p>Subscribe to continue reading. Already a subscriber? Log in to read.</p>"
    assert state(f"{banner}<article><h1>Ferry</h1>{ARTICLE}{paywall}</article>") is TextState.FULL


def test_an_article_about_subscriptions_is_one() -> None:
    said = "<p>The herald wrote: “This article is for subscribers”, and spoke of cookies.</p>"
    assert state(f"<article><h1>Ferry</h1>{said}{ARTICLE}</article>") is TextState.FULL


def test_a_short_article_is_one_though_its_frame_speaks_of_logins() -> None:
    frame = (
        '<nav><a href="/in">Sign in to continue</a></nav><footer>Please enable JavaScript</footer>'
    )
    assert state(f"{frame}<article><h1>Ferry aground</h1>{BODY}</article>") is TextState.FULL


def test_the_beginning_of_an_article_before_a_paywall_is_blocked() -> None:
    body = f"<article><h1>Ferry aground</h1>{BODY}<p>Subscribe to continue reading</p></article>"
    assert "subscribers" in reason(body)


def test_less_text_than_the_feed_gave() -> None:
    assert "less text" in reason("<h1>Ferry aground</h1><p>Video</p>", summary=SUMMARY)
    assert state(f"<h1>Ferry aground</h1><p>{SUMMARY}</p>", summary=SUMMARY) is TextState.FULL
    long = " ".join([SUMMARY] * 40)
    assert "less text" in reason(f"<article>{ARTICLE}</article>", summary=long)


def test_hardly_any_text() -> None:
    assert "hardly any" in reason("<h1>Ferry aground</h1><p>Loading …</p>")


def test_other_scripts_have_prose_too() -> None:
    chinese = (
        "<p>渡轮星期一在浓雾中搁浅，港务局说，九十名乘客在中午之前被领航船送上岸，没有人受伤。</p>"
        * 10
    )
    assert (
        state(f"<article><h1>渡轮搁浅</h1>{chinese}<p>登录后阅读</p></article>") is TextState.FULL
    )
    assert "sign in" in reason(
        f"<article><h1>渡轮搁浅</h1>{chinese[:45]}<p>登录后阅读</p></article>"
    )


def test_a_phrase_counts_as_words_of_its_own() -> None:
    assert (
        state(f"<h1>Ferry aground</h1><p>{SUMMARY} The 4040 passengers forbade it.</p>")
        is TextState.FULL
    )
    title = "Forbiddenly cold"
    assert state(f"<h1>{title}</h1><p>{SUMMARY} It was cold.</p>", title) is TextState.FULL


def test_entries_are_folded_and_each_stands_once() -> None:
    for wall in walls():
        assert wall.reason
        for entries in (wall.titles, wall.phrases, wall.words):
            assert len(entries) == len(set(entries))
            assert all(entry and entry == entry.strip() for entry in entries)
    phrases = [phrase for wall in walls() for phrase in wall.phrases]
    assert len(phrases) == len(set(phrases))


@given(any_text, any_text)
def test_any_text_is_judged_and_a_block_has_its_reason(text: str, summary: str) -> None:
    found, why = judge_page(Draft(text, split_blocks(text)), summary)
    assert (found is TextState.BLOCKED) == bool(why)
