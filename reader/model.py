"""The words of the field as frozen values: no behaviour, no imports from the rest of the program.

Offsets are always character offsets into `Article.text`, the text as published: a slice
`text[start:end]` gives back what was printed. Lines are 1-based and counted by line feeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What the markup says a block is; plain text knows only paragraphs."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CAPTION = "caption"
    QUOTE = "quote"
    CELL = "cell"
    FURNITURE = "furniture"
    """Text in a control, menu or form: a button, a navigation entry."""


class Category(StrEnum):
    """What kind of addition; all but the last two are boilerplate or furniture."""

    SHARE = "share"
    RELATED = "related"
    PROMO = "promo"
    POLL = "poll"
    AD = "ad"
    DISCLOSURE = "disclosure"
    AGENCY = "agency"
    BIO = "bio"
    CREDIT = "credit"
    TAGS = "tags"
    COMMENTS = "comments"
    NAVIGATION = "navigation"
    HEADLINE = "headline"
    DATELINE = "dateline"
    EDITORIAL = "editorial"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Whether a segment belongs to the story's text or is what the outlet put in."""

    WIRE = "wire"
    ADDITION = "addition"


class Variant(StrEnum):
    """How a wire segment departs from the reading shown."""

    SUBSTITUTION = "substitution"
    TRANSPOSITION = "transposition"


class Weight(StrEnum):
    """How much a substitution matters, lightest first."""

    STYLE = "style"
    WORDING = "wording"
    FACT = "fact"


class EditKind(StrEnum):
    """What the differing words are."""

    STYLE = "style"
    UNIT = "unit"
    WORDING = "wording"
    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    QUOTATION = "quotation"


class TextState(StrEnum):
    """How much of an article there is."""

    FULL = "full"
    SUMMARY = "summary"
    """Only what its feed gave of it."""
    BLOCKED = "blocked"
    """Its page was fetched, and showed something else: a consent wall, a paywall, an error."""


class FeedKind(StrEnum):
    """What a subscription is to."""

    FEED = "feed"
    PAGE = "page"
    """One page, fetched again for its versions."""
    FOLDER = "folder"
    """A folder of files, looked through again for new ones."""


class Status(StrEnum):
    """What a passage's standing rests on."""

    WIRE = "wire"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published a page. `evidence` says how the name was found, empty where it was given."""

    name: str
    domain: str | None = None
    inferred: bool = False
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like run of an article's text.

    `link_density` is the part of its characters that stand in links (0 to 1); `outside` marks
    text that the extractor found far from the article (menus, site footer). `level` counts the
    parts of the page that lie between it and the element in which the article's paragraphs stand
    side by side: 0 among them; None where the page has no such element, or the block is in none.
    """

    start: int
    end: int
    line: int
    role: Role = Role.PARAGRAPH
    link_density: float = 0.0
    outside: bool = False
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Words of an article, at offsets into its text, that lead to `url`, an http(s) address."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's published page, kept as published. `source` is the file it came from.

    `arrived` is when it came into the archive, None outside one; `state_reason` says in words why
    there is no more of it than `state` tells. `links` stand in the order of the text, no two of
    them over each other.
    """

    id: str
    outlet: Outlet
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    url: str | None = None
    published: datetime | None = None
    byline: str | None = None
    language: str | None = None
    source: str = ""
    arrived: datetime | None = None
    state: TextState = TextState.FULL
    state_reason: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a block, or the whole block where it is no prose; `block` is its index."""

    index: int
    block: int
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Member:
    """An article's place in a story, and what it rests on.

    `score` is the containment of its body in the story's text (or the reverse, whichever is
    shorter), 0 to 1; `version_of` is the id of the same outlet's article that it is another
    version of.
    """

    article: str
    score: float = 1.0
    version_of: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A group of copies of one text; its id is that of its first article."""

    id: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Two articles that share text without being copies: `kind` is "derived" or "contains"."""

    a: str
    b: str
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Grouping:
    """Every article in exactly one story, and the relations that are less than membership."""

    stories: tuple[Story, ...]
    related: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The agency that a story came from, and the evidence; None rather than a guess."""

    agency: str | None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """An article seen as one witness of a story, under its number (from 1) in that story.

    `version_of` is the number of the copy that it is another version of; a version lends no
    support. `wire_share` is the part of its words that is wire, 0 to 1.
    """

    number: int
    article: Article
    segments: tuple[Segment, ...]
    score: float = 1.0
    version_of: int | None = None
    wire_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a copy, at offsets into its article's text, that the shown reading has otherwise.

    Where the copy lacks the words, `start == end`, at the place where they would stand.
    """

    start: int
    end: int
    reading: str
    kind: EditKind


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of the clean text: what the copies in `support` all say. Numbered from 1.

    `copy` is the number of the copy whose reading is shown; `carriers` counts versions too.
    """

    number: int
    paragraph: int
    text: str
    copy: int
    support: tuple[int, ...]
    carriers: tuple[int, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of one segment of one copy.

    A wire segment has a `passage`, an addition a `category`. `edits`, `weight` and `variants`
    are against the passage's shown reading. `confidence` is 0 to 1.
    """

    copy: int
    segment: Segment
    kind: Kind
    passage: int | None = None
    category: Category | None = None
    variants: tuple[Variant, ...] = ()
    weight: Weight | None = None
    edits: tuple[Edit, ...] = ()
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Overrule:
    """A label that a person set on a segment of an article, `at` seconds since 1970."""

    article: str
    start: int
    end: int
    kind: Kind
    category: Category | None = None
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Omission:
    """A wire passage that a copy lacks."""

    copy: int
    passage: int


@dataclass(frozen=True, slots=True)
class Collation:
    """A story's copies set against each other: all that the screen and the exports show.

    `labels` holds every segment of every copy once, by copy, then by place.
    """

    story: str
    headline: str
    origin: Origin
    copies: tuple[Copy, ...]
    passages: tuple[Passage, ...]
    labels: tuple[Label, ...]
    omissions: tuple[Omission, ...]


@dataclass(frozen=True, slots=True)
class StorySummary:
    """What a row of the list of stories shows, known without collating the story.

    `fresh` counts the copies that came since the story was read (0 while it is unread); `facts`
    the passages in which a fact is changed, None before the story was collated; `first_seen` is
    when its first copy came into the archive. Where no copy says when it was published, `latest`
    is when the last of them came, and it is not `dated`.
    """

    id: str
    headline: str
    agency: str | None
    outlets: tuple[str, ...]
    copies: int
    versions: int
    latest: datetime | None
    first_seen: datetime | None = None
    unread: bool = False
    fresh: int = 0
    starred: bool = False
    noted: bool = False
    facts: int | None = None
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription. `title` is the person's name for it, else the feed's own, else its address.

    `url` is an address, or a folder's path. `next_try` is when it is refreshed again by itself;
    `error` says why the last try failed, empty where it did not; `pages`: whether the pages of
    items of which it gives only a summary are fetched.
    """

    number: int
    url: str
    title: str
    kind: FeedKind = FeedKind.FEED
    site: str | None = None
    tags: tuple[str, ...] = ()
    paused: bool = False
    pages: bool = True
    articles: int = 0
    last_refresh: datetime | None = None
    next_try: datetime | None = None
    error: str = ""
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why, in words with a remedy where there is one."""

    source: str
    reason: str
