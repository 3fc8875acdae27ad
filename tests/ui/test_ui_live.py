"""A screen that lives: rows come as a refresh runs, others write, the place is kept."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.archive import feeds, stories, turns
from reader.archive.connection import Archive
from reader.errors import Cancelled
from reader.model import Collation
from reader.services.child import Child
from reader.services.events import (
    Answered,
    Arranged,
    Began,
    Ended,
    Failed,
    Fetched,
    Grouping,
    to_line,
)
from reader.settings import Reading
from reader.ui.app import ReaderApp
from reader.ui.commands import Pane
from reader.ui.messages import Happened, RefreshOver
from reader.ui.present.ink import TEXT, Run, plain
from reader.ui.present.refreshing import Tally
from reader.ui.present.rows import Place, Row
from reader.ui.screens.adding import AddScreen, FirstScreen
from reader.ui.screens.asking import ConfirmScreen
from reader.ui.screens.modal import DialogPane, Modal
from reader.ui.taking import Outcome, Taking
from reader.ui.widgets.search import SearchBar
from tests import factories
from tests.factories import FakeLibrary, collation, copy, put_story, wire
from tests.ui.driver import Driver, press, running, screen_text, settle, type_ahead


def numbered(number: int) -> Collation:
    """A story of its own."""
    text = f"The council met about item {number} and put off the vote."
    title = f"Council puts off item {number}"
    return collation([copy("Quay", [wire(1, text)])], story=f"s{number}", headline=title)


def many(stories: int, archive: Archive | None = None) -> FakeLibrary:
    return FakeLibrary([numbered(number) for number in range(stories)], archive=archive)


def arrive(library: FakeLibrary, number: int) -> None:
    """Have a story come into the archive, newer than all others."""
    made = numbered(number)
    library.collations[made.story] = made
    with library.archive.writing() as connection:
        put_story(connection, made, latest=factories.NOON.timestamp() + 60 * number)


async def test_rows_that_arrive_above_leave_the_story_on_its_line() -> None:
    library = many(60)
    async with running(library, size=(120, 24), keys="j j j j j j j j j j j j") as (app, pilot):
        stories = app.main.stories
        line = stories.screen_line(stories.cursor)
        assert app.main.chosen_id == "s12"
        for number in (70, 71, 72):
            arrive(library, number)
        app.main.read_anew()
        await settle(app, pilot)
        assert app.main.chosen_id == "s12"
        assert stories.screen_line(stories.cursor) == line
        assert stories.story_at(0).id == "s72"


async def test_a_list_that_becomes_shorter_leaves_no_gap() -> None:
    async with running(many(60), size=(120, 24), keys="u j u j u j u j") as (app, pilot):
        assert app.main.stories.screen_line(app.main.stories.cursor) > 4
        await press(app, pilot, "U")
        assert app.main.chosen_id == "s4"
        assert app.main.stories.screen_line(0) == 0
        await press(app, pilot, "U G k k k k")
        await press(app, pilot, "f h a s colon f a c t")
        await press(app, pilot, "escape")
        stories = app.main.stories
        assert stories.screen_line(59) <= stories.size.height


async def test_only_what_is_in_sight_is_read() -> None:
    library = many(300)
    async with running(library, size=(120, 24)) as (app, _pilot):
        listing = app.main.stories.stories
        assert len(listing) == 300
        assert len(listing._pages) <= 2  # type: ignore[attr-defined]
        assert len(set(library.asked)) < 40


async def test_what_another_process_writes_is_seen(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.sqlite")
    library = many(3, archive)
    other = Archive(tmp_path / "archive.sqlite")
    async with running(library, size=(100, 24)) as (app, pilot):
        app.main._look()
        await settle(app, pilot)
        turn = app.main._turn
        app.main._look()
        await settle(app, pilot)
        assert app.main._turn == turn, "nothing was written"
        made = numbered(9)
        library.collations[made.story] = made
        with other.writing() as connection:
            put_story(connection, made, latest=factories.NOON.timestamp() + 600)
        app.main._look()
        await settle(app, pilot)
        assert app.main.stories.story_at(0).id == "s9"
        assert app.main.chosen_id == "s0"
    other.close()


async def test_an_unread_story_that_is_being_read_stays_among_the_unread() -> None:
    library = many(5)
    async with running(library, size=(120, 24), keys="U j j enter") as (app, pilot):
        assert not app.main.stories.story_at(2).unread
        app.main.read_anew()
        await settle(app, pilot)
        assert [one.id for one in app.main.stories.stories] == ["s0", "s1", "s2", "s3", "s4"]
        await press(app, pilot, "escape U U")
        assert [one.id for one in app.main.stories.stories] == ["s0", "s1", "s3", "s4"]
        assert app.main.chosen_id == "s3", "the next that is there"


async def test_a_filtered_list_waits_for_what_was_done_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_go = threading.Event()
    async with running(many(3), size=(120, 24)) as (app, pilot):
        deeds = app.main.deeds
        assert deeds is not None
        toggle = deeds.toggle_read

        def held(story: str) -> str:
            let_go.wait()
            return toggle(story)

        monkeypatch.setattr(deeds, "toggle_read", held)
        await type_ahead(app, "j u U")
        assert not app.main.reading_list
        assert app.main.awaits_stories, "keys that follow wait for the list"
        let_go.set()
        await settle(app, pilot)
        assert [one.id for one in app.main.stories.stories] == ["s0", "s2"]


@pytest.mark.parametrize(
    ("wish", "after_opening", "after_leaving"),
    [("on-opening", True, True), ("on-leaving", False, True), ("by-hand", False, False)],
)
async def test_a_story_is_read_when_it_is_wished(
    wish: str, after_opening: bool, after_leaving: bool
) -> None:
    settings = {"reading": Reading(mark_read=wish)}
    async with running(many(3), size=(120, 24), settings=settings, keys="j") as (app, pilot):
        assert app.main.stories.story_at(1).unread, "looked at in the list, it is not opened"
        await press(app, pilot, "enter")
        assert app.main.stories.story_at(1).unread is not after_opening
        await press(app, pilot, "J")
        assert app.main.stories.story_at(1).unread is not after_leaving
        assert app.main.stories.story_at(2).unread is not after_opening


@pytest.mark.parametrize(("wish", "read"), [("on-leaving", True), ("by-hand", False)])
async def test_a_story_that_is_left_with_the_program_is_read_when_it_is_wished(
    wish: str, read: bool
) -> None:
    library = many(2)
    settings = {"reading": Reading(mark_read=wish)}
    async with running(library, size=(120, 24), settings=settings, keys="enter") as (app, _):
        story = app.main.stories.story_at(0)
        assert story.unread
        await app.action_quit()
    with library.archive.reading() as connection:
        [left] = stories.summaries(connection, [stories.number_of(connection, story.id)])
    assert left.unread is not read


@pytest.mark.parametrize("seconds", [0, 0.001])
async def test_after_some_seconds_a_story_counts_as_read(seconds: float) -> None:
    settings = {"reading": Reading(mark_read="after-seconds", after_seconds=seconds)}
    async with running(many(2), size=(120, 24), settings=settings, keys="enter") as (app, pilot):
        while app.main.stories.story_at(0).unread:
            await pilot.pause()
        await settle(app, pilot)
        assert not app.main.stories.story_at(0).unread


async def test_marking_more_than_is_seen_asks() -> None:
    async with running(many(40), size=(100, 24), keys="A") as (app, pilot):
        assert isinstance(app.screen, ConfirmScreen)
        assert "Mark 40 stories as read?" in screen_text(app)
        await press(app, pilot, "n")
        assert app.main.stories.story_at(0).unread
        await press(app, pilot, "A enter")
        assert not app.main.stories.story_at(39).unread
        await press(app, pilot, "U")
        assert "Nothing unread" in screen_text(app)
        await press(app, pilot, "U ctrl+z")
        assert app.main.stories.story_at(39).unread


async def test_a_search_shows_the_passage_and_leads_back() -> None:
    library = FakeLibrary([factories.tunnel(), factories.pair(), factories.lone()])
    async with running(library, size=(120, 24), keys="j slash s h a f t") as (app, pilot):
        assert "ventilation shaft" in screen_text(app)
        assert [one.id for one in app.main.stories.stories] == ["tunnel"]
        await press(app, pilot, "enter escape")
        assert app.main.chosen_id == "rail"
        assert app.main.pane is Pane.STORIES


async def test_in_a_list_by_outlet_each_story_names_the_outlet_that_puts_it_there() -> None:
    async with running(size=(80, 24)) as (app, pilot):
        assert "NPA · 40 copies" in screen_text(app)
        await press(app, pilot, "S o u t l e t enter")
        listed = app.main.stories
        outlets = [story.outlets[0] for story in listed.stories]
        assert len(outlets) > 2
        rows = [plain(listed.line(listed.lines_of(at)[1]).runs) for at in range(len(outlets))]
        assert [row.split(" · ")[0].strip() for row in rows] == outlets
        assert outlets == sorted(outlets, key=str.casefold)


async def test_the_order_by_facts_changed_has_all_stories_compared() -> None:
    library = FakeLibrary([*(numbered(number) for number in range(40)), factories.tunnel()])
    async with running(library, size=(120, 16)) as (app, pilot):
        assert "tunnel" not in library.asked, "it is far below"
        await press(app, pilot, "S c h a n g e d enter")
        assert app.main.stories.story_at(0).id == "tunnel"
        assert app.main.stories.story_at(0).facts == 1
        assert app.main.chosen_id == "tunnel", "nobody moved from the top"


class _Held(FakeLibrary):
    """Compares nothing until it is let go."""

    def __init__(self, collations: list[Collation]) -> None:
        super().__init__(collations)
        self.let_go = threading.Event()

    def compare(
        self,
        *,
        progress: Callable[[str, int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        self.let_go.wait()
        if cancelled():
            raise Cancelled("stopped")
        return super().compare(progress=progress, cancelled=cancelled)


@pytest.mark.parametrize("again", [False, True])
async def test_comparing_ends_with_the_list_that_rests_on_it(again: bool) -> None:
    library = _Held([*(numbered(number) for number in range(40)), factories.tunnel()])
    async with running(library, size=(120, 16)) as (app, pilot):
        main = app.main
        main.show_query("has:fact")
        await come_about(lambda: main.comparing)
        assert main.under_way == "stop comparing"
        main.whole_list()
        await come_about(main._stop_comparing.is_set)
        if again:
            main.show_query("has:fact")
            await come_about(lambda: main.findings_missing)
        library.let_go.set()
        await settle(app, pilot)
        assert not main.comparing
        assert "Stopped" not in screen_text(app), "nobody stopped it"
        assert main.chosen_id == ("tunnel" if again else "s0")


async def come_about(happened: Callable[[], bool]) -> None:
    """Let the application go on until something has happened."""
    while not happened():
        await asyncio.sleep(0)


async def test_what_is_wrong_with_a_filter_is_said_while_it_is_typed() -> None:
    async with running(many(2), size=(120, 24), keys="f c o p i e s colon x") as (app, pilot):
        assert "give a number, as in copies:>3" in screen_text(app)
        assert len(app.main.stories.stories) == 0 or app.main.searching
        await press(app, pilot, "escape")
        assert len(app.main.stories.stories) == 2


async def test_an_empty_archive_offers_what_there_is_to_begin_with(tmp_path: Path) -> None:
    library = FakeLibrary(archive=Archive(tmp_path / "archive.sqlite"))
    async with running(library, size=(100, 24)) as (app, pilot):
        assert isinstance(app.screen, FirstScreen)
        await press(app, pilot, "slash g o n e enter")
        assert "there is no such file or folder" in screen_text(app)
        await press(app, pilot, "escape")
        assert "M adds feeds" in screen_text(app)


async def test_as_the_list_fills_the_first_time_the_cursor_stays_at_its_top(tmp_path: Path) -> None:
    library = FakeLibrary(archive=Archive(tmp_path / "archive.sqlite"))

    async def come(number: int) -> None:
        arrive(library, number)
        app.main.read_anew()
        await settle(app, pilot)

    async with running(library, size=(100, 24), keys="escape") as (app, pilot):
        for number in (1, 3, 2, 4):
            await come(number)
        assert app.main.chosen_id == "s4"
        await press(app, pilot, "j")
        assert app.main.chosen_id == "s3"
        await come(9)
        assert app.main.chosen_id == "s3", "a person was there"
        await press(app, pilot, "g")
        await come(10)
        assert app.main.chosen_id == "s9", "as in any list"


async def test_a_story_opened_while_the_list_fills_stays(tmp_path: Path) -> None:
    library = FakeLibrary(archive=Archive(tmp_path / "archive.sqlite"))
    async with running(library, size=(100, 24), keys="escape") as (app, pilot):
        arrive(library, 1)
        app.main.read_anew()
        await press(app, pilot, "")
        await press(app, pilot, "enter")
        arrive(library, 2)
        app.main.read_anew()
        await settle(app, pilot)
        assert (app.main.chosen_id, app.main.pane) == ("s1", Pane.TEXT)


async def test_the_first_refresh_can_be_stopped_before_there_is_a_story(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.sqlite")
    with archive.writing() as connection:
        feeds.add(connection, "https://larkfield.example/rss", now=0)
    async with running(FakeLibrary(archive=archive), size=(100, 24)) as (app, pilot):
        assert "R refresh  M feeds" in screen_text(app)
        assert "copy" not in screen_text(app)
        script = "import sys; print(flush=True); sys.stdin.read()"
        app.main.child = child = Child(
            tmp_path / "a", None, ("refresh",), program=(sys.executable, "-c", script)
        )
        app.main.refreshing = True
        app.main.name_keys()
        assert "esc stop refreshing" in screen_text(app)
        await type_ahead(app, "escape")
        assert child.stopped
        child.ended()
        app.main.on_refresh_over(RefreshOver())
        await settle(app, pilot)


async def test_feeds_without_stories_say_what_fetches_them(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.sqlite")
    with archive.writing() as connection:
        feeds.add(connection, "https://larkfield.example/rss", now=0)
    async with running(FakeLibrary(archive=archive), size=(100, 24)) as (app, pilot):
        assert "R fetches 1 feed" in screen_text(app)
        await press(app, pilot, "M a")
        assert isinstance(app.screen, AddScreen)


def test_a_refresh_is_told_in_a_line() -> None:
    tally = Tally()
    assert not tally.take(Began(40))
    assert not tally.take(Answered(1, "A", 31, 1, 40))
    assert not tally.take(Failed(2, "B", "no answer", 2, 40))
    assert tally.line == "refreshing feed 2 of 40 … · 31 new · 1 failed"
    assert not tally.take(Fetched(3, 9))
    assert "page 3 of 9" in tally.line
    assert tally.take(Arranged(7))
    tally.take(Ended(31, 1, 40))
    assert tally.summary == "2 feeds, 31 new articles; 1 feed failed: F says why."


def test_a_child_is_heard_and_ended(tmp_path: Path) -> None:
    script = tmp_path / "child.py"
    script.write_text(
        "import sys, threading\n"
        f"print({to_line(Began(1))!r}, flush=True)\n"
        "print('reader: a complaint', file=sys.stderr, flush=True)\n"
        "threading.Event().wait()\n"
    )
    child = Child(tmp_path / "a.sqlite", None, ["refresh"], program=(sys.executable, str(script)))
    lines = child.lines()
    assert next(lines) == to_line(Began(1))
    child.end()
    status, said = child.ended()
    assert child.stopped
    assert status != 0
    assert said in ([], ["a complaint"])
    assert os.name == "nt" or status == -15


def adding(folder: Path) -> tuple[str, ...]:
    """A program that says it has added five feeds, and notes each time what it was asked for."""
    script = folder / "reader.py"
    script.write_text(
        "import sys\n"
        f"with open({str(folder / 'asked')!r}, 'a') as asked:\n"
        "    print(*sys.argv[3:], file=asked)\n"
        "if 'add' in sys.argv:\n"
        "    print(*('feed A', 'feed B', 'feed C', 'feed D', 'feed E'), sep=chr(10))\n",
        encoding="utf-8",
    )
    return sys.executable, "-S", str(script)


async def test_what_was_added_is_fetched_and_nothing_else(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.sqlite")
    with archive.writing() as connection:
        for name in ("one", "two", "three"):
            feeds.add(connection, f"https://{name}.example/rss", now=0)
        turns.answered(connection, 2, now=1.0, etag=None, modified=None, next_try=2.0)
    async with running(FakeLibrary(archive=archive), size=(100, 24)) as (app, pilot):
        app.main.program = adding(tmp_path)
        await press(app, pilot, "M a")
        await type_ahead(app, "q u a y full_stop e x enter")
        while not (tmp_path / "asked").exists() or isinstance(app.screen, AddScreen):
            await pilot.pause()
        await settle(app, pilot)
        said = [notification.message for notification in app._notifications]
        assert said[0] == "feed A\nfeed B\nfeed C\nand 2 more"
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked == ["add --events -- quay.ex", "refresh --events 1 3"]


def long_adding(folder: Path, says: str = "") -> tuple[str, ...]:
    """A program that groups without end, until it is told to stop; then it says something."""
    script = folder / "reader.py"
    script.write_text(
        "import signal, sys, threading\n"
        "def stop(number, frame):\n"
        f"    print({says!r}, end='', flush=True)\n"
        "    sys.exit(130)\n"
        "signal.signal(signal.SIGTERM, stop)\n"
        f"print({to_line(Grouping(7, 40))!r}, flush=True)\n"
        "threading.Event().wait()\n",
        encoding="utf-8",
    )
    return sys.executable, "-S", str(script)


async def until(app: ReaderApp, pilot: Driver, text: str) -> None:
    while text not in screen_text(app):
        await pilot.pause()
        app.screen._on_timer_update()


async def test_adding_shows_how_far_it_is_and_escape_stops_it(tmp_path: Path) -> None:
    library = FakeLibrary(archive=Archive(tmp_path / "archive.sqlite"))
    async with running(library, size=(100, 24)) as (app, pilot):
        app.main.program = long_adding(tmp_path)
        await type_ahead(app, "q u a y full_stop e x enter")
        await until(app, pilot, "grouping into stories 7 of 40")
        assert "esc stop" in screen_text(app)
        await type_ahead(app, "escape")
        await until(app, pilot, "Stopped: nothing was added.")
        assert isinstance(app.screen, AddScreen)
        assert not app.screen.adding
        assert app.screen.query_words == "quay.ex"
        assert "esc look around" in screen_text(app)
        await press(app, pilot, "escape")
        assert not isinstance(app.screen, AddScreen)


async def test_what_was_added_before_it_was_stopped_is_named(tmp_path: Path) -> None:
    library = FakeLibrary(archive=Archive(tmp_path / "archive.sqlite"))
    async with running(library, size=(100, 24)) as (app, pilot):
        app.main.program = long_adding(tmp_path, "feed A")
        await type_ahead(app, "q u a y full_stop e x enter")
        await until(app, pilot, "grouping into stories 7 of 40")
        await type_ahead(app, "escape")
        while app.screen is not app.main:
            await pilot.pause()
        assert [told.message for told in app._notifications] == ["feed A"]


def test_what_is_stopped_before_it_begins_does_not_begin() -> None:
    taking = Taking()
    taking.stop()

    def start() -> Child:
        raise AssertionError("it begins")

    assert taking.run(start, lambda event: None) == Outcome(0, stopped=True)


async def test_the_feeds_show_how_far_a_refresh_has_come(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.sqlite")
    with archive.writing() as connection:
        feeds.add(connection, "https://larkfield.example/rss", now=0)
    async with running(many(2, archive), size=(100, 24)) as (app, pilot):
        app.main.refreshing = True
        app.main.name_keys()
        assert "esc stop refreshing" in screen_text(app)
        await type_ahead(app, "M")
        app.main.on_happened(Happened(Answered(3, "Quay", 4, 3, 9)))
        await type_ahead(app, "")
        assert "refreshing feed 3 of 9 … · 4 new" in screen_text(app)
        app.main.on_refresh_over(RefreshOver())
        await settle(app, pilot)
        assert "refreshing" not in screen_text(app)
        await press(app, pilot, "escape")
        assert "stop refreshing" not in screen_text(app)


@pytest.mark.parametrize("dialog", ["S", "enter apostrophe"])
async def test_a_dialog_says_when_nothing_has_the_words(dialog: str) -> None:
    async with running(size=(80, 24), keys=f"{dialog} z z") as (app, pilot):
        assert "nothing here has “zz” · esc close" in screen_text(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Modal), "there is nothing to choose"
        await press(app, pilot, "backspace backspace")
        assert "nothing here has" not in screen_text(app)
        assert "esc close" in screen_text(app)


async def test_a_dialog_is_laid_out_before_it_is_first_drawn() -> None:
    async with running(many(2), size=(100, 24)) as (app, _pilot):
        pane = DialogPane(measure=82)
        app.main.mount(pane)
        pane.show_rows([Row(Place(0), (Run("A line that fits into the dialog.", TEXT),))])
        assert pane.line_count == 1


async def test_a_click_on_a_story_ends_typing_and_keeps_what_was_found() -> None:
    async with running(many(20), size=(120, 30), keys="slash 1 2") as (app, pilot):
        await pilot.click(app.main.stories, offset=(5, 1))
        await settle(app, pilot)
        assert not app.main.searching
        assert not app.main.query(SearchBar)
        assert app.main.chosen_id == "s12"
        await press(app, pilot, "escape")
        assert len(app.main.stories.stories) == 20


async def test_a_note_that_was_typed_is_not_thrown_away_at_once() -> None:
    async with running(many(2), size=(100, 24), keys="m h i escape") as (app, pilot):
        assert "esc again drops it" in screen_text(app)
        await press(app, pilot, "escape")
        assert app.screen is app.main
        await press(app, pilot, "m escape")
        assert app.screen is app.main, "nothing was typed"


async def test_a_name_has_an_end(tmp_path: Path) -> None:
    async with running(many(1), size=(100, 24), keys="L") as (app, pilot):
        app.screen.query_one(Input).value = "x" * 301
        await press(app, pilot, "enter")
        assert "These are 301 characters; it can have 300." in screen_text(app)


async def test_tab_writes_a_path_out(tmp_path: Path) -> None:
    (tmp_path / "saved-articles").mkdir()
    library = FakeLibrary(archive=Archive(tmp_path / "archive.sqlite"))
    async with running(library, size=(100, 24)) as (app, pilot):
        field = app.screen.query_one(Input)
        field.value = f"{tmp_path}/sav"
        await press(app, pilot, "tab")
        assert field.value == f"{tmp_path}/saved-articles/"
        assert field.has_focus


async def test_one_goes_on_where_one_left(tmp_path: Path) -> None:
    stories = [factories.tunnel(), *map(numbered, range(5))]
    first = FakeLibrary(stories, archive=Archive(tmp_path / "archive.sqlite"))
    async with running(first, size=(120, 24)) as (app, pilot):
        assert app.main.choose("tunnel")
        await settle(app, pilot)
        await press(app, pilot, "enter 2 n n")
        place = app.main.text.place
        assert place.passage
        await app.action_quit()
    again = FakeLibrary(archive=Archive(tmp_path / "archive.sqlite"))
    again.collations = first.collations
    async with running(again, size=(120, 24)) as (app, pilot):
        assert app.main.chosen_id == "tunnel"
        assert (app.main.text.view, app.main.text.place.passage) == (2, place.passage)
        assert app.main.pane is Pane.TEXT
        await press(app, pilot, "escape G")
        last = app.main.chosen_id
        await app.action_quit()
    async with running(FakeLibrary(archive=Archive(tmp_path / "archive.sqlite"))) as (app, _pilot):
        assert app.main.chosen_id == last
        assert app.main.pane is Pane.STORIES
