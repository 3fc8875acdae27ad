from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive import articles, rows, values, words
from reader.archive.articles import Change, Kept, keep, load, load_one
from reader.archive.connection import Archive
from reader.model import Article, Block, Link, Outlet, Role, TextState
from reader.provenance.titles import Titles, title_key
from reader.text.blocks import split_blocks

NOW = 1_800_000_000.0
LATER = NOW + 3600
STORY = (
    "The council of Larkfield put off its vote on the tunnel on Tuesday.\n"
    "Engineers had told it that the price doubled within two years.\n"
    "Nobody had measured the water under the mill."
)


@pytest.fixture
def archive() -> Iterator[Archive]:
    made = Archive(None)
    yield made
    made.close()


def article(text: str = STORY, title: str | None = "Vote on the tunnel is put off") -> Article:
    return Article("tunnel", Outlet("Larkfield Post"), text, split_blocks(text), title)


def summary(
    text: str = "The council put off its vote …",
    title: str = "Vote on the tunnel is put off",
    *,
    id: str = "tunnel",
    byline: str | None = None,
    url: str | None = None,
) -> Article:
    brief = replace(article(text, title), id=id, byline=byline, url=url)
    return replace(brief, state=TextState.SUMMARY)


def kept(
    archive: Archive,
    delivered: Article,
    identity: str = "https://larkfield.example/tunnel",
    *,
    feed: int | None = None,
    now: float = NOW,
) -> Kept:
    with archive.writing() as connection:
        return keep(connection, delivered, identity=identity, feed=feed, now=now)


def loaded(archive: Archive, number: int) -> Article:
    with archive.reading() as connection:
        found = load_one(connection, number)
    assert found is not None
    return found


def matches(archive: Archive, query: str, index: str = "words") -> list[int]:
    with archive.reading() as connection:
        assert words.damaged(connection) == []
        found = connection.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ?", (query,))
        return [number for (number,) in found]


def pending(archive: Archive) -> list[int]:
    with archive.reading() as connection:
        return [number for (number,) in connection.execute("SELECT article FROM pending")]


def grouped(archive: Archive) -> None:
    with archive.writing() as connection:
        connection.execute("DELETE FROM pending")


_storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
_offsets = st.timedeltas(timedelta(hours=-23), timedelta(hours=23))
_times = st.datetimes(timezones=st.none() | st.builds(timezone, _offsets))
_looks = st.tuples(
    st.sampled_from(Role),
    st.floats(0, 1) | st.just(0.0),
    st.booleans(),
    st.none() | st.integers(0, 9),
)


@st.composite
def _laid_out(draw: st.DrawFn, articles: st.SearchStrategy[Article]) -> Article:
    """An article with blocks and links somewhere in its text, in order."""
    given = draw(articles)
    cuts = sorted(draw(st.lists(st.integers(0, len(given.text)), max_size=10)))
    places = zip(cuts[::2], cuts[1::2], strict=False)
    blocks = [
        Block(start, end, draw(st.integers(1, 10**5)), *draw(_looks)) for start, end in places
    ]
    ends = sorted(draw(st.sets(st.integers(0, len(given.text)), max_size=10)))
    links = [Link(a, b, draw(_storable)) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    return replace(given, blocks=tuple(blocks), links=tuple(links))


_articles = st.builds(
    Article,
    _storable.filter(bool),
    st.builds(Outlet, _storable, st.none() | _storable, st.booleans(), _storable),
    _storable,
    st.just(()),
    st.none() | _storable.filter(bool),
    st.none() | _storable,
    st.none() | _times,
    st.none() | _storable,
    st.none() | _storable,
    _storable,
    st.none(),
    st.sampled_from(TextState),
    _storable,
)


@given(_laid_out(_articles))
def test_an_article_comes_back_as_it_was_kept(given: Article) -> None:
    archive = Archive(None)
    found = loaded(archive, kept(archive, given).number)
    assert replace(found, arrived=None) == given
    assert found.arrived == datetime.fromtimestamp(NOW, UTC)
    if given.published is not None and found.published is not None:
        assert found.published.utcoffset() == given.published.utcoffset()
    archive.close()


@given(st.text(st.sampled_from("a \n\0\ud800\udfff市長会議🙂"), max_size=30))
def test_what_no_database_holds_is_replaced_one_for_one(text: str) -> None:
    archive = Archive(None)
    found = loaded(archive, kept(archive, article(text, text), identity=text).number)
    assert found.text == "".join("\ufffd" if char in "\0\ud800\udfff" else char for char in text)
    assert kept(archive, article(text, text), identity=text).change is Change.SAME
    with archive.reading() as connection:
        assert words.damaged(connection) == []
    archive.close()


def test_a_new_article_is_indexed_and_waits_to_be_grouped(archive: Archive) -> None:
    new = kept(archive, article())
    assert new == Kept(new.number, "tunnel", Change.NEW)
    assert matches(archive, "engineers") == [new.number]
    assert pending(archive) == [new.number]


@pytest.mark.parametrize("text", [STORY, STORY.replace(" ", "  ").replace("\n", "\n\n \t")])
def test_the_same_text_again_changes_nothing(archive: Archive, text: str) -> None:
    new = kept(archive, article())
    grouped(archive)
    again = kept(archive, article(text), now=LATER)
    assert again == Kept(new.number, "tunnel", Change.SAME)
    assert loaded(archive, new.number).text == STORY
    assert pending(archive) == []


def test_other_links_around_the_article_make_no_version(archive: Archive) -> None:
    kept(archive, _with_links("Five bridges to see this week"))
    again = kept(archive, _with_links("Ferry strike enters its third day"))
    assert again.change is Change.SAME


def test_other_links_of_a_list_of_links_make_a_version(archive: Archive) -> None:
    kept(archive, _with_links("Five bridges to see this week\n" * 9))
    again = kept(archive, _with_links("Ferry strike enters its third day\n" * 9))
    assert again.change is Change.VERSION


def _with_links(links: str) -> Article:
    text = f"{STORY}\n{links}"
    linked = Block(len(STORY) + 1, len(text), 4, Role.ITEM, link_density=0.9)
    menu = Block(0, 0, 1, Role.FURNITURE)
    return replace(article(text), blocks=(menu, *split_blocks(STORY), linked))


def test_another_text_is_a_version_beside_the_first(archive: Archive) -> None:
    first = kept(archive, article())
    second = kept(archive, article(STORY.replace("doubled", "trebled")), now=LATER)
    assert second == Kept(second.number, "tunnel.2", Change.VERSION)
    assert second.number != first.number
    assert matches(archive, "doubled") == [first.number]
    assert matches(archive, "trebled") == [second.number]
    assert pending(archive) == [first.number, second.number]
    assert kept(archive, article()).number == first.number  # a server that gives both by turns


def test_another_headline_is_a_version_but_a_name_behind_it_is_none(archive: Archive) -> None:
    first = kept(archive, article(title="Vote on the tunnel is put off"))
    behind = kept(archive, article(title="Vote on the tunnel is put off | Larkfield Post"))
    assert behind == Kept(first.number, first.id, Change.SAME)
    other = kept(archive, article(title="Tunnel vote collapses in uproar"))
    assert other.change is Change.VERSION


def test_full_text_takes_the_place_of_a_summary(archive: Archive) -> None:
    brief = kept(archive, summary(byline="By Ana Brandt", url="https://larkfield.example/t"))
    grouped(archive)
    links = (Link(0, 3, "https://larkfield.example/council"),)
    full = kept(archive, replace(article(), links=links), now=LATER)
    assert full == Kept(brief.number, brief.id, Change.FULLER)
    found = loaded(archive, full.number)
    assert found.links == links
    assert (found.text, found.state, found.byline) == (STORY, TextState.FULL, "By Ana Brandt")
    assert found.arrived == datetime.fromtimestamp(NOW, UTC)
    assert matches(archive, "engineers") == [full.number]
    assert pending(archive) == [full.number]


def test_a_page_without_title_leaves_the_feeds(archive: Archive) -> None:
    brief = kept(archive, summary())
    kept(archive, replace(article(), title=None))
    assert loaded(archive, brief.number).title == "Vote on the tunnel is put off"
    kept(archive, article(title="A vote is put off again in Larkfield"), "other")
    with archive.reading() as connection:
        key = title_key("Vote on the tunnel is put off")
        assert articles.owners(connection, [key]) == {key: {brief.id}}


def test_the_summary_again_changes_nothing_once_the_page_is_there(archive: Archive) -> None:
    brief = kept(archive, summary("A brief of its own."))
    kept(archive, article())
    again = kept(archive, summary("A brief of its own."))
    assert again == Kept(brief.number, brief.id, Change.SAME)
    assert loaded(archive, brief.number).text == STORY


def test_a_changed_summary_asks_for_the_page_once(archive: Archive) -> None:
    kept(archive, summary("A brief of its own."))
    kept(archive, article())
    changed = summary("Correction: the price has trebled.")
    assert kept(archive, changed) == Kept(1, "tunnel", Change.SAME, recheck=True)
    assert not kept(archive, changed).recheck
    assert not kept(archive, summary("A brief of its own.")).recheck
    assert loaded(archive, 1).text == STORY


def test_a_summary_that_the_text_contains_asks_for_nothing(archive: Archive) -> None:
    kept(archive, article())
    assert not kept(archive, summary(STORY[:50] + " […]")).recheck
    headline = summary(STORY[:60] + " […]", title="Tunnel vote collapses in uproar")
    assert kept(archive, headline).recheck


def test_a_changed_summary_without_a_page_is_a_version(archive: Archive) -> None:
    kept(archive, summary("A brief of its own."))
    assert kept(archive, summary("Another brief.")).change is Change.VERSION
    fuller = kept(archive, article())
    assert (fuller.id, fuller.change) == ("tunnel.2", Change.FULLER)


def test_a_blocked_page_says_so_and_takes_no_text_away(archive: Archive) -> None:
    brief = kept(archive, summary("A brief of its own."))
    wall = replace(article("Accept all cookies"), state=TextState.BLOCKED)
    grouped(archive)
    for reason in ("a consent wall", "a paywall"):
        walled = kept(archive, replace(wall, state_reason=reason))
        assert walled == Kept(brief.number, brief.id, Change.SAME)
        found = loaded(archive, brief.number)
        assert (found.text, found.state) == ("A brief of its own.", TextState.BLOCKED)
        assert found.state_reason == reason
    kept(archive, summary("A brief of its own."))  # the feed again: still blocked
    assert loaded(archive, brief.number).state is TextState.BLOCKED
    assert pending(archive) == []
    assert kept(archive, article()).change is Change.FULLER
    assert kept(archive, replace(wall, state_reason="a paywall")).change is Change.SAME
    assert loaded(archive, brief.number) == replace(
        article(), id=brief.id, arrived=datetime.fromtimestamp(NOW, UTC)
    )


def test_a_page_that_says_no_more_than_the_summary_is_all_there_is(archive: Archive) -> None:
    kept(archive, summary(STORY))
    assert kept(archive, article()).change is Change.SAME
    assert loaded(archive, 1).state is TextState.FULL


def test_labels_of_a_person_move_with_their_words(archive: Archive) -> None:
    kept(archive, summary("Brief: Nobody had measured the water. Gone words."))
    with archive.writing() as connection:
        for start, end in ((7, 36), (38, 49)):
            connection.execute(
                "INSERT INTO overrules VALUES (1, ?, ?, 'addition', 'bio', 5.0)", (start, end)
            )
    kept(archive, article())
    with archive.reading() as connection:
        found = connection.execute("SELECT * FROM overrules").fetchall()
    start = STORY.index("Nobody had measured the water")
    assert found == [(1, start, start + 29, "addition", "bio", 5.0)]


def test_text_in_scripts_without_spaces_is_found_within(archive: Archive) -> None:
    number = kept(archive, summary("市議会は採決を延期した。")).number
    assert matches(archive, "採決を延", "grams") == [number]
    kept(archive, article("In English now, and in full."))
    assert matches(archive, "採決を延", "grams") == []
    assert matches(archive, "english") == [number]


def test_what_retention_took_stays_away_until_a_person_gives_it(archive: Archive) -> None:
    feed = _feed(archive, "https://larkfield.example/feed")
    with archive.writing() as connection:
        connection.execute("INSERT INTO removed VALUES ('tunnel', 1.0)")
    assert kept(archive, article(), "tunnel", feed=feed) == Kept(0, "", Change.REMOVED)
    assert kept(archive, article(), "tunnel").change is Change.NEW
    assert kept(archive, article(), "tunnel", feed=feed).change is Change.SAME


def test_an_id_that_is_taken_is_made_longer_the_same_way_each_time(archive: Archive) -> None:
    kept(archive, article(), "a")
    second = kept(archive, article(), "b")
    assert second.id.startswith("tunnel-")
    other = Archive(None)
    kept(other, article(), "c")
    assert kept(other, article(), "b").id == second.id
    other.close()
    nameless = kept(archive, replace(article(), id=""), "d")
    assert len(nameless.id) == 6


def test_each_feed_that_delivers_an_article_has_it(archive: Archive) -> None:
    first, second = (_feed(archive, f"https://larkfield.example/{n}") for n in range(2))
    number = kept(archive, article(), feed=first).number
    kept(archive, article(), feed=second)
    kept(archive, article(), feed=99)  # removed in another process meanwhile
    with archive.reading() as connection:
        found = connection.execute("SELECT * FROM article_feeds").fetchall()
    assert found == [(number, first), (number, second)]


def _feed(archive: Archive, url: str, **columns: int) -> int:
    with archive.writing() as connection:
        number = connection.execute(
            "INSERT INTO feeds (url, added) VALUES (?, 0)", (url,)
        ).lastrowid
        for column, value in columns.items():
            connection.execute(f"UPDATE feeds SET {column} = ? WHERE number = ?", (value, number))
    assert number is not None
    return number


def test_articles_come_in_the_order_asked_for(archive: Archive) -> None:
    made = [kept(archive, replace(article(), id=f"a{n}"), f"{n}").number for n in range(5)]
    with archive.reading() as connection:
        found = load(connection, [made[3], 999, made[0]])
        assert [one.id for one in found] == ["a3", "a0"]
        assert load(connection, []) == []
        assert load_one(connection, 999) is None
        assert articles.count(connection) == 5
        assert articles.all_numbers(connection).tolist() == made
        assert articles.numbers(connection, ["a4", "no", "a1\ud800"]) == {"a4": made[4]}
        assert articles.ids(connection, [made[2], 999]) == {made[2]: "a2"}


def test_the_latest_articles_of_an_outlet_under_any_of_its_names(archive: Archive) -> None:
    for n, outlet in enumerate(["Quay", "quay", "Tarrow", "Quay", "Quay Daily"]):
        kept(archive, replace(article(), id=f"a{n}", outlet=Outlet(outlet)), f"{n}")
    with archive.reading() as connection:
        found = articles.of_outlet(connection, ["Quay", "QUAY", "Quay Daily"], 3)
    assert [one.id for one in found] == ["a4", "a3", "a1"]


def test_only_telling_titles_have_owners_and_they_agree_with_titles_in_memory(
    archive: Archive,
) -> None:
    titles = [
        "Vote on the tunnel is put off",
        "Weather",
        "VOTE on the tunnel is put off!",
        "x" * 600,
    ]
    given = [replace(article(title=title), id=f"a{n}") for n, title in enumerate(titles)]
    for one in given:
        kept(archive, one, one.id)
    keys = [title_key(title) for title in titles]
    with archive.reading() as connection:
        found = articles.owners(connection, keys)
    assert found == {keys[0]: {"a0", "a2"}}
    for known in (Titles.owned(found), Titles(given)):
        assert known.is_other_title(keys[0], frozenset({"a0"}))
        assert not known.is_other_title(keys[1], frozenset())


def test_summaries_whose_pages_are_wanted_wait_to_be_fetched(archive: Archive) -> None:
    wanted = _feed(archive, "https://larkfield.example/feed", typed=1)
    unwanted = _feed(archive, "https://quay.example/feed", pages=0)
    paused = _feed(archive, "https://tarrow.example/feed", paused=1)
    address = "https://larkfield.example/t"
    for n, feed in enumerate([wanted, unwanted, paused, None]):
        kept(archive, summary(id=f"a{n}", url=address), f"{n}", feed=feed)
    kept(archive, summary(id="old", url=address), "old", feed=wanted, now=NOW - 9)
    kept(archive, summary(id="nowhere"), "nowhere", feed=wanted)
    kept(archive, replace(article(), url=address), "full", feed=wanted)
    with archive.reading() as connection:
        found = articles.unfetched(connection, since=NOW)
        assert [(one.identity, one.url, one.feed, one.typed) for one in found] == [
            ("0", address, wanted, True)
        ]
        assert articles.unfetched(connection, since=0, feeds=[unwanted]) == []
        assert len(articles.unfetched(connection, since=0, feeds=[wanted])) == 2


@pytest.mark.parametrize("zone", [None, UTC, timezone(timedelta(hours=5, minutes=45))])
def test_times_are_counted_in_utc(zone: timezone | None) -> None:
    given = datetime(2026, 11, 4, 12, tzinfo=zone)
    offset = given.utcoffset() or timedelta()
    assert values.moment(rows.seconds(given)) == given.replace(tzinfo=UTC) - offset


def test_a_time_before_all_calendars_is_kept(archive: Archive) -> None:
    first = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    number = kept(archive, replace(article(), published=first)).number
    assert loaded(archive, number).published == first
