from __future__ import annotations

from reader.archive import findings, labels, names, rulings, searches
from reader.archive.undo import undo
from reader.grouping.rulings import Rulings
from reader.model import Category, Kind, Overrule
from tests.archive.shelf import Shelf
from tests.factories import lone, tunnel, updated


def shelf() -> Shelf:
    """Story 1 of articles 1, 2 and a version 3 of the first; story 2 of 4 and 5; story 3 of 6."""
    made = Shelf()
    for outlet in ("Larkfield Post", "Daily Quay", "Larkfield Post", "larkfield post", "NorthNow"):
        made.article(outlet)
    made.article("The Ellen Star")
    made.story(1, 2, versions=[3])
    made.story(4, 5)
    made.story(6)
    return made


ALL = range(1, 7)


def test_joining_rules_on_the_first_articles_and_has_both_stories_grouped_again() -> None:
    made = shelf()
    assert rulings.join(made.connection, 2, 1, 1.0) == "two stories joined"
    assert rulings.rulings(made.connection, ALL) == Rulings(frozenset({("a1", "a4")}))
    assert made.rows("pending") == [(1,), (2,), (3,), (4,), (5,)]
    assert rulings.join(made.connection, 1, 1, 2.0) == "that is one story already"
    assert rulings.join(made.connection, 1, 99, 2.0) == "that is one story already"


def test_splitting_parts_an_article_from_all_that_stay() -> None:
    made = shelf()
    assert rulings.split(made.connection, 2, 1.0) == "a copy split from its story"
    found = rulings.rulings(made.connection, ALL)
    assert found == Rulings(parted=frozenset({("a1", "a2"), ("a2", "a3")}))
    assert made.rows("pending") == [(1,), (2,), (3,)]
    assert rulings.split(made.connection, 6, 1.0) == "it is a story of its own already"
    assert rulings.split(made.connection, 99, 1.0) == "it is a story of its own already"


def test_versions_go_with_their_copy_and_may_leave_it() -> None:
    made = shelf()
    rulings.split(made.connection, 1, 1.0)
    found = rulings.rulings(made.connection, ALL)
    assert found.parted == {("a1", "a2"), ("a2", "a3")}
    undo(made.connection)
    rulings.split(made.connection, 3, 1.0)
    assert rulings.rulings(made.connection, ALL).parted == {("a1", "a3"), ("a2", "a3")}


def test_the_later_ruling_stands() -> None:
    made = shelf()
    rulings.split(made.connection, 5, 1.0)
    connection = made.connection
    connection.execute("UPDATE members SET story = 3 WHERE article = 5")  # grouped as ruled
    rulings.join(connection, 2, 3, 2.0)
    assert rulings.rulings(connection, ALL) == Rulings(frozenset({("a4", "a5")}))
    connection.execute("UPDATE members SET story = 2 WHERE story = 3")
    rulings.split(connection, 5, 3.0)
    found = rulings.rulings(connection, ALL)
    assert found == Rulings(parted=frozenset({("a4", "a5"), ("a5", "a6")}))


def test_rulings_are_told_among_the_articles_asked_for_and_their_kin_found() -> None:
    made = shelf()
    rulings.join(made.connection, 1, 2, 1.0)
    rulings.join(made.connection, 2, 3, 1.0)
    assert rulings.rulings(made.connection, [1, 2, 6]) == Rulings()
    assert rulings.joined_with(made.connection, [1]) == {4, 6}
    assert rulings.joined_with(made.connection, [4, 6]) == {1}
    assert rulings.joined_with(made.connection, [2, 5]) == set()


def test_a_label_set_by_hand_is_kept_and_withdrawn() -> None:
    made = shelf()
    labels.overrule(made.connection, 2, 4, 9, Kind.ADDITION, Category.POLL, 1.0)
    words = labels.overrule(made.connection, 2, 4, 9, Kind.ADDITION, Category.AD, 2.0)
    assert words == "labelled ad"
    assert labels.overrule(made.connection, 1, 0, 3, Kind.WIRE, None, 3.0) == "labelled wire"
    assert labels.overrules(made.connection, [2, 1]) == (
        Overrule("a1", 0, 3, Kind.WIRE, None, 3.0),
        Overrule("a2", 4, 9, Kind.ADDITION, Category.AD, 2.0),
    )
    assert labels.withdraw(made.connection, 1, 0, 3, 4.0) == "label withdrawn"
    assert labels.withdraw(made.connection, 1, 0, 3, 4.0) == "its label was not set by hand"
    assert labels.overrules(made.connection, [1]) == ()


def called(made: Shelf, *outlets: str) -> list[str]:
    return [names.names(made.connection).called(outlet) for outlet in outlets]


def test_an_outlet_is_renamed_by_what_it_is_called() -> None:
    made = shelf()
    both = ("Larkfield Post", "Daily Quay")
    rename = names.rename_outlet
    assert rename(made.connection, "Larkfield Post", " The  Post", 1.0) == (
        "Larkfield Post is called The Post"
    )
    rename(made.connection, "Daily Quay", "The Post", 1.0)
    assert called(made, *both, "larkfield post") == ["The Post"] * 3
    rename(made.connection, "The Post", "Harbour Letter", 1.0)
    assert called(made, *both) == ["Harbour Letter"] * 2
    assert rename(made.connection, "Harbour Letter", "Harbour Letter", 1.0) == (
        "the outlet is called so already"
    )
    assert rename(made.connection, "Harbour Letter", "", 1.0) == (
        "Harbour Letter has its own name again"
    )
    assert called(made, *both) == list(both)
    assert made.rows("outlet_names") == []


def test_an_outlet_called_as_another_is_published_is_renamed_with_it() -> None:
    made = shelf()
    names.rename_outlet(made.connection, "NorthNow", "Daily Quay", 1.0)
    names.rename_outlet(made.connection, "Daily Quay", "Both", 1.0)
    assert called(made, "NorthNow", "Daily Quay") == ["Both", "Both"]
    assert names.rename_outlet(made.connection, "Nobody", "Both", 1.0) == (
        "no outlet is called Nobody"
    )
    names.rename_outlet(made.connection, "The Ellen Star", "The Ellen Star", 1.0)
    assert len(made.rows("outlet_names")) == 2


def test_searches_are_kept_by_name() -> None:
    made = shelf()
    assert searches.save_search(made.connection, " morning ", "is:unread ", 1.0) == (
        "search saved as morning"
    )
    searches.save_search(made.connection, "Evening", "is:starred", 1.0)
    searches.save_search(made.connection, "morning", "after:today", 1.0)
    assert searches.searches(made.connection) == {
        "Evening": "is:starred",
        "morning": "after:today",
    }
    assert list(searches.searches(made.connection)) == ["Evening", "morning"]
    assert searches.remove_search(made.connection, "morning", 1.0) == "search morning removed"
    assert searches.remove_search(made.connection, "morning", 1.0) == "no search is called morning"
    assert searches.save_search(made.connection, " ", "x", 1.0) == "the search was saved so before"


def amounts(made: Shelf, kind: str) -> dict[tuple[object, object], object]:
    rows = made.connection.execute(
        "SELECT outlet, value, amount FROM findings WHERE kind = ?", (kind,)
    )
    return {(outlet, value): amount for outlet, value, amount in rows}


def test_findings_are_what_each_outlet_did() -> None:
    made = shelf()
    findings.put(made.connection, 1, tunnel())
    added = amounts(made, findings.ADDITION)
    assert added["Quayside Daily", "poll"] == 1
    assert added["Harbor Wire", "share"] == 1
    assert ("Inland Herald", "poll") not in added
    assert amounts(made, findings.FACT) == {("The Ellen Star", ""): 1}
    assert amounts(made, findings.EDIT) == {("The Ellen Star", "number"): 1}
    assert amounts(made, findings.SUBSTITUTION) == {("Inland Herald", ""): 1}
    assert amounts(made, findings.TRANSPOSITION) == {("Inland Herald", ""): 1}
    cut = amounts(made, findings.OMISSION)
    assert cut["Quayside Daily", ""] == 1
    assert ("Larkfield Post", "") not in cut
    assert made.one(1, "facts") == (1,)


def test_a_fact_that_a_version_changed_counts_for_its_outlet() -> None:
    made = shelf()
    findings.put(made.connection, 1, updated())
    assert amounts(made, findings.FACT) == {("Larkfield Post", ""): 1}


def test_findings_are_replaced_and_forgotten() -> None:
    made = shelf()
    findings.put(made.connection, 1, tunnel())
    findings.put(made.connection, 1, lone())
    assert amounts(made, findings.ADDITION) == {("Larkfield Post", "promo"): 1}
    assert findings.missing(made.connection, 9) == [2]
    findings.forget(made.connection, [1])
    assert made.rows("findings") == []
    assert findings.missing(made.connection, 9) == [2, 1]
    assert findings.missing(made.connection, 1) == [2]
