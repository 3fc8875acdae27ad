from __future__ import annotations

from hypothesis import given

from reader.model import Copy, Origin
from reader.provenance.origin import agency_copies, origin
from reader.text.segments import segment
from tests.provenance.made import STORY, article
from tests.strategies import any_text


def test_a_dateline_names_a_listed_agency() -> None:
    found = origin([article("Post", f"PORT ELLEN (Reuters) - {STORY[0]}")])
    assert found.agency == "Reuters"
    assert found.evidence == ("Post: dateline “PORT ELLEN (Reuters) -”",)


def test_a_note_that_the_story_was_reviewed() -> None:
    note = "The Post has reviewed this Associated Press story and may have altered it."
    found = origin([article("Post", *STORY, note)])
    assert found.agency == "AP"
    assert note[:40] in found.evidence[0]


def test_an_unlisted_agency_by_dateline_and_copyright_line() -> None:
    copies = [
        article("Post", f"PORT ELLEN (NPA) — {STORY[0]}"),
        article("Herald", *STORY, "Copyright 2026 Northern Press Agency. All rights reserved."),
    ]
    assert origin(copies).agency == "NPA"


def test_an_unlisted_agency_that_two_outlets_have_in_the_dateline() -> None:
    copies = [article(name, f"ORU (Meridian) — {STORY[0]}") for name in ("Post", "Herald")]
    assert origin(copies).agency == "Meridian"


def test_brackets_in_one_dateline_are_no_agency() -> None:
    assert origin([article("Post", f"ORU (KTXO) — {STORY[0]}")]) == Origin(None)


def test_bylines() -> None:
    assert origin([article("Post", *STORY, byline="Ana Brandt, Associated Press")]).agency == "AP"
    assert origin([article("Post", *STORY, byline="Ana Brandt")]).agency is None
    same = [article(name, *STORY, byline="Brandt") for name in ("Post", "Herald")]
    assert origin(same).agency is None


def test_a_picture_is_not_the_text() -> None:
    assert origin([article("Post", *STORY, "Photo: Jo Lind/Associated Press")]).agency is None


def test_two_agencies_alike_are_no_answer() -> None:
    copies = [
        article("Post", f"ORU (AP) — {STORY[0]}"),
        article("Herald", f"ORU (AFP) — {STORY[0]}"),
    ]
    assert origin(copies) == Origin(None)


def test_a_distributor_is_named_only_where_no_agency_is() -> None:
    note = "Distributed by Tribune Content Agency, LLC."
    assert origin([article("Post", f"ORU (AP) — {STORY[0]}", note)]).agency == "AP"
    assert origin([article("Post", *STORY, note)]).agency == "TNS"


def test_a_release_that_two_distributors_passed_on_came_from_neither() -> None:
    states = article("States News Service", *STORY, byline="States News Service")
    targeted = article("Targeted News Service", *STORY, "Copyright Targeted News Services")
    assert origin([states]).agency == "States News Service"
    assert origin([targeted]).agency == "Targeted News Service"
    assert origin([states, targeted]) == Origin(None)


def test_a_dateline_in_a_link_to_another_story_says_nothing() -> None:
    teaser = "ORU (AP) — A retired couple has claimed a second…"
    assert origin([article("Post", *STORY, teaser)]).agency is None


def test_the_agency_is_its_own_evidence_and_its_copy_is_known() -> None:
    articles = [
        article("Northern Press Agency", f"ORU (NPA) — {STORY[0]}"),
        article("Post", f"ORU (NPA) — {STORY[0]}"),
    ]
    found = origin(articles)
    copies = [Copy(n, a, segment(a)) for n, a in enumerate(articles, 1)]
    assert found.agency == "NPA"
    assert agency_copies(copies, found) == {1}
    assert agency_copies(copies, Origin(None)) == frozenset()


def test_nothing_is_known_of_nothing() -> None:
    assert origin([]) == Origin(None)


@given(any_text)
def test_any_text_has_an_answer(text: str) -> None:
    found = origin([article("Post", text)])
    assert (found.agency is None) == (not found.evidence)
