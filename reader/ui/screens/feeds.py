"""The subscriptions: what they bring, which of them fail, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from reader.errors import ReaderError
from reader.model import Feed
from reader.text.safe import safe_line
from reader.ui.commands import Where
from reader.ui.elsewhere import bindings_of
from reader.ui.present.feeds import feed_rows, feed_told, feeds_head
from reader.ui.present.ink import QUIET, TITLE, Run
from reader.ui.present.panel import detail_lines
from reader.ui.present.rows import Place, Row
from reader.ui.screens.full import FullScreen
from reader.ui.widgets.bars import KeyBar, TitleBar
from reader.ui.widgets.panel import Panel
from reader.ui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from reader.services.subscribing import Subscribing
    from reader.ui.screens.live import LiveScreen

_WIDEST = 400
"""Cells of a row: never broken."""
_NONE = ("No feeds yet.", "a adds one: the address of a feed or a site, a file, a folder.")


class FeedChosen(Message):
    """The cursor stands on another feed."""


class FeedsRead(Message):
    """The subscriptions as they are, or (with `reason`) why they cannot be read."""

    def __init__(self, feeds: list[Feed], said: str = "") -> None:
        self.feeds = feeds
        self.said = said
        super().__init__()


class FeedsPane(RowsPane):
    """A line for each subscription."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, measure=_WIDEST)
        self.feeds: list[Feed] = []
        self.now: datetime | None = None

    def put(self, feeds: list[Feed], now: datetime) -> None:
        """Show subscriptions; the cursor stays on its own."""
        here = self.feed.number if self.feed is not None else 0
        self.feeds, self.now = feeds, now
        at = next((at for at, feed in enumerate(feeds) if feed.number == here), self.cursor)
        self.show_rows(self._made())
        self.put_cursor(min(at, max(0, len(feeds) - 1)))
        self.redraw()
        self.post_message(FeedChosen())

    def _made(self) -> tuple[Row, ...]:
        if not self.feeds:
            lines = [Row(Place(0), (Run(line, QUIET),), stop=False) for line in _NONE]
            return tuple(lines)
        return feed_rows(self.feeds, self.room, self.now)

    @property
    def feed(self) -> Feed | None:
        """The subscription under the cursor."""
        return self.feeds[self.cursor] if 0 <= self.cursor < len(self.feeds) else None

    def resized(self) -> None:
        """Share the new width among the columns."""
        self.rows = self._made()
        super().resized()

    def cursor_moved(self) -> None:
        """Tell which feed is chosen."""
        self.post_message(FeedChosen())


class FeedsScreen(FullScreen[str]):
    """Returns a search that the list is to show, if one was chosen."""

    AUTO_FOCUS = "#body"
    where = Where.FEEDS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.FEEDS)]

    def __init__(self, host: LiveScreen) -> None:
        super().__init__()
        self._host = host
        self.at_work = False

    def compose(self) -> ComposeResult:
        """Lay out the bars, the feeds, and what is told of one."""
        yield TitleBar("Feeds", id="title")
        yield FeedsPane(id="body")
        yield Panel(id="detail")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Read the subscriptions."""
        super().on_mount()
        self.tell(self._host.tally.line if self._host.refreshing else "")
        self.read()

    @property
    def active(self) -> FeedsPane:
        """The pane of the feeds."""
        return self.query_one(FeedsPane)

    def read(self) -> None:
        """Read the subscriptions anew."""
        self._work(lambda _: "")

    def tell(self, line: str) -> None:
        """Show how far a refresh has come."""
        self.query_one(TitleBar).say(line)

    def _do(self, deed: Callable[[Subscribing, Feed], str]) -> None:
        feed = self.active.feed
        if feed is not None:
            self._work(lambda subscribing: deed(subscribing, feed))

    def _work(self, deed: Callable[[Subscribing], str]) -> None:
        self.at_work = True
        self._in_thread(deed)

    @work(thread=True, group="feeds")
    def _in_thread(self, deed: Callable[[Subscribing], str]) -> None:
        from reader.services.subscribing import Subscribing

        library, lists = self._host.library, self._host.lists
        assert library is not None
        assert lists is not None
        found: list[Feed] = []
        try:
            said = deed(Subscribing(library.archive))
            found = lists.feeds()
        except ReaderError as error:
            said = str(error)
        self.post_message(FeedsRead(found, said))

    def on_feeds_read(self, message: FeedsRead) -> None:
        """Show the subscriptions."""
        self.at_work = False
        self.active.put(message.feeds, datetime.now().astimezone())
        told = f"  {feeds_head(message.feeds)}" if message.feeds else ""
        self.query_one(TitleBar).name_view((Run("Feeds", TITLE), Run(told, QUIET)))
        if message.said:
            self.say(f"{safe_line(message.said)}.")

    def on_feed_chosen(self) -> None:
        """Tell what is known of the feed."""
        feed, now = self.active.feed, self.active.now
        told = feed_told(feed, now) if feed is not None else ()
        detail = self.query_one("#detail", Panel)
        title = safe_line(feed.title) if feed is not None else ""
        detail.tell(lambda width, height: detail_lines(title, told, width, height))

    # Commands

    def action_open(self) -> None:
        """List the stories from the feeds with this one's tag."""
        feed = self.active.feed
        if feed is None:
            return
        if not feed.tags:
            self.say("It has no tag to filter by; t gives it one.")
        elif len(feed.tags) == 1:
            self._filter(feed.tags[0])
        else:
            from reader.ui.present.choices import Choice
            from reader.ui.screens.choice import ChoiceScreen

            choices = [Choice(tag, tag) for tag in feed.tags]
            self.app.push_screen(ChoiceScreen("Stories with which tag?", choices), self._filter)

    def _filter(self, tag: str | None) -> None:
        if tag is not None:
            self.dismiss(f'tag:"{tag}"')

    def action_add(self) -> None:
        """Add a feed, a site, a file or a folder."""
        from reader.ui.screens.adding import AddScreen

        self.app.push_screen(AddScreen(self._host), self._added)

    def _added(self, said: str | None) -> None:
        if said:
            self.say(said)
        self.read()

    def action_rename(self) -> None:
        """Call the feed otherwise."""
        from reader.ui.screens.asking import AskScreen

        feed = self.active.feed
        if feed is not None:
            screen = AskScreen("What is it to be called?", feed.title, "Empty: as it calls itself.")
            self.app.push_screen(screen, self._renamed)

    def _renamed(self, name: str | None) -> None:
        if name is not None:
            self._do(lambda subscribing, feed: subscribing.rename(feed, name))

    def action_tag(self) -> None:
        """Give the feed tags."""
        from reader.ui.screens.asking import AskScreen

        feed = self.active.feed
        if feed is not None:
            tags = ", ".join(feed.tags)
            self.app.push_screen(AskScreen("Its tags", tags, "A comma between two."), self._tagged)

    def _tagged(self, tags: str | None) -> None:
        if tags is not None:
            words = [tag.strip() for tag in tags.split(",")]
            self._do(lambda subscribing, feed: subscribing.tag(feed, words))

    def action_pause(self) -> None:
        """Pause the feed, or go on with it."""
        self._do(lambda subscribing, feed: subscribing.toggle_pause(feed))

    def action_pages(self) -> None:
        """Fetch the pages of the feed, or leave them."""
        self._do(lambda subscribing, feed: subscribing.toggle_pages(feed))

    def action_remove(self) -> None:
        """End the subscription; ask before."""
        from reader.ui.screens.asking import ConfirmScreen

        feed = self.active.feed
        if feed is not None:
            about = "Its articles stay. This cannot be undone but by adding it again."
            screen = ConfirmScreen(f"Remove {feed.title}?", about)
            self.app.push_screen(screen, self._removed)

    def _removed(self, sure: bool | None) -> None:
        if sure:
            self._do(lambda subscribing, feed: subscribing.remove(feed))

    def action_refresh_story(self) -> None:
        """Fetch this feed."""
        if self.active.feed is not None:
            self._host.refresh_feeds([self.active.feed.number])

    def action_refresh_all(self) -> None:
        """Fetch every feed."""
        self._host.action_refresh_all()

    def action_failures(self) -> None:
        """Show what fails, and why."""
        self._host.action_failures()

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_feeds(self) -> None:
        """Leave."""
        self.dismiss(None)
