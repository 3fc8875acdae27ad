"""What a person can say that a segment is, instead of what it is labelled."""

from __future__ import annotations

from collections.abc import Iterator

from reader.model import Category, Kind, Label
from reader.provenance.overrule import BY_HAND
from reader.ui.present.choices import Choice
from reader.ui.present.reading import Reading

WIRE = "wire"
AS_EVIDENCE = "as the evidence says"
"""What gives a segment back the label that it had."""

_MEANING = {
    Category.SHARE: "share links and buttons",
    Category.RELATED: "links to other stories",
    Category.PROMO: "newsletter, app, subscription, events",
    Category.POLL: "a question to the readers",
    Category.AD: "advertising",
    Category.DISCLOSURE: "notes of the editors, corrections, notices",
    Category.AGENCY: "the agency’s own notices",
    Category.BIO: "about the author or the outlet",
    Category.CREDIT: "byline, contributors, photo credit, caption",
    Category.TAGS: "tags and topics",
    Category.COMMENTS: "comments, and calls to comment",
    Category.NAVIGATION: "menus, cookie and legal lines",
    Category.HEADLINE: "the outlet’s headline or dek",
    Category.DATELINE: "place and agency before the text",
    Category.EDITORIAL: "text that the outlet wrote itself",
    Category.UNKNOWN: "put in by the outlet, whatever it is",
}


def label_choices(label: Label) -> list[Choice]:
    """Return what a segment can be; that which it is now says so."""
    by_hand = label.evidence == (BY_HAND,)
    choices = [Choice(AS_EVIDENCE, AS_EVIDENCE, "as it was before you set it")] if by_hand else []
    choices.append(Choice(WIRE, "wire", "the story’s own text", label.kind is Kind.WIRE))
    for category in Category:
        name, now = category.value, label.category is category
        choices.append(Choice(name, name, _MEANING[category], now))
    return choices


def set_by_hand(reading: Reading, label: Label) -> Iterator[tuple[str, int, int]]:
    """Yield article, start and end of the segments whose label may stand behind this one’s.

    What is said of one copy’s words holds for the same words in the others.
    """
    beside = [one for one in reading.collation.labels if one.evidence == (BY_HAND,)]
    for one in sorted(beside, key=lambda one: one is not label):
        if one is label or (one.passage == label.passage and one.category is label.category):
            article = reading.index.copies[one.copy].article
            yield article.id, one.segment.start, one.segment.end
