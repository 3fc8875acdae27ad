"""The application as a whole: loading, the place that is kept, the mouse, hostile text."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import cast

import pytest
from textual.color import Color

from reader.archive.query import Sort
from reader.errors import Cancelled, UnknownStory, UnreadableSource
from reader.model import Category, Collation, EditKind, Failure
from reader.text.rot47 import rot47
from reader.ui.app import OpenLibrary, ReaderApp
from reader.ui.commands import Pane
from reader.ui.present.reading import CLEAN, row_at
from reader.ui.present.rows import Place, RowKind
from reader.ui.themes import ON_DARK, ON_LIGHT, THEMES
from tests import factories
from tests.factories import FakeLibrary, added, collation, copy, wire
from tests.ui.driver import make_app, press, running, screen_text, settle

Progress = Callable[[str, int, int], None]


async def test_the_screen_stands_while_files_are_read() -> None:
    reading, go_on = threading.Event(), threading.Event()

    def slow(progress: Progress, cancelled: Callable[[], bool]) -> FakeLibrary:
        progress("reading", 12, 44)
        reading.set()
        go_on.wait(10)
        return factories.library()

    app = ReaderApp(cast(OpenLibrary, slow))
    async with app.run_test(size=(100, 20)) as pilot:
        reading.wait(10)
        await pilot.pause()
        assert "reading 12 of 44 …" in screen_text(app)
        assert "esc stop reading" in screen_text(app)
        go_on.set()
        await settle(app, pilot)
        assert "Harbor tunnel vote delayed" in screen_text(app)


async def test_reading_can_be_stopped() -> None:
    started = threading.Event()

    def endless(progress: Progress, cancelled: Callable[[], bool]) -> FakeLibrary:
        started.set()
        while not cancelled():
            threading.Event().wait(0.005)  # as reading does between two files, give way
        raise Cancelled("stopped")

    app = ReaderApp(cast(OpenLibrary, endless))
    async with app.run_test(size=(100, 20)) as pilot:
        started.wait(10)
        await press(app, pilot, "escape")
        assert "Reading was stopped" in screen_text(app)
        assert not app.failed


async def test_an_error_says_its_reason() -> None:
    def broken(progress: Progress, cancelled: Callable[[], bool]) -> FakeLibrary:
        raise UnreadableSource("papers", "the folder is empty; name another")

    app = ReaderApp(cast(OpenLibrary, broken))
    async with app.run_test(size=(100, 20)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "j n e slash right_square_bracket y o")
        assert "the folder is empty; name another" in screen_text(app)
        assert app.failed


async def test_nothing_read_of_what_was_named() -> None:
    made = FakeLibrary((), [Failure("torn.json", "not JSON from line 3 on")])
    async with running(made, size=(100, 20)) as (app, pilot):
        assert "1 file was passed over" in screen_text(app)
        await press(app, pilot, "F")
        assert "not JSON from line 3 on" in screen_text(app)


async def test_a_story_that_cannot_be_collated_says_why() -> None:
    made = factories.library()

    def gone(story_id: str) -> Collation:
        raise UnknownStory(f"no story has the id {story_id!r}")

    made.collation = gone  # type: ignore[method-assign]
    async with running(made, size=(120, 20)) as (app, _):
        assert "no story has the id 'tunnel'" in screen_text(app)


async def test_the_story_with_the_most_copies_is_open_if_that_is_wished() -> None:
    async with running(select="largest") as (app, _):
        assert app.main.text.reading is not None
        assert app.main.text.reading.story == "storm"


async def test_a_story_is_collated_once() -> None:
    made = factories.library()
    async with running(made, keys="j j k k j k") as (_, _pilot):
        assert sorted(made.asked) == sorted(set(made.asked))


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)], ids=str)
async def test_the_place_is_kept_from_copy_to_copy(size: tuple[int, int]) -> None:
    async with running(size=size, keys="enter") as (app, pilot):
        text = app.main.text
        for passage in range(1, 9):
            app.main.action_clean()
            text.go_to(Place(passage))
            line = text.screen_line(text.cursor)
            assert 0 <= line < text.size.height
            for view in (2, 3, 4, 5, 6, 1, CLEAN):
                app.main._show_view(view)
                assert text.view == view
                assert passage in text.rows[text.cursor].passages
                assert text.screen_line(text.cursor) == line
            await press(app, pilot, "")
            assert text.screen_line(text.cursor) == line, "nor does a later layout move it"


@pytest.mark.parametrize("size", [(160, 45), (80, 24)], ids=str)
async def test_keys_typed_ahead_reach_the_pane_that_was_opened(size: tuple[int, int]) -> None:
    async with running(size=size) as (app, pilot):
        app.main.action_open()
        app.main.action_variant(1)
        assert app.main.text.place.passage == 2
        await settle(app, pilot)
        assert app.focused is app.main.text


async def test_a_ghost_stands_where_the_copy_lacks_the_passage() -> None:
    async with running(keys="enter n 6") as (app, _):
        row = app.main.text.row
        assert row is not None
        assert row.kind is RowKind.GHOST
        assert row.passages == (2,)


async def test_another_width_keeps_the_place() -> None:
    async with running(size=(160, 45), keys="enter n n n") as (app, pilot):
        place = app.main.text.place
        for size in ((100, 30), (40, 12), (91, 20), (160, 45)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert app.main.text.place == place
            assert 0 <= app.main.text.screen_line(app.main.text.cursor) < size[1]


@pytest.mark.parametrize("keys", ["", "enter", "enter tab", "enter d escape"])
async def test_a_screen_that_grows_is_drawn_as_one_that_was_as_large(keys: str) -> None:
    async with running(size=(40, 12), keys=keys) as (app, pilot):
        await pilot.resize_terminal(160, 45)
        await settle(app, pilot)
        grown = screen_text(app)
    async with running(size=(160, 45), keys=keys) as (app, _):
        assert grown == screen_text(app)


@pytest.mark.parametrize(
    ("seen_before", "keys"),
    [
        ("enter escape", "j enter"),
        ("enter tab escape escape", "j enter tab"),
    ],
)
async def test_a_pane_that_was_away_is_drawn_as_one_not_seen_before(
    seen_before: str, keys: str
) -> None:
    async with running(size=(40, 12), keys=f"{seen_before} {keys}") as (app, _):
        again = screen_text(app)
    async with running(size=(40, 12), keys=keys) as (app, _):
        assert again == screen_text(app)


async def test_the_list_that_was_away_shows_the_story_that_was_gone_to() -> None:
    made = FakeLibrary([factories.renumbered(factories.lone(), f"story-{n}") for n in range(9)])
    async with running(made, size=(40, 12), keys="enter J J J J J J escape") as (app, _):
        stories = app.main.stories
        assert 0 <= stories.screen_line(stories.cursor) < stories.size.height - 1


async def test_provenance_and_text_follow_each_other() -> None:
    async with running(keys="enter") as (app, pilot):
        text, provenance = app.main.text, app.main.provenance
        reading = text.reading
        assert reading is not None
        for _ in range(12):
            await press(app, pilot, "j")
            assert reading.items[provenance.item].place.passage == text.place.passage
        await press(app, pilot, "g tab")
        seen = []
        for _ in range(12):
            await press(app, pilot, "j")
            seen.append(text.place.passage)
        assert seen == sorted(seen)
        assert seen[-1] == 8


async def test_moving_the_cursor_draws_only_the_lines_of_two_rows() -> None:
    async with running(size=(160, 45), keys="enter j") as (app, pilot):
        before = app.main.text.built
        await press(app, pilot, "j")
        rows = app.main.text
        touched = len(rows.lines_of(rows.cursor)) + len(rows.lines_of(rows.cursor - 1))
        assert app.main.text.built - before <= touched
        await press(app, pilot, "k")
        kept = app.main.text.built
        await press(app, pilot, "j k j")
        assert app.main.text.built == kept, "strips are kept"


async def test_the_mouse_chooses_stories_passages_copies_and_keys() -> None:
    async with running(size=(160, 45)) as (app, pilot):
        await pilot.click("#stories", offset=(5, 4))
        await settle(app, pilot)
        assert app.main.text.reading is not None
        assert app.main.text.reading.story == "rail"
        await pilot.click("#stories", offset=(5, 1))
        await settle(app, pilot)
        line = app.main.text.screen_line(row_at(app.main.text.rows, Place(2)))
        await pilot.click("#text", offset=(20, line + 1))
        assert app.main.text.place.passage == 2
        assert app.main.pane is Pane.TEXT
        await pilot.click("#provenance", offset=(5, 5))
        await settle(app, pilot)
        assert app.main.text.view == 3
        await pilot.click("#keys", offset=(3, 0))
        await settle(app, pilot)
        assert app.main.text.view == 4


async def test_the_mouse_chooses_in_dialogs() -> None:
    async with running(size=(100, 30), keys="S") as (app, pilot):
        lines = screen_text(app).splitlines()
        y, line = next((y, line) for y, line in enumerate(lines) if "most copies first" in line)
        await pilot.click(offset=(line.index("most copies"), y), times=2)
        await settle(app, pilot)
        assert app.main.wanted is not None
        assert app.main.wanted.sort is Sort.COPIES
        for keys, named in (("S", "esc close"), ("m", "esc leave"), ("question_mark", "esc close")):
            await press(app, pilot, keys)
            assert app.screen is not app.main
            lines = screen_text(app).splitlines()
            y, line = next((y, line) for y, line in enumerate(lines) if named in line)
            await pilot.click(offset=(line.index(named) + 5, y))
            await settle(app, pilot)
            assert app.screen is app.main


async def test_the_program_s_name_leads_to_every_command() -> None:
    async with running(size=(80, 24)) as (app, pilot):
        await pilot.click("#title", offset=(3, 0))
        await settle(app, pilot)
        assert app.screen is not app.main


async def test_the_wheel_takes_the_cursor_along() -> None:
    async with running(size=(80, 12), keys="enter") as (app, pilot):
        text = app.main.text
        for _ in range(8):
            text.scroll_relative(y=2, animate=False, immediate=True)  # as the wheel does
            await pilot.pause()
        assert text.place != Place(0)
        assert 0 <= text.screen_line(text.cursor) < text.size.height


HOSTILE = (
    "\x1b]0;owned\x07[red]bold[/] [@click=app.quit]go[/] \u202egnp.exe \ud800 [50% off\r\n\x9b31m"
)


def hostile() -> Collation:
    """A story of nothing but text that means harm."""
    number = EditKind.NUMBER
    return collation(
        [
            copy(HOSTILE, [added(HOSTILE, Category.POLL, HOSTILE)], [wire(1, f"{HOSTILE} 4 ships")],
                 title=HOSTILE, url=f"https://a.example/{HOSTILE}"),
            copy("B", [wire(1, f"{HOSTILE} 5 ships", ("4", "5", number))]),
        ],
        headline=HOSTILE,
        agency=HOSTILE,
    )  # fmt: skip


async def test_what_an_outlet_scrambled_is_read_by_a_key_and_the_place_is_kept() -> None:
    made = collation(
        [copy("Larkfield Post", [wire(1, factories.LEDE)], [wire(2, rot47(factories.WORK))])],
        headline="Tunnel on ice",
    )
    async with running(FakeLibrary([made]), keys="enter j j") as (app, pilot):
        assert "scrambled" in screen_text(app)
        assert factories.WORK not in screen_text(app)
        await press(app, pilot, "D")
        assert factories.WORK in screen_text(app)
        assert app.main.text.place.passage == 2
        await press(app, pilot, "D")
        assert factories.WORK not in screen_text(app)


async def test_hostile_text_stays_text() -> None:
    made = FakeLibrary([hostile()], [Failure(HOSTILE, HOSTILE)])
    async with running(made, size=(160, 45)) as (app, pilot):
        for keys in (
            "",
            "enter 1",
            "c H",
            "H j j e",
            "escape apostrophe",
            "escape F",
            "escape tab",
        ):
            await press(app, pilot, keys)
            shown = screen_text(app)
            assert not set(shown) & set("\x1b\x07\x9b\u202e\ud800\r")
            assert "[red]bold[/]" in shown
            assert "\x1b" not in app.export_screenshot(simplify=True)


async def test_yanked_text_is_safe_too() -> None:
    async with running(FakeLibrary([hostile()]), keys="enter 2 j y o") as (app, _):
        assert "ships" in app.clipboard
        assert not set(app.clipboard) & set("\x1b\x07\x9b\u202e\ud800\r")


async def test_no_width_breaks_the_screen() -> None:
    async with running(size=(1, 6)) as (app, pilot):
        for width in (1, 2, 7, 19, 31, 59):
            await pilot.resize_terminal(width, 6)
            await press(app, pilot, "enter 2 b e escape tab tab slash x escape c escape escape")
            assert app.is_running
            assert app.main.pane is Pane.STORIES


async def test_all_themes_draw() -> None:
    app = make_app()
    async with app.run_test(size=(120, 6)) as pilot:
        await settle(app, pilot)
        for name in app.available_themes:
            app.theme = name
            await settle(app, pilot)
            assert "Harbor tunnel" in screen_text(app)


def contrast(one: Color, other: Color) -> float:
    """The contrast of WCAG 2, from 1 to 21."""

    def luminance(colour: Color) -> float:
        raw = [part / 255 for part in colour.rgb]
        r, g, b = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in raw)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_and_badges_can_be_read(theme: object) -> None:
    own = next(found for found in THEMES if found is theme)
    ground = Color.parse(own.surface or "")
    assert contrast(Color.parse(own.foreground or ""), ground) >= 7
    assert contrast(Color.parse(own.error or ""), ground) >= 4.5
    assert contrast(Color.parse(own.variables["text-quiet"]), ground) >= 4.5
    assert contrast(Color.parse(own.variables["text-faint"]), ground) >= 3
    for colour in ON_DARK if own.dark else ON_LIGHT:
        assert contrast(Color.parse(colour), ground) >= 3.5


# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
_EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranope": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "protanope": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
}


def oklab(colour: str, eye: str) -> tuple[float, float, float]:
    """Ottosson's OKLab of a colour as an eye sees it."""
    raw = [part / 255 for part in Color.parse(colour).rgb]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in raw]
    r, g, b = (
        min(1.0, max(0.0, sum(weight * x for weight, x in zip(row, linear, strict=True))))
        for row in _EYES[eye]
    )
    l_ = (0.4122 * r + 0.5363 * g + 0.0514 * b) ** (1 / 3)
    m_ = (0.2119 * r + 0.6807 * g + 0.1074 * b) ** (1 / 3)
    s_ = (0.0883 * r + 0.2817 * g + 0.6300 * b) ** (1 / 3)
    return (
        0.2105 * l_ + 0.7936 * m_ - 0.0041 * s_,
        1.9780 * l_ - 2.4286 * m_ + 0.4506 * s_,
        0.0259 * l_ + 0.7828 * m_ - 0.8087 * s_,
    )


@pytest.mark.parametrize("palette", [ON_DARK, ON_LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("eye", _EYES)
def test_copies_colours_stay_apart(palette: tuple[str, ...], eye: str) -> None:
    seen = [oklab(colour, eye) for colour in palette]
    for at, one in enumerate(seen):
        for other in seen[at + 1 :]:
            distance = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
            assert distance > 0.05
