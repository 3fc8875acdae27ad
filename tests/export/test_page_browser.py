"""The page's keys, pressed in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reader.export.page import page
from tests.export.browser import ask, dump, needs_chromium
from tests.export.test_page import repeated
from tests.factories import crowd, tunnel

pytestmark = needs_chromium

PRESS = """
const at = () => {
  const row = document.querySelector(".cursor");
  const view = [...document.querySelectorAll(".view")].filter((one) => !one.hidden);
  return {
    view: view.map((one) => one.id).join(" "),
    passage: Number(row.dataset.passage),
    addition: "addition" in row.dataset,
    top: Math.round(row.getBoundingClientRect().top),
    focused: document.activeElement === row,
    notes: [...document.querySelectorAll(".note")].filter((one) => !one.hidden)
      .map((one) => Number(one.dataset.passage)),
    agreed: !document.getElementById("agreed").hidden,
    current: document.querySelector("nav [aria-current]").hash,
    help: document.getElementById("help").open,
  };
};
const press = (key, more = {}) => {
  document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...more}));
  return at();
};
"""


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """States after keys, all from one browser: starting it is what takes the time."""
    script = f"""{PRESS}
const all = (keys) => [...keys].map((key) => press(key));
report({{
  start: at(), rows: all("jjk"), ends: all("Gg"), variants: all("nnnN"),
  sides: all("]][0"), third: all("gnn3"), additions: all("0ga0aaaaaaaaaa"),
  missing: all("0gnnnnn6"), help: all("?j?"), ignored: press("j", {{ctrlKey: true}}),
  bracket: press("]", {{ctrlKey: true, altKey: true, modifierAltGraph: true}}),
  around: all("0["), unknown: all("9x"),
}});
"""
    folder = tmp_path_factory.mktemp("page")
    found: dict[str, Any] = ask("".join(page(tunnel())), script, folder)
    return found


def passages(states: list[dict[str, Any]]) -> list[int]:
    return [state["passage"] for state in states]


def test_it_opens_on_the_clean_text(walk: dict[str, Any]) -> None:
    start = walk["start"]
    assert (start["view"], start["current"], start["passage"]) == ("clean", "#clean", 0)
    assert start["notes"] == [0]


def test_j_and_k_go_by_rows_and_the_notes_follow(walk: dict[str, Any]) -> None:
    assert passages(walk["rows"]) == [1, 2, 1]
    assert all(state["focused"] for state in walk["rows"])
    assert [state["notes"] for state in walk["rows"]] == [[], [2], []]
    assert [state["agreed"] for state in walk["rows"]] == [True, False, True]
    assert passages(walk["ends"]) == [8, 0]


def test_n_goes_by_variants(walk: dict[str, Any]) -> None:
    assert passages(walk["variants"]) == [2, 3, 4, 3]


def test_brackets_and_digits_keep_the_passage_on_its_line(walk: dict[str, Any]) -> None:
    sides = walk["sides"]
    assert [state["view"] for state in sides] == ["copy-1", "copy-2", "copy-1", "clean"]
    assert passages(sides) == [3, 3, 3, 3]
    assert walk["third"][-1]["view"] == "copy-3"
    assert walk["third"][-1]["passage"] == 3
    assert len({state["top"] for state in sides}) == 1
    assert walk["around"][-1]["view"] == "copy-6"


def test_where_a_copy_lacks_the_passage_its_ghost_stands(walk: dict[str, Any]) -> None:
    before, after = walk["missing"][-2:]
    assert (after["view"], after["passage"]) == ("copy-6", before["passage"])
    assert not after["addition"]


def test_a_goes_by_additions_and_round(walk: dict[str, Any]) -> None:
    states = walk["additions"]
    assert all(state["addition"] for state in states[4:])
    assert passages(states[4:]) == [5, 5, 8, 8, 8, 8, 0, 2, 5, 5]


def test_help_opens_over_the_page_and_takes_no_other_key(walk: dict[str, Any]) -> None:
    opened, still, closed = walk["help"]
    assert (opened["help"], still["help"], closed["help"]) == (True, True, False)
    assert opened["passage"] == still["passage"]


def test_keys_of_the_browser_are_left_alone(walk: dict[str, Any]) -> None:
    assert walk["ignored"]["passage"] == walk["help"][-1]["passage"]
    assert walk["bracket"]["view"] != walk["ignored"]["view"]  # typed with AltGr
    assert walk["unknown"][0]["view"] == walk["unknown"][1]["view"] == "copy-6"


def test_a_link_opens_its_copy_and_a_click_sets_the_place(tmp_path: Path) -> None:
    script = f"""{PRESS}
document.querySelector('#copies a[href="#copy-4"]').click();
const copy = at();
document.querySelector('#copy-4 .row[data-passage="3"]').click();
const clicked = at();
press("0"); press("G");
press("Enter");
report([copy, clicked, document.querySelector("#clean details").open,
        document.documentElement.scrollWidth <= window.innerWidth]);
"""
    copy, clicked, unfolded, fits = ask("".join(page(tunnel())), script, tmp_path, width=500)
    assert copy["view"] == "copy-4"
    assert (clicked["view"], clicked["passage"]) == ("copy-4", 3)
    assert unfolded
    assert fits


def test_what_several_put_in_is_found_in_each_of_their_copies(tmp_path: Path) -> None:
    script = f"{PRESS} press('a'); report([...'20304'].map((key) => press(key)));"
    states = ask("".join(page(repeated())), script, tmp_path)
    assert [state["view"] for state in states] == ["copy-2", "clean", "copy-3", "clean", "copy-4"]
    assert [state["addition"] for state in states] == [True, True, True, True, False]


def test_an_address_opens_a_copy_and_the_tenth_has_no_digit(tmp_path: Path) -> None:
    script = f"{PRESS} report([at(), press('['), press('9'), press(']')]);"
    states = ask("".join(page(crowd())), script, tmp_path, fragment="#copy-12")
    assert [state["view"] for state in states] == ["copy-12", "copy-11", "copy-9", "copy-10"]


def test_nothing_but_its_own_script_runs(tmp_path: Path) -> None:
    foreign = (
        "<script>document.title = 'owned'</script>"
        "<img src=x onerror=\"document.title = 'owned'\"><p style='color: red'>x</p>"
    )
    whole = "".join(page(tunnel())).replace("</body>", f"{foreign}</body>")
    document = dump(whole, tmp_path)
    assert 'class="interactive"' in document
    assert "<title>owned" not in document
