from __future__ import annotations

from reader.ingest.html import read_html
from reader.model import Article, Kind, Outlet
from reader.provenance.label import Verdict
from tests.provenance.made import STORY, judged

TEXTS = [f"{text} {other}" for text, other in zip(STORY, STORY[::-1], strict=True)]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXTS)
NOTE = "The silt comes down the river every spring and nobody has ever dredged it out again."


def read(body: str) -> dict[str, Verdict]:
    draft = read_html(f"<html><body><main>{body}</main></body></html>", "page")
    (found,) = judged(Article("a", Outlet("Quay"), draft.text, draft.blocks))
    return found


def kept(body: str) -> set[str]:
    return {text for text, verdict in read(body).items() if verdict.kind is Kind.WIRE}


def test_the_paragraphs_are_all_kept() -> None:
    assert kept(f"<div>{PARAGRAPHS}</div>") == set(STORY)


def test_prose_behind_the_article_is_none_of_it() -> None:
    found = read(f"<div>{PARAGRAPHS}</div><div><div><p>{NOTE}</p></div></div>")
    assert found[NOTE].kind is Kind.ADDITION
    assert "stands apart from the article’s paragraphs" in found[NOTE].evidence
    assert NOTE in kept(f"<div>{PARAGRAPHS}<p>{NOTE}</p></div>")


def test_prose_in_a_part_of_its_own_is_none_of_the_article() -> None:
    slides = "".join(f"<li><div><p>{n}/9</p><p>{n} {NOTE}</p></div></li>" for n in range(1, 10))
    gallery = f"<div><h3>The river in pictures</h3><ul>{slides}</ul></div>"
    shown = kept(f"<div>{PARAGRAPHS}{gallery}<p>{STORY[0]} So it was said.</p></div>")
    assert not any(NOTE in text for text in shown)
    assert set(STORY) <= shown


def test_a_chapter_with_headings_is_the_articles() -> None:
    answer = (
        "<div><h3>Why does the channel silt up?</h3><div><p>{0}</p><p>It is so.</p></div></div>"
    )
    chapter = f"<div>{answer.format(NOTE)}{answer.format(NOTE.replace('spring', 'autumn'))}</div>"
    assert NOTE in kept(f"<div>{PARAGRAPHS}{chapter}</div>")
    linked = chapter.replace("<h3>", "<h3><a href=/ask>").replace("</h3>", "</a></h3>")
    assert NOTE not in kept(f"<div>{PARAGRAPHS}{linked}</div>")


def test_a_part_right_under_a_heading_is_the_articles() -> None:
    part = f"<div><div><p>{NOTE}</p><p>Spring</p></div><div><p>Autumn</p><p>Never</p></div></div>"
    assert NOTE in kept(f"<div>{PARAGRAPHS}<h2>The silt of the river</h2>{part}</div>")
    assert NOTE not in kept(f"<div>{PARAGRAPHS}{part}</div>")
