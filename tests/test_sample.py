"""The bundled sample, against what its author did to each page.

The tables say what was written into the files, whatever the program makes of them. A copy is named
as `outlet/file`, for a record of an export as `outlet/id`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePath
from typing import Final, NamedTuple

import pytest

from reader.model import (
    Category,
    Collation,
    Copy,
    EditKind,
    Kind,
    Label,
    Status,
    Variant,
    Weight,
)
from reader.services.library import Library, open_sample

STORIES: Final = {
    "harbor tunnel": [
        "brackwater-gazette/bg-4482",
        "corran-standard/harbor-tunnel-freak-storm",
        "daily-quay/tunnel-shut-six-weeks",
        "larkfield-post/harbor-tunnel",
        "news-8-tarrow/harbor-tunnel",
        "northern-press-agency/harbor-tunnel",
        "ostrey-courier/harbour-tunnel-flood",
        "solvane-public-radio/merrow-tunnel-closed",
    ],
    "ferry, NPA": [
        "daily-quay/212-safe-after-ferry-strikes-rocks",
        "news-8-tarrow/ferry-aground-0655",
        "news-8-tarrow/ferry-aground-1231",
        "northern-press-agency/skarra-ferry",
        "ostrey-courier/skarra-ferry-aground",
    ],
    "ferry, Meridian": [
        "corran-standard/ferry-reef-no-buoy",
        "meridian/skarra-ferry-reef",
        "solvane-public-radio/skarra-ferry-what-we-know",
    ],
    "budget": [
        "brackwater-gazette/bg-4468",
        "corran-standard/budget-squeaks-through",
        "larkfield-post/budget-one-vote",
        "meridian/assembly-budget",
        "solvane-public-radio/budget-single-vote",
    ],
    "coral": [
        "halyard-weekly/the-cones-opened",
        "news-8-tarrow/deep-coral",
        "northern-press-agency/tessel-coral",
        "ostrey-courier/tessel-bank-coral",
    ],
    "marathon": [
        "brackwater-gazette/bg-4465",
        "halyard-weekly/four-seconds",
        "meridian/tarrow-marathon",
        "news-8-tarrow/adeyo-wins-marathon",
    ],
    "takeover": [
        "larkfield-post/brindle-bakery",
        "meridian/tallow-brindle",
        "ostrey-courier/brindle-takeover",
        "tallis-business-daily/tallow-brindle-deal",
    ],
    "bridge inspector": [
        "corran-standard/bridge-inspector-four-years",
        "larkfield-post/bridge-inspector",
        "northern-press-agency/bridge-inspector",
        "tamsel-valley-register/bridge-inspector",
    ],
    "kidney test": [
        "daily-quay/kidney-test-years-before-symptoms",
        "northern-press-agency/kidney-test",
        "solvane-public-radio/kidney-blood-test",
        "tallis-business-daily/vantrel-kidney-test",
    ],
    "bells": [
        "daily-quay/looted-bells-return",
        "halyard-weekly/the-bells-come-home",
        "ostrey-courier/bells-return",
        "tamsel-valley-register/bells-going-home",
    ],
    "blackout": [
        "brackwater-gazette/bg-4479",
        "daily-quay/blackout-traced-to-single-switch",
        "northern-press-agency/blackout-switch",
        "tallis-business-daily/grid-late-switch",
        "tamsel-valley-register/lights-out",
    ],
    "bomb": [
        "lindhafener-rundschau/bombe-hauptbahnhof",
        "meridian/lindhafen-bombe",
        "norderfelder-anzeiger/bombe-lindhafen-zuege",
    ],
    "volcano": [
        "shiomachi-shimbun/ukine-volcano",
        "urato-nichinichi/ukine-evacuation",
    ],
    "library": ["larkfield-post/hollins-road-library"],
}

VERSIONS: Final = {
    frozenset({"news-8-tarrow/ferry-aground-0655", "news-8-tarrow/ferry-aground-1231"})
}

OUTLETS: Final = {
    "brackwater-gazette": "Brackwater Gazette",
    "corran-standard": "The Corran Standard",
    "daily-quay": "dailyquay.example",
    "halyard-weekly": "Halyard Weekly",
    "larkfield-post": "Larkfield Post",
    "lindhafener-rundschau": "Lindhafener Rundschau",
    "meridian": "Meridian",
    "news-8-tarrow": "News 8 Tarrow",
    "norderfelder-anzeiger": "Norderfelder Anzeiger",
    "northern-press-agency": "Northern Press Agency",
    "ostrey-courier": "The Ostrey Courier",
    "shiomachi-shimbun": "汐待新聞",
    "solvane-public-radio": "Solvane Public Radio",
    "tallis-business-daily": "Tallis Business Daily",
    "tamsel-valley-register": "The Tamsel Valley Register",
    "urato-nichinichi": "浦戸日日新聞",
}


class Change(NamedTuple):
    """Words that a copy has where the agency wrote `wire`, and what kind of change it is."""

    copy: str
    words: str
    wire: str
    kind: EditKind


FACTS: Final = [
    Change("news-8-tarrow/harbor-tunnel", "$83 million", "$38 million", EditKind.NUMBER),
    Change(
        "corran-standard/harbor-tunnel-freak-storm",
        "We were warned, but the money was never there,",
        "We were warned, and we did not spend the money,",
        EditKind.QUOTATION,
    ),
    Change("news-8-tarrow/ferry-aground-0655", "Nine passengers", "Eleven", EditKind.NUMBER),
    Change("corran-standard/ferry-reef-no-buoy", "In 2021 and 2023", "2020", EditKind.DATE),
    Change("corran-standard/budget-squeaks-through", "Rosa Telford", "Telfer", EditKind.NAME),
    Change("news-8-tarrow/adeyo-wins-marathon", "23 minutes 14 seconds", "41", EditKind.NUMBER),
    Change("halyard-weekly/four-seconds", "on Saturday", "Sunday", EditKind.DATE),
    Change("ostrey-courier/brindle-takeover", "9,800 jobs", "9,200", EditKind.NUMBER),
    Change("corran-standard/bridge-inspector-four-years", "Oct. 13, 2024", "3", EditKind.DATE),
    Change("tamsel-valley-register/bridge-inspector", "Leonard Vosler", "Vossler", EditKind.NAME),
    Change("tamsel-valley-register/bridge-inspector", "said Vosler had", "Vossler", EditKind.NAME),
    Change(
        "tamsel-valley-register/bridge-inspector", "Vosler said before", "Vossler", EditKind.NAME
    ),
    Change("tallis-business-daily/vantrel-kidney-test", "about $6", "$9", EditKind.NUMBER),
    Change(
        "daily-quay/kidney-test-years-before-symptoms",
        "half the kidney is gone",
        "half of the kidney is gone",
        EditKind.QUOTATION,
    ),
    Change("tamsel-valley-register/bells-going-home", "1.5 tons", "1.2", EditKind.NUMBER),
    Change(
        "halyard-weekly/the-bells-come-home",
        "It would have been wrong to ring them here",
        "It seemed wrong to ring them here",
        EditKind.QUOTATION,
    ),
    Change("tallis-business-daily/grid-late-switch", "$340 million", "$430", EditKind.NUMBER),
    Change("lindhafener-rundschau/bombe-hauptbahnhof", "250 Kilogramm", "500", EditKind.NUMBER),
    Change(
        "lindhafener-rundschau/bombe-hauptbahnhof",
        "verzeiht keinen Fehler",
        "nichts",
        EditKind.QUOTATION,
    ),
    Change("urato-nichinichi/ukine-evacuation", "472回", "４２７", EditKind.NUMBER),
    Change(
        "corran-standard/harbor-tunnel-freak-storm",
        "I will not stand here",
        "That gate should have been replaced in 2021.",
        EditKind.QUOTATION,
    ),
]

CUT_FACTS: Final = [
    ("news-8-tarrow/harbor-tunnel", "Forty-three drivers"),
    ("larkfield-post/bridge-inspector", "90 bridges a year"),
    ("tallis-business-daily/vantrel-kidney-test", "The trial was paid for"),
    ("tallis-business-daily/tallow-brindle-deal", "on Monday (March 9)"),
]
"""Sentences in which words with a number or a date were put in or left out: a matter of taste."""

STYLE: Final = [
    Change("ostrey-courier/harbour-tunnel-flood", "42 million litres", "11", EditKind.UNIT),
    Change("ostrey-courier/harbour-tunnel-flood", "2.9 metres", "9.4", EditKind.UNIT),
    Change("ostrey-courier/harbour-tunnel-flood", "2.1 metres", "7", EditKind.UNIT),
    Change("ostrey-courier/harbour-tunnel-flood", "114 kilometres", "71", EditKind.UNIT),
    Change("ostrey-courier/harbour-tunnel-flood", "2.1 kilometres", "1.3", EditKind.UNIT),
    Change("ostrey-courier/skarra-ferry-aground", "55-kilometre", "34", EditKind.UNIT),
    Change("ostrey-courier/tessel-bank-coral", "1,560 metres", "5,120", EditKind.UNIT),
    Change("ostrey-courier/tessel-bank-coral", "4 degrees Celsius", "39", EditKind.UNIT),
    Change("ostrey-courier/tessel-bank-coral", "104 square kilometres", "40", EditKind.UNIT),
    Change("ostrey-courier/tessel-bank-coral", "tyre", "tire", EditKind.STYLE),
    Change("ostrey-courier/tessel-bank-coral", "licences", "licenses", EditKind.STYLE),
    Change("ostrey-courier/bells-return", "practising", "practicing", EditKind.STYLE),
    Change("solvane-public-radio/budget-single-vote", "4.2%", "percent", EditKind.STYLE),
]

WORDING: Final = [
    Change("news-8-tarrow/harbor-tunnel", "bigger threat", "greater danger", EditKind.WORDING),
    Change("daily-quay/tunnel-shut-six-weeks", "delayed the work", "put off", EditKind.WORDING),
    Change("daily-quay/tunnel-shut-six-weeks", "had expected", "predicted", EditKind.WORDING),
    Change("corran-standard/budget-squeaks-through", "clinging to power", "", EditKind.WORDING),
    Change("solvane-public-radio/skarra-ferry-what-we-know", "declined to", "", EditKind.WORDING),
    Change(
        "corran-standard/harbor-tunnel-freak-storm", "A freak storm surge", "", EditKind.WORDING
    ),
    Change("norderfelder-anzeiger/bombe-lindhafen-zuege", "etwa 8.400", "rund", EditKind.WORDING),
]

MOVED: Final = [
    ("solvane-public-radio/merrow-tunnel-closed", "Unions representing tunnel workers"),
    ("solvane-public-radio/skarra-ferry-what-we-know", "Skarra’s council leader"),
    ("halyard-weekly/the-cones-opened", "We found a garden"),
    ("halyard-weekly/four-seconds", "The old record of 2:25:33"),
    ("halyard-weekly/the-bells-come-home", "A crack in the smallest bell"),
    ("tallis-business-daily/tallow-brindle-deal", "Shares of Brindle rose"),
    ("tallis-business-daily/vantrel-kidney-test", "would apply for approval"),
    ("tallis-business-daily/grid-late-switch", "Energy Minister Rolf Castagne"),
    ("lindhafener-rundschau/bombe-hauptbahnhof", "Oberbürgermeister Jannis Wehrkamp"),
]

TUNNEL_CUTS: Final = {
    "brackwater-gazette/bg-4482": None,
    "corran-standard/harbor-tunnel-freak-storm": {
        "He declined to say whether",
        "“You can pump a tunnel dry",
        "“Finding out what the salt",
        "The tunnel, 1.3 miles long",
        "It was shut then",
    },
    "daily-quay/tunnel-shut-six-weeks": set[str](),
    "larkfield-post/harbor-tunnel": {"The tunnel, 1.3 miles long", "It was shut then"},
    "news-8-tarrow/harbor-tunnel": {"Unions representing tunnel", "“Our people tested it"},
    "northern-press-agency/harbor-tunnel": set[str](),
    "ostrey-courier/harbour-tunnel-flood": {"He declined to say whether"},
    "solvane-public-radio/merrow-tunnel-closed": {
        "“You can pump a tunnel dry",
        "“Finding out what the salt",
    },
}
"""The passages that each copy of the tunnel lacks, by how they begin."""

ADDITIONS: Final = [
    (Category.SHARE, "daily-quay/tunnel-shut-six-weeks", "Share this story @dailyquay.example"),
    (Category.SHARE, "corran-standard/harbor-tunnel-freak-storm", "Share this article"),
    (Category.RELATED, "larkfield-post/harbor-tunnel", "READ MORE: Where to catch the harbor"),
    (Category.RELATED, "corran-standard/harbor-tunnel-freak-storm", "Storm Costs Mount as Coast"),
    (Category.RELATED, "daily-quay/tunnel-shut-six-weeks", "Grain Prices Climb as Port"),
    (Category.RELATED, "daily-quay/tunnel-shut-six-weeks", "A member of the board that oversees"),
    (Category.PROMO, "larkfield-post/harbor-tunnel", "Sign up for First Light"),
    (Category.PROMO, "news-8-tarrow/harbor-tunnel", "Download the free News 8 Tarrow app"),
    (
        Category.PROMO,
        "solvane-public-radio/merrow-tunnel-closed",
        "Solvane Public Radio is supported",
    ),
    (Category.PROMO, "corran-standard/harbor-tunnel-freak-storm", "Become a Standard member today"),
    (Category.POLL, "news-8-tarrow/harbor-tunnel", "Should the members of the harbor"),
    (Category.POLL, "corran-standard/harbor-tunnel-freak-storm", "Do you trust the state to run"),
    (Category.POLL, "news-8-tarrow/harbor-tunnel", "Not sure"),
    (Category.AD, "news-8-tarrow/harbor-tunnel", "Advertisement"),
    (Category.AD, "tallis-business-daily/grid-late-switch", "Sponsored content"),
    (
        Category.DISCLOSURE,
        "corran-standard/harbor-tunnel-freak-storm",
        "This Northern Press Agency",
    ),
    (Category.DISCLOSURE, "corran-standard/harbor-tunnel-freak-storm", "Seen a mistake?"),
    (Category.DISCLOSURE, "solvane-public-radio/merrow-tunnel-closed", "Editor’s note: Helen"),
    (Category.AGENCY, "northern-press-agency/harbor-tunnel", "© 2026 Northern Press Agency."),
    (Category.AGENCY, "news-8-tarrow/harbor-tunnel", "Copyright 2026 Northern Press Agency."),
    (Category.AGENCY, "daily-quay/tunnel-shut-six-weeks", "The Northern Press Agency is a news"),
    (Category.BIO, "solvane-public-radio/merrow-tunnel-closed", "He covers the coast for Solvane"),
    (Category.CREDIT, "larkfield-post/harbor-tunnel", "By Mara Oduya, Northern Press Agency"),
    (Category.CREDIT, "brackwater-gazette/bg-4482", "— Northern Press Agency"),
    (Category.CREDIT, "northern-press-agency/harbor-tunnel", "NPA reporter Tomas Ilves in"),
    (Category.CREDIT, "ostrey-courier/harbour-tunnel-flood", "Seawater at the mouth of the Merrow"),
    (
        Category.CREDIT,
        "corran-standard/harbor-tunnel-freak-storm",
        "The Merrow Harbor Tunnel was closed",
    ),
    (Category.CREDIT, "ostrey-courier/harbour-tunnel-flood", "From our news services"),
    (Category.TAGS, "larkfield-post/harbor-tunnel", "Tags: Merrow Harbor Tunnel"),
    (Category.COMMENTS, "news-8-tarrow/harbor-tunnel", "186 comments"),
    (Category.COMMENTS, "ostrey-courier/harbour-tunnel-flood", "Comments (14)"),
    (Category.NAVIGATION, "ostrey-courier/harbour-tunnel-flood", "We use cookies to run this"),
    (Category.NAVIGATION, "larkfield-post/harbor-tunnel", "Privacy policy"),
    (Category.NAVIGATION, "ostrey-courier/harbour-tunnel-flood", "Farming & Fishing"),
    (Category.HEADLINE, "news-8-tarrow/harbor-tunnel", "Merrow tunnel flooded: Drivers walked"),
    (Category.HEADLINE, "larkfield-post/harbor-tunnel", "Flood gate that failed was due"),
    (Category.HEADLINE, "ostrey-courier/harbour-tunnel-flood", "Harbour chief says gate"),
    (Category.DATELINE, "corran-standard/harbor-tunnel-freak-storm", "PORT MERROW (NPA) –"),
    (Category.DATELINE, "daily-quay/blackout-traced-to-single-switch", "HEXLEY (NPA)"),
    (Category.DATELINE, "northern-press-agency/harbor-tunnel", "PORT MERROW (NPA) —"),
    (Category.EDITORIAL, "larkfield-post/harbor-tunnel", "In Larkfield, 14 miles north of the"),
    (Category.EDITORIAL, "larkfield-post/budget-one-vote", "Assemblywoman Greta Holloway"),
]

LOCAL: Final = [
    ("brackwater-gazette/bg-4465", "Brackwater Harriers had 12 finishers"),
    ("brackwater-gazette/bg-4479", "Brackwater was without power for nine hours"),
    ("larkfield-post/brindle-bakery", "employs 310 people"),
    ("larkfield-post/budget-one-vote", "They timed it on a Sunday"),
    ("larkfield-post/harbor-tunnel", "Half this town works on the other side"),
    ("norderfelder-anzeiger/bombe-lindhafen-zuege", "Die Stadt öffnete die Turnhalle"),
    ("ostrey-courier/bells-return", "stood under the six empty beams"),
    ("ostrey-courier/skarra-ferry-aground", "The Ostrey lifeboat, which was called out"),
    ("ostrey-courier/tessel-bank-coral", "Three of the 11 licensed trawlers"),
    ("solvane-public-radio/kidney-blood-test", "has set up a telephone line"),
]
"""Reporting that one outlet put into a story of three copies or more."""

NOT_BOILERPLATE: Final = {Category.EDITORIAL, Category.UNKNOWN}


@cache
def _library() -> Library:
    return open_sample()


def _named(library: Library) -> dict[str, str]:
    """Article ids by the names that the tables use.

    A source names its folder only where two files have one name, so the folder may be missing.
    """
    found = {}
    for key, article in library.articles.items():
        source = PurePath(article.source)
        leaf = article.id if source.suffix == ".jsonl" else source.stem
        found[source.parent.name, leaf] = key
    names = {}
    for name in (name for story in STORIES.values() for name in story):
        outlet, _, leaf = name.partition("/")
        names[name] = found.pop((outlet, leaf), "") or found.pop(("", leaf))
    assert not found
    return names


@cache
def _collations() -> dict[str, Collation]:
    """The collation of each story that the table names, by its name there."""
    library = _library()
    ids = _named(library)
    home = {m.article: story.id for story in library.grouping.stories for m in story.members}
    return {name: library.collation(home[ids[copies[0]]]) for name, copies in STORIES.items()}


def _copy(collation: Collation, name: str) -> Copy:
    key = _named(_library())[name]
    return next(copy for copy in collation.copies if copy.article.id == key)


def _story_of(name: str) -> Collation:
    return _collations()[next(story for story, copies in STORIES.items() if name in copies)]


def _text(collation: Collation, label: Label) -> str:
    article = collation.copies[label.copy - 1].article
    return article.text[label.segment.start : label.segment.end]


def _labels(name: str) -> Iterator[tuple[Label, str]]:
    """A copy's labels in order, each with its text."""
    collation = _story_of(name)
    number = _copy(collation, name).number
    for label in collation.labels:
        if label.copy == number:
            yield label, _text(collation, label)


def _label_at(name: str, words: str) -> Label:
    """The label of the first segment of a copy that has these words."""
    return next(label for label, text in _labels(name) if words in " ".join(text.split()))


def test_every_file_of_the_sample_is_read() -> None:
    library = _library()
    assert library.failures == ()
    assert len(_named(library)) == len(library.articles) == 56


def test_the_stories_are_those_that_were_written() -> None:
    library = _library()
    names = {key: name for name, key in _named(library).items()}
    found = {
        frozenset(names[member.article] for member in story.members)
        for story in library.grouping.stories
    }
    assert found == {frozenset(copies) for copies in STORIES.values()}


def test_only_the_update_is_a_version() -> None:
    library = _library()
    names = {key: name for name, key in _named(library).items()}
    versions = {
        frozenset({names[member.article], names[member.version_of]})
        for story in library.grouping.stories
        for member in story.members
        if member.version_of is not None
    }
    assert versions == VERSIONS


def test_outlets_are_named() -> None:
    library = _library()
    found = {
        name.partition("/")[0]: library.articles[key].outlet.name
        for name, key in _named(library).items()
    }
    assert found == OUTLETS


def test_agencies_are_recognised() -> None:
    agencies = {name: collation.origin.agency for name, collation in _collations().items()}
    npa = {agencies[s] for s in ("harbor tunnel", "ferry, NPA", "coral", "bridge inspector")}
    npa |= {agencies[s] for s in ("kidney test", "blackout")}
    meridian = {
        agencies[s] for s in ("ferry, Meridian", "budget", "marathon", "takeover", "bells", "bomb")
    }
    assert len(npa) == len(meridian) == 1
    assert not npa & meridian
    assert None not in npa | meridian
    assert agencies["library"] is None


@pytest.mark.parametrize("change", FACTS, ids=lambda c: f"{c.copy}: {c.words}")
def test_a_changed_fact_is_found(change: Change) -> None:
    label = _label_at(change.copy, change.words)
    edits = [edit for edit in label.edits if edit.kind is change.kind]
    assert label.weight is Weight.FACT
    assert edits, label.edits
    assert any(e.reading in change.wire or change.wire in e.reading for e in edits if e.reading)


def test_nothing_else_is_a_changed_fact() -> None:
    allowed = [(c.copy, c.words) for c in FACTS] + list(CUT_FACTS)
    found = [
        (name, " ".join(text.split()), label.edits)
        for copies in STORIES.values()
        for name in copies
        for label, text in _labels(name)
        if label.weight is Weight.FACT
    ]
    surplus = [
        entry for entry in found if not any(entry[0] == c and w in entry[1] for c, w in allowed)
    ]
    assert not surplus, "\n".join(map(str, surplus))


@pytest.mark.parametrize("change", [*STYLE, *WORDING], ids=lambda c: f"{c.copy}: {c.words}")
def test_style_and_wording_are_no_facts(change: Change) -> None:
    label = _label_at(change.copy, change.words)
    assert Variant.SUBSTITUTION in label.variants
    assert change.kind in {edit.kind for edit in label.edits}
    assert label.weight in {Weight.STYLE, Weight.WORDING}


@pytest.mark.parametrize(("name", "words"), MOVED)
def test_a_moved_paragraph_is_a_transposition(name: str, words: str) -> None:
    assert Variant.TRANSPOSITION in _label_at(name, words).variants


def test_nothing_else_in_the_tunnel_moved() -> None:
    collation = _collations()["harbor tunnel"]
    moved = {
        (label.copy, collation.passages[(label.passage or 0) - 1].text[:20])
        for label in collation.labels
        if Variant.TRANSPOSITION in label.variants
    }
    solvane = _copy(collation, "solvane-public-radio/merrow-tunnel-closed").number
    assert moved == {(solvane, "Unions representing "), (solvane, "“Our people tested i")}


@pytest.mark.parametrize(
    ("name", "cuts"), [(n, c) for n, c in TUNNEL_CUTS.items() if c is not None]
)
def test_the_tunnel_was_cut_where_it_was_cut(name: str, cuts: set[str]) -> None:
    collation = _collations()["harbor tunnel"]
    number = _copy(collation, name).number
    missing = {
        collation.passages[omission.passage - 1].text
        for omission in collation.omissions
        if omission.copy == number
    }
    assert len(missing) == len(cuts), missing
    assert all(any(text.startswith(cut) for text in missing) for cut in cuts), missing


def test_the_brief_keeps_three_sentences() -> None:
    collation = _collations()["harbor tunnel"]
    number = _copy(collation, "brackwater-gazette/bg-4482").number
    kept = {
        label.passage
        for label in collation.labels
        if label.copy == number and label.kind is Kind.WIRE
    }
    wire = {p.number for p in collation.passages if p.status is Status.WIRE}
    assert len(kept) == 3
    assert {o.passage for o in collation.omissions if o.copy == number} == wire - kept


def test_half_a_quotation_cut_is_seen() -> None:
    """Whether the quotation is one passage or one a sentence, the cut half is not passed over."""
    name = "corran-standard/harbor-tunnel-freak-storm"
    collation = _story_of(name)
    number = _copy(collation, name).number
    missing = [
        collation.passages[o.passage - 1].text for o in collation.omissions if o.copy == number
    ]
    edits = _label_at(name, "I will not stand here").edits
    cut = [*missing, *(edit.reading for edit in edits if edit.kind is EditKind.QUOTATION)]
    assert any("That gate should have been replaced" in text for text in cut), edits


def test_the_clean_tunnel_is_the_agencys_text() -> None:
    collation = _collations()["harbor tunnel"]
    own = _copy(collation, "northern-press-agency/harbor-tunnel").article.text.split()
    shown = " ".join(p.text for p in collation.passages if p.status is Status.WIRE).split()
    assert shown[:3] + shown[-3:] == ["The", "Merrow", "Harbor", "for", "nine", "days."]
    assert " ".join(shown) in " ".join(own)
    assert len(collation.passages) == sum(p.status is Status.WIRE for p in collation.passages)


@pytest.mark.parametrize(("category", "name", "words"), ADDITIONS)
def test_an_addition_has_its_category(category: Category, name: str, words: str) -> None:
    label = _label_at(name, words)
    assert label.kind is Kind.ADDITION
    assert label.category is category, label.evidence


def test_every_category_occurs() -> None:
    found = {label.category for collation in _collations().values() for label in collation.labels}
    assert found - {None} == set(Category)


@pytest.mark.parametrize(("name", "words"), LOCAL)
def test_what_an_outlet_wrote_itself_is_told_from_the_wire(name: str, words: str) -> None:
    """The other copies have the text around it, or the agency's own copy ends there."""
    label = _label_at(name, words)
    assert label.kind is Kind.ADDITION, label.evidence
    assert label.category in NOT_BOILERPLATE


def test_damaged_typography_changes_no_word() -> None:
    for name in (
        "tamsel-valley-register/lights-out",
        "daily-quay/blackout-traced-to-single-switch",
    ):
        weights = {label.weight for label, _ in _labels(name)}
        assert weights <= {None, Weight.STYLE}, name


def test_an_outlets_own_story_is_all_its_own() -> None:
    collation = _collations()["library"]
    assert {p.status for p in collation.passages} == {Status.SINGLE}
    assert "counted the steps to Mill Street" in " ".join(p.text for p in collation.passages)


def test_the_readme_names_no_article() -> None:
    """A list beside the pages must not be read as a page: it would be a story of its own."""
    sources = {PurePath(a.source).name for a in _library().articles.values()}
    assert not any(name.startswith("README") for name in sources)


def test_every_table_speaks_of_words_that_are_there() -> None:
    """The tables against the files alone, without the program's reading of them."""
    root = Path(__file__).parents[1] / "reader" / "sample"
    for name, words in [(c.copy, c.words) for c in [*FACTS, *STYLE, *WORDING]] + MOVED + CUT_FACTS:
        outlet, _, leaf = name.partition("/")
        files = [*root.glob(f"{outlet}/{leaf}.*"), *root.glob(f"{outlet}/*.jsonl")]
        assert any(words in " ".join(f.read_text("utf-8").split()) for f in files), (name, words)
