"""The part of the main screen that lists stories in another order, or the unread alone."""

from __future__ import annotations

from dataclasses import replace

from reader.archive.query import Sort
from reader.ui.commands import Pane
from reader.ui.present.choices import sort_choices
from reader.ui.screens.listed import ListedScreen
from reader.ui.screens.patience import needs_stories


class OrderingScreen(ListedScreen):
    """Lists otherwise what is listed, and finds in it what is unread."""

    @needs_stories
    def action_sort_stories(self) -> None:
        """Choose the order of the list."""
        from reader.ui.screens.choice import ChoiceScreen

        if self.wanted is None:
            return
        choices = sort_choices(self.wanted.sort, searched=bool(self.wanted.query))
        self.app.push_screen(ChoiceScreen("Sort the list", choices), self._sort)

    def _sort(self, chosen: str | None) -> None:
        if chosen is not None and self.wanted is not None:
            self.list_otherwise(replace(self.wanted, sort=Sort(chosen)), stay=False)
            self.focus_pane(Pane.STORIES)

    @needs_stories
    def action_only_unread(self) -> None:
        """Show the unread stories alone, or all again."""
        if self.wanted is not None:
            only = not self.wanted.only_unread
            self.list_otherwise(replace(self.wanted, only_unread=only), stay=True)

    def next_unread(self, direction: int) -> bool:
        """Go to the next unread story of the list; False if there is none."""
        from reader.services.listing import Listing

        listing = self.stories.stories
        if self.lists is None or not isinstance(listing, Listing):
            return False
        found = self.lists.next_unread(listing.numbers, self.stories.cursor, direction)
        if found is None:
            return False
        self.stories.put_cursor(found)
        return True
