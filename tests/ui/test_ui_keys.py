"""Every command of the registry does what it says, by each of its keys."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.binding import BindingsMap

from reader.archive import feeds as subscriptions
from reader.archive.connection import Archive
from reader.model import Failure
from reader.services.events import Answered, Arranged, Began, Ended, Event, Failed, to_line
from reader.ui.app import ReaderApp
from reader.ui.commands import COMMANDS, Command, Pane, Where
from reader.ui.elsewhere import ELSEWHERE, commands_of
from reader.ui.present.ink import plain
from reader.ui.present.outlets import Column
from reader.ui.present.reading import CLEAN, Reading, is_addition
from reader.ui.screens.adding import AddScreen
from reader.ui.screens.compare import CompareScreen
from reader.ui.screens.evidence import EvidenceScreen
from reader.ui.screens.exporting import ExportScreen
from reader.ui.screens.failures import FailuresScreen
from reader.ui.screens.feeds import FeedsScreen
from reader.ui.screens.help import HelpScreen
from reader.ui.screens.jump import JumpScreen
from reader.ui.screens.links import LinkPicker
from reader.ui.screens.outlet import OutletScreen
from reader.ui.screens.outlets import OutletsScreen
from reader.ui.screens.palette import PaletteScreen
from reader.ui.screens.picker import CopyPicker
from reader.ui.screens.reading import ReadingScreen
from reader.ui.screens.table import TableScreen
from reader.ui.screens.timeline import TimelineScreen
from reader.ui.themes import DARK, LIGHT
from reader.ui.widgets.rows import RowsPane
from reader.ui.widgets.search import SearchBar
from tests import factories
from tests.factories import FakeLibrary
from tests.ui.driver import Driver, press, running, screen_text

Check = Callable[[ReaderApp, Driver, str], Awaitable[None]]
CHECKS: dict[str, Check] = {}
Owner = (
    type[ReadingScreen]
    | type[CompareScreen]
    | type[TableScreen]
    | type[OutletsScreen]
    | type[OutletScreen]
    | type[FeedsScreen]
)
SCREENS: dict[Where, Owner] = {
    Where.MAIN: ReadingScreen,
    Where.COMPARE: CompareScreen,
    Where.TABLE: TableScreen,
    Where.OUTLETS: OutletsScreen,
    Where.OUTLET: OutletScreen,
    Where.FEEDS: FeedsScreen,
}


def checks(*names: str) -> Callable[[Check], Check]:
    """Register a check for commands; it presses the key that it is given."""

    def register(check: Check) -> Check:
        CHECKS.update(dict.fromkeys(names, check))
        return check

    return register


def test_every_command_is_checked() -> None:
    assert set(CHECKS) == {command.id for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_key_of_a_command_is_bound_to_it(command: Command) -> None:
    owner = ReaderApp if command.application else SCREENS[command.where]
    bound = BindingsMap(owner.BINDINGS).key_to_bindings
    for key in command.keys:
        action = f"{command.action}({key})" if command.numbered else command.action
        assert [binding.action for binding in bound[key]] == [action]


@pytest.mark.parametrize("where", ELSEWHERE)
def test_every_command_of_another_screen_is_bound_and_does_something(where: Where) -> None:
    screen = SCREENS[where]
    assert screen.where is where
    bound = BindingsMap(screen.BINDINGS).key_to_bindings
    for command in commands_of(where):
        for key in command.keys:
            (binding,) = bound[key]
            assert binding.id in (command.id, f"{command.id}-{key}"), "who moves it moves it here"
            assert hasattr(screen, f"action_{binding.action.split('(')[0]}")


def top(app: ReaderApp) -> object:
    return app.screen


def told(app: ReaderApp) -> list[str]:
    return [notification.message for notification in app._notifications]


def story(app: ReaderApp) -> str:
    reading = app.main.text.reading
    assert reading is not None
    return reading.story


@checks("next-copy", "previous-copy")
async def turning(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter {key}")
    assert app.main.text.view == (1 if key == "right_square_bracket" else 6)
    await press(app, pilot, " ".join([key] * 6))
    assert app.main.text.view == CLEAN


@checks("copy")
async def that_copy(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, "enter")
    for number in range(int(key), 7):
        await press(app, pilot, str(number))
        assert app.main.text.view == number
        assert app.main.provenance.view == number
    await press(app, pilot, "9")
    assert app.main.text.view == 6
    assert told(app) == ["This story has 6 copies."]


@checks("clean")
async def clean(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter 3 {key}")
    assert app.main.text.view == CLEAN


@checks("pick-copy")
async def pick(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter {key}")
    assert isinstance(top(app), CopyPicker)
    await press(app, pilot, "i n l a n d enter")
    assert app.main.text.view == 4


@checks("next-story", "previous-story")
async def stories(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter J {key}")
    assert story(app) == ("bronze" if key == "J" else "tunnel")
    assert app.main.pane is Pane.TEXT


@checks("open")
async def opening(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, key)
    assert app.main.pane is Pane.TEXT
    await press(app, pilot, f"a {key}")
    assert app.main.text.view == 2
    await press(app, pilot, f"c j j {key}")
    assert isinstance(top(app), EvidenceScreen)


@checks("next-variant", "previous-variant")
async def variants(app: ReaderApp, pilot: Driver, key: str) -> None:
    if key == "n":
        await press(app, pilot, "j u")
        await press(app, pilot, "k n")
        assert story(app) == "bronze"  # past the story that is read
        await press(app, pilot, "N K u enter n")
        assert app.main.text.place.passage == 2
        await press(app, pilot, "n")
    else:
        await press(app, pilot, "enter G N")
        assert app.main.text.place.passage == 8
        await press(app, pilot, "N N N N N")
    assert app.main.text.place.passage == 3
    assert "a number was changed" in screen_text(app)


@checks("next-addition")
async def additions(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, "enter")
    count = sum(is_addition(row) for row in app.main.text.rows)
    seen = []
    for _ in range(count + 1):
        await press(app, pilot, key)
        seen.append(app.main.text.place)
    assert seen[1] == (2, 2, 5)
    assert len(set(seen)) == count
    assert seen[-1] == seen[0]


@checks("fold")
async def folding(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, "enter n n")
    place, line = app.main.text.place, app.main.text.screen_line(app.main.text.cursor)
    rows = len(app.main.text.rows)
    await press(app, pilot, key)
    assert len(app.main.text.rows) > rows
    assert app.main.text.place == place
    assert app.main.text.screen_line(app.main.text.cursor) == line
    await press(app, pilot, key)
    assert len(app.main.text.rows) == rows


@checks("headlines")
async def headlines(app: ReaderApp, pilot: Driver, key: str) -> None:
    text = app.main.text
    await press(app, pilot, "enter n n 2")
    line = text.screen_line(text.cursor)
    await press(app, pilot, key)
    assert app.main.text.view == CLEAN
    assert app.main.text.place.passage == 0
    texts = [plain(row.text) for row in app.main.text.rows]
    assert "\u00a02\u00a0 ~ Tunnel on ice: council blinks as bill balloons" in texts
    await press(app, pilot, key)
    assert (text.view, text.place.passage, text.screen_line(text.cursor)) == (2, 3, line)
    await press(app, pilot, f"{key} 3 {key}")
    assert (text.view, text.place.passage) == (CLEAN, 0), "from a copy it shows the headlines"
    await press(app, pilot, key)
    assert text.view == 3


@checks("decode")
async def decoding(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter {key}")
    assert told(app) == ["No outlet scrambled anything in this story."]
    assert not app.main.text.decoded


@checks("evidence")
async def evidence(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter a a {key}")
    assert isinstance(top(app), EvidenceScreen)
    assert "recurs in 11 of 14 other stories" in screen_text(app)
    await press(app, pilot, "escape")
    assert isinstance(top(app), ReadingScreen)


def listed(app: ReaderApp) -> list[str]:
    return [one.id for one in app.main.stories.stories]


@checks("search")
async def search(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"{key} r a i l")
    assert listed(app) == ["rail"]
    await press(app, pilot, "enter")
    assert app.main.stories.has_focus
    assert story(app) == "rail"
    await press(app, pilot, "escape")
    assert len(listed(app)) == 4
    await press(app, pilot, f"j enter {key} m o n d a y enter")
    assert app.main.text.place.passage == 2
    await press(app, pilot, "escape")
    assert app.main.text.sought == ""
    await press(app, pilot, f"g {key} t h e enter n n")
    assert app.main.text.sought == "the"
    assert "No further" in told(app)[-1], "n goes from one find to the next"
    await press(app, pilot, "escape")


@checks("filter")
async def filtering(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"{key} c o tab greater_than_sign 2 enter")
    assert listed(app) == ["tunnel"]
    await press(app, pilot, f"{key}")
    assert app.screen.query_one(SearchBar).words == "copies:>2 "
    await press(app, pilot, "escape")
    assert len(listed(app)) == 4


@checks("searches")
async def searches(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, "slash r a i l enter")
    await press(app, pilot, f"{key} enter")
    await press(app, pilot, "t r a i n s enter escape")
    assert len(listed(app)) == 4
    await press(app, pilot, f"{key} t r a i n s enter")
    assert listed(app) == ["rail"]
    await press(app, pilot, "escape")  # the list is read; letters typed meanwhile would be keys
    await press(app, pilot, f"{key} t r a i n s ctrl+x")
    assert app.main.deeds is not None
    assert app.main.deeds.searches() == {}


@checks("order")
async def ordering(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"{key} o l d enter")
    assert listed(app) == ["fire", "bronze", "rail", "tunnel"]
    await press(app, pilot, f"{key} n e w enter")
    assert listed(app)[0] == "tunnel"


@checks("unread")
async def unread(app: ReaderApp, pilot: Driver, key: str) -> None:
    for expected in (False, True):
        await press(app, pilot, key)
        assert app.main.stories.story_at(0).unread is expected


@checks("only-unread")
async def only_unread(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"j u {key}")
    assert listed(app) == ["tunnel", "bronze", "fire"]
    assert app.main.chosen_id == "bronze"
    await press(app, pilot, f"{key} g j u")
    assert len(listed(app)) == 4


@checks("star")
async def starring(app: ReaderApp, pilot: Driver, key: str) -> None:
    for expected in (True, False):
        await press(app, pilot, key)
        assert app.main.stories.story_at(0).starred is expected


@checks("read-all", "undo")
async def all_read(app: ReaderApp, pilot: Driver, key: str) -> None:
    if key == "A":
        await press(app, pilot, key)
        assert not any(one.unread for one in app.main.stories.stories)
        assert told(app)[-1] == "4 stories marked read."
    else:
        await press(app, pilot, key)
        assert all(one.unread for one in app.main.stories.stories)
        assert told(app)[-1] == "Undone: 4 stories marked read."


@checks("note")
async def noting(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"{key} a s k ctrl+s")
    assert app.main.stories.story_at(0).noted
    assert app.main.deeds is not None
    assert app.main.deeds.note_of("tunnel") == "ask"


@checks("join", "split")
async def joining(app: ReaderApp, pilot: Driver, key: str) -> None:
    library = app.main.library
    assert library is not None
    if key == "plus":
        await press(app, pilot, f"{key} j {key}")
        assert told(app)[-1] == "Two stories joined."
        assert library.number("tunnel-1") == library.number("rail-1")
        await press(app, pilot, "ctrl+z")
        assert library.number("tunnel-1") != library.number("rail-1")
    else:
        await press(app, pilot, f"enter 3 {key} escape")
        assert told(app)[-1] == "A copy split from its story."
        assert library.number("tunnel-1") != library.number("tunnel-3")


@checks("rename-outlet")
async def renaming(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter 3 {key} ctrl+u T h e space S t a r enter")
    assert told(app)[-1] == "The Ellen Star is called The Star."


@checks("refresh", "refresh-all")
async def refreshing(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, key)
    if key == "R":
        assert told(app)[-1] == "2 feeds, 3 new articles; 1 feed failed: F says why."
        assert "1 feed failed" in screen_text(app)
    else:
        assert told(app)[-1] == "This story came from no feed."


@checks("feeds", "feed-add", "feed-rename", "feed-tags", "feed-pause", "feed-pages", "feed-remove")
async def feeds(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, "M")
    assert isinstance(app.screen, FeedsScreen)
    feed = app.screen.active.feed
    assert feed is not None
    if key == "M":
        assert feed.title == "Larkfield Post"
        await press(app, pilot, key)
        assert isinstance(top(app), ReadingScreen)
        return
    if key == "a":
        await press(app, pilot, f"{key} full_stop slash g o n e enter")
        assert isinstance(app.screen, AddScreen)
        assert "no such file or folder" in screen_text(app)
        await press(app, pilot, "escape")
    else:
        await press(app, pilot, f"{key} {FEED_KEYS[key]}")
    assert isinstance(app.screen, FeedsScreen)
    changed = app.screen.active.feed
    assert changed is not None
    seen = {"n": changed.title, "t": changed.tags, "p": changed.paused, "w": changed.pages}
    assert seen.get(key) == FEED_CHANGED.get(key)
    assert len(app.screen.active.feeds) == (1 if key == "x" else 2)
    await press(app, pilot, "escape")


FEED_KEYS = {"n": "ctrl+u P o s t enter", "t": "h o m e enter", "p": "", "w": "", "x": "enter"}
FEED_CHANGED = {"n": "Post", "t": ("home",), "p": True, "w": False}


@checks("down", "up")
async def up_and_down(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"J {key}")
    assert story(app) == ("bronze" if key in ("j", "down") else "tunnel")
    await press(app, pilot, "K K K enter j j j")
    before = app.main.text.cursor
    await press(app, pilot, key)
    assert app.main.text.cursor - before == (1 if key in ("j", "down") else -1)


@checks("top", "bottom")
async def ends(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter j j {key}")
    assert app.main.text.place.passage == (0 if key in ("g", "home") else 8)
    await press(app, pilot, f"escape j {key}")
    assert story(app) == ("tunnel" if key in ("g", "home") else "fire")


@checks("half-down", "half-up", "page-down", "page-up")
async def pages(app: ReaderApp, pilot: Driver, key: str) -> None:
    down = key in ("ctrl+d", "space", "pagedown")
    await press(app, pilot, "enter" if down else "enter G")
    before = app.main.text.cursor
    await press(app, pilot, key)
    assert (app.main.text.cursor - before > 1) is down
    assert app.main.text.cursor != before


@checks("next-pane", "previous-pane")
async def panes(app: ReaderApp, pilot: Driver, key: str) -> None:
    steps = [Pane.TEXT, Pane.PROVENANCE, Pane.STORIES]
    if key in ("shift+tab", "h", "left"):
        steps = [Pane.PROVENANCE, Pane.TEXT, Pane.STORIES]
    for pane in steps:
        await press(app, pilot, key)
        assert app.main.pane is pane
        assert app.focused is not None
        assert app.focused.id == pane


@checks("back")
async def back(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, "enter tab")
    seen = []
    for _ in range(2):
        await press(app, pilot, key)
        seen.append(app.main.pane)
    assert seen == [Pane.TEXT, Pane.STORIES]


@checks("browse")
async def browse(app: ReaderApp, pilot: Driver, key: str) -> None:
    opened: list[str] = []
    app.open_url = lambda url, *, new_tab=True: opened.append(url)  # type: ignore[method-assign]
    await press(app, pilot, f"enter j j {key}")
    assert opened == ["https://larkfield.example/tunnel"]
    await press(app, pilot, f"2 {key}")
    assert len(opened) == 1
    assert told(app)[-1] == "Copy 2 has no web address that can be opened."


@checks("links")
async def links(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter {key}")
    assert told(app) == ["There is no link in this text."]
    reading = app.main.text.reading
    assert reading is not None
    linked = factories.linked(reading.collation, {1: {"a vote": "https://larkfield.example/"}})
    app.main.text.read(Reading(linked))
    await press(app, pilot, key)
    assert isinstance(app.screen, LinkPicker)
    await press(app, pilot, "escape")


@checks("yank")
async def yank(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter n {key}")
    assert app.clipboard == factories.SHEET
    await press(app, pilot, f"4 {key}")
    assert app.clipboard == factories.SHEET.replace("told reporters", "said")


@checks("yank-reference")
async def reference(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, key)
    assert app.clipboard == "tunnel"
    await press(app, pilot, f"enter j j {key}")
    assert app.clipboard == f"tunnel#{app.main.text.place.passage}"
    assert app.main.text.place.passage


@checks("export")
async def exporting(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, key)
    assert isinstance(app.screen, ExportScreen)
    assert ".md" in app.screen.query_words
    await press(app, pilot, "escape")


@checks("narrow", "widen")
async def widths(app: ReaderApp, pilot: Driver, key: str) -> None:
    sign = 1 if key == "greater_than_sign" else -1
    before = app.main.stories.size.width
    await press(app, pilot, key)
    assert (app.main.stories.size.width - before) * sign > 0
    await press(app, pilot, "enter")
    measure = app.main.text.measure
    await press(app, pilot, key)
    assert app.main.text.measure - measure == 4 * sign


@checks("compare")
async def comparing(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter n n {key}")
    assert isinstance(app.screen, CompareScreen)
    assert app.screen.views == (0, 3), "the copy that changed the fact"
    await press(app, pilot, f"n {key}")
    assert isinstance(top(app), ReadingScreen)
    assert app.main.text.place.passage > 3, "the place that was reached"


@checks("swap", "differing")
async def in_the_comparison(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter g n n d {key}")
    assert isinstance(app.screen, CompareScreen)
    assert app.screen.views == ((3, 0) if key == "s" else (0, 3))
    assert app.screen.active.differing is (key == "v")


@checks("table")
async def table(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter n n {key}")
    assert isinstance(app.screen, TableScreen)
    assert (app.screen.active.place.passage, app.screen.active.copy) == (3, 3)
    await press(app, pilot, f"j {key}")
    assert app.main.text.place.passage == 4


@checks("timeline")
async def timeline(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter {key}")
    assert isinstance(top(app), TimelineScreen)
    await press(app, pilot, "j j enter")
    assert app.main.text.view == 3


@checks("outlets")
async def outlets(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter 4 {key}")
    assert isinstance(app.screen, OutletsScreen)
    assert app.screen.active.profile is not None
    assert app.screen.active.profile.name == "Inland Herald"
    await press(app, pilot, key)
    assert isinstance(top(app), ReadingScreen)


@checks("sort", "sort-back")
async def sorting(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, f"enter O {key}")
    assert isinstance(app.screen, OutletsScreen)
    assert app.screen.active.by is (Column.WIRE if key == "s" else Column.NAME)


@checks("failures")
async def failures(app: ReaderApp, pilot: Driver, key: str) -> None:
    assert "1 file passed over" in screen_text(app)
    await press(app, pilot, key)
    assert isinstance(top(app), FailuresScreen)
    assert "torn.json" in screen_text(app)


@checks("help")
async def helping(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, key)
    assert isinstance(top(app), HelpScreen)
    await press(app, pilot, "slash c l i p")
    rows = app.screen.query_one(RowsPane).rows
    assert [row.text[0].text for row in rows if row.stop] == ["Copy the passage"]
    await press(app, pilot, "z z")
    assert "Nothing is found for clipzz." in screen_text(app)
    await press(app, pilot, "escape")
    assert len(app.screen.query_one(RowsPane).rows) > len(rows)
    await press(app, pilot, "escape")
    assert not isinstance(top(app), HelpScreen)


@checks("jump")
async def jumping(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, key)
    assert isinstance(top(app), JumpScreen)
    await press(app, pilot, key)
    assert not isinstance(top(app), JumpScreen)


@checks("palette")
async def palette(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, key)
    screen = top(app)
    assert isinstance(screen, PaletteScreen)
    await press(app, pilot, "n e x t space c o p enter")
    assert app.main.text.view == 1


@checks("theme")
async def theme(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, key)
    assert app.theme == LIGHT
    await press(app, pilot, key)
    assert app.theme == DARK


@checks("quit")
async def quitting(app: ReaderApp, pilot: Driver, key: str) -> None:
    await press(app, pilot, key)
    assert app.return_code == 0


@pytest.mark.parametrize("where", Where)
def test_no_key_stands_for_two_commands(where: Where) -> None:
    everywhere = [command for command in COMMANDS if command.application]
    keys = [key for command in (*commands_of(where), *everywhere) for key in command.keys]
    assert len(keys) == len(set(keys))


def test_a_numbered_command_has_a_binding_for_each_key() -> None:
    numbered: list[Command] = [command for command in COMMANDS if command.numbered]
    assert [len(command.bindings()) for command in numbered] == [9]


def told_by(folder: Path, *events: Event) -> tuple[str, ...]:
    """A program that tells of events as a refresh does, whatever it is asked for."""
    script = folder / "reader.py"
    script.write_text(f"print({chr(10).join(map(to_line, events))!r})", encoding="utf-8")
    return sys.executable, "-S", str(script)


HOME = "escape c escape g"
"""From wherever a check ends to where it began: the first story of the list."""


@pytest.mark.parametrize("check", dict.fromkeys(CHECKS.values()), ids=lambda check: check.__name__)
async def test_keys(check: Check, tmp_path: Path) -> None:
    made = FakeLibrary(
        [factories.tunnel(), factories.pair(), factories.lone(), factories.updated()],
        [Failure("torn.json", "not JSON")],
        archive=Archive(tmp_path / "archive.sqlite"),
    )
    with made.archive.writing() as connection:
        for address in ("https://larkfield.example/rss", "https://quay.example/rss"):
            title = "Larkfield Post" if "lark" in address else "Quayside Daily"
            subscriptions.add(connection, address, now=0, title=title)
    async with running(made, size=(120, 24)) as (app, pilot):
        app.main.program = told_by(
            tmp_path, Began(2), Answered(1, "Larkfield Post", 3, 1, 2),
            Failed(2, "Quayside Daily", "no answer", 2, 2), Arranged(1), Ended(3, 1, 2),
        )  # fmt: skip
        for command in COMMANDS:
            if CHECKS[command.id] is check:
                await check(app, pilot, command.keys[0])
                await press(app, pilot, HOME if app.is_running else "")
