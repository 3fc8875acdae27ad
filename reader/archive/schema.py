"""The archive's tables, built step by step: an archive at any earlier step is brought up to date.

`PRAGMA user_version` holds the number of steps done. Every step is one transaction, so that an
archive stands at one of them whatever happens. Times are seconds since 1970, UTC; an article is
its `number` in every table but its own, where its public `id` stands too.
"""

from __future__ import annotations

import sqlite3

from reader.errors import ArchiveError

_PUBLISHED = """
CREATE TABLE feeds (
    number INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,           -- an address; of a folder its path
    kind TEXT NOT NULL DEFAULT 'feed',  -- a FeedKind
    title TEXT NOT NULL DEFAULT '',     -- as the feed gives it
    name TEXT NOT NULL DEFAULT '',      -- as the person calls it
    site TEXT,
    paused INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 1,   -- whether pages are fetched where it gives summaries
    typed INTEGER NOT NULL DEFAULT 0,   -- whether a person typed the address: it may be private
    login TEXT NOT NULL DEFAULT '',     -- user name, or a command: never the secret
    added REAL NOT NULL,
    etag TEXT,                          -- exactly as sent
    modified TEXT,                      -- Last-Modified, exactly as sent
    digest TEXT,                        -- of the body read last
    every REAL,                         -- seconds between two refreshes that the feed asks for
    interval REAL,                      -- the same, as the person set it; NULL: not set
    last_refresh REAL,                  -- the last time that it answered
    next_try REAL,
    not_before REAL,                    -- Retry-After: binds a person's refresh too
    error TEXT NOT NULL DEFAULT '',
    failing_since REAL,
    failures INTEGER NOT NULL DEFAULT 0,
    moved_to TEXT,                      -- where it was permanently redirected,
    moved_seen INTEGER NOT NULL DEFAULT 0  -- and how many times in a row
);
CREATE TABLE feed_tags (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (feed, tag)
) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given again: deeds name articles by it
    id TEXT NOT NULL UNIQUE,
    identity TEXT NOT NULL,             -- what tells that two deliveries are one article
    edition INTEGER NOT NULL DEFAULT 1, -- later ones are versions: the same identity, another text
    outlet TEXT NOT NULL,
    domain TEXT,
    inferred INTEGER NOT NULL DEFAULT 0,
    evidence TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    title_key TEXT NOT NULL DEFAULT '', -- see provenance.titles
    url TEXT,
    published TEXT,                     -- ISO 8601 as given; NULL: unknown
    published_at REAL,
    byline TEXT,
    language TEXT,
    source TEXT NOT NULL DEFAULT '',
    arrived REAL NOT NULL,
    state TEXT NOT NULL DEFAULT 'full', -- a TextState
    state_reason TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,               -- JSON, see rows.py
    digest TEXT NOT NULL,               -- of the text, see rows.py
    delivered TEXT NOT NULL DEFAULT '', -- digests of the summaries that a feed gives of it
    unspaced INTEGER NOT NULL DEFAULT 0, -- whether it has a script without spaces between words
    UNIQUE (identity, edition)
);
CREATE INDEX articles_by_arrival ON articles (arrived);
CREATE INDEX articles_summaries ON articles (arrived) WHERE state = 'summary';
CREATE INDEX articles_by_outlet ON articles (outlet COLLATE NOCASE, number);
CREATE INDEX articles_by_domain ON articles (domain, number) WHERE domain IS NOT NULL;
CREATE INDEX articles_by_title ON articles (title_key) WHERE title_key != '';
CREATE INDEX articles_in_part ON articles (state) WHERE state != 'full';
CREATE INDEX articles_ends ON articles (substr(title, -2), substr(text, -2)) WHERE unspaced;
CREATE TABLE article_feeds (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    PRIMARY KEY (article, feed)
) WITHOUT ROWID;
CREATE INDEX article_feeds_by_feed ON article_feeds (feed);
CREATE TABLE removed (                  -- articles that retention took: a feed may offer them again
    identity TEXT PRIMARY KEY,
    at REAL NOT NULL
) WITHOUT ROWID;
"""

_DERIVED = """
CREATE TABLE derived (                  -- what the derived tables were made with
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE pending (                  -- articles kept, not yet grouped
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE
);
CREATE TABLE stories (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given again: lists hold it
    id TEXT NOT NULL UNIQUE,
    headline TEXT NOT NULL,
    agency TEXT,
    outlets TEXT NOT NULL,              -- JSON: names in order of the copies
    outlet TEXT NOT NULL DEFAULT '',    -- the first of them
    copies INTEGER NOT NULL,
    versions INTEGER NOT NULL,
    latest REAL NOT NULL,               -- when its newest copy was published, else arrived
    first_seen REAL NOT NULL,           -- when its first copy arrived
    facts INTEGER,                      -- passages in which a fact is changed; NULL: not collated
    seen INTEGER NOT NULL DEFAULT 0,    -- members that are read
    starred INTEGER NOT NULL DEFAULT 0,
    noted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX stories_by_latest ON stories (latest DESC, number DESC);
CREATE INDEX stories_by_copies ON stories (copies DESC, latest DESC, number DESC);
CREATE INDEX stories_by_outlet ON stories (outlet COLLATE NOCASE, latest DESC, number DESC);
CREATE INDEX stories_unread ON stories (latest DESC, number DESC) WHERE seen = 0;
CREATE INDEX stories_starred ON stories (latest DESC, number DESC) WHERE starred;
CREATE TABLE members (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    story INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    score REAL NOT NULL,
    version_of INTEGER REFERENCES articles ON DELETE SET NULL,
    evidence TEXT NOT NULL              -- JSON: a list of sentences
);
CREATE INDEX members_by_story ON members (story);
CREATE INDEX members_by_version ON members (version_of) WHERE version_of IS NOT NULL;
CREATE TABLE relations (
    a INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    kind TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX relations_back ON relations (b);
CREATE TABLE findings (                 -- what collating the story found, to filter by
    story INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    outlet TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- addition, omission, fact, substitution, transposition
    value TEXT NOT NULL,                -- the category of an addition, else ''
    amount INTEGER NOT NULL,
    PRIMARY KEY (story, kind, value, outlet)
) WITHOUT ROWID;
CREATE INDEX findings_by_kind ON findings (kind, value, story);
CREATE TABLE shingles (                 -- see grouping.candidates
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE TABLE sentences (                -- see grouping.recurrence
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE TABLE fingerprints (             -- the articles whose shingles and sentences are there
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    shingles BLOB NOT NULL,             -- 64-bit integers, little-endian: to take them out again
    sentences BLOB NOT NULL
);
CREATE TABLE links (                    -- articles that their texts make copies, or one a page
    a INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,  -- that holds the other: who bears
    b INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,  -- on whose story; a < b
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX links_back ON links (b);
CREATE TABLE templates (                -- sentences learned to be furniture
    hash INTEGER NOT NULL,
    outlet TEXT NOT NULL,               -- case-folded name; '' means every outlet
    PRIMARY KEY (hash, outlet)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    title, text, outlet, content = 'articles', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIEW unspaced_articles AS
    SELECT number, title, text, outlet FROM articles WHERE unspaced;
CREATE VIRTUAL TABLE grams USING fts5 (
    title, text, outlet, content = 'unspaced_articles', content_rowid = 'number',
    tokenize = 'trigram'
);
CREATE VIRTUAL TABLE gram_places USING fts5vocab(grams, instance);
INSERT INTO pending SELECT number FROM articles;
INSERT INTO words (words, rank) VALUES ('hashsize', 4194304); -- bytes gathered before writing
INSERT INTO words (words) VALUES ('rebuild');
INSERT INTO grams (grams) VALUES ('rebuild');
"""

_DONE = """
CREATE TABLE reads (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    at REAL NOT NULL
);
CREATE TABLE stars (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    at REAL NOT NULL
);
CREATE TABLE notes (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    text TEXT NOT NULL,
    at REAL NOT NULL
);
CREATE TABLE rulings (                  -- two articles that a person joined or parted, a < b
    a INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('join', 'part')),
    at REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX rulings_back ON rulings (b);
CREATE TABLE outlet_names (
    outlet TEXT PRIMARY KEY COLLATE NOCASE,
    name TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE overrules (                -- labels that a person set
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,                 -- a Kind
    category TEXT,                      -- of an addition
    at REAL NOT NULL,
    PRIMARY KEY (article, "start", "end")
) WITHOUT ROWID;
CREATE TABLE searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE deeds (                    -- what can be undone, the newest last
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    what TEXT NOT NULL,                 -- in words: "12 stories marked read"
    before TEXT NOT NULL                -- JSON: the rows as they were
);
"""

_VERSIONS = """
CREATE INDEX articles_versions ON articles (identity, digest, title) WHERE edition > 1;
"""

_LINKS = """
ALTER TABLE articles ADD COLUMN links TEXT NOT NULL DEFAULT '[]'; -- JSON, see rows.py
"""

_LEFT = """
CREATE TABLE left_at (                  -- where the person left the program
    one INTEGER PRIMARY KEY CHECK (one = 1),
    story TEXT NOT NULL,
    article TEXT NOT NULL,
    passage INTEGER NOT NULL,
    reading INTEGER NOT NULL
);
"""

_EDITS = """
UPDATE stories SET facts = NULL;        -- compared anew: findings tell kinds of facts from here on
"""

STEPS: tuple[str, ...] = (_PUBLISHED, _DERIVED, _DONE, _VERSIONS, _LINKS, _LEFT, _EDITS)
"""The steps, in order. One that was released is never changed: a further one is added."""
VERSION = len(STEPS)
_APPLICATION = int.from_bytes(b"wire")
"""What SQLite's header says of whose file it is."""


def version(connection: sqlite3.Connection) -> int:
    """Return how many steps the archive has behind it; 0: it is empty."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def is_ours(connection: sqlite3.Connection) -> bool:
    """Tell whether the file is an archive, or empty; another program's is not to be touched."""
    steps = version(connection)  # first: another process may be taking the first step
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
        return steps == 0
    found: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return found == _APPLICATION


def migrate(connection: sqlite3.Connection, name: str, *, to: int = VERSION) -> None:
    """Bring an archive up to date; `connection` is in autocommit mode, `name` its file's.

    Raises ArchiveError where it was written by a later version of this program.
    """
    if version(connection) > VERSION:
        raise ArchiveError(
            f"{name}: a later version of reader wrote this archive; update reader to open it"
        )
    while version(connection) < to:
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = version(connection)  # another process may have been faster
            if done < to:
                for statement in _statements(STEPS[done]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {done + 1}")
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute("COMMIT")
        except BaseException:
            roll_back(connection)
            raise


def roll_back(connection: sqlite3.Connection) -> None:
    """End the transaction without keeping anything of it."""
    if connection.in_transaction:  # a full disk has already ended it
        connection.execute("ROLLBACK")


def _statements(step: str) -> list[str]:
    """Return the statements of a step: `executescript` would commit before the first."""
    found, rest = [], ""
    for line in step.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found
