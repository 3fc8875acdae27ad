from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.self_names import find_self_name, name_key


def name(*blocks: str) -> str | None:
    found = find_self_name(blocks)
    return found.name if found else None


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Share this @harborlight.com", "harborlight.com"),
        ("Teilen Sie das: @hafenbote.de", "hafenbote.de"),
        ("Follow us @quaynews.co.uk for more", "quaynews.co.uk"),
        (
            "The Harbor Light has reviewed this Northern Press story and may have changed it.",
            "The Harbor Light",
        ),
        ("This story has been edited by The Harbor Light staff.", None),
        ("This story was edited by The Harbor Light.", "The Harbor Light"),
        ("Read Harbor Light’s editorial standards.", "Harbor Light"),
        ("Harbor Light may receive a commission on what you buy.", "Harbor Light"),
        (
            "The views expressed are the author’s and not necessarily those of the Harbor Light.",
            "Harbor Light",
        ),
        ("Dieser Artikel wurde von der Hafenpost bearbeitet.", "Hafenpost"),
        ("Cet article a été adapté par la rédaction de L’Écho du Port.", "L’Écho du Port"),
        ("Este artículo ha sido editado por La Voz del Puerto.", "La Voz del Puerto"),
    ],
)
def test_one_frame_of_the_outlet_s_own_is_enough(block: str, expected: str | None) -> None:
    assert name("The ferry ran aground.", block) == expected


def test_weaker_frames_need_a_second_that_agrees() -> None:
    line, mailbox = "© 2026 Harbor Light", "Write to news@harborlight.com"
    assert name(line) is None
    assert name(mailbox) is None
    assert name(line, "© 2025 Harbor Light") is None
    assert name(line, mailbox) is not None
    assert name(line, "Harbor Light") == "Harbor Light"
    assert name("Harbor Light", "Harbor Light", "Sport") is None


def test_two_names_equally_well_founded_are_none() -> None:
    assert name("Share this @harborlight.com", "Share this @dailyquay.com") is None


@pytest.mark.parametrize(
    "block",
    [
        "The Associated Press has reviewed this story.",
        "Reuters has updated this report.",
        "© 2026 The Associated Press. All rights reserved.",
        "This story was originally published by Harbor Light.",
        "Follow Mara Quill on Twitter @maraquill",
        "Mara Quill of Harbor Light contributed to this report.",
        "The Associated Press is an independent, not-for-profit news cooperative.",
        "Share this @twitter.com",
        "Contact: editor@gmail.com",
        "The agency’s staff has reviewed this claim.",
        "He has edited this paper for years.",
        "Share his pain @home.Then he left",
    ],
)
def test_what_names_someone_else_is_no_evidence(block: str) -> None:
    assert name(block, "Associated Press", "AP", "Reuters", "Twitter") is None


def test_an_agency_with_a_handle_and_a_mailbox_is_still_no_outlet() -> None:
    assert name("Share this @reuters.com", "news@reuters.com", "© Reuters", "Reuters") is None


def test_the_evidence_quotes_the_copy() -> None:
    handle = find_self_name(["Share this @harborlight.com"])
    assert handle is not None
    assert handle.evidence == "its share handle “@harborlight.com”"
    assert handle.domain == "harborlight.com"
    notice = find_self_name(["The Harbor Light has reviewed this story."])
    assert notice is not None
    assert notice.evidence == "names itself in “The Harbor Light has reviewed this”"


def test_one_key_for_the_spellings_of_a_name() -> None:
    assert name_key("The Harbor Light") == name_key("harborlight.com") == name_key("HarborLight")


def test_a_long_block_is_prose_and_not_searched() -> None:
    assert name("The Harbor Light has reviewed this story. " + "x" * 600) is None


@given(
    st.lists(st.text(max_size=200) | st.sampled_from(["© 2026 ", "has reviewed this", "@a.com"]))
)
def test_any_text_names_one_outlet_or_none(blocks: list[str]) -> None:
    found = find_self_name(blocks)
    assert found is None or found.name
