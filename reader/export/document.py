"""Collations, groupings and profiles as JSON documents: the contract for other programs.

The schemas that ship beside this module say the same in JSON Schema; `schema_text` returns them.
Documents come in pieces, one story each, so that no large document is held in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import resources
from typing import Literal

from reader import __version__
from reader.model import Collation, Copy, Edit, Grouping, Label, Passage, Relation
from reader.provenance.profile import Profile

PROGRAM = f"wirecopy {__version__}"
SCHEMA_VERSION = 1
"""Raised when a reader of the document would have to change."""

_SHARE_DIGITS = 4
"""Decimal places of a share or score: finer than any text of fewer than ten thousand words."""

Document = Literal["collation", "group", "outlets", "stories", "story", "feeds"]
"""The documents there are: those of `reader collate`, `group`, `outlets`, `list` and `search`,
`show`, and `feeds`."""

_Json = dict[str, object]

_UNSAFE = re.compile(
    "[\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""What JSON may hold raw, but a terminal must not be sent (as `reader.text.safe` has it) or UTF-8
cannot hold. Written as escapes: harmless, and nothing is lost."""


def collation_document(collations: Iterable[Collation]) -> Iterator[str]:
    """Write the document of `reader collate --json` in pieces; the stories in the order given."""
    head = f'{{"schema": {SCHEMA_VERSION}, "program": {dump(PROGRAM)}, "stories": ['
    yield from array(head, (dump(story_object(collation)) for collation in collations))
    yield "}\n"


def group_document(grouping: Grouping) -> Iterator[str]:
    """Write the document of `reader group --json` in pieces.

    Stories stand by their id, the articles of one in the order of its members; relations by
    their two ids.
    """
    stories = sorted(grouping.stories, key=lambda story: story.id)
    members = ([member.article for member in story.members] for story in stories)
    yield from array('{"stories": [', map(dump, members))
    related = sorted(grouping.related, key=lambda relation: (relation.a, relation.b, relation.kind))
    yield from array(', "related": [', (dump(_relation(relation)) for relation in related))
    yield "}\n"


def outlets_document(profiles: Iterable[Profile], surveyed: tuple[int, int]) -> Iterator[str]:
    """Write the document of `reader outlets --json` in pieces; the outlets in the order given.

    `surveyed`: from how many stories they are made, the newest, and how many there are.
    """
    yield from array('{"outlets": [', (dump(_outlet(profile)) for profile in profiles))
    counted, there = surveyed
    yield f', "stories_counted": {counted}, "stories": {there}}}\n'


def story_object(collation: Collation) -> dict[str, object]:
    """Return one story of the document: its copies, passages, segments and omissions."""
    copies = {copy.number: copy for copy in collation.copies}
    return {
        "id": collation.story,
        "headline": collation.headline,
        "agency": collation.origin.agency,
        "copies": [_copy(copy) for copy in collation.copies],
        "passages": [_passage(passage) for passage in collation.passages],
        "segments": [_segment(label, copies[label.copy]) for label in collation.labels],
        "omissions": [
            {"copy": omission.copy, "passage": omission.passage} for omission in collation.omissions
        ],
    }


def schema_text(document: Document) -> str:
    """Return the JSON Schema (draft 2020-12) of a document that this package writes."""
    return resources.files(__package__).joinpath(f"{document}.schema.json").read_text("utf-8")


def _copy(copy: Copy) -> _Json:
    article = copy.article
    return {
        "copy": copy.number,
        "id": article.id,
        "outlet": article.outlet.name,
        "title": article.title,
        "url": article.url,
        "published": None if article.published is None else moment_text(article.published),
        "source": article.source,
        "wire_share": round(copy.wire_share, _SHARE_DIGITS),
        "score": round(copy.score, _SHARE_DIGITS),
        "version_of": copy.version_of,
    }


def _passage(passage: Passage) -> _Json:
    return {
        "passage": passage.number,
        "paragraph": passage.paragraph,
        "text": passage.text,
        "from": passage.copy,
        "support": list(passage.support),
        "status": passage.status.value,
    }


def _segment(label: Label, copy: Copy) -> _Json:
    segment = label.segment
    return {
        "copy": label.copy,
        "segment": segment.index,
        "line": segment.line,
        "start": segment.start,
        "end": segment.end,
        "text": copy.article.text[segment.start : segment.end],
        "label": label.kind.value,
        "category": None if label.category is None else label.category.value,
        "passage": label.passage,
        "variants": [variant.value for variant in label.variants],
        "weight": None if label.weight is None else label.weight.value,
        "edits": [_edit(edit) for edit in label.edits],
        "evidence": list(label.evidence),
        "confidence": round(label.confidence, _SHARE_DIGITS),
    }


def _edit(edit: Edit) -> _Json:
    return {
        "start": edit.start,
        "end": edit.end,
        "reading": edit.reading,
        "kind": edit.kind.value,
    }


def _outlet(profile: Profile) -> _Json:
    return {
        "name": profile.name,
        "articles": profile.articles,
        "stories": profile.stories,
        "compared": profile.compared,
        "passages": profile.passages,
        "wire_share": round(profile.wire_share, _SHARE_DIGITS),
        "additions": [
            {"category": habit.category.value, "lines": habit.lines, "articles": habit.articles}
            for habit in profile.additions
        ],
        "omissions": profile.omissions,
        "substitutions": profile.substitutions,
        "facts": profile.facts,
        "templates": [
            {"text": line.text, "stories": line.stories, "recurring": line.recurring.value}
            for line in profile.templates
        ],
    }


def _relation(relation: Relation) -> _Json:
    return {
        "a": relation.a,
        "b": relation.b,
        "relation": relation.kind,
        "score": round(relation.score, _SHARE_DIGITS),
    }


def moment_text(moment: datetime) -> str:
    """Return a time as ISO 8601 with an offset; one that names no zone is taken as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def array(head: str, items: Iterable[str]) -> Iterator[str]:
    """`head`, which opens an array, the items a line each, and the closing bracket."""
    yield head
    separator = "\n"
    for item in items:
        yield separator + item
        separator = ",\n"
    yield "]"


def dump(value: object) -> str:
    """Return `value` as JSON that is valid UTF-8 and harmless on a terminal."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda match: json.dumps(match.group())[1:-1], text)
